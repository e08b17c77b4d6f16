"""Leads that change from a day on: what is kept, what is noted, what is refused."""

from datetime import date

import pytest

from actionplan.leading.leads import digest
from actionplan.leading.post_use import LEADS
from actionplan.models import Action, Change, Lead, Plan
from actionplan.services.leads import (
    LeadChange,
    LeadsChangedMeanwhile,
    relead,
    set_leads,
)
from actionplan.services.register import Why
from council import post_users
from council.models import Post
from council.versions import CannotEdit
from tests import factories

TODAY = date(2023, 6, 30)
MAY, YESTERDAY, SEPTEMBER = date(2023, 5, 1), date(2023, 6, 29), date(2023, 9, 1)
WHY = Why("Agreed with the directors")


@pytest.fixture
def housing(cast) -> Post:
    return factories.post(cast.council, "Head of Housing")


def set_one(cast, thing, *, day=None, seen=None, add=(), remove=(), **posts):
    change = LeadChange(thing, posts, add, remove, seen)
    return set_leads(plan=cast.plan, changes=[change], by=cast.manager, why=WHY, day=day)


def rows(thing):
    """Kind, title, since, until of every lead, oldest first."""
    found = thing.leads.order_by("pk").select_related("post")
    return [(row.kind, row.post.title, row.since, row.until) for row in found]


# ---- from a day on


def test_whoever_led_leads_until_the_day_before(cast, housing):
    set_one(cast, cast.elsewhere, accountable=[housing])
    assert rows(cast.elsewhere) == [
        ("accountable", "Head of Finance", None, YESTERDAY),
        ("accountable", "Head of Housing", TODAY, None),
    ]


@pytest.mark.parametrize("day", [MAY, SEPTEMBER])
def test_day_may_be_past_or_to_come(cast, housing, day):
    set_one(cast, cast.elsewhere, accountable=[housing], day=day)
    before, after = cast.elsewhere.leads.order_by("pk")
    assert (before.until, after.since) == (date.fromordinal(day.toordinal() - 1), day)


def test_no_day_before_a_present_leads_first_one(cast, housing):
    set_one(cast, cast.elsewhere, accountable=[housing])
    stands = rows(cast.elsewhere)
    with pytest.raises(CannotEdit, match="Head of Housing leads PR-4 since 30 June 2023"):
        set_one(cast, cast.elsewhere, accountable=[cast.post], day=MAY)
    assert rows(cast.elsewhere) == stands


def test_a_lead_that_began_the_same_day_leaves_no_trace(cast, housing):
    set_one(cast, cast.unled, accountable=[housing])
    set_one(cast, cast.unled, accountable=[cast.post])
    assert rows(cast.unled) == [("accountable", cast.post.title, TODAY, None)]


def test_going_back_the_same_day_is_as_if_nothing_had_been(cast, housing):
    stands = rows(cast.elsewhere)
    set_one(cast, cast.elsewhere, accountable=[housing])
    set_one(cast, cast.elsewhere, accountable=[cast.elsewhere.leads.first().post])
    assert rows(cast.elsewhere) == stands


def test_what_was_planned_gives_way_to_what_is_set(cast, housing):
    set_one(cast, cast.elsewhere, accountable=[housing], day=SEPTEMBER)
    (line,) = set_one(cast, cast.elsewhere, accountable=[cast.post])
    assert [row[1:] for row in rows(cast.elsewhere)] == [
        ("Head of Finance", None, YESTERDAY),
        ("Head of Law & Democracy", TODAY, None),
    ]
    assert line.details == [
        [
            "Accountable",
            "Head of Finance until 31 August 2023; Head of Housing from 1 September 2023",
            "Head of Law & Democracy",
        ]
    ]


def test_what_is_planned_of_another_kind_stays(cast, housing):
    set_one(cast, cast.elsewhere, accountable=[housing], day=SEPTEMBER)
    set_one(cast, cast.elsewhere, add=[cast.post])
    assert ("accountable", "Head of Housing", SEPTEMBER, None) in rows(cast.elsewhere)


def test_whoever_becomes_accountable_no_longer_delivers(cast, housing):
    set_one(cast, cast.unled, delivery=[housing])
    set_one(cast, cast.unled, accountable=[housing])
    assert [row[:2] for row in rows(cast.unled)] == [("accountable", "Head of Housing")]


def test_who_is_accountable_is_not_added_to_delivery(cast):
    assert set_one(cast, cast.undated, add=[cast.post]) == []
    assert [row[0] for row in rows(cast.undated)] == ["accountable"]


