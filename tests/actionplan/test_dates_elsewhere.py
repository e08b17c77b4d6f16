"""Dates that need agreement, wherever else they come from or go: files, undoing, other plans."""

from dataclasses import replace
from datetime import date

import pytest

from actionplan.declared import Due, Precision, Proposal, Status
from actionplan.importing.notes import Reading
from actionplan.merging.cells import TO_BE_AGREED
from actionplan.models import Action, Change, Entry, Plan, PlanFile
from actionplan.position import position_of
from actionplan.proofs.log import prove
from actionplan.queries.changes import changed
from actionplan.queries.dates import open_proposal
from actionplan.queries.dates_list import waiting
from actionplan.queries.document import plan_document
from actionplan.queries.past_periods import sealed_document
from actionplan.services.agreeing_dates import refuse_date
from actionplan.services.applying import Source, apply_reading
from actionplan.services.carrying import carry
from actionplan.services.plans import create_plan
from actionplan.services.register import Why
from actionplan.services.structure_dropping import drop_action, restore_action
from actionplan.services.structure_splitting import split_action
from actionplan.services.undo_import import undo_import
from council import clock, post_users
from council.versions import CannotEdit, newest
from tests import factories
from tests.actionplan.reviewed import apply, edited, now, sent, stamp_of
from tests.asking import COUNCIL, DECEMBER, MARCH, SEPTEMBER, TODAY, Asking, an_asking_plan
from tests.closing import closed

WHY = Why("It goes on next year.", "Full Council", "Minute 34")


@pytest.fixture
def asking(cast):
    return an_asking_plan(cast)


def workbook(asking: Asking, stamp: str = "", **changes) -> PlanFile:
    """The plan's own workbook with cells of PR-1 edited, not brought in yet."""
    cast = asking.cast
    document = edited(now(cast.plan), PR_1=changes)
    stamp = stamp or stamp_of(cast.plan)
    return sent(cast.council, cast.manager, document, plan=cast.plan, stamp=stamp)


# ---- a file that the plan sent out


def test_a_date_of_a_file_is_proposed_with_the_file_as_its_source(asking):
    receipt = apply(workbook(asking, due=DECEMBER, rating="A"), asking.cast.manager)
    stands = asking.stands()
    assert (stands.due, stands.rating) == (SEPTEMBER, "A")
    proposal = asking.open()
    assert (proposal.due, proposal.imported_from) == (DECEMBER, "returns.xlsx")
    assert (proposal.by, proposal.post) == (asking.cast.manager, asking.cast.post)
    [deed] = receipt.done
    assert (TO_BE_AGREED, "30 September 2023", "31 December 2023") in deed.cells
    [note] = [note for note in receipt.notes if note.where == "PR-1"]
    assert (note.said, note.understood) == (
        "31 December 2023",
        "Proposed: 30 September 2023 stays in force until it is agreed.",
    )


def test_the_same_file_again_proposes_nothing_anew(asking):
    stamp = stamp_of(asking.cast.plan)
    apply(workbook(asking, stamp, due=DECEMBER), asking.cast.manager)
    count = asking.action.entries.count()
    again = apply(workbook(asking, stamp, due=DECEMBER), asking.cast.manager)
    assert (again.changed, again.left_alone, again.nothing_to_do) == ([], [], True)
    assert asking.action.entries.count() == count


def test_an_agreement_since_the_file_went_out_is_no_conflict_of_its_other_cells(asking):
    asking.propose()
    stamp, document = stamp_of(asking.cast.plan), now(asking.cast.plan)
    asking.agree(asking.open())
    document = edited(document, PR_1={"rating": "R"})
    cast = asking.cast
    receipt = apply(
        sent(cast.council, cast.manager, document, plan=cast.plan, stamp=stamp), cast.manager
    )
    assert receipt.changed == ["PR-1"]
    stands = asking.stands()
    assert (stands.due, stands.rating) == (DECEMBER, "R")


# ---- a council's own file, quarter after quarter


