"""Split, merged, dropped, taken back: what goes on where, and what stands in the log."""

from datetime import date
from typing import Any
from unittest import mock

import pytest
from django.test import Client

from actionplan.declared import Status
from actionplan.models import Action, Change, Entry, Lead, ThreadLink
from actionplan.position import position_of
from actionplan.services.register import Why
from actionplan.services.structure_dropping import drop_action
from actionplan.services.structure_splitting import merge_actions, split_action
from actionplan.services.updates import UpdatedMeanwhile
from council.versions import CannotEdit, ChangedMeanwhile, newest
from strategy.models import Outcome
from tests import factories
from tests.strategies import a_strategy

PLAN = "/ashdown/plans/peer-review/"
WHY = Why("Too big for one team", "Full Council", "Minute 12")


def stands(action: Action) -> Any:
    return Action.objects.get(pk=action.pk)


def signed(cast, action: Action) -> dict[str, Any]:
    return {"seen": newest(action), "by": cast.manager, "why": WHY}


def serve(cast, action: Action, code: str) -> None:
    outcome = Outcome.objects.get(strategy__council=cast.council, code=code)
    ThreadLink.objects.create(action=action, outcome=outcome, linked_on=date(2023, 6, 1))


def split(cast, action: Action, *titles: str) -> list[Any]:
    return split_action(action=action, titles=titles, **signed(cast, action))


# ---- split


def test_split_gives_each_what_the_one_had_and_supersedes_it(cast):
    a_strategy(cast.council)
    serve(cast, cast.undated, "O1")
    cast.unled.depends_on.add(cast.undated)
    cast.undated.depends_on.add(cast.late)
    before = position_of(cast.undated)
    one, two = split(cast, cast.undated, "List the land", "List the buildings")
    assert (one.reference, two.reference) == ("PR-7", "PR-8")
    for new in (one, two):
        assert new.leads.get().post == cast.post
        assert new.thread_links.get().outcome.code == "O1"
        assert position_of(stands(new)) == before
        entry = stands(new).latest
        assert (entry.kind, entry.carries) == (Entry.Kind.DECISION, cast.undated.latest)
        assert list(new.depends_on.all()) == [cast.late]
    gone = stands(cast.undated)
    assert (gone.left, gone.latest.status) == ("split", Status.SUPERSEDED)
    assert set(cast.unled.depends_on.all()) == {one, two}
    line = cast.plan.changes.get()
    assert (line.kind, line.delta, line.total_after) == ("split", 1, 7)
    assert line.details[0] == ["In the plan", "Yes", "No: split into PR-7, PR-8"]
    assert ["PR-5 Depends on", "PR-6", "PR-7, PR-8"] in line.details
    assert {each.after for each in gone.successors.all()} == {one, two}
    assert [row.number for row in cast.plan.actions.in_plan().in_plan_order()][-3:] == [5, 7, 8]


def test_split_of_one_nobody_has_spoken_of_makes_new_ones_nobody_has_spoken_of(cast):
    one, two = split(cast, cast.unled, "Ask", "Count")
    assert one.latest is None
    assert two.latest is None


def test_lead_can_update_what_an_action_became_and_not_the_action(cast, logged_in):
    split(cast, cast.undated, "List the land", "List the buildings")
    client = logged_in(cast.owner)
    assert client.get(f"{PLAN}actions/PR-7/update/").status_code == 200
    assert client.get(f"{PLAN}actions/PR-6/update/").status_code == 403
    page = client.get(f"{PLAN}actions/PR-6/").content.decode()
    for words in (
        "PR-6 is no longer in the plan: it was split",
        "PR-7</span> List the land", "Decision: split", "Too big for one team",
        "Full Council", "Minute 12",
    ):  # fmt: skip
        assert words in page
    assert "It came from" in client.get(f"{PLAN}actions/PR-8/").content.decode()


