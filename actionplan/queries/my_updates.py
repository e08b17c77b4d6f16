"""What a person's posts owe in the periods that run: actions, last words, drafts."""

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from actionplan.leading.leads import Leads
from actionplan.models import Action, Draft, Entry, Period, Plan
from actionplan.queries.about_actions import keep_known
from actionplan.queries.asking import Thread, open_questions, waiting_about
from actionplan.queries.conditions import arose_on, led_by, visible
from actionplan.queries.dates_list import keep_at_hand
from actionplan.queries.decisions import decided_since
from actionplan.queries.extensions import with_longer
from actionplan.queries.getters import leads_for
from actionplan.queries.owed import (
    Mine,
    Owed,
    PlanOwed,
    keep_longer,
    keep_worded,
    not_asked_yet,
    when_due,
)
from actionplan.queries.periods import speaks_in
from actionplan.queries.rows import Row, leads_condition, row_of, with_position
from actionplan.queries.to_agree import to_agree
from actionplan.queries.travel import last_reported
from actionplan.queries.wording import with_wording
from council.models import Post
from council.queries.asked import Asked, Capacity, who_is_asked
from council.scope import Scope

TAKES_UPDATES = [Plan.State.ACTIVE, Plan.State.CLOSING]


def mine(scope: Scope, *, also_away: bool = True) -> Mine:
    """What the member is asked for; the number of queries is that of the plans, not of actions.

    That is also what posts lead which they hold and are away from, unless not ``also_away``.
    """
    posts = my_posts(scope, also_away=also_away)
    if not posts:
        return Mine(())
    running = _running(scope) | _idle(scope)
    agreeing = tuple(to_agree(scope, running, posts))
    rows = _rows(scope, running, posts)
    if not rows:
        return Mine(tuple(posts.values()), to_agree=agreeing)
    keep_longer(running, posts)
    return Mine(tuple(posts.values()), tuple(_owed(scope, running, rows, posts)), agreeing)


def my_posts(scope: Scope, *, also_away: bool = True) -> dict[int, Asked]:
    """The posts for which the member is asked today; and those they hold, away or not."""
    me = scope.person
    everybody = who_is_asked(scope.council, scope.today)
    return {
        pk: one
        for pk, one in everybody.items()
        if me in one.people or (also_away and me in one.holders)
    }


def _running(scope: Scope) -> dict[int, PlanOwed]:
    """The plans that take updates and have a period that runs, by id: one query."""
    running = with_longer(Period.objects.running())
    running = running.filter(visible(scope), plan__state__in=TAKES_UPDATES)
    found = {}
    for period in running.select_related("plan").order_by("updates_due_by", "pk"):
        period.plan.council = scope.council
        found[period.plan_id] = PlanOwed(period.plan, period, today=scope.today)
    return found


def _idle(scope: Scope) -> dict[int, PlanOwed]:
    """Those in which no period runs: queries and questions wait in them all the same. One query."""
    runs = Exists(Period.objects.running().filter(plan=OuterRef("pk")))
    idle = Plan.objects.filter(~runs, visible(scope, ""), state__in=TAKES_UPDATES)
    found = {}
    for plan in idle.order_by("pk"):
        plan.council = scope.council
        found[plan.pk] = PlanOwed(plan, None)
    return found


def _rows(
    scope: Scope, running: Mapping[int, PlanOwed], posts: Mapping[int, Asked]
) -> list[tuple[Row, Leads]]:
    """Their actions as rows, in the plans' order."""
    keep_at_hand([one.plan for one in running.values()])
    actions = _led(scope, running, posts)
    keep_known(actions, scope.today)
    book = leads_for(scope, leads_condition(actions))
    rows = []
    for action in actions:
        action.plan = running[action.plan_id].plan
        leads = book.of_action(action)
        asked = leads.accountable or leads.delivery
        if any(post.pk in posts for post in asked):
            rows.append((row_of(action, book, scope), leads))
    return rows


