"""Due words that name a meeting or a cycle: recognised, offered, or left alone; never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.dates.meetings import (
    QUARTER_ALONE,
    SEVERAL,
    Calendar,
    End,
    KnownCommittee,
    exact,
    meeting_named,
)
from actionplan.declared import Moment, Precision

COUNCIL, PFD, SERVICE, AUDIT = 1, 2, 3, 4
NAMES = {COUNCIL: "Full Council", PFD: "Policy, Finance & Development Committee"}
FEBRUARY, JULY, SEPTEMBER, Q2 = 10, 11, 12, 13


def held(pk: int, committee: int, day: date, cycle: int | None = None) -> End:
    return End("meeting", pk, NAMES.get(committee, "A committee"), day, committee, cycle)


CALENDAR = Calendar(
    committees=(
        KnownCommittee(COUNCIL, ("Full Council",)),
        KnownCommittee(PFD, ("Policy, Finance & Development Committee", "PFD")),
        KnownCommittee(SERVICE, ("Service Delivery Committee", "SDC")),
        KnownCommittee(AUDIT, ("Audit and Standards Committee",)),
    ),
    meetings=(
        held(1, COUNCIL, date(2023, 2, 21), FEBRUARY),
        held(2, COUNCIL, date(2023, 7, 18), JULY),
        held(3, COUNCIL, date(2023, 9, 26), SEPTEMBER),
        held(4, PFD, date(2023, 7, 11), JULY),
        held(5, PFD, date(2023, 9, 12), SEPTEMBER),
        held(6, SERVICE, date(2023, 9, 5), SEPTEMBER),
        held(7, SERVICE, date(2023, 9, 19)),
        held(8, AUDIT, date(2023, 10, 4)),
    ),
    cycles=(
        End("cycle", FEBRUARY, "February 2023 cycle", date(2023, 2, 21)),
        End("cycle", JULY, "July 2023 cycle", date(2023, 7, 18)),
        End("cycle", SEPTEMBER, "September 2023 cycle", date(2023, 9, 26)),
        End("cycle", Q2, "Q2 2023/24", date(2023, 9, 28)),
    ),
)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Full Council Feb 2023", "meeting-1"),
        ("February 2023 – Full Council", "meeting-1"),
        ("For approval at Full Council Feb 2023", "meeting-1"),
        ("FULL COUNCIL, FEBRUARY 2023", "meeting-1"),
        ("Council, July 2023 meeting", "meeting-2"),
        ("PFD September 2023", "meeting-5"),
        ("PFD Sept 2023", "meeting-5"),
        ("Policy, Finance & Development Committee 12 September 2023", "meeting-5"),
        ("Policy Finance and Development, 12/09/2023", "meeting-5"),
        ("Policy, Finance and Development Committee\nSeptember 2023", "meeting-5"),
        ("Audit & Standards October 2023", "meeting-8"),
        ("SDC 19 September 2023", "meeting-7"),
        ("PFD, September 2023 cycle", "meeting-5"),
        ("SDC, September 2023 cycle", "meeting-6"),
        ("September 2023 cycle", "cycle-12"),
        ("Sept 2023 committee cycle", "cycle-12"),
        ("September 2023 round of committees", "cycle-12"),
        ("Members in September 2023 cycle", "cycle-12"),
    ],
)
def test_names_one_meeting_or_cycle(words, value):
    named = meeting_named(words, CALENDAR)
    assert named.end
    assert named.end.value == value
    assert named.is_sure


@pytest.mark.parametrize(
    "words",
    [
        "", "Complete", "As above", "September 2023", "30 September 2023", "Full Council",
        "Post Full Council February 2023", "After Full Council July 2023", "In progress",
        "Full Council March 2023", "Council tax setting", "Full Council September",
        "from the September 2023 cycle on",
    ],
)  # fmt: skip
def test_names_nothing(words):
    assert meeting_named(words, CALENDAR).ends == ()


def test_two_meetings_in_the_month_are_both_offered():
    named = meeting_named("Service Delivery Committee September 2023", CALENDAR)
    assert [end.pk for end in named.ends] == [6, 7]
    assert named.end is None
    assert named.doubt == SEVERAL


def test_two_committees_are_both_offered():
    named = meeting_named("PFD and Full Council July 2023", CALENDAR)
    assert {end.pk for end in named.ends} == {2, 4}
    assert not named.is_sure


def test_day_on_which_the_committee_does_not_meet_is_doubtful():
    named = meeting_named("PFD 5 September 2023", CALENDAR)
    assert named.end
    assert named.end.pk == 5
    assert "another day" in named.doubt


def test_a_quarter_that_is_a_cycles_name_too_is_doubtful_on_its_own():
    alone = meeting_named("Q2 2023/24", CALENDAR)
    assert alone.end
    assert alone.end.pk == Q2
    assert alone.doubt == QUARTER_ALONE
    assert meeting_named("Q2 2023/24 cycle", CALENDAR).is_sure


def test_meeting_within_a_sentence_is_doubtful():
    words = "The Council will have consulted every parish by July 2023"
    assert not meeting_named(words, CALENDAR).is_sure


def test_a_committee_called_council_is_not_full_council():
    both = Calendar(
        (KnownCommittee(1, ("Full Council",)), KnownCommittee(9, ("Council",))),
        (held(1, 1, date(2023, 7, 18)), held(2, 9, date(2023, 7, 20))),
    )
    assert meeting_named("Council July 2023", both).ends == (both.meetings[1],)
    assert meeting_named("Full Council July 2023", both).ends == (both.meetings[0],)


def test_committee_outside_the_cycle_gives_the_cycle_in_doubt():
    named = meeting_named("Audit and Standards, September 2023 cycle", CALENDAR)
    assert named.end
    assert named.end.value == "cycle-12"
    assert not named.is_sure


@given(st.text(max_size=200))
def test_any_words_are_read_without_harm(words):
    assert len(meeting_named(words, CALENDAR).ends) <= 8


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (None, True),
        (Moment(date(2023, 9, 30), Precision.MONTH), True),
        (Moment(date(2023, 9, 30), Precision.QUARTER), True),
        (Moment(date(2023, 12, 31), Precision.YEAR), True),
        (Moment(date(2024, 3, 31), Precision.YEAR), True),
        (Moment(date(2023, 8, 31), Precision.MONTH), False),
        (Moment(date(2023, 9, 12), Precision.DAY), False),
        (Moment(date(2023, 9, 30), Precision.DAY), False),
    ],
)
def test_meetings_day_is_more_exact_than_its_month_and_never_replaces_a_day(due, expected):
    assert exact(date(2023, 9, 12), due) is expected
