"""The columns of a plan as a table for a spreadsheet: the source's own, then what we know beside.

One list for Excel and CSV, so that they cannot differ. The source's headings stay as councils
write them, and what the source said stays in them as it said it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from actionplan.document import PlanDocument
from actionplan.reporting import phrases
from actionplan.reporting.rows import Row, rows_of
from actionplan.words import confidence_words, status_words

Cell = str | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in letters, and what it says of a row."""

    heading: str
    width: int
    of: Callable[[Row], Cell]


def leads(row: Row, kind: str) -> str:
    """The leads of the row's recommendation, one a line."""
    return "\n".join(getattr(row.recommendation, kind)) if row.recommendation else ""


def steps_of(row: Row) -> str:
    """The steps, one a line, and whether each is done where the plan says so."""
    return "\n".join(phrases.step_words(step) for step in row.action.steps)


def precision(row: Row) -> Cell:
    """What the due date is exact to: day, month, quarter, season, year."""
    due = row.action.due
    return (due.precision.value if due.precision else "day") if due.date else None


def revisions(row: Row) -> str:
    """Each change of the due date, one a line."""
    return "\n".join(
        f"{phrases.due_words(one.before)} to {phrases.due_words(one.after)}"
        + "".join(f"; {words}" for words in (one.reason, one.agreed_by) if words)
        for one in row.action.revisions
    )


def completed(row: Row) -> Cell:
    """The day on which the action was completed, where that is known."""
    return row.action.completed.date if row.action.completed else None


def updated(row: Row) -> Cell:
    """The day of which the lead last spoke."""
    return row.action.last_update.as_at if row.action.last_update else None


RAG, RATING = "RAG", "Rating"
STATUS, UPDATED = "Status", "Last update as at"
CONFIDENCE, AGREED = "Confidence", "Last update agreed"
COLUMNS = (
    Column("Ref", 9, lambda row: row.name),
    Column("Theme", 22, lambda row: row.theme.title if row.theme else None),
    Column("No.", 6, lambda row: row.recommendation.number if row.recommendation else None),
    Column("Recommendation", 36, lambda row: row.recommendation.text if row.recommendation else ""),
    Column("SLT leads", 22, lambda row: leads(row, "slt_leads")),
    Column("Officer leads", 22, lambda row: leads(row, "officer_leads")),
    Column("Part of", 9, lambda row: row.part_of),
    Column("Action", 44, lambda row: row.action.title),
    Column("Steps", 40, steps_of),
    Column("Action lead", 22, lambda row: row.action.accountable),
    Column("Delivery leads", 22, lambda row: "\n".join(row.action.delivery)),
    Column("Timescale", 11, lambda row: row.action.timescale),
    Column("Priority", 10, lambda row: row.action.priority),
    Column(RAG, 7, lambda row: row.action.rating),
    Column(STATUS, 16, lambda row: status_words(row.action.status)),
    Column("Anticipated completion", 24, lambda row: row.action.due.words),
    Column("Due date", 13, lambda row: row.action.due.date),
    Column("Due date is exact to the", 12, precision),
    Column("First agreed", 24, lambda row: row.action.first_due.words),
    Column("First agreed date", 13, lambda row: row.action.first_due.date),
    Column("Revisions", 30, revisions),
    Column("Completed on", 13, completed),
    Column("Commentary", 70, lambda row: row.action.commentary),
    Column(UPDATED, 13, updated),
    Column("Counted in totals", 10, lambda row: "Yes" if row.action.counts_in_totals else "No"),
    Column("Exempt information", 14, lambda row: row.action.exempt_paragraph),
)


USUAL = (*(column.heading for column in COLUMNS), RATING, CONFIDENCE, AGREED)


def usual_heading(words: str) -> str:
    """The usual column that a plan's own one would be taken for, as it is spelled; "" if none."""
    plain = " ".join(words.split()).casefold()
    return next((heading for heading in USUAL if heading.casefold() == plain), "")


def columns_for(document: PlanDocument) -> tuple[Column, ...]:
    """The usual columns, those that this plan asks for, and those of its own, filled or not.

    Last stands one for each other heading of the source that we have no name for.
    """
    said = (heading for row in rows_of(document) for heading, _ in row.action.extras)
    usual = [column for one in COLUMNS for column in (one, *after(one, document))]
    return (*usual, *map(extra, dict.fromkeys((*document.columns, *said))))


def after(column: Column, document: PlanDocument) -> Iterator[Column]:
    """What stands beside a usual column: the word of a rating, and what the plan asks for."""
    if column.heading == RAG:  # never the letter or colour alone
        yield Column(RATING, 11, lambda row: phrases.rating_words(document, row.action.rating))
    if column.heading == STATUS and document.asks_confidence:
        yield Column(CONFIDENCE, 12, lambda row: confidence_words(row.action.confidence))
    if column.heading == UPDATED and document.asks_agreement:
        yield Column(AGREED, 14, lambda row: phrases.agreed(row.action))


def extra(heading: str) -> Column:
    """A column of the source's own; where a row says several things under it, all of them."""
    return Column(
        heading,
        30,
        lambda row: "\n".join(words for named, words in row.action.extras if named == heading),
    )


def as_text(cell: Cell) -> str:
    """A cell as text: dates as ISO, nothing as nothing."""
    return cell.isoformat() if isinstance(cell, date) else cell or ""


def figures_rows(document: PlanDocument) -> list[tuple[str, ...]]:
    """The table of figures as text rows, its headings first."""
    from actionplan.reporting.summary import summary_of

    summary = summary_of(document)
    headings = ("Recommendation", *(column.heading for column in summary.columns))
    parts = [(f"{number} {text}".strip(), figures) for number, text, figures in summary.parts]
    every = [*parts, ("Whole plan", summary.whole)]
    counts = [(name, *(str(c.count(f)) for c in summary.columns)) for name, f in every]
    return [headings, *counts]
