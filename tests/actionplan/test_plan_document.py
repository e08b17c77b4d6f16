"""The database as a PlanDocument: everything in it, and the same figures as the screens'."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.declared import Due, Precision, Response, Status, Step, StepState
from actionplan.figures import Figures, figures_of
from actionplan.queries.document import plan_document
from actionplan.queries.totals import plan_figures
from council import clock
from tests import factories
from tests.actionplan.test_plan_detail import grow


def comparable(figures: Figures) -> Figures:
    """Less what a document cannot know: whether the period has an update."""
    return Figures(
        **{name: getattr(figures, name) for name in figures.__slots__} | {"not_updated": 0}
    )


def test_figures_of_the_document_equal_those_of_the_screens(cast):
    grow(cast, 30)
    cast.late.counts_in_totals = False
    cast.late.save()
    factories.entry(cast.elsewhere, status=Status.CANCELLED)
    factories.action(cast.plan, "Never spoken of", due=date(2023, 1, 31))
    document = plan_document(cast.plan, clock.today())
    whole, by_recommendation = plan_figures(cast.plan.pk, clock.today())
    assert comparable(figures_of(document)) == comparable(whole)
    for stored, printed in zip(
        cast.plan.recommendations.order_by("order"), document.recommendations(), strict=True
    ):
        expected = comparable(by_recommendation[stored.pk])
        assert comparable(figures_of(document, printed.actions)) == expected


def test_holds_all_that_a_file_needs(cast):
    factories.entry(cast.ahead, due=date(2023, 12, 31), due_reason="Boundary review")
    document = plan_document(cast.plan, clock.today())
    ahead, late, complete, elsewhere = next(document.recommendations()).actions
    assert document.themes[0].title == "Governance and culture"
    assert ahead.reference == "PR-1"
    assert ahead.steps == (Step("Agree the brief", StepState.DONE), Step("Workshop"))
    assert ahead.first_due == Due("30 September 2023", date(2023, 9, 30), Precision.DAY)
    assert [revision.reason for revision in ahead.revisions] == ["Boundary review"]
    assert (ahead.accountable, ahead.leads_inherited) == ("Head of Law & Democracy", True)
    assert (elsewhere.accountable, elsewhere.leads_inherited) == ("Head of Finance", False)
    assert late.last_update is not None
    assert late.last_update.as_at == date(2023, 3, 14)
    assert complete.completed is not None
    assert complete.completed.precision == Precision.MONTH


def test_the_first_move_of_a_date_nobody_had_spoken_of_is_a_revision(cast):
    action = factories.action(cast.plan, "New", due=date(2023, 1, 31))
    factories.entry(action, due=date(2023, 9, 30), due_reason="Procurement")
    printed = plan_document(cast.plan, clock.today()).loose_actions[0]
    assert [(r.before.date, r.after.date) for r in printed.revisions] == [
        (date(2023, 1, 31), date(2023, 9, 30))
    ]


def test_several_inherited_leads_are_all_named(cast):
    second = factories.post(cast.council, "Monitoring Officer")
    above = factories.recommendation(cast.plan, "Third", officers=[cast.post, second])
    factories.action(cast.plan, "Write it down", recommendation=above)
    action = list(plan_document(cast.plan, clock.today()).recommendations())[-1].actions[0]
    assert action.accountable is None
    assert action.delivery == ("Head of Law & Democracy", "Monitoring Officer")


def test_sub_actions_stand_under_their_action(cast):
    factories.action(cast.plan, "Room", recommendation=cast.governance, parent=cast.ahead)
    document = plan_document(cast.plan, clock.today())
    ahead = next(document.recommendations()).actions[0]
    assert [sub.title for sub in ahead.sub_actions] == ["Room"]
    assert len(list(document.actions())) == 7


def test_its_queries_do_not_grow_with_the_rows(cast):
    with CaptureQueriesContext(connection) as few:
        plan_document(cast.plan, clock.today())
    grow(cast, 60)
    with CaptureQueriesContext(connection) as many:
        plan_document(cast.plan, clock.today())
    assert len(few) == len(many) <= 6


def test_has_the_response_to_a_recommendation_with_its_reason(cast):
    assert {one.response for one in plan_document(cast.plan, clock.today()).recommendations()} == {
        None
    }
    cast.governance.response = Response.DECLINED.value
    cast.governance.response_reason = "The council has no housing of its own."
    cast.governance.save()
    first = next(plan_document(cast.plan, clock.today()).recommendations())
    assert (first.response, first.response_reason) == (
        Response.DECLINED,
        "The council has no housing of its own.",
    )
