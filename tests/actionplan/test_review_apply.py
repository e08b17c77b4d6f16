"""A reviewed file into the plan: only what is taken, all of it or nothing, each with its trace."""

from dataclasses import replace
from uuid import uuid4

import pytest

from actionplan import document as doc
from actionplan.declared import Due, Status
from actionplan.importing.naming import NO_TITLE, TITLE
from actionplan.importing.notes import Note
from actionplan.merging.decisions import (
    CellDecision,
    CellWord,
    Decisions,
    Missing,
    RowDecision,
    RowWord,
)
from actionplan.merging.taking import Covers
from actionplan.models import Action, Change, Doubt, Entry, Plan, PlanFile
from actionplan.position import position_of
from actionplan.services.apply_edits import Edits
from actionplan.services.apply_receipt import What, deeds_of
from actionplan.services.review import apply_review
from actionplan.services.updates import record_update
from actionplan.stamped import StampKind
from council.models import Post
from council.versions import CannotEdit, ChangedMeanwhile
from tests.actionplan.reviewed import apply, edited, latest_of, now, sent, stamp_of


@pytest.fixture
def offline(cast):
    """Send the plan's own workbook back with some cells edited."""
    stamp, before = stamp_of(cast.plan), now(cast.plan)

    def send(decided=None, notes=(), covers=Covers.SOME, added=(), stamp=stamp, **changes):
        document = edited(before, **changes)
        document = replace(document, loose_actions=(*document.loose_actions, *added))
        return sent(
            cast.council, cast.manager, document, plan=cast.plan, decided=decided,
            notes=notes, stamp=stamp, covers=covers,
        )  # fmt: skip

    return send


def lines(plan: Plan) -> list[str]:
    return [change.kind for change in plan.changes.order_by("number")]


def test_an_unchanged_workbook_is_nothing_to_do(cast, offline):
    counts = Entry.objects.count(), Change.objects.count(), Post.objects.count()
    receipt = apply(offline(), cast.manager)
    assert receipt.nothing_to_do
    assert counts == (Entry.objects.count(), Change.objects.count(), Post.objects.count())


def test_an_accepted_declaration_is_signed_by_the_importer_for_the_owner_post(cast, offline):
    receipt = apply(offline(PR_1={"rating": "A", "commentary": "Slower."}), cast.manager)
    entry = Entry.objects.latest("pk")
    assert (entry.by, entry.post, entry.action) == (cast.manager, cast.post, cast.ahead)
    assert (entry.imported_from, entry.on_behalf_source) == ("returns.xlsx", "returns.xlsx")
    assert (entry.rating, entry.commentary) == ("A", "Slower.")
    assert entry.status == Status.IN_PROGRESS  # what the file left as it was stays
    assert receipt.changed == ["PR-1"]
    [deed] = receipt.done
    assert deed.cells == (
        ("Rating", "Green", "Amber"),
        ("Commentary", "A working group meets monthly.", "Slower."),
    )


def test_a_row_that_was_updated_meanwhile_is_left_alone_and_named(cast, offline):
    file = offline(PR_1={"rating": "A"}, PR_2={"rating": "R"})
    live = replace(position_of(cast.ahead), commentary="Said since.")
    record_update(
        action=cast.ahead, position=live, by=cast.owner, once=uuid4(), based_on=cast.ahead.latest_id
    )
    receipt = apply(file, cast.manager)
    assert (receipt.left_alone, receipt.changed) == (["PR-1"], ["PR-2"])
    assert latest_of(cast.ahead).commentary == "Said since."
    assert Doubt.objects.get().action == cast.ahead


def test_structure_goes_through_the_register_line_by_line(cast, offline):
    rows = sum(1 for _ in now(cast.plan).actions())
    receipt = apply(
        offline(
            PR_1={"title": "Rewrite the constitution", "timescale": "C"},
            PR_2={"accountable": "Head of People", "leads_inherited": False},
        ),
        cast.manager,
    )
    action = Action.objects.get(pk=cast.ahead.pk)
    assert (action.title, action.timescale) == ("Rewrite the constitution", "C")
    assert lines(cast.plan) == ["reworded", "leads"]
    assert {change.reason for change in cast.plan.changes.all()} == {"Import of returns.xlsx"}
    assert (receipt.changed, receipt.unchanged) == (["PR-1", "PR-2"], rows - 2)
    assert receipt.posts_made == ["Head of People"]
    led = next(one for one in now(cast.plan).actions() if one.reference == "PR-2")
    assert (led.accountable, led.leads_inherited) == ("Head of People", False)


def test_a_first_agreed_date_does_not_move_and_the_rest_of_the_file_does(cast, offline):
    receipt = apply(
        offline(PR_1={"first_due": Due("May 2022")}, PR_2={"priority": "High"}), cast.manager
    )
    assert receipt.changed == ["PR-2"]
    [note] = receipt.differences
    assert note.understood.startswith("The first agreed date stays")


