"""What due words say: the date with its precision, the status among them, the doubts."""

from calendar import month_name, monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.dates.precision import is_within
from actionplan.declared import Due, Moment, Precision, Status
from actionplan.due import parse_date, read_due

DAY, MONTH, QUARTER = Precision.DAY, Precision.MONTH, Precision.QUARTER
SEASON, YEAR = Precision.SEASON, Precision.YEAR
NAMES = month_name[1:]

# The words of the real plan and of others like it, without any doubt for a person to settle.
CLEAR = [
    ("November 2022", "2022-11-30", MONTH),
    ("End of September 2022", "2022-09-30", MONTH),
    ("By end of December 2022", "2022-12-31", MONTH),
    ("Feb 2024", "2024-02-29", MONTH),
    ("September\n2023", "2023-09-30", MONTH),
    ("Sept '23", "2023-09-30", MONTH),
    ("Mar-25", "2025-03-31", MONTH),
    ("04/2023", "2023-04-30", MONTH),
    ("October – December 2022", "2022-12-31", MONTH),
    ("From April, by December 2024", "2024-12-31", MONTH),
    ("Start May; finish June 2024", "2024-06-30", MONTH),
    ("Q1 - Q2 2024/25", "2024-09-30", QUARTER),
    ("For approval at Full Council Feb 2023", "2023-02-28", MONTH),
    (
        "Draft strategy to be completed and presented to Members in September 2023 cycle",
        "2023-09-30",
        MONTH,
    ),
    ("Phase 2 March 2023", "2023-03-31", MONTH),
    ("31-Mar-2020", "2020-03-31", DAY),
    ("2023-09-30", "2023-09-30", DAY),
    ("2023-09-30 00:00:00", "2023-09-30", DAY),
    ("12/5/2023", "2023-05-12", DAY),
    ("12.05.23", "2023-05-12", DAY),
    ("Friday 30th June 2023", "2023-06-30", DAY),
    ("12\xa0July\xa02023", "2023-07-12", DAY),
    ("March 31st, 2024", "2024-03-31", DAY),
    ("12-16 June 2023", "2023-06-16", DAY),
    ("Q3 2024/25", "2024-12-31", QUARTER),
    ("Q4 24/25", "2025-03-31", QUARTER),
    ("Quarter 1 (2024-25)", "2024-06-30", QUARTER),
    ("2024/25 Q2", "2024-09-30", QUARTER),
    ("third quarter of 2024/25", "2024-12-31", QUARTER),
    ("Spring 2024", "2024-05-31", SEASON),
    ("Winter 2023/24", "2024-02-29", SEASON),
    ("End of 2022", "2022-12-31", YEAR),
    ("2022", "2022-12-31", YEAR),
    ("2024/25", "2025-03-31", YEAR),
]

# A date is given, but a person has to say whether it is meant so.
DOUBTFUL = [
    ("End of November 2022\nEnd of October 2022", "2022-11-30", MONTH),
    ("End of 2022\nEnd of November 2022", "2022-12-31", YEAR),
    ("Revised: 31 March 2024 (was December 2023)", "2024-03-31", DAY),
    ("Q3 2024", "2024-12-31", QUARTER),
    ("Mar 25", "2025-03-31", MONTH),
    ("2021–2023", "2023-12-31", YEAR),
    ("Winter 2024", "2024-12-31", SEASON),
    ("June/July 2024", "2024-07-31", MONTH),
    ("May or June 2024", "2024-06-30", MONTH),
    ("Mar/Apr-24", "2024-04-30", MONTH),
    ("Mar/Apr 24", "2024-04-30", MONTH),
    ("30 June/31 July 2024", "2024-07-31", DAY),
    ("Spring/Summer 2024", "2024-08-31", SEASON),
    ("Q1/Q2 2024/25", "2024-09-30", QUARTER),
    ("Q1/2 2024/25", "2024-09-30", QUARTER),
    ("2024/25 Q1 and Q2", "2024-09-30", QUARTER),
    ("Q3/Q4 2024", "2025-03-31", QUARTER),
    ("H1 2024/25", "2024-09-30", QUARTER),
]

