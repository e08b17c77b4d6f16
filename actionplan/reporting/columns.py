"""The columns of a plan as a table for a spreadsheet: the source's own, then what we know beside.

One list for Excel and CSV, so that they cannot differ. The source's headings stay as councils
write them, and what the source said stays in them as it said it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from actionplan.document import PlanDocument
from actionplan.reporting import phrases
from actionplan.reporting.column_values import (
    Cell,
    completed,
    completed_as_exact,
    delivery,
    lead,
    leads,
    precision,
    proposed,
    proposed_why,
    rating_cell,
    response,
    response_reason,
    revisions,
    steps_of,
    updated,
)
from actionplan.reporting.rows import Row, rows_of
from actionplan.words import EDITED, confidence_words, status_words

# Behind a heading of the source's own that is also one of ours.
FURTHER = " (further column)"
# Behind the heading of a column that goes on with what was too long for one cell.
CONTINUED = " (continued)"
NO_HEADING = "(no heading)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in letters, and what it says of a row."""

    heading: str
    width: int
    of: Callable[[Row], Cell]


REF, PART_OF = "Ref", "Part of"
THEME, NUMBER, RECOMMENDATION = "Theme", "No.", "Recommendation"
SLT_LEADS, OFFICER_LEADS = "SLT leads", "Officer leads"
RESPONSE, RESPONSE_REASON = "Response to the recommendation", "Reason for the response"
ACTION, STEPS, LEAD, DELIVERY = "Action", "Steps", "Action lead", "Delivery leads"
TIMESCALE, PRIORITY = "Timescale", "Priority"
RAG, RATING = "RAG", "Rating"
STATUS, UPDATED, AGREED = "Status", "Last update as at", "Last update agreed"
CONFIDENCE = "Confidence"
DUE, DUE_DATE, EXACT = "Anticipated completion", "Due date", "Due date is exact to the"
FIRST, FIRST_DATE, REVISIONS = "First agreed", "First agreed date", "Revisions"
PROPOSED, PROPOSED_WHY = "New date proposed, not yet agreed", "Why it is proposed"
COMPLETED, COMMENTARY, WORDED = "Completed on", "Commentary", EDITED
COUNTED, EXEMPT = "Counted in totals", "Exempt information"
COLUMNS = (
    Column(REF, 9, lambda row: row.name),
    Column(THEME, 22, lambda row: row.theme.title if row.theme else None),
    Column(NUMBER, 6, lambda row: row.recommendation.number if row.recommendation else None),
    Column(RECOMMENDATION, 36, lambda row: row.recommendation.text if row.recommendation else ""),
    Column(SLT_LEADS, 22, lambda row: leads(row, "slt_leads")),
    Column(OFFICER_LEADS, 22, lambda row: leads(row, "officer_leads")),
    Column(PART_OF, 9, lambda row: row.part_of),
    Column(ACTION, 44, lambda row: row.action.title),
    Column(STEPS, 40, steps_of),
    Column(LEAD, 22, lead),
    Column(DELIVERY, 22, delivery),
    Column(TIMESCALE, 11, lambda row: row.action.timescale),
    Column(PRIORITY, 10, lambda row: row.action.priority),
    Column(RAG, 7, lambda row: row.action.rating),
    Column(STATUS, 16, lambda row: status_words(row.action.status)),
    Column(DUE, 24, lambda row: row.action.due.words),
    Column(DUE_DATE, 13, lambda row: row.action.due.date),
    Column(EXACT, 12, precision),
    Column(FIRST, 24, lambda row: row.action.first_due.words),
    Column(FIRST_DATE, 13, lambda row: row.action.first_due.date),
    Column(REVISIONS, 30, revisions),
    Column(COMPLETED, 13, completed),
    Column(COMMENTARY, 70, lambda row: row.action.commentary),
    Column(UPDATED, 13, updated),
    Column(COUNTED, 10, lambda row: "Yes" if row.action.counts_in_totals else "No"),
    Column(EXEMPT, 14, lambda row: row.action.exempt_paragraph),
)


USUAL = (
    *(column.heading for column in COLUMNS),
    RATING,
    CONFIDENCE,
    AGREED,
    PROPOSED,
    PROPOSED_WHY,
    RESPONSE,
    RESPONSE_REASON,
    WORDED,
)