def _led(scope: Scope, running: Mapping[int, PlanOwed], posts: Mapping[int, Asked]) -> list[Action]:
    theirs = led_by(Q(post__in=list(posts)), scope.today)
    led = Action.objects.filter(theirs, plan__in=running)
    found: QuerySet[Action] = with_wording(with_position(led)).annotate(arose_on=arose_on())
    in_order = found.filter(left="").select_related("recommendation")
    return list(in_order.order_by("plan", "recommendation__order", "order", "number"))


def _owed(
    scope: Scope,
    running: Mapping[int, PlanOwed],
    rows: list[tuple[Row, Leads]],
    posts: Mapping[int, Asked],
) -> Iterable[PlanOwed]:
    returned, drafts = _returned(rows), _drafts(scope, rows)
    reported = last_reported([one.plan for one in running.values()])
    questions = _questions(running, rows)
    decided = decided_since(row.action for row, _ in rows)
    for row, leads in rows:
        of = running[row.action.plan_id]
        due_by = when_due(of, leads, posts, row.action)
        keep_worded(of, row.action)
        waiting = waiting_about(row.action, questions.get(row.action.pk, []))
        not_asked_yet(waiting, of, due_by, scope.today)
        of.last, standings = reported.get(of.plan.pk, (None, {}))
        back, since = returned.get(_words(row)), decided.get(row.action.pk, ())
        if of.period is None:
            pass  # no update is asked for
        elif back is None and speaks_in(row.action, of.period):
            of.done.append(row)
        elif back is None and not _is_open(row):
            of.finished.append(row)
        else:
            standing, draft = standings.get(row.action.reference), drafts.get(row.action.pk)
            place = _in_place_of(leads, posts, scope)
            of.due.append(Owed(row, standing, back, draft, place, waiting, since, due_by))
            continue
        if (draft := drafts.get(row.action.pk)) and draft.words:
            of.kept.append(row)
        if waiting.waiting or since:
            place = _in_place_of(leads, posts, scope)
            of.queried.append(Owed(row, for_post=place, asked=waiting, decided=since))
    for of in running.values():
        for owed in (of.due, of.queried):
            owed.sort(key=lambda one: one.urgency.place(scope.today))
    return (of for of in running.values() if of.due or of.done or of.finished or of.queried)


def _questions(
    running: Mapping[int, PlanOwed], rows: list[tuple[Row, Leads]]
) -> Mapping[int, list[Thread]]:
    """What SLT asks, by action; no query where the actions say that there is nothing."""
    if not any(row.action.question for row, _ in rows):  # type: ignore[attr-defined]
        return {}
    return open_questions([one.plan for one in running.values()])


def _is_open(row: Row) -> bool:
    return row.position.status is None or row.position.status.is_open


def _words(row: Row) -> int:
    """The id of the entry whose words stand; 0 where nobody has spoken."""
    return row.said.pk if row.said else 0


def _returned(rows: Iterable[tuple[Row, Leads]]) -> dict[int, Entry]:
    """The notes with which updates were returned, by the update they are about."""
    back = [row for row, _ in rows if _verdict(row) == Entry.Kind.RETURNED]
    if not back:
        return {}
    notes = Entry.objects.filter(about__in=map(_words, back), kind=Entry.Kind.RETURNED)
    return {note.about_id: note for note in notes.select_related("by") if note.about_id}


def _verdict(row: Row) -> str | None:
    asks = row.action.plan.asks_agreement
    return getattr(row.action, "verdict", None) if asks else None


def _drafts(scope: Scope, rows: Iterable[tuple[Row, Leads]]) -> dict[int, Draft]:
    actions = [row.action.pk for row, _ in rows]
    found = Draft.objects.filter(person=scope.person, action__in=actions)
    return {draft.action_id: draft for draft in found}


def _in_place_of(leads: Leads, posts: Mapping[int, Asked], scope: Scope) -> Post | None:
    """The post in whose place the member is asked; None where one of their own leads it."""
    asked = [posts[one.pk] for one in leads.accountable or leads.delivery if one.pk in posts]
    own = any(scope.person in one.holders for one in asked)
    others = [one.post for one in asked if one.capacity != Capacity.HOLDER]
    return others[0] if others and not own else None
