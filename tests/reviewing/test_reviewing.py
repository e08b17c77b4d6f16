"""What the review of a file says needs a person, what is alike, and what follows its row."""

from actionplan.declared import Due
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.importing.notes import Note, Reading, SourceCell, SourceRow
from actionplan.key_lines import Rating
from actionplan.merging.decisions import (
    CellDecision,
    CellWord,
    Decisions,
    RowDecision,
    RowWord,
    mark_of,
)
from actionplan.merging.plans import merge
from actionplan.reviewing.alike import groups_of
from actionplan.reviewing.line import State
from actionplan.reviewing.lines import lines_of
from actionplan.reviewing.places import moved

AMBER = Rating("A", "Amber", "triangle", "amber")
NOTHING = Decisions()
TITLES = ("Adopt the constitution", "Train every councillor", "Publish the forward plan")


def row(place, *cells, where=""):
    return SourceRow(
        where or f"table 1, row {place + 2}", "t1", tuple(SourceCell(*c) for c in cells)
    )


def due_note(place, said, understood="No date is set: “As above” points at another row."):
    return Note(f"table 1, row {place + 2}, By when", said, understood, True, place, "due")


def reading(*notes, rows=(), references=(None, None, None)):
    actions = tuple(
        Action(title, reference, rating="A", due=Due("As above"))
        for title, reference in zip(TITLES, references, strict=True)
    )
    themes = (Theme(None, (Recommendation("Strengthen governance", "1", actions=actions),)),)
    return Reading(PlanDocument("Peer review", key=(AMBER,), themes=themes), notes, rows=rows)


def lines(*notes, decisions=NOTHING):
    read = reading(*notes)
    ours = PlanDocument("Peer review", key=(AMBER,))
    return lines_of(merge(ours, read.document, decisions=decisions), read, decisions)


def test_row_says_what_was_understood_and_what_it_answers():
    first = lines()[0]
    said = {cell.label: cell.theirs for cell in first.cells}
    assert said == {"Action": TITLES[0], "Rating": "Amber", "Due": "As above (no date)"}
    assert first.recommendation == "Recommendation 1: Strengthen governance"
    assert first.state == State.NEW


def test_only_what_asks_needs_a_person():
    note = Note("table 1", "", "The file does not define this.", False, 1, "rating")
    assert [line.needs for line in lines(due_note(0, "As above"), note)] == [True, False, False]


def test_question_on_a_field_that_the_row_has_no_words_for_is_shown():
    note = Note("row 3, Lead", "JB", "These look like initials.", True, 2, "accountable")
    cell = lines(note)[2].cells[-1]
    assert (cell.label, cell.theirs, cell.needs) == ("Lead", "", True)


def test_answer_to_a_cell_leaves_the_other_questions_open():
    whole = Note("row 2", "", "Two actions seem to share this row.", True, 0)
    decided = Decisions(cells=(CellDecision(0, "due", CellWord.TAKE),))
    asked = (due_note(0, "As above"), whole)
    assert lines(*asked, decisions=decided)[0].needs
    assert not lines(asked[0], decisions=decided)[0].needs


def test_row_that_is_set_aside_asks_nothing_more():
    decided = Decisions(rows=(RowDecision(0, RowWord.ASIDE),))
    first = lines(due_note(0, "As above"), decisions=decided)[0]
    assert (first.needs, first.state) == (False, State.ASIDE)


def test_new_or_same_says_nothing_of_its_cells():
    decided = Decisions(rows=(RowDecision(0, RowWord.NEW),))
    assert lines(due_note(0, "As above"), decisions=decided)[0].needs


def test_same_question_in_two_rows_is_one_group():
    groups = groups_of(lines(due_note(0, "As above"), due_note(2, "As above")))
    (only,) = groups
    assert (only.places, only.label) == ([0, 2], "Due")


def test_question_that_differs_in_its_date_only_is_the_same_kind():
    said = "{} is kept as the due date; beside Complete it may be the date of completion."
    notes = [
        due_note(0, "Complete\nMay 2023", said.format("31 May 2023")),
        due_note(1, "Complete\nJune 2022", said.format("30 June 2022")),
    ]
    (only,) = groups_of(lines(*notes))
    assert only.sentence == said.format("…")
    assert only.samples == ["Complete\nMay 2023", "Complete\nJune 2022"]


def test_answered_rows_leave_their_group():
    notes = (due_note(0, "As above"), due_note(1, "As above"), due_note(2, "As above"))
    decided = Decisions(cells=(CellDecision(1, "due", CellWord.LEAVE),))
    assert groups_of(lines(*notes, decisions=decided))[0].places == [0, 2]
    alone = Decisions(rows=(RowDecision(0, RowWord.ASIDE),), cells=decided.cells)
    assert groups_of(lines(*notes, decisions=alone)) == []


def test_decisions_follow_rows_that_have_moved():
    before = (row(0, ("Action", "A", "action")), row(1, ("Action", "B", "action")))
    decided = Decisions(
        rows=(RowDecision(0, RowWord.ASIDE), RowDecision(1, RowWord.TAKE)),
        cells=(CellDecision(1, "title", CellWord.TYPED, "B, whole"),),
    )
    found = moved(decided, before, before[1:])
    assert found.rows == (RowDecision(0, RowWord.TAKE),)
    assert found.cells == (CellDecision(0, "title", CellWord.TYPED, "B, whole"),)


def test_decision_on_a_cell_goes_with_the_words_it_was_about():
    before = (row(0, ("When", "Q3", "due"), ("Who", "CEO", "lead")),)
    after = (row(0, ("When", "Q3", "other"), ("Who", "CEO", "lead")),)
    decided = Decisions(
        cells=(
            CellDecision(0, "due", CellWord.TAKE),
            CellDecision(0, "accountable", CellWord.TAKE),
        )
    )
    assert moved(decided, before, after).cells == (CellDecision(0, "accountable", CellWord.TAKE),)


def test_two_actions_of_one_row_keep_their_own_decisions():
    rows = (row(0, where="row 2"), row(1, where="row 2"))
    decided = Decisions(rows=(RowDecision(1, RowWord.ASIDE),))
    assert moved(decided, rows, rows) == decided


def test_mark_changes_with_every_decision_on_its_row_only():
    none = mark_of(Decisions(), 0)
    cell = Decisions(cells=(CellDecision(0, "due", CellWord.TAKE),))
    assert mark_of(cell, 0) != none
    assert mark_of(cell, 1) == mark_of(Decisions(), 1)


def test_plan_that_says_the_same_already_asks_nothing():
    read = reading(due_note(0, "As above"), Note("row 3", "", "Is this an action?", True, 1))
    ours = reading(references=("PR-1", "PR-2", "PR-3")).document
    found = lines_of(merge(ours, read.document), read, NOTHING)
    assert [(line.state, line.needs) for line in found] == [(State.UNCHANGED, False)] * 3
