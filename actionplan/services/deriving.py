"""Keeping the stored queries as the rules find them, within the transaction of each write.

Whoever writes calls this last: the rows that were written are locked by then, so that of two
writers the later one derives from what both have written.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from actionplan.models import Action, Plan, Query
from actionplan.models.action import ActionQuerySet
from actionplan.queries.cases import Known, Stored, known
from actionplan.rating import challenges
from actionplan.rules.challenges import Challenge
from actionplan.rules.implied import implied
from council import clock

AT_ONCE = 500
CHANGES = ["facts", "since", "entry", "lapsed_at", "answer"]


def derive_action(action: Any) -> None:
    """Derive one action's queries anew: one statement that reads, and one that writes if need be.

    It has them then at hand, with what dates suggest, as ``about_actions.keep_known`` leaves it.
    The caller's transaction has the action's row locked.
    """
    found = list(known(Action.objects.filter(pk=action.pk)))
    action.live_queries = _derive(found).get(action.pk, [])
    case = found[0].case if found else None
    action.suggested = implied(case, clock.today()) if case else None


@transaction.atomic
def derive_plan(plan: Plan) -> None:
    """Derive the queries of every action of a plan anew, in a fixed number of statements."""
    actions = Action.objects.filter(plan=plan)
    list(actions.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    _derive(known(actions))


def _derive(found: Iterable[Known]) -> dict[int, list[Stored]]:
    """Write what is not as it should be; what is live afterwards, by action."""
    live: dict[int, list[Stored]] = {}
    rows: list[Query] = []
    for one in found:
        wanted = list(_wanted(one))
        live[one.action.pk] = [stored for stored in wanted if not stored.lapsed]
        rows += [_row(one.action, stored) for stored in wanted if stored not in one.stored]
    if rows:
        Query.objects.bulk_create(
            rows,
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["action", "code"],
            update_fields=CHANGES,
        )
    return live


def _wanted(one: Known) -> Iterator[Stored]:
    """The queries that should be stored of an action: what its rules find, and what has lapsed."""
    found = {query.code: query for query in (challenges(one.case) if one.case else ())}
    for stored in one.stored:
        query = found.pop(stored.challenge.code, None)
        yield _lapsed(stored) if query is None else _again(stored, query, one.action)
    for query in found.values():
        yield Stored(query, one.action.latest_id, lapsed=False)


def _lapsed(stored: Stored) -> Stored:
    return Stored(stored.challenge, stored.entry, lapsed=True)


def _again(stored: Stored, query: Challenge, action: Action) -> Stored:
    """The same facts stay those of the entry that made them, and keep their answer.

    Others are those of the latest entry, and nobody has answered them.
    """
    if stored.lapsed or stored.challenge.facts != query.facts:
        return Stored(query, action.latest_id, lapsed=False)
    return Stored(query, stored.entry, lapsed=False, said=stored.said)


def _row(action: Action, stored: Stored) -> Query:
    return Query(
        action=action,
        code=stored.challenge.code,
        facts=[list(fact) for fact in stored.challenge.facts],
        since=stored.challenge.since,
        entry_id=stored.entry,
        lapsed_at=clock.now() if stored.lapsed else None,
        answer_id=stored.said.entry if stored.said else None,
    )


def first_difference(actions: ActionQuerySet) -> str:
    """How the first action with other queries than its rules find differs; "" for none."""
    for one in known(actions.order_by("plan", "number")):
        for stored in _wanted(one):
            if stored not in one.stored:
                return f"{one.action.reference} of {one.action.plan}: {_differs(one, stored)}"
    return ""


def _differs(one: Known, wanted: Stored) -> str:
    code = wanted.challenge.code
    same = [stored for stored in one.stored if stored.challenge.code == code]
    stored = f"stored as {_told(same[0])}" if same else "not stored"
    return f"“{code}” is {stored}, and it is {_told(wanted)}."


def _told(stored: Stored) -> str:
    """A stored query in words for whoever runs the command."""
    if stored.lapsed:
        return "lapsed"
    facts = ", ".join(f"{name} {value}" for name, value in stored.challenge.facts)
    since = stored.challenge.since
    return f"live ({facts or 'no facts'}; {f'since {since}' if since else 'at once'})"
