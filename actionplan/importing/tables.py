"""Where tables are headed: heading rows of one or two lines, repeated ones, carried ones."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from actionplan.importing.columns import Column, Columns, understand
from actionplan.importing.grid import Cell, Row
from actionplan.importing.heading_names import best_name, named, plain
from actionplan.importing.heading_rows import is_heading_row, is_whole
from actionplan.importing.lexicon import Lexicon
from actionplan.importing.reasons import NO_ACTION
from actionplan.importing.synonyms import Field
from actionplan.importing.together import considered

# Contents that are looked at to tell columns apart; more would not change the answer.
SAMPLE = 200

# What a person is shown of a column to know it by.
SHOWN, SAMPLE_CHARACTERS = 3, 80

# Tables that are headed alike and named one by one.
NAMED = 4


@dataclass(frozen=True)
class Head:
    """A heading row: its place in the file, how many rows it has, the words over each column.

    ``body`` are the rows below it, up to the next one. ``first`` says that its table has none
    above it.
    """

    row: Row
    place: int
    depth: int
    words: Mapping[int, str]
    body: Sequence[Row]
    first: bool

    @property
    def looks(self) -> tuple[tuple[int, str], ...]:
        """What tables that are headed alike have in common."""
        return tuple((column, plain(words)) for column, words in sorted(self.words.items()))

    @property
    def where(self) -> str:
        """The table, or the part of it below the heading, as a person finds it."""
        table, _, line = self.row.where.rpartition(", ")
        return table if self.first else f"{table}, from {line}"

    @property
    def key(self) -> str:
        """The table's name by the place of its heading: "t3.1" in a document, "s2.4" on a sheet."""
        number = self.row.where.rpartition(" ")[2]
        return f"{'s' if self.row.section else 't'}{self.row.table}.{number}"


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


def headings_in(rows: Sequence[Row], lexicon: Lexicon) -> Iterator[Head]:
    """Every heading row of a file."""
    tables = ((place, row) for place, row in enumerate(rows) if row.table)
    places = [place for place, row in tables if is_heading_row(row, lexicon.knows)]
    starts = [place for place in places if place - 1 not in places]
    firsts = list(again(starts, rows, lexicon))
    seen: set[int] = set()
    for place, end in pairwise([*firsts, len(rows)]):
        depth = 2 if goes_down(rows, place, lexicon) else 1
        words = headings(rows, place, depth)
        first = rows[place].table not in seen
        seen.add(rows[place].table)
        yield Head(rows[place], place, depth, words, rows[place + depth : end], first)


def again(places: Sequence[int], rows: Sequence[Row], lexicon: Lexicon) -> Iterator[int]:
    """The heading rows without those that only look like one in the middle of a table.

    There the headings above are repeated, or others stand that are names of fields as a whole.
    """
    known: dict[int, set[str]] = {}
    for place in places:
        row = rows[place]
        words = {plain(cell.flat) for cell in row.filled}
        above = known.get(row.table)
        whole = sum(1 for cell in row.filled if is_whole(cell.flat) or lexicon.knows(cell.flat))
        if above is None or len(words & above) * 2 >= len(words) or whole * 2 > len(row.filled):
            known[row.table] = words
            yield place


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


def goes_down(rows: Sequence[Row], place: int, lexicon: Lexicon) -> bool:
    """Whether the heading has a second row.

    Its cells are short and either stand below spanned headings, beside headings that are merged
    down, or name columns that the first row left empty.
    """
    if place + 1 >= len(rows) or rows[place + 1].table != rows[place].table:
        return False
    fresh = [cell for cell in rows[place + 1].filled if not cell.merged]
    if len(fresh) < 2 or rows[place + 1].spans or any(len(cell.flat) > 40 for cell in fresh):
        return False
    if len(fresh) < len(rows[place + 1].filled):
        return True
    return all(is_below(cell, rows[place], lexicon) for cell in fresh)


def is_below(cell: Cell, above: Row, lexicon: Lexicon) -> bool:
    """Whether a cell of a second heading row adds to the first."""
    over = above.at(cell.column)
    spanned = over is not None and 1 < over.across < above.width
    return spanned or (lexicon.knows(cell.flat) or best_name(cell.flat)) is not None


def headings(rows: Sequence[Row], place: int, depth: int) -> dict[int, str]:
    """The words over each column, from all rows of the heading."""
    words: dict[int, list[str]] = {}
    for row in rows[place : place + depth]:
        for cell in row.filled:
            for column in range(cell.column, cell.column + cell.across):
                if not cell.merged:
                    words.setdefault(column, []).append(cell.flat)
    return {column: "\n".join(found) for column, found in words.items()}


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
