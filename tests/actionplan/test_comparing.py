"""What changed between two documents of a plan: every action once, every fact told.

One room, because every kind of change is told between two states of the same plan.
"""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.comparing.comparison import Comparison, Kind, Punctuality, Trail
from actionplan.comparing.documents import compare
from actionplan.comparing.sentences import sentence
from actionplan.comparing.words import also, groups, headline
from actionplan.declared import Due, LastUpdate, Moment, Precision, Revision, Status
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.figures import figures_of
from actionplan.interchange import decode, encode
from actionplan.key_lines import Rating
from tests.factories import KEY

MARCH, JUNE = date(2023, 3, 31), date(2023, 6, 30)
BLUE = Rating("B", "Blue", "diamond", "blue", "Complete")
NOT_DUE = Rating("N", "Not due yet", "circle", "grey", counts=False)


def due(*day: int, **fields) -> Due:
    return Due(date=date(*day), **fields)


def told(as_at: date = MARCH, **fields) -> LastUpdate:
    fields = {"period": "Q4 2022/23", "post": "Head of Finance"} | fields
    return LastUpdate(as_at, as_at, **fields)


ONE = Action(
    "Review the constitution", "PR-1", rating="G", status=Status.IN_PROGRESS,
    due=due(2023, 9, 30), first_due=due(2023, 9, 30), commentary="Begun.", last_update=told(),
)  # fmt: skip


def plan(*rows: Action, as_at: date | None = MARCH, key=(*KEY, BLUE, NOT_DUE)) -> PlanDocument:
    one = Recommendation("Strengthen how decisions are made.", "1", actions=rows)
    return PlanDocument("Peer review", as_at, key=key, themes=(Theme(None, (one,)),))


def change(now: dict, was: dict | None = None, **fields):
    """What is said of one action between March and June; its lead has spoken in June."""
    now = {"last_update": told(JUNE)} | now
    before = plan(replace(ONE, **(was or {})))
    [line] = compare(before, plan(replace(ONE, **now), as_at=JUNE), **fields).paired
    return line


def words(line, kind: Kind) -> str:
    assert kind in line.kinds
    return sentence(line, kind, JUNE)


# ---- one action


@pytest.mark.parametrize(
    ("was", "now", "kind", "said"),
    [
        ("G", "A", Kind.WORSENED, "Green to Amber"),
        ("R", "A", Kind.IMPROVED, "Red to Amber"),
        ("G", "B", Kind.IMPROVED, "Green to Blue"),
        (None, "R", Kind.RERATED, "Not rated to Red"),
        ("A", None, Kind.RERATED, "Amber to Not rated"),
        ("G", "N", Kind.RERATED, "Green to Not due yet"),
        ("G", "X", Kind.RERATED, "Green to X"),
    ],
)
def test_ratings_are_better_or_worse_by_what_the_key_draws_them_in(was, now, kind, said):
    line = change({"rating": now}, {"rating": was})
    assert line.kinds == (kind,)
    assert words(line, kind) == said


def test_two_ratings_of_one_colour_are_told_apart_by_one_key_and_not_by_two():
    dark = Rating("D", "Dark red", "square", "red")
    before, after = plan(replace(ONE, rating="R")), plan(replace(ONE, rating="D"))
    key = (*KEY, dark)
    [line] = compare(replace(before, key=key), replace(after, key=key)).paired
    assert line.kinds == (Kind.WORSENED,)
    [line] = compare(before, replace(after, key=(dark, *KEY))).paired
    assert line.kinds == (Kind.RERATED,)


def test_an_action_is_newly_overdue_once():
    may = due(2023, 5, 31)
    line = change({"due": may}, {"due": may})
    assert words(line, Kind.OVERDUE) == "Due 31 May 2023: 30 days past its date"
    february = due(2023, 2, 28)
    assert change({"due": february}, {"due": february}).kinds == ()
    assert change({"due": may, "counts_in_totals": False}, {"due": may}).kinds == (Kind.COUNTED,)
    assert Kind.OVERDUE not in change({"due": may, "status": Status.COMPLETE}, {"due": may}).kinds