def test_rows_at_the_bottom_become_actions_with_new_references(cast, offline):
    parts = doc.Action("Agree the brief", rating="G")
    receipt = apply(
        offline(added=(doc.Action("Plant an orchard", sub_actions=(parts,)),)), cast.manager
    )
    assert receipt.added == ["PR-7", "PR-8"]
    part = Action.objects.get(plan=cast.plan, number=8)
    assert (str(part.parent), latest_of(part).rating) == ("PR-7 Plant an orchard", "G")
    [change] = cast.plan.changes.all()
    assert (change.kind, change.delta) == (Change.Kind.ADDED, 2)


def test_a_row_moves_with_its_recommendation(cast):
    before = now(cast.plan)
    first, second = before.recommendations()
    moved = next(one for one in first.actions if one.reference == "PR-4")
    document = edited(before, PR_4=None)
    finance = replace(second, actions=(*second.actions, moved))
    themes = (document.themes[0], replace(document.themes[1], recommendations=(finance,)))
    file = sent(
        cast.council, cast.manager, replace(document, themes=themes), plan=cast.plan,
        stamp=stamp_of(cast.plan),
    )  # fmt: skip
    receipt = apply(file, cast.manager)
    assert [deed.what for deed in receipt.done] == [What.MOVED]
    assert Action.objects.get(pk=cast.elsewhere.pk).recommendation == cast.finance
    assert lines(cast.plan) == ["moved"]


def test_only_the_whole_plans_file_drops_what_it_does_not_have(cast, offline):
    decided = Decisions(missing=(Missing("PR-5", "The survey was done by the county"),))
    receipt = apply(offline(decided, PR_5=None), cast.manager)
    assert receipt.missing == ["PR-5"]
    receipt = apply(offline(decided, covers=Covers.WHOLE, PR_5=None), cast.manager)
    assert (receipt.dropped, receipt.missing) == (["PR-5"], [])
    [deed] = receipt.done
    assert ("Why", "", "The survey was done by the county") in deed.cells
    assert Action.objects.get(pk=cast.unled.pk).left == Action.Left.DROPPED
    assert cast.plan.changes.get().reason == "The survey was done by the county"


def test_a_return_form_never_speaks_for_the_whole_plan(cast, offline):
    decided = Decisions(missing=(Missing("PR-5", "Not mine"),))
    form = stamp_of(cast.plan, StampKind.RETURN)
    receipt = apply(offline(decided, covers=Covers.WHOLE, stamp=form, PR_5=None), cast.manager)
    assert receipt.dropped == []
    assert receipt.missing == ["PR-5"]


def test_a_stamp_of_another_plan_is_said_and_not_used(cast, offline):
    other = stamp_of(cast.other_action.plan)
    receipt = apply(offline(stamp=other, PR_1={"timescale": "C"}), cast.manager)
    assert "went out from another plan" in receipt.notes[0].understood
    assert receipt.changed_nothing


def test_what_is_left_open_stays_on_the_set_up_list_once(cast, offline):
    note = Note("row 3, Due", "As above", "It points at another row.", True, 0, "due")
    said = Note("row 3, RAG", "Green", "Read as green.", False, 0, "rating")
    decided = Note("row 4, Due", "soon", "No date.", True, 1, "due")
    leave = Decisions(cells=(CellDecision(1, "due", CellWord.LEAVE),))
    for _ in range(2):
        receipt = apply(
            offline(leave, notes=(note, said, decided), PR_1={"due": Due("As above")}),
            cast.manager,
        )
    doubt = Doubt.objects.get()
    assert (doubt.action, doubt.said, doubt.plan) == (cast.ahead, "As above", cast.plan)
    assert (receipt.changed_nothing, receipt.nothing_to_do) == (True, False)


def test_only_what_the_review_asks_and_nobody_has_decided_is_left_open(cast, offline):
    """A doubt on what the plan says already was never asked; one that is decided asks no more."""
    notes = (
        Note("row 1, Due", "As above", "It points at another row.", True, 0, "due"),
        Note("row 1", "PR-1", "Two things seem to share this row.", True, 0),
        Note("row 2, Due", "soon", "No date.", True, 1, "due"),
        Note("row 3, Due", "soon", "No date.", True, 2, "due"),
        Note("the file", "", "A sheet is hidden.", True),
    )
    decided = Decisions(cells=(CellDecision(1, "due", CellWord.TAKE),))
    changed = {"due": Due("soon")}
    file = offline(decided, notes=notes, PR_2=changed, PR_3=changed)
    receipt = apply(file, cast.manager)
    open_notes = [note.where for note in receipt.notes if note.needs_decision]
    assert open_notes == ["row 3, Due", "the file"]
    assert [one.where for one in Doubt.objects.order_by("pk")] == open_notes


def test_what_was_split_set_aside_and_typed_comes_in_so(cast):
    rows = (
        doc.Action("Phase one"),
        doc.Action("Plant an orchard and open the museum", due=Due("As above")),
    )
    decided = Decisions(
        rows=(
            RowDecision(0, RowWord.ASIDE),
            RowDecision(1, RowWord.SPLIT, ("Plant an orchard", "Open the museum")),
        ),
        cells=(CellDecision(1, "due", CellWord.TYPED, "June 2024"),),
    )
    document = doc.PlanDocument("Culture plan", loose_actions=rows)
    file = sent(cast.council, cast.manager, document, decided=decided, draft=True)
    receipt = apply(file, cast.manager)
    assert receipt.made_plan
    made = list(receipt.plan.actions.order_by("number"))
    assert [(one.title, str(latest_of(one).due_date)) for one in made] == [
        ("Plant an orchard", "2024-06-30"),
        ("Open the museum", "2024-06-30"),
    ]
    assert receipt.plan.is_draft


