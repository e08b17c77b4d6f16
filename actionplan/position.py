"""What stands about an action: the whole position that one entry of the log declares."""

from dataclasses import dataclass, field
from typing import Any

from actionplan.declared import Confidence, Due, Moment, Status
from actionplan.models import Action, Entry


@dataclass(frozen=True, slots=True)
class Position:
    """What is declared about an action: the whole position, also what has not changed.

    ``rating`` is a letter of the plan's key or "" (not rated); ``status`` None is not stated.
    """

    rating: str = ""
    status: Status | None = None
    due: Due = field(default_factory=Due)
    completed: Moment | None = None
    commentary: str = ""
    confidence: Confidence | None = None


def position_of(action: Action) -> Position:
    """What stands about ``action`` now; for one nobody has spoken of, its first agreed date."""
    return said(action.latest) if action.latest else Position(due=action.first_due)


def said(entry: Entry) -> Position:
    """What an entry declares."""
    return Position(
        rating=entry.rating,
        status=entry.stated_status,
        due=entry.due,
        completed=entry.completed,
        commentary=entry.commentary,
        confidence=Confidence(entry.confidence) if entry.confidence else None,
    )


def columns(position: Position) -> dict[str, object]:
    """A position as columns of the log."""
    completed = position.completed
    return {
        "rating": position.rating,
        "status": position.status.value if position.status else "",
        **due_columns(position.due),
        "completed_on": completed.date if completed else None,
        "completed_precision": completed.precision.value if completed else "",
        "commentary": position.commentary,
        "confidence": position.confidence.value if position.confidence else "",
    }


def due_columns(due: Due) -> dict[str, Any]:
    """A due date as columns of the log."""
    return {
        "due_words": due.words,
        "due_date": due.date,
        "due_precision": due.precision.value if due.precision and due.date else "",
    }