# No date can be fixed, and a person has to know it.
UNFIXED = [
    "As above",
    "Post Full Council February 2024",
    "After the May 2023 elections",
    "From April 2023",
    "Before March 2023",
    "12 July",
    "End of September",
    "Q3",
    "Q1/Q2",
    "Mar/Apr",
    "31/2/2023",
    "1 January 0001",
    "January 0001",
    "Q5 2023/24",
    "Quarter 0 of 2023",
    "12/25/2022",
    "30 September 2150",
    "Early 2024",
    "when resources allow",
    "45016",
]


def decisions(words):
    return [doubt.understood for doubt in read_due(words).doubts if doubt.needs_decision]


@pytest.mark.parametrize(("words", "day", "precision"), CLEAR)
def test_clear_words_give_a_date_and_ask_nothing(words, day, precision):
    due = read_due(words).due
    assert (due.words, due.date, due.precision) == (words, date.fromisoformat(day), precision)
    assert decisions(words) == []


@pytest.mark.parametrize(("words", "day", "precision"), DOUBTFUL)
def test_doubtful_words_give_the_later_date_and_ask(words, day, precision):
    due = read_due(words).due
    assert (due.words, due.date, due.precision) == (words, date.fromisoformat(day), precision)
    assert len(decisions(words)) == 1


@pytest.mark.parametrize("words", UNFIXED)
def test_words_that_fix_no_date_give_none_and_ask(words):
    due = read_due(words).due
    assert (due.words, due.date, due.precision) == (words, None, None)
    assert decisions(words)


@pytest.mark.parametrize("words", ["TBC", "To be confirmed", "Ongoing", "N/A"])
def test_words_that_say_there_is_no_date_are_said_but_ask_nothing(words):
    reading = read_due(words)
    assert reading.due.date is None
    assert [doubt.needs_decision for doubt in reading.doubts] == [False]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Complete", Status.COMPLETE),
        ("COMPLETED", Status.COMPLETE),
        ("In progress", Status.IN_PROGRESS),
        ("Currently in progress", Status.IN_PROGRESS),
        ("Not yet started", Status.NOT_STARTED),
        ("On hold", Status.DEFERRED),
        ("No longer required", Status.CANCELLED),
    ],
)
def test_a_status_in_the_due_cell_is_the_status(words, status):
    reading = read_due(words)
    assert (reading.status, reading.due.date, reading.doubts) == (status, None, ())


def test_complete_twice_is_complete_and_told():
    reading = read_due("Complete\nComplete")
    assert (reading.status, reading.due.date) == (Status.COMPLETE, None)
    assert [(one.understood, one.needs_decision) for one in reading.doubts] == [
        ("“Complete” is said more than once.", False)
    ]


@pytest.mark.parametrize(
    "words", ["Complete\nMay 2023", "Complete May 2023", "Complete\nMay 2023 – Full Council"]
)
def test_complete_with_a_month_keeps_both_and_asks_which_date_it_is(words):
    reading = read_due(words)
    assert reading.status is Status.COMPLETE
    assert reading.due.date == date(2023, 5, 31)
    assert decisions(words) == [
        "31 May 2023 is kept as the due date; beside Complete it may be the date of completion."
    ]


@pytest.mark.parametrize(
    "words",
    [
        "To be completed by March 2024",
        "not complete",
        "Completion March 2024",
        "Incomplete",
        "Nearly complete",
    ],
)
def test_words_about_completing_are_no_status(words):
    assert read_due(words).status is None