def quarterly(asking: Asking, **changes):
    """The council's own table, which carries no stamp."""
    document = edited(plan_document(asking.cast.plan, TODAY), PR_1=changes)
    source = Source("plan.docx", asking.cast.manager, TODAY)
    reading = Reading(document, (), speaks=("due", "rating", "status", "commentary"))
    slug = asking.cast.plan.slug
    return apply_reading(
        reading=reading, council=asking.cast.council, source=source, plan_slug=slug
    )


@pytest.fixture
def imported(asking):
    """PR-1 was last spoken of in a file, so that the next one can be compared with it."""
    factories.entry(asking.action, by=asking.cast.manager, imported_from="plan.docx")
    return asking


def test_what_a_file_proposed_is_what_it_said(imported):
    assert quarterly(imported, due=DECEMBER).changed == ["PR-1"]
    assert imported.open().due == DECEMBER
    again = quarterly(imported, due=DECEMBER)
    assert (again.changed, again.left_alone) == ([], [])
    other_words = quarterly(imported, due=DECEMBER, rating="R")
    assert (other_words.changed, other_words.left_alone) == (["PR-1"], [])
    later = quarterly(imported, due=MARCH, rating="R")
    assert (later.changed, later.left_alone) == (["PR-1"], [])
    assert imported.open().due == MARCH
    assert imported.stands().due == SEPTEMBER


def test_a_file_goes_on_from_what_was_agreed_of_it(imported):
    quarterly(imported, due=DECEMBER)
    imported.agree(imported.open())
    same = quarterly(imported, due=DECEMBER)
    assert (same.changed, same.left_alone) == ([], [])
    later = quarterly(imported, due=MARCH)
    assert (later.changed, later.left_alone) == (["PR-1"], [])
    assert imported.open().due == MARCH


def test_what_was_refused_is_not_proposed_again_by_the_same_file(imported):
    quarterly(imported, due=DECEMBER)
    refuse(imported)
    again = quarterly(imported, due=DECEMBER)
    assert (again.changed, again.left_alone) == ([], [])
    assert imported.document().proposed is None


def refuse(asking: Asking) -> Entry:
    return refuse_date(
        action=asking.action, seen=asking.open().pk, decision=COUNCIL, reason="Promised.",
        by=asking.cast.manager,
    )  # fmt: skip


# ---- an import that is undone


def undo(asking: Asking, file: PlanFile) -> None:
    undo_import(file=file, by=asking.cast.manager, reason="Wrong file")


def test_undoing_takes_back_what_the_file_proposed(asking):
    file = workbook(asking, due=DECEMBER, rating="A")
    before = now(asking.cast.plan)
    apply(file, asking.cast.manager)
    undo(asking, file)
    assert now(asking.cast.plan) == before
    assert asking.action.entries.filter(kind=Entry.Kind.DATE_TAKEN_BACK).count() == 1
    assert prove(asking.cast.plan).faults == []


def test_undoing_never_takes_back_what_was_agreed_since(asking):
    file = workbook(asking, due=DECEMBER)
    apply(file, asking.cast.manager)
    asking.agree(asking.open())
    with pytest.raises(CannotEdit, match="PR-1 has been updated since"):
        undo(asking, file)
    assert asking.stands().due == DECEMBER


def test_undoing_leaves_a_refusal_as_it_is(asking):
    file = workbook(asking, due=DECEMBER)
    apply(file, asking.cast.manager)
    refused = refuse(asking)
    undo(asking, file)
    assert asking.stands().due == SEPTEMBER
    assert Entry.objects.filter(about=refused.about).get() == refused


# ---- actions that go on as others


def test_a_carried_action_keeps_the_date_in_force_and_says_what_is_left_behind(asking):
    asking.propose()
    into = factories.plan(asking.cast.council, "Plan two", slug="two", code="P2")
    Plan.objects.filter(pk=into.pk).update(asks_date_agreement=True)
    action = Action.objects.get(pk=asking.action.pk)
    made = carry(action=action, into=into, recommendation=None, by=asking.cast.manager, why=WHY)
    made = Action.objects.select_related("plan").get(pk=made.pk)
    assert position_of(made).due == SEPTEMBER
    assert open_proposal(made) is None
    line = into.changes.get(kind=Change.Kind.CARRIED)
    [said] = [detail for detail in line.details if detail[0] == "Proposed date"]
    assert said[1] == "31 December 2023"
    assert said[2].startswith("Not carried on")
    assert asking.document().proposed is None  # of the old one, which is superseded
    assert waiting(asking.cast.plan) == []