def usual_heading(words: str) -> str:
    """The usual column that a plan's own one would be taken for, as it is spelled; "" if none."""
    return next((heading for heading in USUAL if plain(heading) == plain(words)), "")


def columns_for(document: PlanDocument) -> tuple[Column, ...]:
    """The usual columns, those that this plan asks for, and those of its own, filled or not.

    Last stands one for each other heading of the source that we have no name for.
    """
    usual = [column for one in COLUMNS for column in (one, *after(one, document))]
    return (*usual, *apart(map(extra, headings_of(document))))


def headings_of(document: PlanDocument) -> tuple[str, ...]:
    """The headings that only this plan has: those it lists, then others that a row uses."""
    said = (heading for row in rows_of(document) for heading, _ in row.action.extras)
    return tuple(dict.fromkeys((*document.columns, *said)))


def sheet_columns(document: PlanDocument) -> tuple[Column, ...]:
    """The columns of a workbook: RAG is one column, so that a choice changes letter and word."""
    usual = (column for column in columns_for(document) if column.heading != RATING)
    merged = Column(RAG, 13, lambda row: rating_cell(document, row.action.rating))
    return tuple(merged if column.heading == RAG else column for column in usual)


def listed_columns(document: PlanDocument) -> tuple[Column, ...]:
    """The columns of a CSV, which has one cell for a day of completion and how exact it is."""
    listed = Column(COMPLETED, 13, completed_as_exact)
    return tuple(listed if one.heading == COMPLETED else one for one in columns_for(document))


def plain(heading: str) -> str:
    """A heading as it is told from others: without capitals, runs of spaces as one."""
    return " ".join(heading.split()).casefold()


def apart(columns: Iterable[Column]) -> Iterator[Column]:
    """The columns with headings that can be told from others, so that a file can be read back."""
    taken = set(map(plain, USUAL))
    for column in columns:
        heading = column.heading if column.heading.strip() else NO_HEADING
        while plain(heading) in taken or plain(heading).endswith(CONTINUED):
            heading += FURTHER
        taken.add(plain(heading))
        yield column if heading == column.heading else replace(column, heading=heading)


def after(column: Column, document: PlanDocument) -> Iterator[Column]:
    """What stands beside a usual column: a rating's word, what the plan asks for or states."""
    if column.heading == OFFICER_LEADS and any(one.response for one in document.recommendations()):
        yield Column(RESPONSE, 18, response)
        yield Column(RESPONSE_REASON, 36, response_reason)
    if column.heading == RAG:  # never the letter or colour alone
        yield Column(RATING, 11, lambda row: phrases.rating_words(document, row.action.rating))
    if column.heading == REVISIONS and document.asks_date_agreement:
        yield Column(PROPOSED, 24, proposed)
        yield Column(PROPOSED_WHY, 30, proposed_why)
    if column.heading == STATUS and document.asks_confidence:
        yield Column(CONFIDENCE, 12, lambda row: confidence_words(row.action.confidence))
    if column.heading == COMMENTARY and any(one.says_edited for one in document.actions()):
        yield Column(WORDED, 14, lambda row: "Yes" if row.action.says_edited else "No")
    if column.heading == UPDATED and document.asks_agreement:
        yield Column(AGREED, 14, lambda row: phrases.agreed(row.action))


def extra(heading: str) -> Column:
    """A column of the source's own; where a row says several things under it, all of them."""
    return Column(
        heading,
        30,
        lambda row: "\n".join(words for named, words in row.action.extras if named == heading),
    )


def figures_rows(document: PlanDocument) -> list[tuple[str, ...]]:
    """The table of figures as text rows, its headings first."""
    from actionplan.reporting.summary import summary_of

    summary = summary_of(document)
    headings = ("Recommendation", *(column.heading for column in summary.columns))
    parts = [(f"{number} {text}".strip(), figures) for number, text, figures in summary.parts]
    every = [*parts, ("Whole plan", summary.whole)]
    counts = [(name, *(str(c.count(f)) for c in summary.columns)) for name, f in every]
    return [headings, *counts]