@pytest.mark.parametrize(
    "words", ["Phase 1 complete, phase 2 March 2024", "Complete by March 2024", "Done\nOn hold"]
)
def test_a_status_of_a_part_is_no_status_and_asks(words):
    assert read_due(words).status is None
    assert decisions(words)


def test_nothing_said_is_nothing_read():
    reading = read_due(" \n ")
    assert not reading.due
    assert (reading.status, reading.doubts) == (None, ())


@given(st.text(max_size=60))
def test_any_words_are_kept_and_never_break_the_reader(words):
    due = read_due(words).due
    assert due.words == words.strip()
    assert (due.date is None) == (due.precision is None)


@given(st.lists(st.sampled_from([*(w for w, *_ in CLEAR + DOUBTFUL), *UNFIXED]), max_size=3))
def test_words_together_never_lose_their_doubts(parts):
    """Several different dates in one cell always ask."""
    reading = read_due("\n".join(parts))
    if len({moment.date for moment in reading.dates}) > 1:
        assert any(doubt.needs_decision for doubt in reading.doubts)


DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
DAY_FORMS = st.sampled_from(
    [
        lambda d: d.isoformat(),
        lambda d: f"{d.day}/{d.month}/{d.year}",
        lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
        lambda d: f"{d.day} {NAMES[d.month - 1]} {d.year}",
        lambda d: f"{d.day}th {NAMES[d.month - 1][:3]} {d.year}",
        lambda d: f"{d.day}-{NAMES[d.month - 1][:3].upper()}-{d.year}",
        lambda d: f"{NAMES[d.month - 1]} {d.day}, {d.year}",
    ]
)


@given(DAYS, DAY_FORMS)
def test_every_day_is_read_in_every_form_in_british_order(day, form):
    assert parse_date(form(day)) == Moment(day)
    assert read_due(f"By {form(day)}").due.date == day


@given(st.integers(1990, 2100), st.integers(1, 12))
def test_every_month_is_its_last_day(year, month):
    last = date(year, month, monthrange(year, month)[1])
    assert parse_date(f"{NAMES[month - 1]} {year}") == Moment(last, MONTH)


@given(st.integers(2000, 2098), st.integers(1, 4))
def test_quarters_run_from_april_one_after_the_other(year, quarter):
    moment = parse_date(f"Q{quarter} {year}/{(year + 1) % 100:02}")
    month = [6, 9, 12, 3][quarter - 1]
    assert moment is not None
    assert (moment.date.year, moment.date.month) == (year + (quarter == 4), month)
    assert moment.precision is QUARTER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31 February 2023",
        "29/2/2023",
        "2023-13-01",
        "12/25/2022",
        "30 September 1989",
        "1 January 2101",
        "30 September 2023 or later",
        "September 2023 October 2023",
        "Q3 2024",
        "Mar 25",
        "June/July 2024",
        "Q5 2023/24",
        "Q1 2023/25",
        "1/2",
        "Complete",
    ],
)
def test_a_form_takes_one_exact_date_or_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("day", "due", "is_in"),
    [
        (date(2023, 9, 26), Due("September 2023", date(2023, 9, 30), Precision.MONTH), True),
        (date(2023, 10, 3), Due("September 2023", date(2023, 9, 30), Precision.MONTH), False),
        (date(2023, 7, 1), Due("Q2 2023/24", date(2023, 9, 30), Precision.QUARTER), True),
        (date(2023, 6, 30), Due("Q2 2023/24", date(2023, 9, 30), Precision.QUARTER), False),
        (date(2023, 2, 1), Due("2023", date(2023, 12, 31), Precision.YEAR), True),
        (date(2022, 12, 31), Due("2023", date(2023, 12, 31), Precision.YEAR), False),
        (date(2023, 9, 29), Due("30 September", date(2023, 9, 30), Precision.DAY), False),
        (date(2023, 9, 29), Due("As above"), False),
    ],
)
def test_day_within_what_was_agreed(day, due, is_in):
    assert is_within(day, due) is is_in
