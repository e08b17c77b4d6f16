"""Tables that have no heading anywhere in a file: a heading row is put before each of them."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from actionplan.importing.columns import Columns
from actionplan.importing.grid import Cell, Paragraph, Row, Source
from actionplan.importing.guessing import SHOWN, TESTS, guessed
from actionplan.importing.heading_rows import LONGEST_HEADING
from actionplan.importing.lexicon import Lexicon
from actionplan.importing.table_heads import Head
from actionplan.importing.tables import head_tables, with_samples

SAMPLE = 200
LEAST = 2  # rows, to see what stands in the columns of a table
HEADING = "Column {}"


@dataclass
class Headed:
    """A file's rows with the heading rows that were put in; ``tables`` are by their places."""

    rows: list[Row] = field(default_factory=list)
    tables: dict[int, Columns] = field(default_factory=dict)


def heads_of(source: Source, lexicon: Lexicon) -> dict[int, Columns]:
    """The columns of each table by the place of its heading row.

    Where no heading names a plan, columns are told by what stands in them, and ``source`` gets a
    heading row for each such table.
    """
    tables = head_tables(source.rows, lexicon)
    if any(one.is_plan for one in tables.values()):
        return tables
    headed = {source.rows[place].table for place in tables}
    found = with_headings(source.rows, headed, lexicon)
    if not found.tables:
        return tables
    source.rows = found.rows
    return head_tables(source.rows, lexicon) | found.tables


def with_headings(rows: Sequence[Row], headed: Container[int], lexicon: Lexicon) -> Headed:
    """The rows with a heading row before each table that has none, where it shows a plan.

    ``headed`` are the numbers of tables that have headings. In a Word file a table as wide as the
    one before goes on with it.
    """
    found = Headed()
    runs = [list(run) for _, run in groupby(rows, key=lambda row: row.table)]
    holds: tuple[str, int] | None = None
    for place, these in enumerate(runs):
        goes_on = not these[0].section and looks(these) == holds
        head = None
        if these[0].table and these[0].table not in headed and not goes_on:
            alike = [run for run in runs[place:] if looks(run) == looks(these)]
            head = headed_by(these, [row for run in alike for row in run], lexicon)
        if head:
            holds = looks(these)
            put(found, these, head)
        else:
            found.rows += these
    return found


def looks(rows: Sequence[Row]) -> tuple[str, int]:
    """What tables that go on with each other have in common: their sheet and their width."""
    return rows[0].section, width_of(rows)


def put(found: Headed, rows: Sequence[Row], head: tuple[int, Row, Columns]) -> None:
    """Add the rows of a table with its heading row."""
    start, row, columns = head
    found.rows += rows[:start]
    found.tables[len(found.rows)] = columns
    below = start + 1 if row is rows[start] else start
    found.rows += [row, *rows[below:]]


def width_of(rows: Sequence[Row]) -> int:
    return max(row.width for row in rows)


def headed_by(
    rows: Sequence[Row], alike: Sequence[Row], lexicon: Lexicon
) -> tuple[int, Row, Columns] | None:
    """Where the body of a table begins, its heading row, and its columns; None if it is no plan.

    ``alike`` are the rows from which its contents are told.
    """
    start = first_full(rows)
    body = [row for row in alike if len(row.filled) >= LEAST and not row.spans][:SAMPLE]
    if start is None or len(body) < LEAST:
        return None
    row = unknown_heading(rows[start], body) or blank_heading(rows[start], width_of(rows))
    body = [one for one in body if one is not rows[start] or row is not rows[start]]
    words = {cell.column: cell.flat for cell in row.filled}
    cells = samples(words, body)
    head = Head(row, 0, 1, words, body, first=True)
    columns = guessed(words, cells, len(body), lexicon.told(head.key, words))
    if columns is None:
        return None
    shown = tuple(with_samples(one, cells.get(one.index, ())) for one in columns)
    return start, row, Columns(shown, key=head.key, where=head.where)


def first_full(rows: Sequence[Row]) -> int | None:
    """The first row with at least half as many cells as the fullest: above it stand titles."""
    most = max(len(row.filled) for row in rows)
    full = (at for at, row in enumerate(rows) if len(row.filled) * 2 >= most and not row.spans)
    return next(full, None) if most >= LEAST + 1 else None


def blank_heading(row: Row, width: int) -> Row:
    """A heading row that only counts the columns, to stand before a row."""
    cells = (Cell(at, (Paragraph(HEADING.format(at + 1)),)) for at in range(width))
    return replace(row, cells=tuple(cells))


def unknown_heading(row: Row, body: Sequence[Row]) -> Row | None:
    """The row itself where it heads the table in words that nobody knows.

    It is short, says something over every column, and nothing of what stands below it.
    """
    below = [one for one in body if one is not row]
    if len(below) < LEAST or any(len(cell.flat) > LONGEST_HEADING for cell in row.filled):
        return None
    words = {cell.column: cell.flat for cell in row.filled}
    cells = samples(words, below)
    columns = guessed(dict.fromkeys(words, ""), cells, len(below), {}) or ()
    shown = [one for one in columns if one.field in SHOWN]
    same = [one for one in shown if (cell := row.at(one.index)) and TESTS[one.field](cell)]
    return row if shown and not same else None


def samples(words: Container[int], rows: Sequence[Row]) -> dict[int, list[Cell]]:
    """What stands in each column."""
    found: dict[int, list[Cell]] = {}
    for cell in every_cell(rows):
        if cell.column in words:
            found.setdefault(cell.column, []).append(cell)
    return dict(sorted(found.items()))


def every_cell(rows: Sequence[Row]) -> Iterator[Cell]:
    """The cells that say something, in words or by a shade."""
    for row in rows:
        yield from (cell for cell in row.cells if cell.text or cell.shade)