def test_parts_of_a_split_action_go_to_the_first(cast):
    part = factories.action(cast.plan, "A part", recommendation=cast.finance, parent=cast.undated)
    one, _ = split(cast, cast.undated, "First", "Second")
    assert stands(part).parent == one


def test_lead_that_has_ended_is_not_carried_on(cast):
    Lead.objects.filter(action=cast.undated).update(until=date(2023, 6, 29))
    one, _ = split(cast, cast.undated, "First", "Second")
    assert not one.leads.exists()


def test_one_title_is_no_split(cast):
    with pytest.raises(CannotEdit, match="at least two"):
        split(cast, cast.undated, "Alone")


# ---- merge


def merge(cast, target: Action, *others: Action, title: str = "") -> Action:
    given: dict[str, Any] = {"target": target, "others": others, "title": title or target.title}
    return merge_actions(**given, **signed(cast, target))


def test_merged_actions_go_on_in_the_target(cast):
    a_strategy(cast.council)
    for action, code in ((cast.ahead, "O1"), (cast.late, "O1"), (cast.complete, "O2")):
        serve(cast, action, code)
    cast.unled.depends_on.add(cast.late)
    cast.late.depends_on.add(cast.complete, cast.undated)
    merge(cast, cast.ahead, cast.late, cast.complete, title="Review and train")
    target = stands(cast.ahead)
    assert target.title == "Review and train"
    assert {link.outcome.code for link in target.thread_links.all()} == {"O1", "O2"}
    assert list(target.depends_on.all()) == [cast.undated]
    assert list(cast.unled.depends_on.all()) == [target]
    for other in (cast.late, cast.complete):
        gone = stands(other)
        assert (gone.left, gone.latest.status) == ("merged", Status.SUPERSEDED)
        assert gone.successors.get().after == target
    line = cast.plan.changes.get()
    assert (line.kind, line.delta, line.total_after) == ("merged", -2, 4)
    assert line.details[0] == ["Title", "Review the constitution", "Review and train"]
    assert ["PR-5 Depends on", "PR-2", "PR-1"] in line.details


def test_position_of_the_target_stays_the_leads_own(cast):
    merge(cast, cast.ahead, cast.late)
    assert stands(cast.ahead).latest == cast.ahead.latest


@pytest.mark.parametrize(
    ("needs", "sentence"),
    [(("ahead", "unled", "unled", "late"), "in a circle: PR-1 needs PR-5 needs PR-1")],
)
def test_merger_that_closes_a_circle_is_refused_as_a_whole(cast, needs, sentence):
    one, other, third, fourth = (getattr(cast, name) for name in needs)
    one.depends_on.add(other)
    third.depends_on.add(fourth)
    with pytest.raises(CannotEdit, match=sentence):
        merge(cast, cast.ahead, cast.late)
    assert stands(cast.late).left == ""
    assert not Change.objects.exists()


def test_actions_that_need_each_other_can_be_merged(cast):
    cast.late.depends_on.add(cast.complete)
    cast.complete.depends_on.add(cast.ahead)
    merge(cast, cast.ahead, cast.late, cast.complete)
    assert not stands(cast.ahead).depends_on.exists()


def test_whole_is_not_merged_into_its_own_part(cast):
    Action.objects.filter(pk=cast.late.pk).update(parent=cast.ahead)
    with pytest.raises(CannotEdit, match="PR-2 is a part of PR-1: merge it into PR-1"):
        merge(cast, stands(cast.late), cast.ahead)
    merge(cast, cast.ahead, stands(cast.late))


def test_whole_and_its_part_go_on_in_a_third(cast):
    Action.objects.filter(pk=cast.late.pk).update(parent=cast.ahead)
    merge(cast, cast.unled, cast.ahead, stands(cast.late))
    assert cast.plan.changes.get().delta == -2


def test_action_of_another_plan_is_not_merged(cast):
    with pytest.raises(CannotEdit, match="belongs to another plan"):
        merge(cast, cast.ahead, cast.other_action)


