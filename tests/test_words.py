"""The sentences that the product makes."""

from collections import Counter
from datetime import date

import pytest

from actionplan.declared import Precision, Status
from actionplan.figures import Facts, Figures, count
from actionplan.words import brief_position, counted, late_by, moment, position

JUNE = date(2023, 6, 30)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2022, 9, 30), "9 months past its date"),
        (date(2022, 12, 31), "6 months past its date"),
        (date(2023, 1, 31), "5 months past its date"),
        (date(2023, 4, 30), "2 months past its date"),
        (date(2023, 5, 31), "30 days past its date"),
        (date(2023, 6, 29), "1 day past its date"),
    ],
)
def test_says_how_late(due, words):
    assert late_by(due, JUNE) == words


@pytest.mark.parametrize(
    ("value", "precision", "words"),
    [
        (date(2023, 6, 12), Precision.DAY, "12 June 2023"),
        (date(2023, 6, 30), Precision.MONTH, "June 2023"),
        (date(2023, 6, 30), Precision.QUARTER, "Q1 2023/24"),
        (date(2024, 3, 31), Precision.QUARTER, "Q4 2023/24"),
        (date(2023, 12, 31), Precision.QUARTER, "Q3 2023/24"),
        (date(2024, 5, 31), Precision.SEASON, "spring 2024"),
        (date(2022, 12, 31), Precision.YEAR, "2022"),
        (date(2024, 3, 31), Precision.YEAR, "2023/24"),
        (date(2023, 6, 12), None, "12 June 2023"),
    ],
)
def test_a_date_is_no_more_exact_than_it_is(value, precision, words):
    assert moment(value, precision) == words


def facts(status: Status | None = None, due: date | None = None, number: int = 1) -> Facts:
    return Facts(None, status, due, number=number)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [
                facts(Status.COMPLETE, number=41),
                facts(None, date(2022, 9, 30), 10),
                facts(None, None, 7),
                facts(None, date(2023, 9, 30), 2),
            ],
            "41 of 60 complete; of 19 open, 10 are past their own date, 7 have none, "
            "2 are dated ahead; as at 30 June 2023",
        ),
        ([], "No actions yet"),
        ([facts(Status.COMPLETE)], "1 of 1 complete; as at 30 June 2023"),
        (
            [facts(Status.DEFERRED, date(2023, 6, 29)), facts(Status.CANCELLED)],
            "0 of 2 complete; of 1 open, 1 is past its own date; 1 cancelled or superseded; "
            "as at 30 June 2023",
        ),
        ([facts()], "0 of 1 complete; of 1 open, 1 has no date; as at 30 June 2023"),
        ([facts(due=JUNE)], "0 of 1 complete; of 1 open, 1 is dated ahead; as at 30 June 2023"),
    ],
)
def test_says_the_position_in_one_sentence(rows, sentence):
    assert position(count(rows, JUNE)) == sentence


def test_rows_kept_out_are_named_in_the_sentence():
    figures = Figures(JUNE, total=5, complete=5, kept_out=1)
    assert position(figures) == "5 of 5 complete; 1 row kept out of the totals; as at 30 June 2023"


def test_position_without_a_day_speaks_of_none():
    assert position(Figures(None, total=1, complete=1)) == "1 of 1 complete"


def test_brief_position_leaves_out_what_is_nought():
    assert brief_position(Figures(JUNE, total=7, complete=6)) == "6 of 7 complete"
    late = Figures(JUNE, total=9, complete=6, open=3, past_date=2)
    assert brief_position(late) == "6 of 9 complete, 2 past their own date"


def test_counted_knows_one_from_several():
    assert [counted(n, "action") for n in (0, 1, 2_000)] == [
        "0 actions",
        "1 action",
        "2,000 actions",
    ]


def test_rows_kept_out_are_counted_apart():
    figures = count([Facts("G", None, None, counts=False), Facts("G", None, None)], JUNE)
    assert (figures.total, figures.kept_out, figures.by_rating) == (1, 1, Counter({"G": 1}))
