"""The reported wording of actions, read in the statement that reads the actions."""

from typing import Any

from django.db.models import OuterRef

from actionplan.models import Action, Entry
from actionplan.models.action import ActionQuerySet
from actionplan.queries.json_rows import JsonRows
from actionplan.wording import Wording

KIND = Entry.Kind.REPORTED_WORDING


def with_wording(actions: ActionQuerySet) -> ActionQuerySet:
    """Actions with what was last said of their reported wording at hand; no query of its own."""
    return actions.annotate(worded=last_wording())


def last_wording() -> JsonRows:
    """The last entry of an action that gives it a reported wording, or takes it back."""
    said = Entry.objects.filter(action=OuterRef("pk"), kind=KIND).order_by("-number")[:1]
    return JsonRows(said, "pk", "commentary", "carries__commentary", "as_at", "by__name")


def wording_at_hand(action: Any) -> Wording | None:
    """What was last said of it, of an action that was read ``with_wording``; None for nothing."""
    if not action.worded:
        return None
    entry, words, of, on, by = action.worded[0]
    return Wording(entry, words, of or "", on, by or "")


def wording_in(log: list[Entry]) -> Wording | None:
    """The same from the whole log of an action, oldest first."""
    said = [one for one in log if one.kind == KIND]
    if not said:
        return None
    last = said[-1]
    before = next((one for one in log if one.pk == last.carries_id), None)
    words = before.commentary if before else ""
    return Wording(last.pk, last.commentary, words, last.as_at.isoformat(), last.signed_by)


def holding(action: Action) -> Wording | None:
    """The wording in which its commentary is reported; None where that is the lead's own."""
    return if_it_holds(wording_at_hand(action), action)


def if_it_holds(found: Wording | None, action: Action) -> Wording | None:
    """The wording, if it is beside what the lead said last."""
    return found if found and found.holds(own_words(action)) else None


def own_words(action: Action) -> str:
    """What its lead said last."""
    return action.latest.commentary if action.latest else ""


def reported_of(action: Action) -> str | None:
    """The words of that."""
    found = holding(action)
    return found.words if found else None


def version(action: Action) -> str:
    """What a form carries: the lead's words and the wording that stand, by their entries."""
    said, wording = said_of(action), wording_at_hand(action)
    return f"{said.pk if said else 0}-{wording.entry if wording else 0}"


def said_of(action: Action) -> Entry | None:
    """The entry with the lead's words."""
    return action.latest.said if action.latest else None


def stands(action: Action) -> str:
    """The words that are reported of it as things stand: its wording, else the lead's own."""
    wording = holding(action)
    return wording.words if wording else own_words(action)
