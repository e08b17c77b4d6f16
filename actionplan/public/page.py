"""A plan's public page as values: what is shown of each action. Pure.

It is made from the report that the public files are made from, so that none can differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from actionplan.document import PlanDocument
from actionplan.marks import rating_mark
from actionplan.reporting import columns as c
from actionplan.reporting.cells import Line, as_html
from actionplan.reporting.phrases import date_facts, response_line
from actionplan.reporting.queried import HEADING, SUGGESTED
from actionplan.reporting.rows import Row, loose_rows, rows_under
from actionplan.reporting.word_cells import (
    WORD_LEAD,
    cells_of,
    heading_of,
    lines_under,
    notes,
)
from council.hostile import cleaned, readable

UNDER_NONE = "Actions under no recommendation"
# The headings of the page's table, and the fields of the plan's Word table in each.
HEADINGS = (
    ("Action", (c.ACTION,)),
    ("Lead", (WORD_LEAD,)),
    ("RAG", ()),
    ("Due", (c.DUE,)),
    ("Timescale and priority", (c.TIMESCALE, c.PRIORITY)),
    ("Commentary", (c.COMMENTARY,)),
)
LABELS = {c.TIMESCALE: "Timescale", c.PRIORITY: "Priority"}


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One action: its anchor, its name, and (heading, words) of each cell."""

    anchor: str
    name: str
    cells: tuple[tuple[str, SafeString], ...]


@dataclass(frozen=True, slots=True)
class PublicBlock:
    """A recommendation with its wording and rows; ``theme`` where a new one begins.

    One that stands under a theme ``is_nested``: its heading is a level lower.
    """

    theme: str
    heading: str
    lines: tuple[str, ...]
    rows: tuple[PublicRow, ...]
    is_nested: bool = False
    response: str = ""


def blocks_of(document: PlanDocument) -> list[PublicBlock]:
    """Every recommendation in order, then the actions that answer none."""
    return list(_blocks(cleaned(document, readable)))


def _blocks(document: PlanDocument) -> Iterator[PublicBlock]:
    place = 0
    for theme in document.themes:
        title = theme.title or ""
        for one in theme.recommendations:
            place += 1
            rows = tuple(_row(row, document) for row in rows_under(one, theme, place))
            lines = tuple(lines_under(one))
            said = response_line(one)
            yield PublicBlock(title, heading_of(one, place), lines, rows, bool(theme.title), said)
            title = ""
    if document.loose_actions:
        rows = tuple(_row(row, document) for row in loose_rows(document))
        yield PublicBlock("", UNDER_NONE, (), rows)


def _asked(row: Row) -> list[Line]:
    """What stands under the commentary: queries with the lead's reason, and what dates suggest."""
    told = dict(row.action.extras)
    queries = told.get(HEADING, "").splitlines()
    suggested = told.get(SUGGESTED, "")
    said = [f"Query: {one}" for one in queries]
    return notes([*said, f"{SUGGESTED}: {suggested}"] if suggested else said)


def _dates(row: Row, document: PlanDocument) -> list[Line]:
    """The facts under the due words: completed on, first agreed, how far past its date."""
    return notes(date_facts(row.action, document.as_at))


def _labelled(field: str, line: Line) -> Line:
    """Which of the two it is, where timescale and priority share a cell: both may be a letter."""
    label = LABELS.get(field)
    return replace(line, words=f"{label}: {line.words}") if label else line


def _row(row: Row, document: PlanDocument) -> PublicRow:
    lines = cells_of(row, document)
    cells = []
    for heading, fields in HEADINGS:
        said = [_labelled(field, line) for field in fields for line in lines[field]]
        said += _asked(row) if c.COMMENTARY in fields else []
        said += _dates(row, document) if c.DUE in fields else []
        words = as_html(said) if fields else rating_mark(document.rating(row.action.rating))
        cells.append((heading, words))
    return PublicRow(f"action-{row.name}".replace(" ", "-"), row.name, tuple(cells))
