"""A reading in the shape that ``import_plan --dry-run --json`` prints."""

from typing import Any

from actionplan.document import Action, PlanDocument, Recommendation
from actionplan.importing.notes import Note, Reading


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """The plan's title, recommendations, actions and notes as plain values, in document order.

    None where the document says nothing; dates in ISO form.
    """
    document = reading.document
    return {
        "title": document.title,
        "recommendations": recommendations(document),
        "actions": actions(document),
        "notes": [as_note(note) for note in reading.notes],
    }


def recommendations(document: PlanDocument) -> list[dict[str, Any]]:
    return [
        {
            "number": number(one.number),
            "text": one.text,
            "theme": theme.title,
            "leads": list(one.leads),
        }
        for theme in document.themes
        for one in theme.recommendations
    ]


def actions(document: PlanDocument) -> list[dict[str, Any]]:
    """Every action with the number of its recommendation, else the recommendation's words."""
    found = [
        as_action(action, named(one))
        for one in document.recommendations()
        for action in one.actions
    ]
    return found + [as_action(action, None) for action in document.loose_actions]


def named(recommendation: Recommendation) -> int | str | None:
    """How an action names its recommendation."""
    return number(recommendation.number) or recommendation.text or None


def number(words: str | None) -> int | str | None:
    """A whole number as one; "1.2" and "4a" as words."""
    return int(words) if words and words.isdecimal() else words


def as_action(action: Action, recommendation: int | str | None) -> dict[str, Any]:
    due = action.due
    return {
        "recommendation": recommendation,
        "title": action.title,
        "rag": action.rating,
        "status": action.status.value if action.status else None,
        "due_text": due.words or None,
        "due_date": due.date.isoformat() if due.date else None,
        "owner": owner(action),
        "priority": action.priority,
        "timescale": action.timescale,
        "commentary": action.commentary,
        "steps": [step.words for step in action.steps],
    }


def owner(action: Action) -> str | None:
    """The posts of the action's own; what it inherits is the recommendation's."""
    if action.leads_inherited:
        return None
    return "; ".join(post for post in (action.accountable, *action.delivery) if post) or None


def as_note(note: Note) -> dict[str, Any]:
    return {
        "where": note.where,
        "said": note.said,
        "understood": note.understood,
        "needs_decision": note.needs_decision,
    }
