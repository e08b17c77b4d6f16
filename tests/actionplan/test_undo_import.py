"""The last import of a plan is taken back: the plan says what it said, the log says everything."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan import document as doc
from actionplan.declared import Due, Status, Step
from actionplan.importing.notes import Note
from actionplan.merging.decisions import Decisions, Missing
from actionplan.merging.taking import Covers
from actionplan.models import Action, Change, Doubt, Entry, Plan, PlanFile, Recommendation, Theme
from actionplan.position import Position, position_of
from actionplan.queries.history import timeline
from actionplan.services.register import Why
from actionplan.services.structure_actions import add_action, set_counts
from actionplan.services.undo_import import undo_import
from actionplan.services.updates import record_update
from council.models import Post
from council.versions import CannotEdit, newest
from tests import factories
from tests.actionplan.reviewed import apply, edited, latest_of, now, sent, stamp_of


def whole_file(cast, added=(), decided=None, **changes) -> PlanFile:
    """The plan's own workbook, sent back as the whole plan with some cells edited."""
    document = edited(now(cast.plan), **changes)
    document = replace(document, themes=(*document.themes, *added))
    return sent(
        cast.council, cast.manager, document, plan=cast.plan, decided=decided,
        stamp=stamp_of(cast.plan), covers=Covers.WHOLE,
    )  # fmt: skip


def undo(cast, file: PlanFile) -> PlanFile:
    return undo_import(file=file, by=cast.manager, reason="Wrong file")


NEW_THEME = doc.Theme(
    "Climate",
    (
        doc.Recommendation(
            "Plant trees.",
            "9",
            officer_leads=("Head of Parks",),
            actions=(doc.Action("Plant an orchard", rating="G", due=Due("June 2024")),),
        ),
    ),
)
EVERYTHING = {
    "PR_1": {
        "rating": "A", "commentary": "Slower.", "title": "Rewrite it", "timescale": "C",
        "counts_in_totals": False, "due": Due("June 2024"),
    },
    "PR_2": {"accountable": "Head of People", "leads_inherited": False, "commentary": None},
    "PR_5": None,
    "PR_6": {"status": Status.IN_PROGRESS, "first_due": Due("May 2024"), "rating": "R"},
}  # fmt: skip
GONE = Decisions(missing=(Missing("PR-5", "The county does it"),))


def test_everything_an_import_did_is_taken_back(cast):
    before, posts = now(cast.plan), Post.objects.count()
    file = whole_file(cast, (NEW_THEME,), GONE, **EVERYTHING)
    receipt = apply(file, cast.manager)
    assert (receipt.added, receipt.dropped) == (["PR-7"], ["PR-5"])
    assert now(cast.plan) != before
    undone = undo(cast, file)
    assert now(cast.plan) == before
    assert undone.state == PlanFile.State.UNDONE
    assert undone.receipt["undone"]["withdrawn"] == ["PR-7"]
    assert set(undone.receipt["undone"]["posts"]) == {"Head of Parks", "Head of People"}
    assert Post.objects.count() == posts + 2
    assert not Theme.objects.filter(title="Climate").exists()
    assert not Recommendation.objects.filter(number="9").exists()


def test_what_was_withdrawn_counts_as_no_update_and_stays_to_be_read(cast):
    file = whole_file(cast, PR_1={"rating": "A", "commentary": "Slower."})
    apply(file, cast.manager)
    undo(cast, file)
    entry = latest_of(cast.ahead)
    assert (entry.kind, entry.rating) == (Entry.Kind.WITHDRAWN, "G")
    assert entry.said == cast.ahead.latest
    assert entry.about is not None
    assert entry.about.commentary == "Slower."
    cast.ahead.refresh_from_db()
    events = timeline(cast.ahead)
    assert [event.entry.kind for event in events] == ["withdrawn", "update", "update"]
    assert [(one.what, one.after) for one in events[0].changes] == [("RAG", "Green")]


