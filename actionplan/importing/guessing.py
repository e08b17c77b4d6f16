"""What the columns of a table without headings hold, told by what stands in them.

Each field has a test of a cell; a column is taken for the field that most of its cells look like.
Whatever is found so is a guess that can be explained, and a person is asked about every column.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from actionplan.dates.written import find_dates
from actionplan.declared import Moment
from actionplan.due import NO_END, NOT_KNOWN
from actionplan.importing.colours import colour_of
from actionplan.importing.columns import SAID, Column, Told
from actionplan.importing.contents import BAND, CODE, LEVEL, led
from actionplan.importing.grid import Cell
from actionplan.importing.heading_rows import field_named
from actionplan.importing.leads import is_person
from actionplan.importing.ratings import looks_rated, plain
from actionplan.importing.reasons import by_contents
from actionplan.importing.synonyms import Field
from actionplan.importing.unnamed import UNMISTAKABLE
from actionplan.status_words import status_of

# The part of the cells that must look like a field, or say something in words.
ENOUGH = 0.7
# Of these a table must show two to be a plan; less is a list of something else.
SHOWN = {Field.LEAD, Field.DUE, Field.RATING, Field.STATUS, Field.PERCENT}
# Where rows share a recommendation, this part of its cells or less is new.
REPEATED = 0.7
LONGEST_DATE, LONGEST_LEAD = 40, 80
PERCENT = re.compile(r"\d{1,3}(?:\.\d+)? ?%")
# The points of a certain guess, half of what a plain heading has.
POINTS = 5.0

Cells = Mapping[int, Sequence[Cell]]


def says_rating(cell: Cell) -> object:
    return looks_rated(cell) or (not cell.text and colour_of(cell.shade))


def says_lead(cell: Cell) -> object:
    return len(cell.flat) <= LONGEST_LEAD and (led(cell) or is_person(cell.flat))


def says_day(cell: Cell) -> object:
    return cell.moment or (len(cell.flat) <= LONGEST_DATE and find_dates(cell.text))


def says_no_day(cell: Cell) -> object:
    """Whether a cell says that there is no date, as only a column of dates does."""
    folded = cell.flat.casefold()
    return len(folded) <= LONGEST_DATE and (NO_END.search(folded) or NOT_KNOWN.search(folded))


# In this order, where a column looks like two of them alike.
TESTS: Mapping[Field, Callable[[Cell], object]] = {
    Field.RATING: says_rating,
    Field.STATUS: lambda cell: status_of(cell.flat),
    Field.DUE: lambda cell: says_day(cell) or says_no_day(cell),
    Field.LEAD: says_lead,
    Field.PERCENT: lambda cell: PERCENT.fullmatch(cell.flat),
    Field.NUMBER: lambda cell: CODE.fullmatch(cell.flat),
    Field.TIMESCALE: lambda cell: BAND.fullmatch(cell.flat),
    Field.PRIORITY: lambda cell: LEVEL.fullmatch(cell.flat),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A field that a column may hold: how many of its cells look like it."""

    index: int
    field: Field
    alike: int
    among: int

    @property
    def share(self) -> float:
        return self.alike / self.among if self.among else 0.0


def guessed(
    headings: Mapping[int, str], cells: Cells, rows: int, told: Mapping[int, Told]
) -> tuple[Column, ...] | None:
    """The columns of a table of so many ``rows``, or None where they show no plan.

    ``headings`` are shown to people; one that names a field counts, and so does what people have
    ``told``.
    """
    chosen = dict(by_name(headings, told))
    for guess in sorted(guesses(cells), key=lambda one: -one.share):
        if guess.index not in chosen and guess.field not in fields_of(chosen):
            chosen[guess.index] = guess
    chosen |= in_words(cells, rows, chosen)
    if Field.ACTION not in fields_of(chosen) or len(SHOWN & fields_of(chosen)) < 2:
        return None
    return tuple(
        made(index, headings[index], chosen.get(index), cells.get(index, ()), told)
        for index in sorted(headings)
    )


def fields_of(chosen: Mapping[int, Guess]) -> set[Field]:
    return {one.field for one in chosen.values()}


def by_name(headings: Mapping[int, str], told: Mapping[int, Told]) -> Iterator[tuple[int, Guess]]:
    """The columns of which people or a heading say what they hold."""
    taken: set[Field] = set()
    for index, heading in headings.items():
        field = told[index].field if index in told else field_named(heading)
        if field and field not in taken:
            taken |= {field} - {Field.OTHER}
            yield index, Guess(index, field, 0, 0)


