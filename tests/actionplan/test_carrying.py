"""An action that goes on in another plan: the same reference, nothing lost."""

from datetime import date

import pytest
from django.urls import reverse

from actionplan.declared import Due, Precision, Status
from actionplan.models import Action, Change, Entry, Lead, Plan, ThreadLink
from actionplan.position import position_of
from actionplan.services.carrying import carry
from actionplan.services.register import Why
from council.versions import CannotEdit
from tests import factories
from tests.thread.making import a_strategy

WHY = Why("It goes on next year.", "Full Council", "Minute 34")


@pytest.fixture
def successor(cast):
    """Next year's plan, with an action of its own and a recommendation."""
    made = factories.plan(cast.council, "Plan two", slug="two", code="P2")
    factories.recommendation(made, "Keep going.")
    factories.action(made, "Begin")
    return made


def carried(cast, action, into, **values) -> Action:
    usual = {"recommendation": None, "by": cast.manager, "why": WHY}
    return carry(action=action, into=into, **(usual | values))


def again(row):
    return type(row).objects.get(pk=row.pk)


# ---- what goes along


def test_keeps_reference_wording_and_first_agreed_date(cast, successor):
    cast.ahead.extras = [["Cost", "£5,000"]]
    cast.ahead.save()
    made = again(carried(cast, cast.ahead, successor, recommendation=None))
    assert made.plan == successor
    assert made.reference == "PR-1"
    assert (made.title, made.steps, made.extras) == (
        cast.ahead.title,
        cast.ahead.steps,
        [["Cost", "£5,000"]],
    )
    assert (made.timescale, made.priority) == ("B", "High")
    assert made.first_due == Due("30 September 2023", date(2023, 9, 30), Precision.DAY)
    assert again(successor).next_number == 2


def test_stands_under_the_recommendation_that_was_chosen(cast, successor):
    above = successor.recommendations.get()
    assert carried(cast, cast.ahead, successor, recommendation=above).recommendation == above
    assert carried(cast, cast.late, successor).recommendation is None


def test_position_goes_along_as_a_decision_with_the_leads_words(cast, successor):
    words = cast.late.latest
    made = again(carried(cast, cast.late, successor))
    assert made.latest.kind == Entry.Kind.DECISION
    assert made.latest.said == words
    assert made.latest.as_at == date(2023, 3, 14)
    assert position_of(made).rating == "A"
    assert position_of(made).commentary == "Two of five sessions held."
    assert position_of(made).due.date == date(2023, 3, 31)


def test_old_one_is_superseded_and_keeps_its_log(cast, successor):
    made = carried(cast, cast.late, successor)
    old = again(cast.late)
    assert position_of(old).status == Status.SUPERSEDED
    assert old.latest.kind == Entry.Kind.DECISION
    assert old.entries.count() == 2
    assert old.left == ""
    assert list(old.successors.values_list("after", flat=True)) == [made.pk]
    assert list(made.predecessors.values_list("before", flat=True)) == [old.pk]


def test_action_nobody_has_spoken_of_is_carried_as_such(cast, successor):
    made = again(carried(cast, cast.unled, successor))
    assert made.latest.said is None
    assert position_of(made).commentary == ""


def test_both_registers_have_a_line_and_bridge_their_totals(cast, successor):
    carried(cast, cast.ahead, successor)
    old, new = cast.plan.changes.get(), successor.changes.get()
    assert (old.kind, old.delta, old.total_after) == (Change.Kind.CARRIED, 0, 6)
    assert (new.kind, new.delta, new.total_after) == (Change.Kind.CARRIED, 1, 2)
    assert (old.reason, old.agreed_by, old.minute) == (WHY.reason, WHY.agreed_by, WHY.minute)
    assert ["Carried to", "", "PR-1 in Plan two"] in old.details
    assert ["Carried from", "Peer review action plan", "Plan two"] in new.details


def test_rating_that_the_new_key_does_not_have_is_left_out_and_noted(cast, successor):
    successor.key = [one for one in successor.key if one["letter"] != "A"]
    successor.save()
    made = again(carried(cast, cast.late, successor))
    assert position_of(made).rating == ""
    lost = ["RAG", "A", "Not rated: the key of Plan two has no A"]
    assert lost in successor.changes.get().details
    assert position_of(again(cast.late)).rating == "A"