def test_a_due_date_that_moved_says_from_to_how_often_why_and_who_agreed():
    first, second = due(2022, 12, 31), due(2023, 3, 31)
    third, now = due(2023, 9, 30), due(2024, 3, 31)
    early = (Revision(first, second, "Staff left"), Revision(second, third, "Elections"))
    last = Revision(third, now, "Waiting for the auditors.", "Strategic Director")
    was = {"due": third, "first_due": first, "revisions": early}
    line = change(was | {"due": now, "revisions": (*early, last)}, was)
    assert line.kinds == (Kind.MOVED,)
    assert (line.move.times, line.move.days, line.move.revisions) == (3, 183, (last,))
    assert words(line, Kind.MOVED) == (
        "Due moved from 30 September 2023 to 31 March 2024, third time; "
        "first agreed 31 December 2022; reason: Waiting for the auditors; "
        "agreed by Strategic Director"
    )


def test_a_meeting_that_moved_is_no_slip():
    first, second, now = due(2022, 12, 31), due(2023, 9, 12), due(2023, 9, 19)
    slip = Revision(first, second, "Staff left", "Full Council, agreed, minute awaited")
    meeting = Revision(second, now, "Full Council moved", by_meeting=True)
    known = replace(slip, agreed_by="Full Council, minute 34")  # its minute has come meanwhile
    was = {"due": second, "first_due": first, "revisions": (slip,)}
    line = change(was | {"due": now, "revisions": (known, meeting)}, was)
    assert line.kinds == (Kind.MEETING,)
    assert (line.move.times, line.move.revisions) == (1, (meeting,))
    assert words(line, Kind.MEETING) == (
        "Due moved from 12 September 2023 to 19 September 2023; reason: Full Council moved"
    )
    both = change({"due": now, "revisions": (known, meeting)}, {"due": first})
    assert both.kinds == (
        Kind.MOVED,
    )  # an earlier file knows no revisions: all since its date count


@pytest.mark.parametrize(
    ("was", "now", "kind", "said"),
    [
        (due(2023, 9, 30), due(2023, 8, 31), Kind.MOVED,
         "Due brought forward from 30 September 2023 to 31 August 2023; no reason given"),
        (due(2023, 9, 30), Due(), Kind.MOVED,
         "Due date taken away: it was 30 September 2023; no reason given"),
        (Due(), due(2023, 9, 30), Kind.DATED, "Due 30 September 2023; it had no date"),
        (Due("As above"), due(2023, 9, 30), Kind.DATED,
         "Due 30 September 2023, instead of “As above”"),
        (Due("As above"), Due("Autumn Council"), Kind.MOVED,
         "Due moved from “As above” to “Autumn Council”"),
    ],
)  # fmt: skip
def test_dates_that_were_given_taken_away_or_brought_forward(was, now, kind, said):
    line = change({"due": now}, {"due": was})
    assert line.kinds == (kind,)
    assert words(line, kind) == said


def test_a_day_within_the_month_that_was_agreed_is_no_move():
    month = due(2023, 9, 30, precision=Precision.MONTH)
    assert change({"due": due(2023, 9, 12)}, {"due": month}).kinds == ()
    assert change({"due": month}, {"due": due(2023, 9, 12)}).kinds == ()
    assert change({"due": Due(" As  above")}, {"due": Due("As above")}).kinds == ()


