"""A query says from which day it stands: it stands on a day exactly if it would be found then."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from actionplan.dates.bands import months_after
from actionplan.declared import Due, LastUpdate, Precision, Status
from actionplan.rating import challenges
from actionplan.rules.case import Running
from actionplan.rules.challenges import Code, Rules, headline, standing
from tests.rating.test_rules import BANDS, case

DAYS = st.dates(date(2022, 1, 1), date(2024, 12, 31))


@st.composite
def cases(draw):
    """An action of any date, band, rating and status, in any period, updated or not."""
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 120)))
    due_by = draw(st.none() | st.dates(first, last + timedelta(days=20)))
    spoken = draw(st.booleans())
    due = draw(st.none() | DAYS)
    return case(
        rating=draw(st.sampled_from(["G", "A", "R", None])),
        status=draw(st.none() | st.sampled_from(Status)),
        timescale=draw(st.sampled_from([None, "A", "B", "C", "A/B"])),
        due=Due("", due, Precision.DAY) if due else Due(),
        start=draw(st.none() | DAYS),
        running=draw(st.just(None) | st.just(Running("Q1", first, last, due_by))),
        updated=spoken and draw(st.booleans()),
        last_update=LastUpdate(first, first) if spoken else None,
        rules=Rules(grace_days=draw(st.integers(0, 30))),
    )


def holds(asked, code, day):
    """The four rules that look at a day, each in the plainest words that somebody could use."""
    action, running = asked.action, asked.running
    is_open, is_red = action.is_open, action.rating == "R"
    if code == Code.PAST_DATE:
        due = action.due.date
        return bool(is_open and due and not is_red and (day - due).days > asked.rules.grace_days)
    if code == Code.PAST_BAND:
        months = {"A": 3, "B": 6, "A/B": 6}.get(action.timescale)
        return bool(
            is_open and asked.start and months and not is_red
            and day > months_after(asked.start, months)
        )  # fmt: skip
    missing = running and day > (running.due_by or running.last_day)
    if code == Code.NOT_UPDATED:
        return bool(is_open and missing and not asked.updated)
    heard = running is None or action.last_update is not None
    return bool((is_open or action.is_complete) and not action.rating and (heard or missing))


@given(cases(), DAYS)
def test_it_stands_on_a_day_exactly_if_its_rule_holds_on_that_day(asked, day):
    found = {one.code for one in standing(challenges(asked), day)}
    for code in (Code.PAST_DATE, Code.PAST_BAND, Code.NOT_UPDATED, Code.NO_RATING):
        assert (code in found) == holds(asked, code, day), code


@given(cases(), DAYS, DAYS)
def test_what_stands_goes_on_standing_while_nothing_is_written(asked, one, other):
    earlier, later = sorted((one, other))
    before, after = (set(standing(challenges(asked), day)) for day in (earlier, later))
    assert before <= after


@given(cases(), DAYS)
def test_one_headline_a_row_and_it_is_the_gravest(asked, day):
    found = standing(challenges(asked), day)
    first = headline(challenges(asked), day)
    assert first is None or first.place == min(one.place for one in found)
    assert len({one.code for one in found}) == len(found)


@given(cases())
def test_what_has_ended_otherwise_or_is_kept_out_is_asked_about_nothing(asked):
    for action in (
        replace(asked.action, counts_in_totals=False),
        replace(asked.action, status=Status.CANCELLED),
        replace(asked.action, status=Status.SUPERSEDED),
    ):
        assert challenges(replace(asked, action=action, bands=BANDS)) == []