def test_own_leads_go_along_with_their_days(cast, successor):
    second = factories.post(cast.council, "Head of Parks")
    ended = factories.post(cast.council, "Head of Trees")
    Lead.objects.create(action=cast.undated, post=second, kind="delivery", since=date(2023, 1, 1))
    Lead.objects.create(action=cast.undated, post=ended, kind="delivery", until=date(2023, 1, 1))
    made = carried(cast, cast.undated, successor)
    leads = list(made.leads.values_list("post", "kind", "since", "until"))
    assert leads == [
        (cast.post.pk, "accountable", None, None),
        (second.pk, "delivery", date(2023, 1, 1), None),
    ]


def test_inherited_leads_become_its_own(cast, successor):
    deputy = factories.post(cast.council, "Head of Parks")
    Lead.objects.create(recommendation=cast.governance, post=deputy, kind="officer", order=2)
    Lead.objects.create(action=cast.ahead, post=deputy, kind="delivery")
    made = carried(cast, cast.ahead, successor)
    assert list(made.leads.values_list("post", "kind")) == [
        (cast.post.pk, "accountable"),
        (deputy.pk, "delivery"),
    ]
    assert successor.changes.get().details[1][0] == "Leads"


def test_action_without_leads_has_none_there(cast, successor):
    assert not carried(cast, cast.unled, successor).leads.exists()


def test_lead_updates_the_new_one_and_not_the_old(cast, successor, logged_in):
    made = carried(cast, cast.ahead, successor)
    client = logged_in(cast.owner)
    assert client.get(reverse("actionplan:action_update", args=made.address)).status_code == 200
    refused = client.get(reverse("actionplan:action_update", args=cast.ahead.address))
    assert refused.status_code == 403
    assert "PR-1 goes on as PR-1 in Plan two. Update that instead." in refused.content.decode()


def test_links_of_the_thread_go_along_and_stay(cast, successor):
    agreed = a_strategy(cast.council)
    ThreadLink.objects.create(
        action=cast.ahead,
        outcome=agreed.trained,
        reason="Training",
        linked_by=cast.owner,
        linked_on=date(2023, 5, 1),
    )
    made = carried(cast, cast.ahead, successor)
    copy = made.thread_links.get()
    assert (copy.outcome, copy.reason, copy.linked_by, copy.linked_on) == (
        agreed.trained,
        "Training",
        cast.owner,
        date(2023, 5, 1),
    )
    assert copy.history.get().history_user == cast.manager
    assert cast.ahead.thread_links.count() == 1


def test_open_parts_go_along_and_ended_ones_stay(cast, successor):
    part = factories.action(cast.plan, "First half", parent=cast.ahead)
    done = factories.action(cast.plan, "Second half", parent=cast.ahead)
    factories.entry(done, by=cast.owner, status=Status.COMPLETE)
    deeper = factories.action(cast.plan, "A quarter", parent=part)
    made = carried(cast, cast.ahead, successor)
    below = made.sub_actions.get()
    assert below.reference == part.reference
    assert below.sub_actions.get().reference == deeper.reference
    assert position_of(again(done)).status == Status.COMPLETE
    assert successor.changes.count() == 3


def test_part_that_follows_its_whole_later_stands_under_it(cast, successor):
    part = factories.action(cast.plan, "First half", parent=cast.ahead)
    factories.entry(part, by=cast.owner, status=Status.COMPLETE)
    made = carried(cast, cast.ahead, successor)
    factories.entry(part, by=cast.owner, status=Status.IN_PROGRESS)
    assert carried(cast, part, successor).parent == made


def test_dependencies_are_joined_again_whichever_is_carried_first(cast, successor):
    cast.ahead.depends_on.add(cast.late, cast.elsewhere)
    cast.undated.depends_on.add(cast.ahead)
    late = carried(cast, cast.late, successor)
    undated = carried(cast, cast.undated, successor)
    ahead = carried(cast, cast.ahead, successor)
    assert set(ahead.depends_on.all()) == {late}
    assert set(undated.depends_on.all()) == {ahead}


