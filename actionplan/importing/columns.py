"""What each column of a table holds: a scored match of its heading and its contents.

A heading's names come with a weight for each (``heading_names``); contents decide between meanings
that share a name ("Timescale" heads bands in one plan and dates in the next). Every choice can be
explained.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actionplan.importing.contents import content
from actionplan.importing.grid import Cell
from actionplan.importing.heading_names import KNOWN, best_name, by_score, named
from actionplan.importing.reasons import by_name, without_field
from actionplan.importing.synonyms import Field

# Fields that may stand in several columns of one table; of the others each table has one.
SEVERAL = frozenset({Field.OTHER, Field.OTHER_RATING, Field.DELIVERY, Field.EARLIER_COMMENTARY})

# Of these none may be wrong without a word.
CRITICAL = frozenset({Field.LEAD, Field.DUE, Field.RATING})

# More points than any name and contents together: a person said so.
SAID = 100.0


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