def test_a_split_says_what_is_left_behind_too(asking):
    asking.propose()
    action = Action.objects.get(pk=asking.action.pk)
    heirs = split_action(
        action=action, titles=["One", "Two"], seen=newest(action), by=asking.cast.manager, why=WHY
    )
    assert [position_of(Action.objects.get(pk=one.pk)).due for one in heirs] == [SEPTEMBER] * 2
    line = asking.cast.plan.changes.get(kind=Change.Kind.SPLIT)
    assert "Proposed date" in [detail[0] for detail in line.details]


def test_a_dropped_action_comes_back_as_it_was_though_a_date_was_refused(asking):
    asking.propose()
    refuse(asking)
    action = Action.objects.get(pk=asking.action.pk)
    drop_action(action=action, seen=newest(action), by=asking.cast.manager, why=WHY)
    action = Action.objects.get(pk=asking.action.pk)
    restore_action(action=action, seen=newest(action), by=asking.cast.manager, why=WHY)
    stands = asking.stands()
    assert (stands.due, stands.rating, stands.status) == (SEPTEMBER, "G", Status.IN_PROGRESS)


# ---- plans and posts


def test_a_plan_made_like_another_asks_the_same(asking):
    plan = create_plan(
        council=asking.cast.council, title="Next", by=asking.cast.manager, like=asking.cast.plan
    )
    assert (plan.asks_date_agreement, plan.date_approver) == (True, asking.post)


def test_a_plan_from_a_file_asks_as_the_file_says(asking):
    document = replace(now(asking.cast.plan), title="Copied")
    source = Source("plan.json", asking.cast.manager, TODAY)
    made = apply_reading(
        reading=Reading(document, ()), council=asking.cast.council, source=source, only_new=True
    ).plan
    assert (made.asks_date_agreement, made.date_approver) == (True, asking.post)


def test_a_post_that_is_merged_hands_over_the_dates_it_agrees(asking):
    assert "new dates of Peer review action plan, which it agrees" in post_users.uses_of(
        asking.post
    )
    post_users.hand_over(
        old=asking.post, new=asking.cast.post, by=asking.cast.manager, day=clock.today(), reason=""
    )
    plan = Plan.objects.get(pk=asking.cast.plan.pk)
    assert plan.date_approver == asking.cast.post
    line = plan.changes.get(kind=Change.Kind.PLAN)
    assert line.details == [
        ["Who agrees new dates", "Director of Resources", "Head of Law & Democracy"]
    ]


def test_a_day_within_the_agreed_month_is_taken_at_once(asking):
    month = Due("September 2023", date(2023, 9, 30), Precision.MONTH)
    factories.entry(asking.action, by=asking.cast.owner, due=month)
    apply(workbook(asking, due=Due("12 September 2023", date(2023, 9, 12), Precision.DAY)),
          asking.cast.manager)  # fmt: skip
    assert asking.stands().due.date == date(2023, 9, 12)


# ---- a closed period


def test_a_closed_period_holds_what_was_waiting_and_who_agreed(asking):
    asking.agree(asking.propose(), COUNCIL)
    asking.propose(MARCH, post=asking.cast.post)
    period = closed(asking.cast)
    asking.agree(asking.open())
    sealed = {one.reference: one for one in sealed_document(period.seal).actions()}["PR-1"]
    assert (sealed.first_due, sealed.due) == (SEPTEMBER, DECEMBER)
    assert sealed.proposed == Proposal(MARCH, "Elections", TODAY, "Head of Law & Democracy")
    assert sealed.revisions[0].agreed_by == "Full Council, minute 34"
    found = changed(asking.cast.plan, period, None, date(2023, 9, 30)).comparison
    [line] = [one for one in found.lines() if one.action.reference == "PR-1"]
    assert line.move is not None
    assert (line.move.times, line.move.first) == (2, SEPTEMBER)
    assert [one.agreed_by for one in line.move.revisions] == ["Director of Resources"]