def test_carried_on_a_second_time_keeps_the_code_it_began_with(cast, successor):
    third = factories.plan(cast.council, "Plan three", slug="three", code="P3")
    made = carried(cast, cast.ahead, successor)
    last = carried(cast, made, third)
    assert last.reference == "PR-1"
    assert last.get_absolute_url() == "/ashdown/plans/three/actions/PR-1/"


# ---- pages


def test_both_pages_and_search_find_the_reference(cast, successor, logged_in):
    made = carried(cast, cast.ahead, successor)
    client = logged_in(cast.reader)
    assert made.get_absolute_url() == "/ashdown/plans/two/actions/PR-1/"
    for one in (made, cast.ahead):
        assert client.get(one.get_absolute_url()).status_code == 200
    found = client.get(reverse("search", args=["ashdown"]), {"q": "PR-1"}).content.decode()
    assert made.get_absolute_url() in found
    assert cast.ahead.get_absolute_url() in found


def test_rows_of_the_same_number_have_ids_of_their_own(cast, successor, logged_in):
    carried(cast, cast.ahead, successor)
    page = logged_in(cast.reader).get(successor.get_absolute_url()).content.decode()
    assert page.count('id="action-PR-1"') == 1
    assert page.count('id="action-1"') == 1


# ---- what is refused


def refused(cast, action, into, words, **values):
    before = Action.objects.count(), Entry.objects.count(), Change.objects.count()
    with pytest.raises(CannotEdit, match=words):
        carried(cast, action, into, **values)
    assert before == (Action.objects.count(), Entry.objects.count(), Change.objects.count())


def test_not_twice(cast, successor):
    carried(cast, cast.ahead, successor)
    third = factories.plan(cast.council, "Plan three", slug="three", code="P3")
    refused(cast, cast.ahead, third, "PR-1 is carried on already")


def test_not_into_its_own_plan(cast):
    refused(cast, cast.ahead, cast.plan, "into another plan")


def test_not_into_an_archived_plan(cast, successor):
    Plan.objects.filter(pk=successor.pk).update(state="archived")
    refused(cast, cast.ahead, successor, "archived")


def test_not_into_another_councils_plan(cast):
    theirs = cast.other_action.plan
    refused(cast, cast.ahead, theirs, "same council")


def test_not_out_of_an_archived_plan(cast, successor):
    Plan.objects.filter(pk=cast.plan.pk).update(state="archived")
    refused(cast, cast.ahead, successor, "archived")


def test_not_out_of_a_draft(cast, successor):
    Plan.objects.filter(pk=cast.plan.pk).update(state="draft")
    refused(cast, cast.ahead, successor, "not adopted yet")


def test_not_under_another_plans_recommendation(cast, successor):
    refused(cast, cast.ahead, successor, "does not belong", recommendation=cast.governance)


def test_not_what_has_ended_or_left(cast, successor):
    refused(cast, cast.complete, successor, "PR-3 is complete")
    Action.objects.filter(pk=cast.ahead.pk).update(left="dropped")
    refused(cast, cast.ahead, successor, "no longer in the plan")


def test_not_where_the_reference_is_taken(cast, successor):
    carried(cast, made := carried(cast, cast.ahead, successor), third(cast))
    factories.entry(again(made), by=cast.owner)
    refused(cast, Action.objects.get(plan__slug="three"), cast.plan, "There is a PR-1")


def third(cast) -> Plan:
    return factories.plan(cast.council, "Plan three", slug="three", code="P3")


def test_not_without_a_reason(cast, successor):
    refused(cast, cast.ahead, successor, "Say why", why=Why())


def test_part_whose_reference_is_taken_stops_the_whole(cast, successor):
    part = factories.action(cast.plan, "First half", parent=cast.ahead)
    carried(cast, part, successor)
    other = factories.action(cast.plan, "Odd", parent=cast.ahead)
    Action.objects.create(
        plan=successor, code_of_origin="PR", number=other.number, order=9, title="Taken"
    )
    refused(cast, cast.ahead, successor, "already")
