"""What the columns of each table of a file mean; tables that are headed alike are read together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from actionplan.importing.columns import Column, Columns, understand
from actionplan.importing.grid import Cell, Row
from actionplan.importing.heading_names import named, plain
from actionplan.importing.lexicon import Lexicon
from actionplan.importing.reasons import NO_ACTION
from actionplan.importing.synonyms import Field
from actionplan.importing.table_heads import Head, headings_in
from actionplan.importing.together import considered

# Contents that are looked at to tell columns apart; more would not change the answer.
SAMPLE = 200

# What a person is shown of a column to know it by.
SHOWN, SAMPLE_CHARACTERS = 3, 80

# Tables that are headed alike and named one by one.
NAMED = 4


def head_tables(rows: Sequence[Row], lexicon: Lexicon) -> dict[int, Columns]:
    """The columns of each table by the place of its heading row; not all of them hold a plan.

    A table of the same width that has no heading row of its own goes on with the one before it,
    as Word tables do that were split over pages: it is simply not in the result. Tables that are
    headed alike are understood together: what one of them leaves open, another one says.
    ``lexicon`` is what people have said of them.
    """
    alike: dict[tuple[tuple[int, str], ...], list[Head]] = {}
    for head in headings_in(rows, lexicon):
        alike.setdefault(head.looks, []).append(head)
    return {
        head.place: replace(columns, rows=head.depth)
        for heads in alike.values()
        for columns in [understood(heads, lexicon)]
        for head in heads
    }


def understood(heads: Sequence[Head], lexicon: Lexicon) -> Columns:
    """The columns of tables that are headed alike."""
    first = heads[0]
    cells = samples(heads)
    told = lexicon.told(first.key, first.words)
    rows = [row for head in heads for row in head.body]
    known = with_action(understand(first.words, cells, told).columns, cells)
    found = considered(known, rows, cells)
    columns = tuple(with_samples(one, cells.get(one.index, ())) for one in found)
    tables: dict[int, str] = {}
    for head in heads:
        tables.setdefault(head.row.table, head.where)
    where = named_together(list(tables.values()))
    return Columns(columns, key=first.key, where=where, is_plan=is_plan(columns, cells))


def named_together(tables: Sequence[str]) -> str:
    """Some tables in one phrase: "table 1, table 2, table 4, table 5 and 4 more"."""
    first, more = tables[:NAMED], len(tables) - NAMED
    if more > 0:
        return f"{', '.join(first)} and {more} more"
    return " and ".join(filter(None, (", ".join(first[:-1]), first[-1])))


def with_samples(column: Column, cells: Sequence[Cell]) -> Column:
    """A column with the first different words in it."""
    words = dict.fromkeys(cell.flat[:SAMPLE_CHARACTERS] for cell in cells)
    return replace(column, samples=tuple(words)[:SHOWN])


def with_action(
    columns: tuple[Column, ...], cells: Mapping[int, Sequence[Cell]]
) -> tuple[Column, ...]:
    """The columns with one for the action: in many plans the recommendation is the action."""
    if any(column.field is Field.ACTION for column in columns):
        return columns
    options = [one for one in columns if one.field is Field.RECOMMENDATION and not one.told] or [
        one for one in columns if may_be_action(one, columns, cells)
    ]
    if not options:
        return columns
    chosen = max(options, key=lambda column: words_in(cells[column.index]))
    made = replace(chosen, field=Field.ACTION, rival=chosen.field, reason=NO_ACTION, told=False)
    return tuple(made if column is chosen else column for column in columns)


# Without a column of actions, two of these make a table that manages something.
MANAGED = {
    Field.LEAD, Field.DUE, Field.REVISED_DUE, Field.RATING, Field.STATUS, Field.COMMENTARY,
    Field.PERCENT, Field.COMPLETED,
}  # fmt: skip


def may_be_action(
    column: Column, columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]]
) -> bool:
    """Whether a column may hold the actions though its heading does not say so.

    One whose name is not known may, if it tells something in words and the columns beside it say
    who, when or how it goes.
    """
    managed = MANAGED & {one.field for one in columns}
    unnamed = not column.told and (column.field is Field.THEME or not named(column.heading))
    return unnamed and len(managed) >= 2 and words_in(cells.get(column.index, ())) >= 3


def words_in(cells: Sequence[Cell]) -> float:
    """How many words stand in a cell on average."""
    return sum(len(cell.text.split()) for cell in cells) / len(cells) if cells else 0.0


def is_plan(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]]) -> bool:
    """Whether there is a column of actions, in words: a table of counts is no plan.

    Nor is the history of a document's versions or a register of risks, though both have owners
    and dates.
    """
    action = next((column for column in columns if column.field is Field.ACTION), None)
    found = cells.get(action.index, ()) if action else ()
    wordless = sum(1 for cell in found if re.fullmatch(r"[\d\s.,%£()/-]*", cell.text))
    other = any(NO_PLAN.fullmatch(plain(column.heading)) for column in columns)
    if action is None or (other and not action.told):
        return False
    return action.told or wordless * 2 <= len(found)


NO_PLAN = re.compile(
    r"(?:document )?version(?: no| number)?|author|likelihood|probability"
    r"|(?:inherent|residual|gross|net|current|target) (?:risk|score|likelihood|risk score)"
    r"|risk score|definition|meaning"
)


def samples(heads: Iterable[Head]) -> dict[int, list[Cell]]:
    """What stands in each column below the headings."""
    found: dict[int, list[Cell]] = {}
    rows = [row for head in heads for row in head.body[:SAMPLE] if row.table and not row.spans]
    for head in heads:
        found.update({column: [] for column in head.words})
    for row in rows[:SAMPLE]:
        for cell in row.filled:
            if cell.column in found:
                found[cell.column].append(cell)
    return found
