"""What SLT decided about actions: when, in which words, and whom it asked to do what by when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Q

from actionplan.document import Action as Told
from actionplan.document import PlanDocument
from actionplan.models import Action, Change, Entry, Period, Plan
from actionplan.models.period import RUNNING
from actionplan.reporting.decided import Decision
from council import clock


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and the post that it asked, as it was called then; "" for nobody."""

    entry: Entry
    who: str = ""

    @property
    def arisen(self) -> Action | None:
        """The action that it asked for."""
        return self.entry.change.action if self.entry.change else None


def decisions_in(log: Iterable[Entry]) -> list[Decided]:
    """Those of an action, the last first, from its log: one query where any asked somebody."""
    return _asking([entry for entry in log if entry.kind == Entry.Kind.DECIDED][::-1])


def decided_since(actions: Iterable[Action]) -> dict[int, list[Decided]]:
    """By action, what SLT decided since its lead spoke last, the last first: two queries.

    The actions have what was last said at hand.
    """
    spoken = {action.pk: _last_words(action) for action in actions}
    found = Entry.objects.filter(kind=Entry.Kind.DECIDED, action__in=spoken)
    whole = found.select_related("by", "change__action__plan__council").order_by("-number")
    made: dict[int, list[Decided]] = {}
    for one in _asking([entry for entry in whole if entry.number > spoken[entry.action_id]]):
        made.setdefault(one.entry.action_id, []).append(one)
    return made


def decided_now(plans: Iterable[Plan]) -> list[Decided]:
    """What SLT decided about actions of these plans in the periods that run: two queries."""
    return _in_order(Q(action__plan__in=[plan.pk for plan in plans], period__state__in=RUNNING))


def decisions_reported(
    plan: Plan, period: Period | None, document: PlanDocument
) -> tuple[Decision, ...]:
    """Those of a closed period, or of the one that runs, of the plan as ``document`` has it.

    No decision joins a period that is closed: what was reported of it stays the same.
    """
    found = _in_order(Q(period=period)) if period else decided_now([plan])
    as_told = {one.reference or "": one for one in document.actions()}
    return tuple(decision_of(one, as_told) for one in found)


def decision_of(one: Decided, as_told: Mapping[str, Told] = MappingProxyType({})) -> Decision:
    """A decision as it is printed; its action as a document tells it, else as it stands."""
    entry, arisen, about = one.entry, one.arisen, one.entry.action
    told = as_told.get(about.reference)
    return Decision(
        reference=about.reference,
        title=told.title if told else about.title,
        words=entry.commentary,
        on=clock.day_of(entry.recorded_at),
        who=one.who,
        by_when=arisen.first_due_date if arisen else None,
        arisen=arisen.reference if arisen else "",
        exempt=(told.exempt_paragraph if told else about.exempt_paragraph) or "",
    )


def _in_order(which: Q) -> list[Decided]:
    found = Entry.objects.filter(which, kind=Entry.Kind.DECIDED)
    whole = found.select_related("by", "action__plan__council", "change__action__plan__council")
    return _asking(list(whole.order_by("recorded_at", "pk")))


def _last_words(action: Action) -> int:
    """The number of the entry with its lead's last words; 0 where nobody has spoken."""
    said = action.latest.said if action.latest else None
    return said.number if said else 0


def _asking(entries: Sequence[Entry]) -> list[Decided]:
    who = _who_leads(entry.change.action_id for entry in entries if entry.change)
    return [
        Decided(entry, who.get(entry.change.action_id, "") if entry.change else "")
        for entry in entries
    ]


def _who_leads(arisen: Iterable[int | None]) -> dict[int | None, str]:
    """By action that arose the post it was given to, by the register's first line of its leads.

    Who leads it now is another question: leads change, posts are renamed.
    """
    wanted = set(arisen)
    if not wanted:
        return {}
    lines = Change.objects.filter(kind=Change.Kind.LEADS, action__in=wanted).order_by("-number")
    return {action: details[0][2] for action, details in lines.values_list("action", "details")}
