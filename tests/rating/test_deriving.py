"""Queries are stored as the rules find them, in the transaction of the write that changes them."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.declared import Status
from actionplan.models import Action, Plan, Query
from actionplan.position import Position, position_of
from actionplan.queries.cases import known
from actionplan.queries.document import plan_document
from actionplan.rules.challenges import Code, headline
from actionplan.services.deriving import derive_plan, first_difference
from actionplan.services.plan_settings import save_plan
from actionplan.services.register import Why
from actionplan.services.structure_actions import set_counts
from actionplan.services.updates import record_update
from council import clock
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def derived(cast):
    for plan in Plan.objects.all():
        derive_plan(plan)
    return cast


def codes(action, day=None):
    found = Query.objects.filter(action=action).standing(day or clock.today())
    return {Code(code) for code in found.values_list("code", flat=True)}


def update(action, by, **said):
    position = position_of(action)
    fields = {name: getattr(position, name) for name in Position.__dataclass_fields__} | said
    action.refresh_from_db()
    record_update(
        action=action, position=Position(**fields), by=by, once=uuid4(),
        based_on=action.latest_id, period_id=action.plan.periods.get().pk,
    )  # fmt: skip


def test_what_is_derived_is_what_the_rules_find(derived):
    assert Code.PAST_DATE in codes(derived.late)
    assert Code.COMPLETE_NOT_GREEN not in codes(derived.complete)
    assert first_difference(Action.objects.all()) == ""
    past = Query.objects.get(action=derived.late, code=Code.PAST_DATE)
    assert past.since == date(2023, 4, 1)
    assert past.entry == derived.late.latest
    assert past.challenge.facts == (("due", "2023-03-31"), ("rating", "A"))


def test_an_update_derives_its_action_and_what_is_no_more_lapses(derived):
    update(derived.late, derived.owner, rating="R")
    assert Code.PAST_DATE not in codes(derived.late)
    lapsed = Query.objects.get(action=derived.late, code=Code.PAST_DATE)
    assert lapsed.lapsed_at is not None
    update(derived.late, derived.owner, rating="G")
    again = Query.objects.get(action=derived.late, code=Code.PAST_DATE)
    assert (again.lapsed_at, dict(again.facts)["rating"]) == (None, "G")
    assert again.entry == Action.objects.get(pk=derived.late.pk).latest
    assert first_difference(Action.objects.all()) == ""


def test_a_day_that_is_still_to_come_is_known_beforehand(derived):
    due = date(2023, 9, 30)
    assert Code.PAST_DATE not in codes(derived.ahead, due)
    assert Code.PAST_DATE in codes(derived.ahead, due + timedelta(days=1))


def test_a_change_of_the_plan_or_of_its_structure_derives_anew(derived):
    plan, by, why = derived.plan, derived.manager, Why("Agreed with the Leader")
    seen = derived.plan.history.latest().pk if derived.plan.history.exists() else None
    save_plan(plan=plan, values={"start": date(2023, 6, 1)}, seen=seen, by=by, why=why)
    assert first_difference(Action.objects.all()) == ""
    late = Action.objects.get(pk=derived.late.pk)
    seen = late.history.latest().pk if late.history.exists() else None
    set_counts(action=late, counts=False, seen=seen, by=derived.manager, why=why)
    assert codes(derived.late) == set()
    assert first_difference(Action.objects.all()) == ""


def test_the_case_says_what_the_document_says(derived):
    """Two ways to the same action: that of the rules, and that of every document."""
    factories.entry(derived.late, due=date(2023, 5, 31))
    factories.entry(derived.late, due=date(2023, 9, 30))
    document = {one.reference: one for one in plan_document(derived.plan, clock.today()).actions()}
    for one in known(Action.objects.filter(plan=derived.plan)):
        assert one.case
        mine, theirs = one.case.action, document[one.action.reference]
        for name in ("rating", "status", "due", "completed", "commentary", "steps", "timescale"):
            assert getattr(mine, name) == getattr(theirs, name), (one.action, name)
        moves = [[(r.before.date, r.after.date) for r in a.revisions] for a in (mine, theirs)]
        assert moves[0] == moves[1]


def test_a_plan_is_derived_in_a_fixed_number_of_statements(derived):
    def statements():
        Query.objects.all().delete()
        with CaptureQueriesContext(connection) as made:
            derive_plan(derived.plan)
        return len(made)

    few = statements()
    for number in range(60):
        one = factories.action(derived.plan, f"Action {number}", due=date(2023, 1, 31))
        factories.entry(one, rating="G", status=Status.IN_PROGRESS)
    assert statements() == few <= 5
    assert Query.objects.filter(code=Code.PAST_DATE).count() >= 60


def test_the_command_derives_and_says_the_first_difference(derived, capsys):
    call_command("derive_queries", check=True)
    Query.objects.filter(action=derived.late, code=Code.PAST_DATE).update(facts=[["due", "x"]])
    with pytest.raises(CommandError, match="PR-2 of Peer review action plan: “past date”") as error:
        call_command("derive_queries", check=True)
    assert error.value.returncode == 2
    call_command("derive_queries")
    call_command("derive_queries", check=True)
    assert "as the rules find them" in capsys.readouterr().out


def test_a_plan_that_takes_no_updates_asks_nothing(derived):
    derived.plan.state = "archived"
    derived.plan.save()
    derive_plan(derived.plan)
    assert not Query.objects.live().filter(action__plan=derived.plan).exists()


def test_a_row_has_one_headline(derived):
    found = [one.challenge for one in Query.objects.live().filter(action=derived.late)]
    first = headline(found, clock.today())
    assert first
    assert first.code == Code.PAST_DATE
