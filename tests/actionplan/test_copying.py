"""A new plan from one that is there: what comes along, what does not, and that it is signed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.declared import Status
from actionplan.models import Action, Change, Entry, Lead, Plan, ThreadLink
from actionplan.services.copying import copy_plan, follow_plan
from council.models import Person
from strategy.models import Strategy
from tests import factories
from tests.strategies import a_strategy

OF_ACTIONS = ("title", "timescale", "priority", "counts_in_totals", "source_number", "extras")


@pytest.fixture
def rich(cast) -> factories.Cast:
    """The cast's plan with everything that a plan may hold."""
    Plan.objects.filter(pk=cast.plan.pk).update(columns=["Cost"], asks_confidence=True)
    factories.action(
        cast.plan,
        "Interview officers",
        recommendation=cast.governance,
        parent=cast.ahead,
        counts_in_totals=False,
        extras=[["Cost", "None"]],
        source_number="1.1a",
    )
    cast.late.depends_on.add(cast.ahead, cast.other_action)
    served = a_strategy(cast.council).outcomes.get(code="O1")
    for serving in ({"action": cast.ahead}, {"recommendation": cast.governance}):
        ThreadLink.objects.create(
            outcome=served, reason="It is so", linked_on=date(2023, 1, 1), **serving
        )
    cast.plan.refresh_from_db()
    return cast


def a_copy(cast: factories.Cast, **given) -> Plan:
    fields: dict = {"title": "Second peer review plan", "by": cast.manager} | given
    return copy_plan(plan=cast.plan, **fields)


def rows(plan: Plan) -> list[Action]:
    return list(plan.actions.in_plan().in_plan_order())


# ---- a copy


def test_copy_is_a_draft_with_an_address_and_a_code_of_its_own(rich):
    made = a_copy(rich)
    assert (made.state, made.slug, made.code) == ("draft", "second-peer-review-plan", "SPR")
    assert made.follows is None
    assert made.start is None
    assert not made.periods.exists()


def test_copy_has_the_key_bands_columns_fields_and_source(rich):
    made = a_copy(rich)
    for name in ("key", "bands", "columns", "asks_confidence", "asks_agreement", "source"):
        assert getattr(made, name) == getattr(rich.plan, name), name


def test_copy_has_themes_and_recommendations_with_their_leads(rich):
    made = a_copy(rich)
    assert [one.title for one in made.themes.all()] == ["Governance and culture", "Finance"]
    first, second = made.recommendations.all()
    assert (first.number, first.wording) == (rich.governance.number, rich.governance.wording)
    assert first.theme in made.themes.all()
    led = [(lead.kind, lead.post.title) for lead in first.leads.all()]
    assert led == [("SLT", "Chief Executive"), ("officer", "Head of Law & Democracy")]
    assert not second.leads.exists()


def test_copy_has_every_action_in_order_with_references_of_its_own(rich):
    made = a_copy(rich)
    before, after = rows(rich.plan), rows(made)
    assert [one.reference for one in after] == [f"SPR-{number}" for number in range(1, 8)]
    for old, new in zip(before, after, strict=True):
        assert [getattr(new, name) for name in OF_ACTIONS] == [
            getattr(old, name) for name in OF_ACTIONS
        ]
    assert made.next_number == 8


def test_copy_keeps_sub_actions_and_dependencies_within_itself(rich):
    made = a_copy(rich)
    copies = {one.title: one for one in rows(made)}
    assert copies["Interview officers"].parent == copies[rich.ahead.title]
    needed = set(copies["Train every councillor"].depends_on.all())
    assert needed == {copies[rich.ahead.title], rich.other_action}


def test_copy_of_a_lead_is_of_who_leads_now(rich):
    elsewhere = rich.elsewhere
    Lead.objects.filter(action=elsewhere).update(until=date(2023, 5, 31))
    Lead.objects.create(
        action=elsewhere, post=rich.post, kind="accountable", since=date(2023, 6, 1)
    )
    copied = a_copy(rich).actions.get(title=elsewhere.title)
    assert [(one.post, one.since, one.until) for one in copied.leads.all()] == [
        (rich.post, None, None)
    ]


def test_on_the_day_of_a_hand_over_the_one_that_stays_leads_the_copy(rich):
    today = date(2023, 6, 30)
    Lead.objects.filter(action=rich.elsewhere).update(until=today)
    Lead.objects.create(action=rich.elsewhere, post=rich.post, kind="accountable", since=today)
    copied = a_copy(rich).actions.get(title=rich.elsewhere.title)
    assert copied.leads.get().post == rich.post


