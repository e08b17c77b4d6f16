"""What each column of a table holds: a scored match of its heading and its contents.

One table of synonyms, with a weight for each; contents decide between meanings that share a
name ("Timescale" heads bands in one plan and dates in the next). Every choice can be explained.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from actionplan.importing.contents import content
from actionplan.importing.grid import Cell, Row
from actionplan.importing.headings import numbered
from actionplan.importing.leads import is_post, is_title
from actionplan.importing.periods import QUARTER
from actionplan.importing.ratings import LIKELY, WORDS
from actionplan.importing.ratings import plain as plain_rating
from actionplan.importing.reasons import by_name, without_field
from actionplan.importing.synonyms import SYNONYMS, Field
from actionplan.status_words import status_of

# Fields that may stand in several columns of one table; of the others each table has one.
SEVERAL = frozenset({Field.OTHER, Field.OTHER_RATING, Field.DELIVERY, Field.EARLIER_COMMENTARY})

# Of these none may be wrong without a word.
CRITICAL = frozenset({Field.LEAD, Field.DUE, Field.RATING})

LONGEST_HEADING = 70
KNOWN = 5.0
# A name inside a longer heading that weighs less says nothing.
FAINT = 4.0

# More points than any name and contents together: a person said so.
SAID = 100.0

Knows = Callable[[str], "Field | None"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as understood: ``score`` and ``reason`` explain it, ``rival`` came close.

    ``told`` says that people said so, and that nothing else counts. ``guessed`` says that no
    heading names it. ``samples`` are words from it, for a person to know it by.
    """

    index: int
    heading: str
    field: Field
    score: float = 0.0
    reason: str = ""
    rival: Field | None = None
    samples: tuple[str, ...] = ()
    told: bool = False
    guessed: bool = False


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

    def is_shared(self, column: Column) -> bool:
        """Whether the column holds a second thing beside this one."""
        return len([one for one in self.columns if one.index == column.index]) > 1


def plain(heading: str) -> str:
    """A heading without punctuation, plural brackets and capitals: "Owner(s)" is "owner s"."""
    return " ".join(re.sub(r"[^\w%#]+", " ", heading.casefold().replace("_", " ")).split())


# Fields that a councillor's column cannot hold: a portfolio holder answers for an action and
# does not own it.
MEMBERS = re.compile(r"\b(?:portfolio|cabinet|councillors?|members?|political|executive member)\b")
OFFICERS = re.compile(r"\b(?:officers?|director|manager|head|slt|service)\b")


@lru_cache(maxsize=4096)
def named(heading: str) -> Mapping[Field, float]:
    """How far a heading names each field: the whole name counts in full, a part of it less."""
    words = plain(heading)
    scores = below(heading) or inside(words)
    # Brackets add nothing, but for "RAG (previous)": that whole is a name of its own.
    bare = words if is_a_name(words) else plain(re.sub(r"\([^)]*\)", " ", heading))
    for field, weight in inside(bare).items():
        scores[field] = max(scores.get(field, 0.0), weight * 0.95)
    if MEMBERS.search(words) and not OFFICERS.search(words):
        scores.pop(Field.LEAD, None)
    return scores


def is_a_name(words: str) -> bool:
    """Whether the words, as they stand, are a known name of some field."""
    return any(words in names for names in SYNONYMS.values())


def below(heading: str) -> dict[Field, float]:
    """What a heading under another one (a further line) names, if it does so by itself.

    Under "Actions" may stand "Action", "Lead" and "End"; "Date" under "Actual completion" is one
    name with it. Nothing where the lower heading needs the upper one ("Last quarter").
    """
    upper, _, lower = heading.rpartition("\n")
    scores = inside(plain(lower)) if upper else {}
    if max(scores.values(), default=0.0) < KNOWN:
        return {}
    words = plain(heading)
    whole = {field: names[words] for field, names in SYNONYMS.items() if words in names}
    return scores | {field: float(weight) for field, weight in whole.items()}