def guesses(cells: Cells) -> Iterator[Guess]:
    """What each column may hold by its contents."""
    for field, test in TESTS.items():
        counts = {at: sum(1 for cell in one if test(cell)) for at, one in cells.items()}
        found = [Guess(at, field, alike, len(cells[at])) for at, alike in counts.items()]
        found = [one for one in found if one.share >= ENOUGH and may_hold(field, cells[one.index])]
        if field is Field.DUE and found:
            # Of a beginning and an end the end is what is due.
            found = [max(found, key=lambda one: middle_day(cells[one.index]))]
        yield from found


def may_hold(field: Field, cells: Sequence[Cell]) -> bool:
    """Whether cells that look like a field are not rather something else."""
    words = {plain(cell.flat) for cell in cells}
    if field is Field.RATING:  # "A" and "B" alone may be classes of anything
        shaded = any(colour_of(cell.shade) and not cell.text for cell in cells)
        return shaded or not UNMISTAKABLE.isdisjoint(words)
    if field is Field.DUE:
        return any(map(says_day, cells))
    return field is not Field.NUMBER or len(words) == len(cells)


def middle_day(cells: Sequence[Cell]) -> float:
    """The middle of the days that cells name, to be compared."""
    found = (cell.moment or first_day(cell.text) for cell in cells)
    return median([one.date.toordinal() for one in found if one] or [0])


def first_day(words: str) -> Moment | None:
    """The first date that words name."""
    return next((one.moment for one in find_dates(words)), None)


# Columns of words.


def in_words(cells: Cells, rows: int, chosen: Mapping[int, Guess]) -> dict[int, Guess]:
    """The recommendation, the action and the commentary among the columns that tell something."""
    said = {at: words_of(at, one) for at, one in cells.items() if at not in chosen}
    said = {at: one for at, one in said.items() if not names_or_days(cells[at])}
    telling = [one for one in said.values() if one.share >= ENOUGH and one.among]
    found: dict[int, Guess] = {}
    full = [one for one in telling if one.among * 2 >= rows]
    if full and Field.ACTION not in fields_of(chosen):
        above = full[0] if len(full) > 1 and repeats(cells[full[0].index]) else None
        action = full[1] if above else full[0]
        found[action.index] = Guess(action.index, Field.ACTION, action.alike, action.among)
        if above and Field.RECOMMENDATION not in fields_of(chosen):
            found[above.index] = Guess(above.index, Field.RECOMMENDATION, above.alike, above.among)
    last = telling[-1] if telling else None
    follows = last and any(one.index < last.index for one in chosen.values() if one.field in SHOWN)
    if last and follows and last.index not in found and Field.COMMENTARY not in fields_of(chosen):
        found[last.index] = Guess(last.index, Field.COMMENTARY, last.alike, last.among)
    return found


def names_or_days(cells: Sequence[Cell]) -> bool:
    """Whether most cells name people or days: two words, and still no action."""
    alike = sum(1 for cell in cells if cell.moment or says_lead(cell) or is_person(cell.flat))
    return alike >= ENOUGH * len(cells)


def words_of(index: int, cells: Sequence[Cell]) -> Guess:
    """How many cells of a column say something in words."""
    alike = sum(1 for cell in cells if len(cell.flat.split()) >= 2 and len(cell.flat) > 6)
    return Guess(index, Field.OTHER, alike, len(cells))


def repeats(cells: Sequence[Cell]) -> bool:
    """Whether many cells go on with the one above, or say the same."""
    fresh = {cell.flat for cell in cells if not cell.merged}
    return len(fresh) <= REPEATED * len(cells)


def made(
    index: int, heading: str, guess: Guess | None, cells: Sequence[Cell], told: Mapping[int, Told]
) -> Column:
    """One column with its reason; ``guessed`` where nobody has said what it holds."""
    field = guess.field if guess else Field.OTHER
    if index in told:
        return Column(index, heading, field, SAID, told[index].reason, told=True)
    alike, score = (guess.alike, POINTS * guess.share) if guess else (0, 0.0)
    reason = by_contents(field, alike, len(cells))
    return Column(index, heading, field, score, reason, guessed=True)
