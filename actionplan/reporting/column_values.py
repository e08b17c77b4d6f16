"""What each column of a plan's table says of a row. One list for Excel and CSV (``columns``)."""

from datetime import date

from actionplan.declared import Due, Precision
from actionplan.document import PlanDocument
from actionplan.due import parse_date
from actionplan.reporting import phrases
from actionplan.reporting.rows import Row
from actionplan.words import moment

Cell = str | date | None

# Behind a lead that is the recommendation's: a reader of the file must not take it for the row's.
INHERITED = " (inherited)"


def leads(row: Row, kind: str) -> str:
    """The leads of the row's recommendation, one a line."""
    return "\n".join(getattr(row.recommendation, kind)) if row.recommendation else ""


def response(row: Row) -> Cell:
    """Whether the council accepts the row's recommendation, where that is stated."""
    known = row.recommendation.response if row.recommendation else None
    return known.value.capitalize() if known else None


def response_reason(row: Row) -> Cell:
    """Why it is not accepted as it stands."""
    return row.recommendation.response_reason if row.recommendation else None


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


def proposed(row: Row) -> Cell:
    """The due date that waits to be agreed; its words where it has no day, or is no exact one."""
    due = row.action.proposed.due if row.action.proposed else Due()
    is_exact = due.date and due.precision in {None, Precision.DAY}
    return due.date if is_exact else phrases.due_words(due) if due else None


def proposed_why(row: Row) -> str:
    """The reason, and the post that proposes it."""
    one = row.action.proposed
    return "; ".join(words for words in (one.reason, one.post) if words) if one else ""


def completed(row: Row) -> Cell:
    """The day on which the action was completed, where that is known."""
    return row.action.completed.date if row.action.completed else None


def completed_as_exact(row: Row) -> Cell:
    """The same, or "December 2022" where no more is known and the words can be read back."""
    done = row.action.completed
    if done is None or done.precision is Precision.DAY:
        return completed(row)
    words = moment(done.date, done.precision)
    return words if parse_date(words) == done else done.date


def updated(row: Row) -> Cell:
    """The day of which the lead last spoke."""
    return row.action.last_update.as_at if row.action.last_update else None


def lead(row: Row) -> str:
    """The accountable lead, marked where it is the recommendation's."""
    action = row.action
    mark = INHERITED if action.accountable and action.leads_inherited else ""
    return f"{action.accountable or ''}{mark}"


def delivery(row: Row) -> str:
    """Who delivers, one a line; those that are the recommendation's are marked."""
    action, above = row.action, row.recommendation.leads if row.recommendation else ()
    marked = set(above) if action.leads_inherited else set()
    return "\n".join(f"{one}{INHERITED if one in marked else ''}" for one in action.delivery)


def rating_cell(document: PlanDocument, letter: str | None) -> str:
    """ "G Green"; the letter alone where the key does not know it; "" for not rated."""
    rating = document.rating(letter)
    return f"{letter} {rating.word}".strip() if rating else letter or ""


def as_text(cell: Cell) -> str:
    """A cell as text: dates as ISO, nothing as nothing."""
    return cell.isoformat() if isinstance(cell, date) else cell or ""
