"""Words that anybody may have typed, made fit for files and for print."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.declared import Status, Step
from council.hostile import (
    LONGEST_WORD,
    MOST_LINES,
    capped,
    cleaned,
    one_line,
    printable,
    readable,
    run_on,
    runs_right_to_left,
    shortened,
    soft_broken,
)
from council.pdf_fonts import unsupported
from tests.reporting.plans import real_plan

ANY_TEXT = st.text(st.characters(codec=None), max_size=300)


@given(ANY_TEXT)
def test_readable_text_can_stand_in_any_file(text):
    clean = readable(text)
    clean.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", clean)


@given(ANY_TEXT)
def test_printable_text_has_a_glyph_for_everything(text):
    assert not unsupported(printable(text))


@given(ANY_TEXT)
def test_no_printed_word_is_too_long_to_be_broken(text):
    words = re.split(r"[\s\u200b]", printable(text))
    assert all(len(word) <= 2 * LONGEST_WORD for word in words)


def test_ordinary_words_are_left_as_they_are():
    text = "Café – “quoted” £5 ½ it’s\nsecond line"
    assert printable(text) == readable(text) == text


def test_each_line_end_is_one_line_end():
    assert readable("a\r\nb\rc\x0bd\u2028e") == "a\nb\nc\nd\ne"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("漢", "[U+6F22]"),
        ("\U000e0041", "[U+E0041]"),
        ("a\ud800", "a[U+FFFD]"),
        ("→", "->"),
        ("\uf0b7 bullet", "• bullet"),
        ("✓", "✔"),
        ("abc\u202edef", "abcdef"),
        ("e\u0301", "é"),
        ("😀", "😀"),
    ],
)
def test_characters_are_drawn_said_or_named(text, said):
    assert printable(text) == said


@given(st.text(min_size=LONGEST_WORD + 1))
def test_breaking_a_word_loses_none_of_it(word):
    assert soft_broken(word).replace("\u200b", "") == word.replace("\u200b", "")


@given(st.text(alphabet="ab \n", max_size=400), st.integers(1, 100))
def test_capping_loses_no_words(text, most):
    shown, rest = capped(text, most)
    assert len(shown) <= most
    assert (shown + rest).split() == text.split() or "".join((shown + rest).split()) == "".join(
        text.split()
    )


def test_capped_at_a_line_where_one_ends_near():
    shown, rest = capped("first line\nsecond line", 15)
    assert (shown, rest) == ("first line", "second line")


def test_many_lines_are_capped_too():
    shown, rest = capped("a line\n" * (MOST_LINES + 50))
    assert shown.count("a line") == MOST_LINES
    assert rest.count("a line") == 50


def test_many_lines_run_on_with_a_sign():
    assert run_on("a\n\nb") == "a\nb"
    assert run_on("a\n" * 3, most=2) == "a ¶ a ¶ a"


def test_shortened_at_a_word():
    assert shortened("Plan, develop and communicate", 15) == "Plan, develop…"
    assert shortened("short", 15) == "short"
    assert one_line("two\nlines", 30) == "two lines"


def test_direction_is_that_of_the_first_letter():
    assert runs_right_to_left("12 שלום hello")
    assert not runs_right_to_left("12 hello שלום")
    assert not runs_right_to_left("123")


def test_cleaning_reaches_every_text_and_nothing_else():
    plan = cleaned(real_plan(), str.upper)
    assert plan.title == real_plan().title.upper()
    assert plan.as_at == real_plan().as_at
    action, before = next(plan.actions()), next(real_plan().actions())
    assert action.title == before.title.upper()
    assert action.status is before.status is Status.COMPLETE
    assert cleaned(Step("a"), str.upper) == Step("A")


def test_a_hundred_thousand_letters_take_no_time():
    started = time.perf_counter()
    printable("x" * 100_000)
    printable("漢" * 100_000)
    assert time.perf_counter() - started < 20