def by_first_word() -> dict[str, list[tuple[str, Field, int]]]:
    """All names under their first word."""
    found: dict[str, list[tuple[str, Field, int]]] = {}
    for field, synonyms in SYNONYMS.items():
        for name, weight in synonyms.items():
            found.setdefault(name.partition(" ")[0], []).append((name, field, weight))
    return found


NAMES = by_first_word()


def inside(words: str) -> dict[Field, float]:
    """The weight of the best name of each field that stands as whole words in a heading."""
    scores: dict[Field, float] = {}
    padded = f"{words} "
    for start in (0, *(match.end() for match in re.finditer(" ", words))):
        for name, field, weight in NAMES.get(words[start:].partition(" ")[0], ()):
            if padded.startswith(f"{name} ", start) and (name == words or len(name) > 2):
                part = 1.0 if name == words else 0.5 + 0.4 * len(name) / len(words)
                if part == 1.0 or weight * part >= FAINT:
                    scores[field] = max(scores.get(field, 0.0), weight * part)
    return scores


def is_heading_row(row: Row, knows: Knows = lambda _: None) -> bool:
    """Whether the row names columns: short words, at least half of them known, two meanings.

    Names of quarters ("Q1") name no column and speak against none. ``knows`` gives the field of a
    heading that people have said, or None.
    """
    cells = [cell for cell in row.filled if not cell.merged]
    if len(cells) < 2 or any(tells(cell.flat) for cell in cells):
        return False
    if any(plain_rating(cell.flat) in WORDS for cell in cells):
        return False
    if len(cells) == 2 and plain_rating(cells[1].flat) in LIKELY:
        return False  # a line of a form: "Current status" and "On track"
    known = [one for cell in cells if (one := knows(cell.flat) or field_named(cell.flat))]
    asked = [cell for cell in cells if not QUARTER.fullmatch(cell.flat)]
    return len(set(known)) >= 2 and len(known) * 2 >= len(asked) and not CENTRAL.isdisjoint(known)


def tells(words: str) -> bool:
    """Whether words are too long for a heading, or a sentence."""
    sentence = words.endswith(".") and len(words.split()) > 3
    return sentence or len(words) > LONGEST_HEADING


CENTRAL = {
    Field.ACTION, Field.RATING, Field.DUE, Field.COMMENTARY, Field.LEAD, Field.RECOMMENDATION,
}  # fmt: skip


@lru_cache(maxsize=4096)
def field_named(words: str) -> Field | None:
    """The field that some words name, unless they are rather the content of a cell.

    "HR Manager" is a post and "Complete" a status, though both could head a column.
    """
    best = best_name(words)
    if best is None or status_of(words):
        return None
    return best if is_whole(words) or not is_content(words) else None


def is_whole(words: str) -> bool:
    """Whether words are the name of a field and nothing more."""
    return any(plain(words) in names for names in SYNONYMS.values())


def is_content(words: str) -> bool:
    """Whether words that hold a field's name are rather a post or a recommendation."""
    stated = numbered(words)
    return is_title(words) or is_post(words) or bool(stated.number and stated.text != words)


def best_name(words: str) -> Field | None:
    """The field that words name best, if they name one at all."""
    best = max(named(words).items(), key=by_score, default=None)
    return best[0] if best and best[1] >= KNOWN else None


def by_score(item: tuple[Field, float]) -> float:
    return item[1]


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
    if not score:
        # Another column is taken for it; whether that is the right one is for a person to say.
        others = [other for other, points in options if other in CRITICAL and points >= KNOWN]
    rival = others[0] if others and not said else None
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
            weight, share = named(one.heading)[one.field], max(0.0, content(one.field, found))
            reason = by_name(one.heading, one.field, weight, found, share)
        else:
            reason = without_field(best, holders.get(best, "") if best else "")
        yield replace(one, reason=reason)