def test_accountable_and_delivery_may_change_places(cast, housing):
    set_one(cast, cast.undated, delivery=[housing])
    set_one(cast, cast.undated, accountable=[housing], delivery=[cast.post])
    assert [row[:2] for row in rows(cast.undated) if row[3] is None] == [
        ("accountable", "Head of Housing"),
        ("delivery", "Head of Law & Democracy"),
    ]


def test_inheriting_again_ends_its_own_lead(cast):
    set_one(cast, cast.elsewhere, accountable=[])
    assert rows(cast.elsewhere) == [("accountable", "Head of Finance", None, YESTERDAY)]


def test_order_of_a_recommendations_leads_is_kept(cast, housing):
    set_one(cast, cast.governance, officer=[housing, cast.post], SLT=[])
    in_force = [row for row in cast.governance.leads.all() if row.holds_on(TODAY)]
    assert [row.post for row in in_force] == [housing, cast.post]


# ---- a draft


def test_draft_knows_no_days_and_keeps_no_former_leads(cast, housing):
    Plan.objects.filter(pk=cast.plan.pk).update(state="draft")
    change = LeadChange(cast.elsewhere, {"accountable": [housing]})
    set_leads(plan=cast.plan, changes=[change], by=cast.manager, day=SEPTEMBER)
    assert rows(cast.elsewhere) == [("accountable", "Head of Housing", None, None)]


# ---- the register


def test_register_has_a_line_for_each_action_that_changes(cast, housing):
    changes = [LeadChange(one, {"accountable": [housing]}) for one in cast.actions]
    lines = set_leads(plan=cast.plan, changes=changes, by=cast.manager, why=WHY, day=SEPTEMBER)
    assert [line.action for line in lines] == cast.actions
    line = Change.objects.get(action=cast.unled)
    assert (line.kind, line.reason, line.delta) == ("leads", WHY.reason, 0)
    assert (line.subject, line.effective_on) == (str(cast.unled), SEPTEMBER)
    assert line.details == [
        ["Accountable", "None of its own", "Head of Housing"],
    ]


def test_what_does_not_change_leaves_no_line(cast):
    assert set_one(cast, cast.undated, accountable=[cast.post]) == []
    assert rows(cast.undated) == [("accountable", cast.post.title, None, None)]
    assert not Change.objects.exists()


def test_line_of_a_recommendation_names_it(cast, housing):
    (line,) = set_one(cast, cast.finance, SLT=[housing])
    assert (line.action, line.subject) == (None, str(cast.finance))
    assert line.details == [["SLT lead", "Nobody", "Head of Housing"]]


# ---- what is refused


@pytest.mark.parametrize("field", ["ended_on", "merged_into"])
def test_post_that_is_no_longer_in_use_cannot_lead(cast, housing, field):
    setattr(housing, field, MAY if field == "ended_on" else cast.post)
    housing.save()
    with pytest.raises(CannotEdit, match="no longer in use"):
        set_one(cast, cast.unled, delivery=[housing])


def test_post_that_leads_already_may_stay_though_it_has_ended(cast, housing):
    set_one(cast, cast.unled, delivery=[housing])
    Post.objects.filter(pk=housing.pk).update(ended_on=TODAY)
    housing.refresh_from_db()
    set_one(cast, cast.unled, delivery=[housing], accountable=[cast.post])
    assert len(rows(cast.unled)) == 2


def test_another_councils_post_cannot_lead(cast):
    with pytest.raises(CannotEdit, match="another council"):
        set_one(cast, cast.unled, accountable=[cast.other_council.posts.get()])


def test_another_plans_action_is_not_led_from_here(cast, housing):
    with pytest.raises(CannotEdit, match="another plan"):
        set_one(cast, cast.other_action, accountable=[housing])


def test_what_has_left_the_plan_is_not_led(cast, housing):
    Action.objects.filter(pk=cast.unled.pk).update(left="dropped")
    cast.unled.refresh_from_db()
    with pytest.raises(CannotEdit, match="no longer a row"):
        set_one(cast, cast.unled, accountable=[housing])


def test_adopted_plan_asks_why_and_archived_plan_does_not_change(cast, housing):
    change = LeadChange(cast.unled, {"accountable": [housing]})
    with pytest.raises(CannotEdit, match="Say why"):
        set_leads(plan=cast.plan, changes=[change], by=cast.manager)
    Plan.objects.filter(pk=cast.plan.pk).update(state="archived")
    with pytest.raises(CannotEdit, match="archived"):
        set_leads(plan=cast.plan, changes=[change], by=cast.manager, why=WHY)


