"""What a head of service has said about the words that stand, where a plan asks for agreement."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from actionplan.access.updating import is_closed
from actionplan.agreement import heads_of, right_to_agree, to_be_agreed, who_agrees
from actionplan.leading.leads import Leads
from actionplan.models import Action, Entry
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether the ``update`` that stands is agreed, as an action's page says it to one person.

    ``verdict`` is the answer it has, ``who`` may give one ("the plan manager"), ``is_own`` says
    that the person who looks recorded it, and ``may_answer`` that they may agree it now.
    """

    update: Entry
    verdict: Entry | None
    who: str
    is_own: bool
    may_answer: bool


def verdict() -> Subquery:
    """The kind of the answer to an action's last words ("agreed", "returned"); NULL for none.

    For a queryset of actions; it costs no query of its own.
    """
    words = Coalesce(OuterRef("latest__carries"), OuterRef("latest"))
    return Subquery(Entry.objects.filter(about=words).order_by().values("kind")[:1])


def find_verdict(action: Action, whole: Sequence[Entry] | None = None) -> Entry | None:
    """The answer to the action's last words, also kept as its ``verdict``.

    One query where the plan asks for agreement and there is something to agree, else none; none
    either where ``whole`` holds the action's log, oldest first.
    """
    update = to_be_agreed(action)
    if update is None:
        found = None
    elif whole is None:
        found = update.verdicts.select_related("by", "post").first()
    else:
        found = next((one for one in reversed(whole) if one.about_id == update.pk), None)
    action.verdict = found.kind if found else None  # type: ignore[attr-defined]
    return found


def agreement_of(
    scope: Scope, action: Action, leads: Leads, whole: Sequence[Entry] | None = None
) -> Agreement | None:
    """How the action stands to be agreed, for this person; None where nobody is asked.

    ``whole`` is the action's log, where it is at hand.
    """
    verdict = find_verdict(action, whole)
    update = to_be_agreed(action)
    if update is None:
        return None
    is_own = update.by_id == scope.person.pk
    waits = verdict is None and not is_closed(action)
    heads = heads_of(scope, leads) if waits else []
    may = waits and not is_own and right_to_agree(scope, heads) is not None
    return Agreement(update, verdict, who_agrees(heads) if waits else "", is_own, may)
