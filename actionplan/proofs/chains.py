"""The chain of an action's log: where it ends, and how an entry is added to it; and of lines."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from actionplan.models import Action, Entry, LineProof, Plan
from actionplan.proofs.hashing import Head, link_up


def chained(entry: Entry, head: Head | None = None) -> Entry:
    """The entry, not saved yet, linked to ``head``, else to the last one of its action (a query).

    Two writers may find the same last entry; only one of them gets the number that comes after
    it, and the other an IntegrityError: it finds the end of the chain anew.
    """
    link_up(entry, head_of(entry.action_id) if head is None else head)
    return entry


def all_chained(entries: Iterable[Entry]) -> list[Entry]:
    """Entries of different actions, each linked to the last one of its action: one query."""
    entries = list(entries)
    heads = _heads(Entry.objects.filter(action__in={entry.action_id for entry in entries}))
    for entry in entries:
        link_up(entry, heads.get(entry.action_id, Head()))
    return entries


def head_of(action_id: int) -> Head:
    """The last entry of an action."""
    entries = Entry.objects.filter(action=action_id).order_by("-number")
    last = entries.values_list("number", "link").first()
    return Head(*last) if last else Head()


def line_head_of(plan_id: int) -> Head:
    """The last proof of a plan's lines: register, corrections and narratives."""
    proofs = LineProof.objects.filter(plan=plan_id).order_by("-number")
    last = proofs.values_list("number", "link").first()
    return Head(*last) if last else Head()


def line_end_of(plan: Plan) -> str:
    """The same as a seal keeps it: "12 9f86…", "" where the plan has no lines."""
    head = line_head_of(plan.pk)
    return str(head) if head.number else ""


def latest_as_head(action: Action) -> Head:
    """What stands about an action as the end of its chain: mostly it is, and it is at hand."""
    latest = action.latest
    return Head(latest.number, latest.link) if latest else Head()


def heads_of(plan: Plan) -> dict[str, str]:
    """The end of each action's chain by its reference: {"PR-17": "3 9f86…"}. Two queries.

    A seal keeps it as "heads" at the top of its text, where ``check_history`` looks. Actions of
    which nothing was ever said are not there.
    """
    heads = _heads(Entry.objects.filter(action__plan=plan))
    actions = plan.actions.only("number", "code_of_origin", "plan")
    found = {}
    for action in actions.order_by("number"):
        action.plan = plan
        if action.pk in heads:
            found[action.reference] = str(heads[action.pk])
    return found


def _heads(entries: QuerySet[Entry]) -> dict[int, Head]:
    """The last entry of each action."""
    later = Entry.objects.filter(action=OuterRef("action"), number__gt=OuterRef("number"))
    ends = entries.filter(~Exists(later)).order_by()
    return {
        action: Head(number, link)
        for action, number, link in ends.values_list("action", "number", "link")
    }