def test_all_or_nothing(cast, housing):
    foreign = cast.other_council.posts.get()
    changes = [
        LeadChange(cast.unled, {"accountable": [housing]}),
        LeadChange(cast.ahead, {"accountable": [foreign]}),
    ]
    with pytest.raises(CannotEdit):
        set_leads(plan=cast.plan, changes=changes, by=cast.manager, why=WHY)
    assert rows(cast.unled) == []


def test_leads_that_changed_since_they_were_seen_are_named(cast, housing):
    seen = digest(cast.unled.leads.all())
    set_one(cast, cast.unled, delivery=[housing], seen=seen)
    with pytest.raises(LeadsChangedMeanwhile) as error:
        set_one(cast, cast.unled, accountable=[cast.post], seen=seen)
    assert error.value.of == [cast.unled]
    assert [row[:2] for row in rows(cast.unled)] == [("delivery", "Head of Housing")]


# ---- from post to post


def test_relead_gives_everything_from_a_day(cast, housing):
    lines = relead(
        leads=list(cast.post.leads.all()), new=housing, by=cast.manager, why=WHY, day=SEPTEMBER
    )
    assert {line.subject for line in lines} == {str(cast.governance), str(cast.undated)}
    assert rows(cast.undated) == [
        ("accountable", cast.post.title, None, date(2023, 8, 31)),
        ("accountable", "Head of Housing", SEPTEMBER, None),
    ]


def test_relead_takes_the_place_and_the_days_of_the_old_lead(cast, housing):
    set_one(cast, cast.finance, officer=[cast.post, Post.objects.get(title="Chief Executive")])
    cast.finance.leads.update(until=SEPTEMBER)
    relead(leads=cast.finance.leads.filter(post=cast.post), new=housing, by=cast.manager, why=WHY)
    (mine,) = cast.finance.leads.filter(post=housing)
    assert (mine.order, mine.since, mine.until) == (1, TODAY, SEPTEMBER)


def test_relead_to_who_leads_the_same_ends_the_old_lead(cast, housing):
    set_one(cast, cast.unled, accountable=[housing], delivery=[cast.post])
    relead(leads=cast.post.leads.filter(action=cast.unled), new=housing, by=cast.manager, why=WHY)
    assert [row[:2] for row in rows(cast.unled)] == [("accountable", "Head of Housing")]


def test_relead_makes_who_delivered_accountable(cast, housing):
    set_one(cast, cast.undated, add=[housing])
    relead(leads=cast.undated.leads.filter(post=cast.post), new=housing, by=cast.manager, why=WHY)
    in_force = [row[:2] for row in rows(cast.undated) if row[3] is None]
    assert in_force == [("accountable", "Head of Housing")]


# ---- for the pages of posts


def hand_over(cast, new, day=TODAY):
    post_users.hand_over(old=cast.post, new=new, by=cast.manager, day=day, reason="")


def test_posts_page_is_told_what_a_post_leads(cast, housing):
    assert LEADS.words(cast.post) == ["1 action and 1 recommendation of Peer review action plan"]
    assert LEADS.words(housing) == []
    set_one(cast, cast.unled, accountable=[housing], day=SEPTEMBER)
    assert LEADS.words(housing) == ["1 action of Peer review action plan"]


@pytest.mark.parametrize("how", ["ended", "archived", "dropped"])
def test_what_is_over_is_not_counted(cast, how):
    cast.governance.leads.filter(post=cast.post).delete()
    if how == "ended":
        cast.undated.leads.update(until=YESTERDAY)
    if how == "archived":
        Plan.objects.filter(pk=cast.plan.pk).update(state="archived")
    if how == "dropped":
        Action.objects.filter(pk=cast.undated.pk).update(left="dropped")
    assert LEADS.words(cast.post) == []


def test_post_hands_over_in_all_plans_but_archived_ones(cast, housing):
    kept = factories.plan(cast.council, "Kept", slug="kept", code="K", state="archived")
    old = factories.action(kept, accountable=cast.post)
    draft = factories.plan(cast.council, "Draft", slug="draft", code="D", state="draft")
    new = factories.action(draft, accountable=cast.post)
    hand_over(cast, housing)
    assert "leads" in post_users._users
    assert LEADS.words(cast.post) == []
    assert rows(old) == [("accountable", cast.post.title, None, None)]
    assert rows(new) == [("accountable", "Head of Housing", None, None)]
    assert rows(cast.undated)[1] == ("accountable", "Head of Housing", TODAY, None)
    line = Change.objects.get(action=cast.undated)
    assert line.reason == "Head of Law & Democracy hands over to Head of Housing."


def test_what_was_dropped_is_handed_over_too(cast, housing):
    Action.objects.filter(pk=cast.undated.pk).update(left="dropped")
    hand_over(cast, housing)
    assert Lead.objects.on(TODAY).get(action=cast.undated).post == housing