def test_references_of_withdrawn_actions_are_never_used_again(cast):
    file = whole_file(cast, (NEW_THEME,))
    apply(file, cast.manager)
    undo(cast, file)
    gone = Action.objects.get(plan=cast.plan, number=7)
    assert gone.left == Action.Left.WITHDRAWN
    again = whole_file(cast, (NEW_THEME,))
    assert apply(again, cast.manager).added == ["PR-8"]


def test_the_same_file_can_be_brought_in_again_once_it_was_undone(cast):
    document = edited(now(cast.plan), PR_5={"rating": "A"})  # of which nobody has ever spoken

    def plain() -> PlanFile:
        return sent(cast.council, cast.manager, document, plan=cast.plan)

    first = plain()
    assert apply(first, cast.manager).changed == ["PR-5"]
    undo(cast, first)
    assert apply(plain(), cast.manager).changed == ["PR-5"]


def test_the_register_still_bridges_every_total(cast):
    file = whole_file(cast, (NEW_THEME,), GONE, **EVERYTHING)
    total = cast.plan.actions.in_plan().filter(counts_in_totals=True).count()
    apply(file, cast.manager)
    undo(cast, file)
    for change in cast.plan.changes.order_by("number"):
        total += change.delta
        assert change.total_after == total
    assert total == cast.plan.actions.in_plan().filter(counts_in_totals=True).count()
    assert cast.plan.changes.filter(kind=Change.Kind.UNDONE, reason="Wrong file").exists()


def test_a_plan_that_came_with_the_file_stays_as_an_empty_draft(cast):
    note = Note("row 1", "soon", "No date.", True, 0, "due")
    document = doc.PlanDocument("Culture plan", loose_actions=(doc.Action("Open the museum"),))
    file = sent(cast.council, cast.manager, document, notes=(note,))
    plan = apply(file, cast.manager).plan
    assert undo(cast, file).receipt["undone"]["plan_stays"]
    plan.refresh_from_db()
    assert plan.state == Plan.State.DRAFT
    assert list(now(plan).actions()) == []
    assert Doubt.objects.get().settled_how == "The import was undone."


# ---- what stands in the way


def test_an_update_since_stands_in_the_way_and_is_named(cast, manager):
    file = whole_file(cast, PR_1={"rating": "A"}, PR_2={"timescale": "C"})
    apply(file, cast.manager)
    action = Action.objects.select_related("latest").get(pk=cast.late.pk)
    page = reverse("files:file_undo", args=[cast.council.slug, file.pk])
    receipt = reverse("files:file_receipt", args=[cast.council.slug, file.pk])
    assert page in manager.get(receipt).text
    record_update(
        action=action, position=replace(position_of(action), rating="R"), by=cast.owner,
        once=uuid4(), based_on=action.latest_id,
    )  # fmt: skip
    before = now(cast.plan)
    with pytest.raises(CannotEdit, match="PR-2 has been updated since"):
        undo(cast, file)
    assert now(cast.plan) == before
    assert page not in manager.get(receipt).text
    assert "PR-2 has been updated since, so the import stays." in manager.get(page).text
    assert 'name="reason"' not in manager.get(page).text


def test_an_update_of_an_action_that_it_made_stands_in_the_way(cast):
    file = whole_file(cast, (NEW_THEME,))
    apply(file, cast.manager)
    made = Action.objects.get(plan=cast.plan, number=7)
    record_update(
        action=made, position=Position("G"), by=cast.owner, once=uuid4(), based_on=made.latest_id
    )
    with pytest.raises(CannotEdit, match="PR-7 has been updated since"):
        undo(cast, file)


def test_a_change_of_structure_since_stands_in_the_way(cast):
    file = whole_file(cast, PR_1={"rating": "A"})
    apply(file, cast.manager)
    why = Why("A heading")
    set_counts(action=cast.ahead, counts=False, seen=newest(cast.ahead), by=cast.manager, why=why)
    with pytest.raises(CannotEdit, match="PR-1 has been changed since"):
        undo(cast, file)


