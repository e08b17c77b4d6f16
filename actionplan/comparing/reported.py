"""What a closed period reported of one thing, in the words of its page. Pure."""

from collections.abc import Callable, Mapping

from actionplan.declared import Due
from actionplan.document import Action, PlanDocument
from actionplan.figures import Figures
from actionplan.proofs.sealed import Sealed
from actionplan.words import NOT_RATED, moment, status_words

NOTHING = "Nothing"


def reported(sealed: Sealed, reference: str, field: str) -> str | None:
    """What stands under ``field`` of the action, or of the plan where ``reference`` is "".

    None where the period reported no such action or has no such field of it.
    """
    if not reference:
        figure = FIGURES.get(field)
        return f"{figure(sealed.figures):,}" if figure else None
    action = action_of(sealed.document, reference)
    words = FIELDS.get(field)
    if action is None or words is None:
        return None
    return words(sealed.document, action) or NOTHING


def action_of(document: PlanDocument, reference: str) -> Action | None:
    """The action with this reference in a document."""
    return next((one for one in document.actions() if one.reference == reference), None)


def rating_words(document: PlanDocument, action: Action) -> str:
    """ "G (Green)"."""
    rating = document.rating(action.rating)
    if rating is None:
        return action.rating or NOT_RATED
    return f"{rating.letter} ({rating.word})"


def due_words(due: Due) -> str:
    """The words the plan used, and the date they give where it does not stand in them."""
    said = moment(due.date, due.precision) if due.date else ""
    if not due.words or not said or said in due.words:
        return due.words or said
    return f"{due.words} ({said})"


def leads_words(action: Action) -> str:
    """Its leads by their posts."""
    accountable = (action.accountable,) if action.accountable else ()
    return ", ".join((*accountable, *action.delivery))


FIELDS: Mapping[str, Callable[[PlanDocument, Action], str]] = {
    "rating": rating_words,
    "status": lambda _, action: status_words(action.status),
    "due": lambda _, action: due_words(action.due),
    "completed": lambda _, action: (
        moment(action.completed.date, action.completed.precision) if action.completed else ""
    ),
    "commentary": lambda _, action: action.reported_words or "",
    "leads": lambda _, action: leads_words(action),
    "title": lambda _, action: action.title,
}
FIGURES: Mapping[str, Callable[[Figures], int]] = {
    "total": lambda figures: figures.total,
    "complete": lambda figures: figures.complete,
    "open": lambda figures: figures.open,
    "past_date": lambda figures: figures.past_date,
    "no_date": lambda figures: figures.no_date,
    "no_lead": lambda figures: figures.no_lead,
}