def test_copy_promises_nothing_yet_and_says_nothing(rich):
    """No log, no dates, no state of a step, no answer to a recommendation."""
    before = Entry.objects.count()
    made = a_copy(rich)
    assert Entry.objects.count() == before
    for one in rows(made):
        assert (one.latest, one.first_due_date, one.first_due_words) == (None, None, "")
        assert {step["state"] for step in one.steps} <= {None}
    assert [step["words"] for step in rows(made)[0].steps] == ["Agree the brief", "Workshop"]


def test_copy_of_what_is_served_is_signed_by_who_copies(rich):
    made = a_copy(rich)
    links = ThreadLink.objects.filter(action__plan=made) | ThreadLink.objects.filter(
        recommendation__plan=made
    )
    assert {(one.linked_by, str(one.linked_on), one.reason) for one in links} == {
        (rich.manager, "2023-06-30", "It is so")
    }
    assert len(links) == 2
    assert {one.history.get().history_user for one in links} == {rich.manager}


def test_nothing_new_serves_a_strategy_that_is_superseded(rich):
    Strategy.objects.filter(council=rich.council).update(status="superseded")
    made = a_copy(rich)
    assert not ThreadLink.objects.filter(action__plan=made).exists()


def test_what_has_left_the_plan_is_not_copied(rich):
    Action.objects.filter(pk=rich.ahead.pk).update(left="dropped")
    made = a_copy(rich)
    assert rich.ahead.title not in {one.title for one in made.actions.all()}
    assert made.actions.get(title="Interview officers").parent is None


def test_two_actions_below_each_other_do_not_stop_a_copy(rich):
    Action.objects.filter(pk=rich.ahead.pk).update(parent=rich.late)
    Action.objects.filter(pk=rich.late.pk).update(parent=rich.ahead)
    assert a_copy(rich).actions.count() == 7


def test_every_row_of_a_copy_is_signed(rich):
    made = a_copy(rich)
    rows_made: list = [made, *made.themes.all(), *made.recommendations.all(), *made.actions.all()]
    for one in rows_made:
        assert one.history.latest().history_user == rich.manager


def test_register_says_of_what_a_plan_is_a_copy(rich):
    line = a_copy(rich).changes.get()
    assert (line.kind, line.by, line.delta, line.total_after) == (
        Change.Kind.PLAN,
        rich.manager,
        6,
        6,
    )
    assert line.details == [["Made as a copy of", "Nothing", "Peer review action plan (PR)"]]


def test_copy_with_a_code_that_is_taken_makes_nothing(rich):
    with pytest.raises(ValidationError):
        a_copy(rich, code="PR")
    assert Plan.objects.filter(council=rich.council).count() == 1


def test_queries_do_not_grow_with_actions(rich):
    with CaptureQueriesContext(connection) as few:
        a_copy(rich)
    for number in range(300):
        factories.action(
            rich.plan, f"Action {number}", recommendation=rich.finance, accountable=rich.post
        )
    with CaptureQueriesContext(connection) as many:
        made = a_copy(rich, title="Third plan")
    assert made.actions.count() == 307
    assert len(many) <= len(few) + 6  # SQLite writes long lists in several statements


# ---- last year's plan


def following(cast: factories.Cast, by: Person | None = None) -> Plan:
    return follow_plan(plan=cast.plan, title="Peer review action plan 2024", by=by or cast.manager)


def test_plan_that_follows_has_the_recommendations_that_are_open_and_no_action(rich):
    for one in (rich.unled, rich.undated):
        factories.entry(one, by=rich.owner, status=Status.COMPLETE, commentary="Done")
    made = following(rich)
    assert made.follows == rich.plan
    assert [one.wording for one in made.recommendations.all()] == [rich.governance.wording]
    assert [one.title for one in made.themes.all()] == ["Governance and culture"]
    assert made.recommendations.get().leads.count() == 2
    assert not made.actions.exists()
    assert made.next_number == 1


def test_plan_that_follows_leaves_the_old_one_as_it_was(rich):
    before = [(one.reference, one.latest_id) for one in rows(rich.plan)]
    following(rich)
    assert [(one.reference, one.latest_id) for one in rows(rich.plan)] == before
    assert not rich.plan.changes.exists()


def test_register_says_what_a_plan_follows(rich):
    made = following(rich)
    assert made.changes.get().details == [
        ["Made to follow", "Nothing", "Peer review action plan (PR)"]
    ]