@pytest.mark.parametrize(
    ("completed", "when", "punctuality", "said"),
    [
        (Moment(date(2023, 6, 12)), due(2023, 5, 31), Punctuality.LATE,
         "Complete: 12 June 2023, 12 days after its date (31 May 2023)"),
        (Moment(JUNE, Precision.MONTH), due(2023, 5, 31), Punctuality.LATE,
         "Complete: June 2023, 1 day after its date (31 May 2023)"),
        (Moment(JUNE, Precision.MONTH), due(2023, 6, 15), Punctuality.DAY_UNKNOWN,
         "Complete: June 2023; day not known, due 15 June 2023"),
        (Moment(date(2023, 12, 31), Precision.YEAR), due(2023, 1, 1), Punctuality.DAY_UNKNOWN,
         "Complete: 2023; day not known, due 1 January 2023"),
        (None, due(2023, 5, 31), Punctuality.DAY_UNKNOWN,
         "Complete; day not known, due 31 May 2023"),
        (Moment(date(2023, 5, 31)), due(2023, 5, 31), Punctuality.ON_TIME,
         "Complete: 31 May 2023, in time (due 31 May 2023)"),
        (Moment(JUNE), Due("As above"), Punctuality.NO_DATE,
         "Complete: 30 June 2023; it had “As above”"),
        (None, Due(), Punctuality.NO_DATE, "Complete; it had no date"),
        (None, Due("Completed"), Punctuality.NO_DATE, "Complete; it had no date"),
    ],
)  # fmt: skip
def test_completed_in_time_late_or_not_known(completed, when, punctuality, said):
    line = change({"status": Status.COMPLETE, "completed": completed, "due": when}, {"due": when})
    assert line.punctuality is punctuality
    assert words(line, Kind.COMPLETED) == said


@pytest.mark.parametrize(
    ("was", "now", "kind", "said"),
    [
        (Status.COMPLETE, Status.IN_PROGRESS, Kind.REOPENED, "Complete to in progress"),
        (Status.CANCELLED, None, Kind.REOPENED, "Cancelled to not stated"),
        (Status.IN_PROGRESS, Status.DEFERRED, Kind.STOPPED, "In progress to deferred"),
        (Status.COMPLETE, Status.SUPERSEDED, Kind.STOPPED, "Complete to superseded"),
        (None, Status.NOT_STARTED, Kind.STATUS, "Not stated to not started"),
        (Status.COMPLETE, Status.BUSINESS_AS_USUAL, Kind.STATUS,
         "Complete to business as usual"),
    ],
)  # fmt: skip
def test_other_turns_of_a_life(was, now, kind, said):
    line = change({"status": now}, {"status": was})
    assert line.kinds == (kind,)
    assert words(line, kind) == said


# ---- who has said nothing


def silent(was: LastUpdate | None, now: LastUpdate | None, **fields) -> bool:
    other = Action("Train all councillors", "PR-2", last_update=told(JUNE))
    before = plan(replace(ONE, last_update=was), other)
    after = plan(replace(ONE, last_update=now, **fields), other, as_at=JUNE)
    return Kind.SILENT in compare(before, after).paired[0].kinds


def test_a_lead_that_said_nothing_since_is_named_with_its_last_words():
    assert silent(told(), told())
    assert silent(told(), told(agreed=True))
    assert silent(None, None)
    assert silent(None, told())
    assert silent(told(), None)
    assert not silent(told(), told(JUNE))
    assert not silent(None, told(JUNE))
    line = change({"last_update": told()})
    assert words(line, Kind.SILENT) == "Last update as at 31 March 2023, from Head of Finance"


def test_nothing_is_asked_of_what_is_closed_of_headings_and_of_files():
    assert not silent(told(), told(), status=Status.COMPLETE)
    assert not silent(told(), told(), counts_in_totals=False)
    nobody = replace(ONE, last_update=None)
    assert compare(plan(nobody), plan(nobody, as_at=JUNE)).is_empty
    assert compare(plan(ONE, as_at=None), plan(ONE, as_at=JUNE)).is_empty


# ---- words, leads, what came and went


