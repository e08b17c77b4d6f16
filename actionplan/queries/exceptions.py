"""The exceptions of one plan or of all in force, in the order in which a meeting goes through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from actionplan.models import Action, Entry, Plan
from actionplan.queries.rows import in_trouble, worst_first
from council.scope import Scope


class Key(NamedTuple):
    """What an action's address is made of: its plan's, and its reference."""

    plan: str
    reference: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where one stands among the exceptions (0: no more), how many there are, and its neighbours.

    Of what is no exception any more, ``after`` is the first of those that are.
    """

    number: int
    total: int
    before: Key | None = None
    after: Key | None = None


def exceptions(scope: Scope, plans: Iterable[Plan]) -> list[Key]:
    """All of them, the worst first: one query for all plans."""
    by_id = {plan.pk: plan for plan in plans}
    order = (*worst_first(by_id.values()), "plan")
    found = in_trouble(by_id.values(), scope.today).order_by(*order)
    columns = found.values_list("plan", "code_of_origin", "number")
    return [
        Key(by_id[plan].slug, f"{code or by_id[plan].code}-{number}")
        for plan, code, number in columns
    ]


def place_of(key: Key, among: Sequence[Key]) -> Place:
    """Where ``key`` stands among the exceptions, in their order."""
    if key not in among:
        return Place(0, len(among), after=among[0] if among else None)
    at = among.index(key)
    before = among[at - 1] if at else None
    after = among[at + 1] if at + 1 < len(among) else None
    return Place(at + 1, len(among), before, after)


def decisions_in(log: Iterable[Entry]) -> list[Entry]:
    """What SLT decided about an action, the last first, from its log."""
    return [entry for entry in log if entry.kind == Entry.Kind.DECIDED][::-1]


def decided_since(actions: Iterable[Action]) -> dict[int, list[Entry]]:
    """By action, what SLT decided since its lead spoke last, the last first: one query.

    The actions have what was last said at hand.
    """
    spoken = {action.pk: _last_words(action) for action in actions}
    found = Entry.objects.filter(kind=Entry.Kind.DECIDED, action__in=spoken)
    made: dict[int, list[Entry]] = {}
    for entry in found.select_related("by", "change__action__plan__council").order_by("-number"):
        if entry.number > spoken[entry.action_id]:
            made.setdefault(entry.action_id, []).append(entry)
    return made


def _last_words(action: Action) -> int:
    """The number of the entry with its lead's last words; 0 where nobody has spoken."""
    said = action.latest.said if action.latest else None
    return said.number if said else 0