# ---- drop and restore


def post(client: Client, page: str, **given: str):
    address = f"{PLAN}structure/actions/{page}/"
    form = client.get(address).context["form"]
    sent = {"seen": form["seen"].value(), "reason": WHY.reason} | given
    return client.post(address, sent, follow=True)


def test_dropped_action_leaves_the_plan_and_comes_back_as_it_was(cast, manager):
    before = position_of(cast.complete)
    answer = post(manager, "PR-3/drop")
    assert "PR-3 is dropped. It can be taken back." in answer.content.decode()
    gone = stands(cast.complete)
    assert (gone.left, gone.latest.status, gone.latest.completed_on) == (
        "dropped",
        "cancelled",
        None,
    )
    assert "Publish the forward plan" not in manager.get(PLAN).content.decode()
    assert "No longer in the plan" in manager.get(f"{PLAN}structure/").content.decode()
    assert cast.plan.changes.first().delta == -1
    assert "PR-3 is back in the plan." in post(manager, "PR-3/restore").content.decode()
    back = stands(cast.complete)
    assert (back.left, back.reference, position_of(back)) == ("", "PR-3", before)
    assert (cast.plan.changes.first().kind, cast.plan.changes.first().delta) == ("restored", 1)
    assert [row.number for row in cast.plan.actions.in_plan().in_plan_order()] == [1, 2, 3, 4, 5, 6]


def test_dropped_action_nobody_spoke_of_comes_back_with_its_first_date(cast, manager):
    Action.objects.filter(pk=cast.unled.pk).update(
        first_due_words="May 2024", first_due_date=date(2024, 5, 31), first_due_precision="month"
    )
    post(manager, "PR-5/drop")
    post(manager, "PR-5/restore")
    position = position_of(stands(cast.unled))
    assert (position.status, position.due.date) == (None, date(2024, 5, 31))


def test_action_with_parts_is_not_dropped(cast, manager):
    Action.objects.filter(pk=cast.late.pk).update(parent=cast.ahead)
    page = post(manager, "PR-1/drop").content.decode()
    assert "PR-1 has parts that are still in the plan (PR-2): drop or move those first." in page


def test_part_whose_whole_has_left_comes_back_on_its_own(cast, manager):
    Action.objects.filter(pk=cast.late.pk).update(parent=cast.ahead)
    post(manager, "PR-2/drop")
    post(manager, "PR-1/drop")
    post(manager, "PR-2/restore")
    assert stands(cast.late).parent is None
    assert ["Part of", "PR-1", ""] in cast.plan.changes.first().details


@pytest.mark.parametrize("step", ["edit", "move", "split", "merge", "drop", "counts"])
def test_nothing_more_is_done_to_what_has_left(cast, manager, step):
    post(manager, "PR-1/drop")
    more = {"title": "x", "titles": "x\ny", "others": "PR-2", "recommendation": ""}
    page = post(manager, f"PR-1/{step}", **more).content.decode()
    assert "PR-1 is no longer in the plan" in page
    assert Change.objects.count() == 1


def test_only_what_was_dropped_comes_back(cast, manager):
    split(cast, cast.undated, "One", "Two")
    assert "PR-6 was not dropped" in post(manager, "PR-6/restore").content.decode()


def test_lead_who_updates_at_the_same_moment_loses_nothing(cast):
    with (
        mock.patch("actionplan.services.structure_leaving.decide", side_effect=UpdatedMeanwhile),
        pytest.raises(ChangedMeanwhile),
    ):
        drop_action(action=cast.late, **signed(cast, cast.late))
    assert stands(cast.late).left == ""
    assert not Change.objects.exists()


def test_drop_wants_a_reason_in_a_draft_too(cast):
    with pytest.raises(CannotEdit, match="Say why it is dropped"):
        drop_action(action=cast.late, seen=newest(cast.late), by=cast.manager, why=Why())
