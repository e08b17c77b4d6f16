"""The exceptions of one plan or of all in force, in the order in which a meeting goes through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from actionplan.models import Plan
from actionplan.queries.worst_first import in_trouble, worst_first
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
