"""Rows taken over from an earlier comparison: the same as if all had been compared anew."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.action_fields import LOGGED, STRUCTURE
from actionplan.declared import Due, Status
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.importing.notes import Note, Reading
from actionplan.key_lines import Rating
from actionplan.merging.bases import base_of
from actionplan.merging.decisions import CellDecision, CellWord, Decisions, RowDecision, RowWord
from actionplan.services import recomparing
from actionplan.services.recomparing import Sides, compared

KEY = (Rating("G", "Green", "circle", "green"), Rating("A", "Amber", "triangle", "amber"))
TITLES = ("Adopt the constitution", "Train every councillor", "Publish the forward plan", "Audit")
ROWS = len(TITLES)


def plan(*actions):
    """Three rows under a recommendation, of which the third is a part of the second; one loose."""
    first, second, third, loose = actions
    under = (first, replace(second, sub_actions=(third,)))
    themes = (Theme(None, (Recommendation("Strengthen governance", "1", actions=under),)),)
    return PlanDocument("Peer review", key=KEY, themes=themes, loose_actions=(loose,))


OURS = plan(
    *(
        Action(title, f"PR-{at}", rating="G", status=Status.IN_PROGRESS, accountable="Head of Law")
        for at, title in enumerate(TITLES, 1)
    )
)


def theirs(*, words="As above"):
    """The file: one row reworded, one new, ratings and dates changed, a doubt on two cells."""
    titles = ("Adopt a constitution", TITLES[1], "Open the museum", TITLES[3])
    rows = (Action(title, rating="A", due=Due(words)) for title in titles)
    notes = tuple(
        Note("By when", words, "It points at another row.", True, at, "due") for at in (0, 1, 3)
    )
    return Reading(plan(*rows), notes, speaks=(*LOGGED, *STRUCTURE))


def sides():
    return Sides(OURS, theirs(), base_of(OURS), {})


CELL = st.one_of(
    st.builds(
        CellDecision,
        st.integers(0, ROWS - 1),
        st.sampled_from(["rating", "due", "accountable", "title"]),
        st.sampled_from([CellWord.TAKE, CellWord.LEAVE]),
    ),
    st.builds(
        CellDecision,
        st.integers(0, ROWS - 1),
        st.just("title"),
        st.just(CellWord.TYPED),
        st.sampled_from([*TITLES, "Open the museum"]),
    ),
    st.builds(
        CellDecision,
        st.integers(0, ROWS - 1),
        st.just("recommendation"),
        st.just(CellWord.TYPED),
        st.just("1"),
    ),
)
ROW = st.one_of(
    st.builds(
        RowDecision,
        st.integers(0, ROWS - 1),
        st.sampled_from([RowWord.TAKE, RowWord.LEAVE, RowWord.ASIDE, RowWord.NEW]),
    ),
    st.builds(
        RowDecision, st.integers(0, ROWS - 1), st.just(RowWord.SPLIT), st.just(("One", "Two"))
    ),
    st.builds(
        RowDecision,
        st.integers(0, ROWS - 1),
        st.just(RowWord.SAME),
        st.just(()),
        st.sampled_from(["PR-1", "PR-2", "PR-3"]),
    ),
)
DECISIONS = st.builds(
    Decisions,
    st.lists(ROW, max_size=2, unique_by=lambda one: one.place).map(tuple),
    st.lists(CELL, max_size=3, unique_by=lambda one: (one.place, one.field)).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(DECISIONS, min_size=2, max_size=4))
def test_one_decision_after_the_other_gives_what_all_at_once_would(steps):
    recomparing.forget()
    for decisions in steps:
        after = compared(1, sides(), decisions)
        recomparing.forget()
        anew = compared(2, sides(), decisions)
        assert (after.merge, after.lines) == (anew.merge, anew.lines)
        recomparing.keep(1, after)


def test_untouched_rows_are_taken_over():
    recomparing.forget()
    before = compared(1, sides(), Decisions())
    decided = Decisions(cells=(CellDecision(0, "due", CellWord.LEAVE),))
    after = compared(1, sides(), decided)
    both = zip(before.lines, after.lines, strict=True)
    same = [one is other for one, other in both if one.place is not None]
    assert same == [False, True, True, True]


def test_nothing_is_taken_over_where_the_plan_or_the_file_has_changed():
    recomparing.forget()
    before = compared(1, sides(), Decisions())
    elsewhere = replace(OURS, loose_actions=(Action("Audit", "PR-4", rating="A"),))
    for changed in (
        replace(sides(), ours=elsewhere),
        replace(sides(), reading=theirs(words="when we can")),
        replace(sides(), posts={"head of law": "Head of Law & Democracy"}),
        replace(sides(), whole_plan=True),
    ):
        after = compared(1, changed, Decisions())
        assert not any(one is other for one in before.lines for other in after.lines)
