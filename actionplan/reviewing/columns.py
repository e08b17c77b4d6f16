"""The columns of a file as a person checks them: tables with the same columns stand as one."""

from collections.abc import Iterable
from dataclasses import dataclass

from actionplan.importing.notes import ColumnChoice, FoundColumn, FoundTable
from actionplan.importing.synonyms import Field

# Below this a heading may mean something, and does not say it.
SURE = 0.5


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Tables that have the same columns, understood in the same way."""

    number: int
    tables: tuple[FoundTable, ...]

    @property
    def columns(self) -> tuple[FoundColumn, ...]:
        return self.tables[0].columns

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def is_unsure(self) -> bool:
        """Whether a person should look at one of its columns."""
        return bool(self.rows) and any(map(unsure, self.columns))

    @property
    def where(self) -> str:
        """ "table 3"; "table 3 and 6 more like it"."""
        first, more = self.tables[0].where, len(self.tables) - 1
        return f"{first} and {more} more like it" if more else first

    def name_of(self, column: FoundColumn) -> str:
        """What the column's select is called in a form."""
        return f"column-{self.number}-{column.index}"


def groups_of(tables: Iterable[FoundTable]) -> list[TableGroup]:
    """Tables with the same columns together; last those in which no action was recognised."""
    alike: dict[object, list[FoundTable]] = {}
    for table in sorted(tables, key=lambda table: not table.rows):
        kind = tuple((one.index, one.heading, one.field) for one in table.columns)
        alike.setdefault((bool(table.rows), kind), []).append(table)
    return [TableGroup(number, tuple(found)) for number, found in enumerate(alike.values())]


def chosen(groups: Iterable[TableGroup], sent: dict[str, str]) -> list[ColumnChoice]:
    """The choices that differ from what was understood; ``sent`` are the fields of a form.

    What is no meaning of a column is left out.
    """
    known = {field.name.lower() for field in Field}
    return [
        ColumnChoice(table.key, column.index, field)
        for group in groups
        for column in group.columns
        if (field := sent.get(group.name_of(column), column.field)) in known
        and field != column.field
        for table in group.tables
    ]


def unsure(column: FoundColumn) -> bool:
    """Whether a person should look at a column: another meaning came close, or none was likely."""
    return bool(column.rival) or (column.field != "other" and column.score < SURE)
