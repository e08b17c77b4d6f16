"""A file against the plan, three ways: what is found, what is taken, and who has to decide.

One room, because every test asks the same question of one small plan and a file.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan import document as doc
from actionplan.action_fields import LOGGED, STRUCTURE
from actionplan.declared import (
    Due,
    LastUpdate,
    Moment,
    Precision,
    Response,
    Status,
    Step,
    StepState,
)
from actionplan.importing.notes import Note
from actionplan.merging.bases import base_of
from actionplan.merging.decisions import (
    CellDecision,
    CellWord,
    Decisions,
    Missing,
    RowDecision,
    RowWord,
)
from actionplan.merging.plans import merge
from actionplan.merging.values import Base, CellKind, RowState
from tests import factories

ALL = (*LOGGED, *STRUCTURE)
SPOKEN = LastUpdate(as_at=date(2023, 6, 1), recorded_on=date(2023, 6, 2))
LATER = LastUpdate(as_at=date(2023, 7, 1), recorded_on=date(2023, 7, 2))


def plan(*rows: doc.Action, **fields) -> doc.PlanDocument:
    one = doc.Recommendation("Decide in the open.", "1", actions=rows)
    usual = {"key": factories.KEY, "reference": "PR", "themes": (doc.Theme("Governance", (one,)),)}
    return doc.PlanDocument("Peer review", **(usual | fields))


def row(title: str = "Review the constitution", number: int = 1, **fields) -> doc.Action:
    return doc.Action(title, reference=f"PR-{number}", **fields)


BEFORE = row(
    rating="G",
    status=Status.IN_PROGRESS,
    commentary="Begun.",
    due=Due("May 2023", date(2023, 5, 31), Precision.MONTH),
    timescale="A",
    accountable="Head of Law",
    last_update=SPOKEN,
)


def cells(merged, place: int = 0) -> list[tuple[str, str, str, bool, bool]]:
    return [
        (cell.field, cell.ours, cell.theirs, cell.conflict, cell.taken)
        for cell in merged.rows[place].cells
    ]


# ---- three ways


def test_the_file_as_it_went_out_changes_nothing_whatever_the_plan_says_now():
    now = replace(BEFORE, rating="R", commentary="Stuck.", timescale="C", last_update=LATER)
    merged = merge(plan(now), plan(BEFORE), base=base_of(plan(BEFORE)), speaks=ALL)
    assert [one.state for one in merged.rows] == [RowState.UNCHANGED]


def test_what_only_the_file_has_changed_is_taken():
    theirs = replace(BEFORE, rating="A", timescale="B")
    merged = merge(plan(BEFORE), plan(theirs), base=base_of(plan(BEFORE)), speaks=ALL)
    assert cells(merged) == [
        ("rating", "Green", "Amber", False, True),
        ("timescale", "A", "B", False, True),
    ]
    assert [cell.kind for cell in merged.rows[0].cells] == [CellKind.UPDATE, CellKind.STRUCTURE]


def test_what_both_have_changed_is_a_conflict_and_not_taken():
    now, theirs = replace(BEFORE, timescale="C"), replace(BEFORE, timescale="B")
    merged = merge(plan(now), plan(theirs), base=base_of(plan(BEFORE)), speaks=ALL)
    assert cells(merged) == [("timescale", "C", "B", True, False)]
    assert merged.rows[0].cells[0].base == "A"
    assert merged.rows[0].state is RowState.CONFLICT


def test_what_the_lead_declares_is_one_declaration():
    now = replace(BEFORE, commentary="Done in committee.", last_update=LATER)
    theirs = replace(BEFORE, rating="A", priority="High")
    merged = merge(plan(now), plan(theirs), base=base_of(plan(BEFORE)), speaks=ALL)
    assert cells(merged) == [
        ("rating", "Green", "Amber", True, False),
        ("priority", "", "High", False, True),
    ]


def test_a_lead_who_has_said_no_change_since_has_spoken():
    now, theirs = replace(BEFORE, last_update=LATER), replace(BEFORE, rating="A")
    merged = merge(plan(now), plan(theirs), base=base_of(plan(BEFORE)), speaks=ALL)
    assert merged.rows[0].cells[0].conflict


def test_both_saying_the_same_is_no_difference():
    both = replace(BEFORE, rating="A", last_update=LATER)
    merged = merge(plan(both), plan(both), base=base_of(plan(BEFORE)), speaks=ALL)
    assert merged.rows[0].state is RowState.UNCHANGED


def test_emptied_is_a_statement_where_the_base_is_known():
    theirs = replace(BEFORE, commentary=None, timescale=None)
    merged = merge(plan(BEFORE), plan(theirs), base=base_of(plan(BEFORE)), speaks=ALL)
    assert [(cell.field, cell.theirs) for cell in merged.rows[0].cells] == [
        ("commentary", ""),
        ("timescale", ""),
    ]


def test_an_empty_cell_says_nothing_where_it_is_not():
    theirs = row(commentary="Nearly.")
    spoken = replace(BEFORE, last_update=None)
    merged = merge(plan(spoken), plan(theirs), speaks=ALL)
    assert cells(merged) == [("commentary", "Begun.", "Nearly.", False, True)]


def test_a_column_that_the_file_does_not_have_is_not_emptied():
    theirs = row(rating="A")
    merged = merge(plan(BEFORE), plan(theirs), base=base_of(plan(BEFORE)), speaks=["rating"])
    assert [cell.field for cell in merged.rows[0].cells] == ["rating"]


def test_without_a_list_of_columns_a_file_speaks_of_what_any_row_fills():
    before = [BEFORE, replace(BEFORE, reference="PR-2", title="Train every councillor")]
    theirs = [replace(before[0], commentary=None, rating=None), replace(before[1], rating=None)]
    merged = merge(plan(*before), plan(*theirs), base=base_of(plan(*before)))
    assert [[cell.field for cell in one.cells] for one in merged.rows] == [["commentary"], []]


def test_structure_without_a_base_is_a_question():
    merged = merge(plan(BEFORE), plan(replace(BEFORE, timescale="B")), speaks=ALL)
    assert cells(merged) == [("timescale", "A", "B", False, False)]
    assert merged.rows[0].needs_decision


def test_the_base_of_another_file_is_what_its_last_import_said():
    base = Base({"PR-1": BEFORE})
    theirs = replace(BEFORE, rating="A", timescale="B")
    merged = merge(plan(BEFORE), plan(theirs), base=base, speaks=ALL)
    assert cells(merged) == [
        ("rating", "Green", "Amber", False, True),
        ("timescale", "A", "B", False, False),
    ]


def test_words_of_the_product_are_a_conflict_where_nothing_was_ever_imported():
    merged = merge(plan(BEFORE), plan(replace(BEFORE, rating="A")), speaks=ALL)
    assert merged.rows[0].state is RowState.CONFLICT


# ---- what counts as the same


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"commentary": "One.\n\nTwo."}, {"commentary": "One.\r\nTwo. "}),
        ({"due": Due("June  2023")}, {"due": Due("June 2023")}),
        ({"steps": (Step("Brief", StepState.DONE),)}, {"steps": (Step("Brief"),)}),
        ({"delivery": ("HR Lead", "Comms Lead")}, {"delivery": ("Comms Lead", "HR Lead")}),
        ({"accountable": "Head of Law", "leads_inherited": True}, {}),
        ({"accountable": "Head of Law", "leads_inherited": True}, {"delivery": ("head of law",)}),
        ({"extras": (("Cost", "£5"),)}, {"extras": (("COST", "£5 "),)}),
    ],
)
def test_spaces_order_and_inherited_leads_are_no_difference(ours, theirs):
    base = base_of(plan(row(**ours)))
    speaks = (*ALL, "extra:Cost")
    merged = merge(plan(row(**ours)), plan(row(**theirs)), base=base, speaks=speaks)
    assert merged.rows[0].state is RowState.UNCHANGED


def test_an_alias_is_the_post_it_leads_to():
    posts = {"head of cs&t": "Head of Customer Service"}
    ours, theirs = row(accountable="Head of Customer Service"), row(accountable="Head of CS&T")
    merged = merge(plan(ours), plan(theirs), base=base_of(plan(ours)), speaks=ALL, posts=posts)
    assert merged.rows[0].state is RowState.UNCHANGED


# ---- rows


def test_new_rows_go_under_their_recommendation_with_everything_they_say():
    theirs = plan(BEFORE, doc.Action("Publish the forward plan", rating="G", priority="High"))
    new = merge(plan(BEFORE), theirs, speaks=ALL).rows[1]
    assert (new.state, new.reference, new.under, new.taken) == (RowState.NEW, None, 0, True)
    assert [(cell.field, cell.theirs) for cell in new.cells] == [
        ("rating", "Green"),
        ("title", "Publish the forward plan"),
        ("priority", "High"),
        ("recommendation", "Recommendation 1"),
    ]


def test_a_row_that_is_missing_is_listed_and_dropped_only_by_the_whole_plan_with_a_reason():
    decisions = Decisions(missing=(Missing("PR-1", "Overtaken by the new constitution"),))
    for whole in (False, True):
        merged = merge(plan(BEFORE), plan(), decisions=decisions, whole_plan=whole)
        [missing] = merged.rows
        assert (missing.state, missing.reference) == (RowState.MISSING, "PR-1")
        assert missing.taken is whole


def test_what_was_added_after_the_file_went_out_is_not_missing():
    added = row("Added since", 2)
    merged = merge(plan(BEFORE, added), plan(BEFORE), base=base_of(plan(BEFORE)), speaks=ALL)
    assert [one.state for one in merged.rows] == [RowState.UNCHANGED]


def test_a_row_under_another_recommendation_has_moved():
    def two(first, second):
        recommendations = (
            doc.Recommendation("Decide.", "1", actions=first),
            doc.Recommendation("Save.", "2", actions=second),
        )
        return plan(themes=(doc.Theme(None, recommendations),))

    before = two((BEFORE,), ())
    merged = merge(before, two((), (BEFORE,)), base=base_of(before), speaks=ALL)
    assert cells(merged) == [
        ("recommendation", "Recommendation 1", "Recommendation 2", False, True)
    ]
    assert merged.rows[0].under == 1


def test_a_part_that_becomes_a_part_of_another():
    part = row("Draft", 2)
    before = plan(replace(BEFORE, sub_actions=(part,)), row("Train", 3))
    after = plan(BEFORE, row("Train", 3, sub_actions=(part,)))
    merged = merge(before, after, base=base_of(before), speaks=ALL)
    [moved] = [one for one in merged.rows if one.cells]
    assert [(c.field, c.ours, c.theirs) for c in moved.cells] == [("part_of", "PR-1", "PR-3")]


# ---- decisions


def decide(*rows: RowDecision, cells: tuple[CellDecision, ...] = ()) -> Decisions:
    return Decisions(rows, cells)


def merged_with(theirs: doc.Action, decisions: Decisions, base: Base | None = None):
    return merge(plan(BEFORE), plan(theirs), base=base, speaks=ALL, decisions=decisions)


def test_a_conflict_is_settled_cell_by_cell():
    now = replace(BEFORE, rating="R", last_update=LATER)
    theirs = replace(BEFORE, rating="A", commentary="Nearly.")
    decisions = decide(
        cells=(
            CellDecision(0, "rating", CellWord.TAKE),
            CellDecision(0, "commentary", CellWord.LEAVE),
        )
    )
    merged = merge(
        plan(now), plan(theirs), base=base_of(plan(BEFORE)), speaks=ALL, decisions=decisions
    )
    assert [(c.field, c.taken) for c in merged.rows[0].cells] == [
        ("rating", True),
        ("commentary", False),
    ]
    assert not merged.rows[0].needs_decision


@pytest.mark.parametrize(("word", "taken"), [(RowWord.TAKE, True), (RowWord.LEAVE, False)])
def test_a_row_is_taken_or_left_as_a_whole(word, taken):
    theirs = replace(BEFORE, timescale="B", priority="High")
    merged = merged_with(theirs, decide(RowDecision(0, word)))
    assert [cell.taken for cell in merged.rows[0].cells] == [taken, taken]


@pytest.mark.parametrize(
    ("name", "words", "shown"),
    [
        ("rating", "amber", "Amber"),
        ("status", "Complete", "Complete"),
        ("due", "end of June 2023", "end of June 2023 (June 2023)"),
        ("completed", "30 June 2023", "30 June 2023"),
        ("commentary", "", ""),
        ("accountable", "Head of Finance", "Head of Finance"),
        ("delivery", "HR Lead / Comms Lead", "HR Lead; Comms Lead"),
        ("steps", "Brief | done\nWorkshop", "Brief (done)\nWorkshop"),
        ("counts_in_totals", "no", "No"),
        ("title", "Rewrite it", "Rewrite it"),
        ("extra:Cost", "£5", "£5"),
    ],
)
def test_what_is_typed_is_read_like_a_cell_and_taken(name, words, shown):
    decisions = decide(cells=(CellDecision(0, name, CellWord.TYPED, words),))
    cell = next(c for c in merged_with(BEFORE, decisions).rows[0].cells if c.field == name)
    assert (cell.theirs, cell.taken, cell.conflict) == (shown, True, False)


@pytest.mark.parametrize(
    ("name", "words"),
    [("rating", "purple"), ("status", "soon"), ("completed", "soon"), ("title", ""),
     ("confidence", "some"), ("counts_in_totals", "perhaps"), ("timescale", "x" * 201),
     ("recommendation", "9")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(name, words):
    decisions = decide(cells=(CellDecision(0, name, CellWord.TYPED, words),))
    with pytest.raises(ValueError, match=r"\.$"):
        merged_with(BEFORE, decisions)


def test_a_heading_is_set_aside_and_its_parts_stay():
    heading = doc.Action("Phase one", sub_actions=(doc.Action("Agree the brief"),))
    merged = merge(plan(), plan(heading), decisions=decide(RowDecision(0, RowWord.ASIDE)))
    assert [(one.place, one.state, one.title, one.parent) for one in merged.rows] == [
        (0, RowState.ASIDE, "Phase one", None),
        (1, RowState.NEW, "Agree the brief", None),
    ]


def test_a_row_is_split_and_its_cells_go_to_each_part():
    two = doc.Action("Agree and publish", rating="A", steps=(Step("Brief"),))
    split = decide(RowDecision(0, RowWord.SPLIT, ("Agree", "Publish")))
    merged = merge(plan(), plan(two, doc.Action("Train")), decisions=split)
    parts = [one.theirs for one in merged.rows]
    assert [(one.title, one.rating, len(one.steps)) for one in parts if one] == [
        ("Agree", "A", 1),
        ("Publish", "A", 0),
        ("Train", None, 0),
    ]
    assert [one.place for one in merged.rows] == [0, 0, 1]


def test_a_doubtful_pair_takes_nothing_until_somebody_says_what_it_is():
    theirs = doc.Action("Review our whole constitution", source_number="1", priority="High")
    numbered = plan(replace(BEFORE, source_number="1"))

    def states(*rows: RowDecision):
        merged = merge(numbered, plan(theirs), speaks=ALL, decisions=decide(*rows))
        first = merged.rows[0]
        return first.state, bool(first.doubt), [cell.taken for cell in first.cells]

    assert states() == (RowState.CHANGED, True, [False, False])
    same = RowDecision(0, RowWord.SAME, reference="PR-1")
    assert states(same) == (RowState.CHANGED, False, [False, False])
    assert states(RowDecision(0, RowWord.TAKE))[2] == [True, True]
    assert states(RowDecision(0, RowWord.NEW))[0] is RowState.NEW


def test_a_cell_left_out_of_a_new_row_is_not_brought_in():
    decisions = decide(cells=(CellDecision(0, "priority", CellWord.LEAVE),))
    merged = merge(plan(), plan(doc.Action("Train", priority="High")), decisions=decisions)
    theirs = merged.rows[0].theirs
    assert theirs
    assert theirs.priority is None


# ---- the plan as a whole


def test_leads_of_a_recommendation_and_its_wording():
    ours = plan(
        themes=(doc.Theme("A", (doc.Recommendation("Decide.", "1", ("Chief Executive",)),)),)
    )
    theirs = plan(themes=(doc.Theme("B", (doc.Recommendation("Decide!", "1", ("Head of Law",)),)),))
    [asked] = merge(ours, theirs).recommendations
    [certain] = merge(ours, theirs, base=base_of(ours)).recommendations
    assert [(c.field, c.taken) for c in asked.cells] == [
        ("wording", False), ("theme", False), ("slt_leads", False),
    ]  # fmt: skip
    assert [(c.field, c.taken) for c in certain.cells if c.taken] == [("slt_leads", True)]


def test_two_new_recommendations_of_one_number_are_one():
    twice = tuple(doc.Recommendation("Decide.", "1", actions=(doc.Action(t),)) for t in "AB")
    merged = merge(plan(themes=()), plan(themes=(doc.Theme(None, twice),)))
    assert [(one.state, one.name) for one in merged.recommendations] == [
        (RowState.NEW, "Recommendation 1")
    ]
    assert [one.under for one in merged.rows] == [0, 0]


def test_another_order_is_said_and_nothing_is_changed():
    first, second = BEFORE, row("Train every councillor", 2)
    merged = merge(plan(first, second), plan(second, first))
    assert [(one.where, one.said) for one in merged.others] == [
        ("Recommendation 1, order", "PR-2, PR-1")
    ]
    assert {one.state for one in merged.rows} == {RowState.UNCHANGED}


# ---- any edits


TEXTS = st.text("abc éß\n", min_size=1, max_size=8).map(lambda text: f"x{text.strip()}y")
EDITS = {
    "rating": st.sampled_from(["G", "A", "R", None]),
    "status": st.sampled_from([None, *Status]),
    "timescale": st.none() | TEXTS,
    "priority": st.none() | TEXTS,
    "commentary": st.none() | TEXTS,
    "source_number": st.none() | TEXTS,
    "accountable": st.none() | TEXTS,
    "completed": st.none() | st.builds(Moment, st.dates(date(2020, 1, 1), date(2024, 1, 1))),
    "due": st.builds(Due, TEXTS),
    "title": TEXTS,
}
CHANGES = st.fixed_dictionaries({}, optional=EDITS)


@given(before=st.lists(CHANGES, min_size=1, max_size=5), data=st.data())
def test_exactly_the_edits_are_found(before, data):
    rows = [
        row(**{"title": f"Action {n}"} | fields, number=n) for n, fields in enumerate(before, 1)
    ]
    edits = [data.draw(CHANGES) for _ in rows]
    edited = [replace(one, **edit) for one, edit in zip(rows, edits, strict=True)]
    titles = {" ".join(one.title.split()).casefold() for one in rows}
    merged = merge(plan(*rows), plan(*edited), base=base_of(plan(*rows)), speaks=ALL)
    assert len(merged.rows) == len(rows)
    for found, was, now in zip(merged.rows, rows, edited, strict=True):
        wanted = {name for name in EDITS if differs(getattr(was, name), getattr(now, name))}
        assert {cell.field for cell in found.cells} == wanted
        slipped = " ".join(now.title.split()).casefold() in titles and "title" in wanted
        assert all(cell.taken and not cell.conflict for cell in found.cells) or slipped


def differs(was, now) -> bool:
    def squeezed(value):
        if isinstance(value, Due):
            return squeezed(value.words)
        return " ".join(value.split()).split() if isinstance(value, str) else value

    return squeezed(was) != squeezed(now)


def test_a_doubt_on_an_emptied_cell_is_asked_where_nobody_knows_what_stood_there():
    note = Note("row 2, Lead", "as above", "It points at another row.", True, 0, "rating")
    [row] = merge(plan(BEFORE), plan(replace(BEFORE, rating=None)), speaks=ALL).rows
    assert (row.state, row.cells, "rating" in row.silent) == (RowState.UNCHANGED, (), True)
    assert row.asks(note)
    [known] = merge(plan(BEFORE), plan(BEFORE), speaks=ALL).rows
    assert not known.asks(note)


def test_a_response_is_compared_with_what_went_out_and_never_taken():
    def stated(response: Response | None, why: str | None = None) -> doc.PlanDocument:
        one = doc.Recommendation("Decide.", "1", response=response, response_reason=why)
        return plan(themes=(doc.Theme("A", (one,)),))

    ours = stated(Response.DECLINED, "Not ours to decide.")
    theirs = stated(Response.ACCEPTED)
    [asked] = merge(ours, theirs).recommendations
    assert [(c.field, c.ours, c.theirs, c.taken) for c in asked.cells] == [
        ("response", "declined", "accepted", False)
    ]
    went_out = base_of(theirs)
    assert not merge(ours, theirs, base=went_out).recommendations[0].cells
    assert not merge(ours, stated(None)).recommendations[0].cells