def test_every_part_of_a_split_row_keeps_its_doubt_but_only_the_first_has_the_steps(cast):
    rows = (doc.Action("Plant an orchard and open the museum", due=Due("As above")),)
    split = RowDecision(0, RowWord.SPLIT, ("Plant an orchard", "Open the museum"))
    notes = (
        Note("row 1, Due", "As above", "It points at another row.", True, 0, "due"),
        Note("row 1, Steps", "Dig", "It may be an action.", True, 0, "steps"),
    )
    document = doc.PlanDocument("Culture plan", loose_actions=rows)
    file = sent(cast.council, cast.manager, document, decided=Decisions(rows=(split,)), notes=notes)
    apply(file, cast.manager)
    doubts = Doubt.objects.order_by("pk")
    assert [(one.action.title if one.action else "", one.field) for one in doubts] == [
        ("Plant an orchard", "due"),
        ("Open the museum", "due"),
        ("Plant an orchard", "steps"),
    ]


def test_a_title_that_a_person_gave_is_asked_for_no_more(cast):
    document = doc.PlanDocument("plan v2 final", loose_actions=(doc.Action("Plant an orchard"),))
    notes = (Note(TITLE, "plan v2 final", NO_TITLE, True), Note("the file", "", "Hidden.", True))
    file = sent(cast.council, cast.manager, document, notes=notes, title="Culture plan")
    receipt = apply(file, cast.manager)
    assert receipt.plan.title == "Culture plan"
    assert [one.where for one in Doubt.objects.all()] == ["the file"]


def test_a_doubtful_row_is_not_brought_in_and_is_named(cast, offline):
    row = doc.Action("Close the budget gap for good", rating="G")
    receipt = apply(offline(added=(row,), stamp="", PR_4=None), cast.manager)
    assert receipt.added == []
    assert receipt.changed == []
    assert Doubt.objects.get().understood.startswith("Its words are close to those of PR-4")


def test_a_file_is_brought_in_once_and_only_as_it_was_seen(cast, offline):
    file = offline(PR_1={"rating": "A"})
    with pytest.raises(ChangedMeanwhile):
        apply_review(file=file, by=cast.manager, seen_version=file.version - 1)
    apply(file, cast.manager)
    with pytest.raises(CannotEdit, match="brought in already"):
        apply(file, cast.manager)
    file.refresh_from_db()
    assert (file.state, file.applied_by) == (PlanFile.State.APPLIED, cast.manager)
    assert [deed.what for deed in deeds_of(file.receipt)] == [What.UPDATED]


def test_an_archived_plan_and_an_earlier_quarter_are_refused(cast, offline):
    with pytest.raises(CannotEdit, match="closed past period"):
        apply(offline(covers=Covers.PAST), cast.manager)
    Plan.objects.filter(pk=cast.plan.pk).update(state=Plan.State.ARCHIVED)
    with pytest.raises(CannotEdit, match="archived"):
        apply(offline(), cast.manager)


def test_a_new_plan_needs_a_title(cast):
    document = doc.PlanDocument("", loose_actions=(doc.Action("Plant an orchard"),))
    with pytest.raises(CannotEdit, match="say what the new plan is called"):
        apply(sent(cast.council, cast.manager, document), cast.manager)


def test_all_of_it_or_nothing(cast, offline, monkeypatch):
    file = offline(added=(doc.Action("Plant an orchard"),), PR_1={"rating": "A"})
    before = now(cast.plan), Entry.objects.count()

    def broken(*_: object) -> None:
        raise ValueError("“purple” is no rating of the key.")

    monkeypatch.setattr(Edits, "apply", broken)
    with pytest.raises(CannotEdit, match=r"Nothing was changed: “purple”"):
        apply(file, cast.manager)
    assert before == (now(cast.plan), Entry.objects.count())
    file.refresh_from_db()
    assert file.state == PlanFile.State.READ


def test_nothing_of_another_council_is_touched(cast, offline):
    before = now(cast.other_action.plan)
    apply(offline(PR_1={"rating": "R", "title": "Ours alone"}), cast.manager)
    assert now(cast.other_action.plan) == before


@pytest.mark.parametrize("rows", [3, 30])
def test_reading_for_a_merge_takes_the_same_queries_for_any_number_of_rows(
    cast, rows, django_assert_max_num_queries
):
    many = tuple(doc.Action(f"Visit ward number {n} of the borough") for n in range(rows))
    document = doc.PlanDocument("Ward plan", loose_actions=many)
    first = apply(sent(cast.council, cast.manager, document), cast.manager)
    again = sent(cast.council, cast.manager, document, plan=first.plan)
    with django_assert_max_num_queries(32):
        assert apply(again, cast.manager).nothing_to_do