def test_a_part_that_was_added_since_stands_in_the_way(cast):
    file = whole_file(cast, (NEW_THEME,))
    apply(file, cast.manager)
    made = Action.objects.get(plan=cast.plan, number=7)
    add_action(
        plan=cast.plan, values={"title": "Dig"}, by=cast.manager, why=Why("Needed"), parent=made
    )
    with pytest.raises(CannotEdit, match="PR-8 has been added since as a part"):
        undo(cast, file)


def test_what_others_did_elsewhere_does_not(cast):
    file = whole_file(cast, PR_1={"rating": "A"})
    apply(file, cast.manager)
    record_update(
        action=cast.late, position=Position("R"), by=cast.owner, once=uuid4(),
        based_on=cast.late.latest_id,
    )  # fmt: skip
    assert undo(cast, file).state == PlanFile.State.UNDONE


def test_only_the_last_import_of_a_plan_and_only_once(cast):
    first, second = whole_file(cast, PR_1={"rating": "A"}), whole_file(cast, PR_2={"rating": "R"})
    apply(first, cast.manager)
    apply(second, cast.manager)
    with pytest.raises(CannotEdit, match=r"Only the last import .*returns\.xlsx came later"):
        undo(cast, first)
    undo(cast, second)
    undo(cast, first)
    with pytest.raises(CannotEdit, match="undone already"):
        undo(cast, first)


@pytest.mark.parametrize(
    ("state", "reason", "sentence"),
    [
        ("read", "Wrong file", "was not brought in"),
        ("applied", "  ", "Say why"),
    ],
)
def test_what_cannot_be_undone_is_refused_with_a_sentence(cast, state, reason, sentence):
    file = whole_file(cast, PR_1={"rating": "A"})
    if state == "applied":
        apply(file, cast.manager)
    with pytest.raises(CannotEdit, match=sentence):
        undo_import(file=file, by=cast.manager, reason=reason)


def test_an_archived_plan_keeps_what_was_brought_in(cast):
    file = whole_file(cast, PR_1={"rating": "A"})
    apply(file, cast.manager)
    Plan.objects.filter(pk=cast.plan.pk).update(state=Plan.State.ARCHIVED)
    with pytest.raises(CannotEdit, match="archived"):
        undo(cast, file)


# ---- anything an import may do

TEXT = st.sampled_from(["Begun.", "Nearly there.", "Stuck\n\nfor now", "C", "Head of People"])
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "rating": st.sampled_from(["G", "A", "R", None]),
        "status": st.sampled_from([None, Status.IN_PROGRESS, Status.COMPLETE]),
        "commentary": st.none() | TEXT,
        "timescale": st.none() | TEXT,
        "priority": st.none() | TEXT,
        "title": TEXT.map(lambda words: f"{words} {len(words)}"),
        "due": st.sampled_from([Due("June 2024"), Due("soon"), Due()]),
        "counts_in_totals": st.booleans(),
        "steps": st.sampled_from([(), (Step("Brief"), Step("Workshop"))]),
        "extras": st.sampled_from([(), (("Cost", "£5"),)]),
    },
)
NAMES = ("PR_1", "PR_2", "PR_3", "PR_4", "PR_5", "PR_6")


# Each example undoes what it did to the database by itself.
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    changes=st.dictionaries(st.sampled_from(NAMES), CHANGES, max_size=4),
    gone=st.sampled_from([(), ("PR_5",), ("PR_1", "PR_4")]),
    new=st.booleans(),
)
def test_apply_and_undo_leave_the_plan_as_it_was(db, changes, gone, new):
    with transaction.atomic():
        cast = factories.a_council_with_a_plan()
        before = now(cast.plan)
        decided = Decisions(
            missing=tuple(Missing(name.replace("_", "-"), "Overtaken") for name in gone)
        )
        edits = changes | dict.fromkeys(gone)
        file = whole_file(cast, (NEW_THEME,) if new else (), decided, **edits)
        apply(file, cast.manager)
        undo(cast, file)
        assert now(cast.plan) == before
        transaction.set_rollback(True)
