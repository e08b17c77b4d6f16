"""The columns of a plan's Word table and the lines of their cells, to write and to read back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actionplan.document import PlanDocument, Recommendation
from actionplan.key_lines import Rating
from actionplan.reporting import columns as c
from actionplan.reporting import phrases
from actionplan.reporting.cells import Line, lines_of
from actionplan.reporting.column_values import delivery, lead, rating_cell
from actionplan.reporting.rows import Row
from actionplan.words import EDITED, NOT_RATED, moment, status_words
from council.hostile import one_line

STAMP_NAMESPACE = "urn:golden-thread:stamp"
PART_OF = "Part of "
NOT_COUNTED, EXEMPT = "A heading for others: not counted in totals", "Exempt information: "
REMARKS = (NOT_COUNTED, EXEMPT)
WORD_LEAD = "Lead"


@dataclass(frozen=True, slots=True)
class WordColumn:
    """A column of the table: its heading, and its share of the page's width."""

    heading: str
    share: int


WORD_COLUMNS = (
    WordColumn(c.REF, 7),
    WordColumn(c.ACTION, 26),
    WordColumn(WORD_LEAD, 13),
    WordColumn(c.TIMESCALE, 9),
    WordColumn(c.PRIORITY, 8),
    WordColumn(c.RAG, 9),
    WordColumn(c.DUE, 14),
    WordColumn(c.COMMENTARY, 24),
)
HEADINGS = tuple(column.heading for column in WORD_COLUMNS)


def cells_of(row: Row, document: PlanDocument) -> dict[str, list[Line]]:
    """The lines of each cell of a row, by the heading of its column."""
    action = row.action
    return {
        c.REF: [Line(one_line(row.name, 60)), *notes(whole_of(row))],
        c.ACTION: [
            *lines_of(action.title),
            *(Line(phrases.step_words(step), "bullet") for step in action.steps),
            *notes(remarks(row)),
        ],
        WORD_LEAD: [*lines_of(lead(row)), *lines_of(delivery(row))],
        c.TIMESCALE: lines_of(action.timescale),
        c.PRIORITY: lines_of(action.priority),
        c.RAG: lines_of(rating_cell(document, action.rating) or NOT_RATED),
        c.DUE: [*lines_of(action.due.words or written_date(row)), *lines_of(status_line(row))],
        c.COMMENTARY: [
            *lines_of(action.commentary),
            *notes([EDITED] if action.says_edited else []),
        ],
    }


def notes(words: Iterable[str]) -> list[Line]:
    """Lines that only tell, in small letters."""
    return [line for one in words for line in lines_of(one, "note")]


def whole_of(row: Row) -> Iterator[str]:
    """Of which action this one is a part."""
    if row.part_of:
        yield f"{PART_OF}{one_line(row.part_of, 60)}"


def remarks(row: Row) -> Iterator[str]:
    """What else stands under an action's wording."""
    if not row.action.counts_in_totals:
        yield NOT_COUNTED
    if row.action.exempt_paragraph:
        yield f"{EXEMPT}{row.action.exempt_paragraph}"


def written_date(row: Row) -> str:
    """The due date in words, where the plan has none of its own; "" for no date."""
    due = row.action.due
    return moment(due.date, due.precision) if due.date else ""


def status_line(row: Row) -> str:
    """The status, as councils write it below the date; "" where it is not stated or said there."""
    status = row.action.status
    words = status_words(status) if status else ""
    return "" if words.casefold() in row.action.due.words.casefold() else words


def rating_of(row: Row, document: PlanDocument) -> Rating | None:
    """The line of the key whose colours the cell has."""
    return document.rating(row.action.rating)


def heading_of(one: Recommendation, place: int) -> str:
    """ "Recommendation 4"."""
    return f"Recommendation {one_line(one.number, 12) or place}"


def lines_under(one: Recommendation) -> list[str]:
    """The reviewer's wording as one paragraph, then who leads."""
    leads = (("SLT lead", one.slt_leads), ("Officer lead", one.officer_leads))
    named = [f"{kind}: {', '.join(posts)}" for kind, posts in leads if posts]
    wording = "\n".join(line.words for line in lines_of(one.text))
    return [*filter(None, [wording]), *named]