def test_words_and_leads():
    line = change(
        {"title": "Review the whole constitution", "commentary": "Half done.",
         "accountable": "Head of Law", "delivery": ("Head of Finance",)},
        trails={"PR-1": [Trail("reworded", "Clearer.", "Chief Executive", "Minute 34")]},
    )  # fmt: skip
    assert line.kinds == (Kind.REWORDED, Kind.LEADS, Kind.COMMENTARY)
    assert words(line, Kind.REWORDED) == (
        "Before: “Review the constitution”; reason: Clearer; agreed by Chief Executive; Minute 34"
    )
    assert words(line, Kind.LEADS) == "no lead to Head of Law, Head of Finance"
    assert words(line, Kind.COMMENTARY) == "Half done."
    assert also(line, Kind.LEADS) == "Also: reworded, with a new commentary"
    assert change({"commentary": " Begun.\n"}).kinds == ()
    inherited = {"accountable": "Head of Law", "leads_inherited": True}
    assert change(inherited).kinds == ()


def rows(*numbers: int, **fields) -> tuple[Action, ...]:
    titles = ["Plan", "Train", "Publish", "Close", "Recruit", "Audit", "Borrow"]
    return tuple(Action(titles[n], f"PR-{n}", **fields) for n in numbers)


def test_the_bridge_is_made_of_the_lines_that_are_shown():
    trails = {
        "PR-1": [Trail("split", "Two services.", others=("PR-5", "PR-6"))],
        "PR-5": [Trail("added"), Trail("split", "Two services.", others=("PR-1",))],
        "PR-6": [Trail("split", "Two services.", others=("PR-1",))],
        "PR-2": [Trail("dropped", "No money", "Cabinet", "Minute 9")],
    }
    before = plan(*rows(0, 1, 2, 3))
    headings = rows(3, counts_in_totals=False)
    found = compare(before, plan(*rows(0), *headings, *rows(4, 5, 6), as_at=JUNE), trails=trails)
    assert str(found.bridge) == "4 + 1 added + 1 split − 1 dropped − 1 no longer counted = 4"
    told = {line.action.reference: line for line in found.lines() if line.kinds}
    assert sentence(told["PR-1"], Kind.BECAME) == "Split into PR-5 and PR-6; reason: Two services"
    assert sentence(told["PR-5"], Kind.BECAME) == "Split from PR-1; reason: Two services"
    assert sentence(told["PR-4"], Kind.ADDED) == "Added"
    assert sentence(told["PR-2"], Kind.DROPPED) == (
        "No longer in the plan; reason: No money; agreed by Cabinet; Minute 9"
    )
    assert told["PR-3"].kinds == (Kind.COUNTED,)


def test_what_is_known_by_its_words_only_says_so():
    before = plan(Action("Train every councillor in the code of conduct"))
    after = plan(Action("Train all councillors in the code of conduct", "PR-1"), as_at=JUNE)
    [line] = compare(before, after).paired
    assert "close to those of" in line.doubt


# ---- the whole, worst first


def test_one_sentence_first_and_the_worst_first():
    later = due(2024, 3, 31)
    moved: dict[str, Any] = {"due": later, "revisions": (Revision(ONE.due, later),)}
    often: dict[str, Any] = {
        "due": later,
        "revisions": (Revision(due(2023, 1, 1), ONE.due), *moved["revisions"]),
    }
    spoke: dict[str, Any] = {"last_update": told(JUNE)}
    before = [replace(ONE, title=f"Action {n}", reference=f"PR-{n}") for n in range(1, 8)]
    after = [
        replace(before[0], commentary="More.", **spoke),
        replace(before[1], **moved, **spoke),
        replace(before[2], **often, **spoke, rating="R"),
        replace(before[3], status=Status.COMPLETE, completed=Moment(JUNE), **spoke),
        replace(before[4], status=Status.COMPLETE, completed=Moment(date(2023, 10, 9)), **spoke),
        before[5],
    ]
    found = compare(plan(*before), plan(*after, as_at=JUNE))
    assert headline(found) == (
        "Since 31 March 2023, 1 worsened, 2 due dates moved, 1 without an update, "
        "1 no longer in the plan and 2 completed (1 late): 2 of 6 complete, 0 of 7 then"
    )
    listed = {
        group.kind: [line.action.reference for line in group.lines] for group in groups(found)
    }
    assert list(listed) == [
        Kind.WORSENED, Kind.MOVED, Kind.SILENT, Kind.DROPPED, Kind.COMPLETED, Kind.COMMENTARY
    ]  # fmt: skip
    assert listed[Kind.MOVED] == ["PR-3", "PR-2"]
    assert listed[Kind.COMPLETED] == ["PR-5", "PR-4"]
    [group] = [one for one in groups(found) if one.kind is Kind.MOVED]
    assert (group.count, group.anchor) == ("2 due dates moved", "due-moved")


