"""What each column of a table holds: a scored match of its heading and its contents.

One table of synonyms, with a weight for each; contents decide between meanings that share a
name ("Timescale" heads bands in one plan and dates in the next). Every choice can be explained.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from actionplan.dates import find_dates
from actionplan.importing.grid import Cell, Row
from actionplan.importing.leads import is_post
from actionplan.importing.ratings import looks_rated
from actionplan.importing.reasons import by_name, without_field
from actionplan.importing.synonyms import SYNONYMS, Field
from actionplan.status_words import leading_status, status_of

# Fields that may stand in several columns of one table; of the others each table has one.
SEVERAL = frozenset({Field.OTHER, Field.OTHER_RATING, Field.DELIVERY})

LONGEST_HEADING = 70
KNOWN = 5.0

# More points than any name and contents together: a person said so.
SAID = 100.0

Knows = Callable[[str], "Field | None"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as understood: ``score`` and ``reason`` explain it, ``rival`` came close.

    ``told`` says that people said so, and that nothing else counts. ``samples`` are words from
    it, for a person to know it by.
    """

    index: int
    heading: str
    field: Field
    score: float = 0.0
    reason: str = ""
    rival: Field | None = None
    samples: tuple[str, ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What people have said of a column or a heading, and a sentence on who did."""

    field: Field
    reason: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, and the number of rows that head it.

    ``key`` tells it from the file's other tables, ``where`` names it for a person. A table that
    is no plan has headings, but none for the action.
    """

    columns: tuple[Column, ...]
    rows: int = 1
    key: str = ""
    where: str = ""
    is_plan: bool = True

    def of(self, field: Field) -> Column | None:
        """The column that holds ``field``."""
        return next((column for column in self.columns if column.field is field), None)

    def field_at(self, index: int) -> Field | None:
        """The meaning of the column at ``index``."""
        return next((column.field for column in self.columns if column.index == index), None)

    def all(self, field: Field) -> Iterable[Column]:
        """Every column that holds ``field``."""
        return (column for column in self.columns if column.field is field)


def plain(heading: str) -> str:
    """A heading without punctuation, plural brackets and capitals: "Owner(s)" is "owner s"."""
    return " ".join(re.sub(r"[^\w%#]+", " ", heading.casefold().replace("_", " ")).split())


@lru_cache(maxsize=1024)
def named(heading: str) -> Mapping[Field, float]:
    """How far a heading names each field: the whole name counts in full, a part of it less."""
    words = plain(heading)
    without = plain(re.sub(r"\([^)]*\)", " ", heading))
    scores: dict[Field, float] = {}
    for field, synonyms in SYNONYMS.items():
        best = max(synonyms.get(words, 0), synonyms.get(without, 0) * 0.95, partly(words, synonyms))
        if best:
            scores[field] = float(best)
    return scores


def partly(words: str, synonyms: Mapping[str, int]) -> float:
    """The weight of the best synonym that stands as whole words inside a longer heading."""
    padded = f" {words} "
    inside = (
        weight * (0.5 + 0.4 * len(name) / len(words))
        for name, weight in synonyms.items()
        if len(name) > 2 and f" {name} " in padded
    )
    return max(inside, default=0.0)


def is_heading_row(row: Row, knows: Knows = lambda _: None) -> bool:
    """Whether the row names columns: short words, at least half of them known, two meanings.

    ``knows`` gives the field of a heading that people have said, or None.
    """
    cells = [cell for cell in row.filled if not cell.merged]
    if len(cells) < 2 or any(len(cell.flat) > LONGEST_HEADING for cell in cells):
        return False
    known = [one for cell in cells if (one := knows(cell.flat) or best_name(cell.flat))]
    central = {
        Field.ACTION,
        Field.RATING,
        Field.DUE,
        Field.COMMENTARY,
        Field.LEAD,
        Field.RECOMMENDATION,
    }
    return len(set(known)) >= 2 and len(known) * 2 >= len(cells) and bool(central & set(known))


def best_name(words: str) -> Field | None:
    """The field that words name best, if they name one at all."""
    best = max(named(words).items(), key=by_score, default=None)
    return best[0] if best and best[1] >= KNOWN else None


def by_score(item: tuple[Field, float]) -> float:
    return item[1]


def share(texts: Sequence[Cell], test: Callable[[Cell], object]) -> float:
    """The part of the cells that pass a test."""
    return sum(1 for cell in texts if test(cell)) / len(texts) if texts else 0.0


BAND = re.compile(
    r"[A-E](?:\s*[/&-]\s*[A-E])?|(?:short|medium|long)(?:[ -]term)?|[SML]"
    r"|\d+\s*[-–]\s*\d+\+? months?",
    re.I,
)
LEVEL = re.compile(r"high|medium|med|low|critical|essential|[HML1-5]|H/M|M/L|P[1-5]", re.I)
CODE = re.compile(r"[A-Za-z]{0,4}[ .-]?\d+(?:[.-]\d+)*[a-z]?[.)]?")


def content(field: Field, cells: Sequence[Cell]) -> float:
    """How far what stands in the column looks like ``field``: 0 to 1."""
    tests: dict[Field, Callable[[Cell], object]] = {
        Field.TIMESCALE: lambda cell: BAND.fullmatch(cell.flat),
        Field.PRIORITY: lambda cell: LEVEL.fullmatch(cell.flat),
        Field.RATING: looks_rated,
        Field.STATUS: lambda cell: status_of(cell.flat),
        Field.PERCENT: lambda cell: re.fullmatch(r"\d{1,3}(\.\d+)? ?%|0?\.\d+|1(\.0)?", cell.flat),
        Field.DUE: lambda cell: cell.moment or find_dates(cell.text) or leading_status(cell.text),
        Field.COMPLETED: lambda cell: cell.moment or find_dates(cell.text),
        Field.LEAD: lambda cell: is_post(cell.flat),
        Field.NUMBER: lambda cell: CODE.fullmatch(cell.flat),
        Field.RECOMMENDATION_NUMBER: lambda cell: CODE.fullmatch(cell.flat),
        Field.COMMENTARY: lambda cell: len(cell.flat) > 30,
        Field.ACTION: lambda cell: len(cell.flat) > 20,
        Field.RECOMMENDATION: lambda cell: len(cell.flat) > 20,
    }
    return share(cells, tests[field]) if field in tests else 0.0


# What contents may add to a name's weight: enough to choose between shared names, not more.
CONTENT_WEIGHT = 4.0
CLOSE = 1.0


def scored(heading: str, cells: Sequence[Cell]) -> list[tuple[Field, float]]:
    """Each meaning that the heading allows, best first, with contents counted in."""
    names = named(heading)
    full = [
        (field, weight + CONTENT_WEIGHT * content(field, cells)) for field, weight in names.items()
    ]
    return sorted(full, key=by_score, reverse=True)


def understand(
    headings: Mapping[int, str],
    cells: Mapping[int, Sequence[Cell]],
    told: Mapping[int, Told] | None = None,
) -> Columns:
    """The meaning of each column: the best pairs first, one column for each single field.

    What people have ``told`` of columns comes before all, in its order.
    """
    options = {index: scored(words, cells.get(index, ())) for index, words in headings.items()}
    pairs = sorted(
        ((score, index, field) for index, found in options.items() for field, score in found),
        key=lambda pair: (-pair[0], pair[1]),
    )
    chosen: dict[int, tuple[Field, float]] = {}
    taken: set[Field] = set()
    for index, one in (told or {}).items():
        if one.field not in taken:
            chosen[index] = (one.field, SAID)
            taken |= {one.field} - SEVERAL
    for score, index, field in pairs:
        if index not in chosen and field not in taken and score >= KNOWN:
            chosen[index] = (field, score)
            taken |= {field} - SEVERAL
    columns = [
        column(index, words, *chosen.get(index, (Field.OTHER, 0.0)), options[index])
        for index, words in sorted(headings.items())
    ]
    return Columns(tuple(explained(columns, cells, told or {})))


def column(
    index: int, heading: str, field: Field, score: float, options: Sequence[tuple[Field, float]]
) -> Column:
    """One column, with the meaning that came close or that another column has."""
    said = score >= SAID
    others = [other for other, points in options if other is not field and score - points < CLOSE]
    rival = others[0] if others and score and not said else None
    return Column(index, heading, field, score, rival=rival, told=said)


def explained(
    columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], told: Mapping[int, Told]
) -> Iterator[Column]:
    """The columns, each with the reason for its meaning."""
    holders = {column.field: column.heading for column in reversed(columns)}
    for one in columns:
        found = cells.get(one.index, ())
        best = best_name(one.heading)
        if one.told:
            reason = told[one.index].reason
        elif one.score:
            weight, share = named(one.heading)[one.field], content(one.field, found)
            reason = by_name(one.heading, one.field, weight, found, share)
        else:
            reason = without_field(best, holders.get(best, "") if best else "")
        yield replace(one, reason=reason)
