"""Timescale bands: until when they run, and which of them a row names."""

from datetime import date

import pytest

from actionplan.dates.bands import band_words, codes_in, months_after, runs
from actionplan.key_lines import Band

START = date(2022, 6, 1)


@pytest.mark.parametrize(
    ("start", "months", "later"),
    [
        (START, 3, date(2022, 9, 1)),
        (START, 12, date(2023, 6, 1)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2022, 12, 15), 0, date(2022, 12, 15)),
    ],
)
def test_months_after_keep_the_day_where_there_is_one(start, months, later):
    assert months_after(start, months) == later


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (Band("A", "1-3 months", 1, 3), "1 July 2022 to 1 September 2022"),
        (Band("A", "3 months", None, 3), "until 1 September 2022"),
        (Band("C", "6-12+", 6, 12, open_ended=True), "1 December 2022 to 1 June 2023, or later"),
        (Band("D", "12+", 12, None, open_ended=True), "from 1 June 2023 on"),
        (Band("E", "Ongoing"), ""),
    ],
)
def test_a_band_runs_from_the_start_of_its_plan(band, words):
    assert runs(band, START) == words
    assert not runs(band, None)


@pytest.mark.parametrize(
    ("timescale", "codes"),
    [
        ("A", {"a"}),
        ("A/B", {"a", "b"}),
        ("Band A and B", {"a", "b", "a and b"}),
        ("A few months", {"a few months"}),
        ("Short term", {"short term"}),
        ("", set()),
    ],
)
def test_a_timescale_names_codes_and_no_word_is_taken_for_one(timescale, codes):
    assert codes <= codes_in(timescale)
    assert ("a" in codes_in(timescale)) == ("a" in codes)


def test_a_band_in_words_says_all_that_it_is():
    assert band_words(Band("C", "6-12+", 6, 12, open_ended=True)) == (
        "C: 6-12+ (6 to 12 months, open-ended)"
    )
    assert band_words(Band("E", "Ongoing")) == "E: Ongoing"