def test_nothing_and_next_to_nothing_are_said_in_a_sentence_too():
    assert headline(compare(plan(ONE), plan(ONE))) == (
        "Since 31 March 2023, nothing has changed: 0 of 1 complete"
    )
    small = compare(plan(ONE), plan(replace(ONE, commentary="More."), as_at=MARCH))
    assert headline(small).startswith("Since 31 March 2023, 1 with a new commentary: ")


# ---- any documents


TITLES = st.text("abcdefgh ", min_size=1, max_size=6)
DUES = st.sampled_from([Due(), Due("As above"), due(2023, 2, 1), ONE.due, due(2024, 3, 31)])
ACTIONS = st.builds(
    Action,
    title=TITLES,
    reference=st.none() | st.integers(1, 9).map("PR-{}".format),
    rating=st.sampled_from([None, "G", "A", "R", "N"]),
    status=st.none() | st.sampled_from(Status),
    due=DUES,
    completed=st.none() | st.builds(Moment, st.sampled_from([MARCH, JUNE])),
    counts_in_totals=st.booleans(),
    commentary=st.none() | TITLES,
    last_update=st.none() | st.sampled_from([told(), told(JUNE)]),
)


@st.composite
def documents(draw):
    """Plans whose references are unique, some of whose actions are parts of others."""
    found = draw(st.lists(ACTIONS, max_size=7, unique_by=lambda one: one.reference or id(one)))
    if len(found) > 2 and draw(st.booleans()):
        found[0] = replace(found[0], sub_actions=(found.pop(),))
    loose = tuple(found[:1]) if draw(st.booleans()) else ()
    made = plan(*found[len(loose) :], as_at=draw(st.sampled_from([None, MARCH, JUNE])))
    return replace(made, loose_actions=loose, reference=draw(st.sampled_from([None, "PR"])))


@given(documents())
def test_a_document_is_no_other_than_itself(document):
    found = compare(document, document)
    assert found.is_empty
    assert (found.added, found.dropped) == ((), ())
    assert found.bridge.steps == ()


@given(documents(), documents())
@settings(max_examples=60)
def test_every_action_stands_once_and_the_totals_bridge(before, after):
    found = compare(before, after)
    alone = sorted(repr(replace(one, sub_actions=())) for one in before.actions())
    assert sorted(repr(line.before) for line in found.lines() if line.before) == alone
    alone = sorted(repr(replace(one, sub_actions=())) for one in after.actions())
    assert sorted(repr(line.after) for line in found.lines() if line.after) == alone
    assert all(line.before and line.after for line in found.paired)
    bridge = found.bridge
    assert bridge.before + sum(step.delta for step in bridge.steps) == bridge.after
    assert (bridge.before, bridge.after) == (figures_of(before).total, figures_of(after).total)
    shown = [line for group in groups(found) for line in group.lines]
    assert len(shown) == sum(len(line.kinds) for line in found.lines())
    assert all(sentence(line, kind, JUNE) for line in found.lines() for kind in line.kinds)
    assert headline(found)


@given(documents(), documents())
@settings(max_examples=20)
def test_a_comparison_crosses_to_another_process(before, after):
    found = compare(before, after, trails={"PR-1": [Trail("dropped", "No money")]})
    written = json.loads(json.dumps(encode(found)))
    assert decode(Comparison, written, "the comparison") == found
