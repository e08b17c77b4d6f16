"""Cells parted so that no row outgrows a page, and nothing is lost between the pieces."""

from hypothesis import given
from hypothesis import strategies as st

from actionplan.reporting.cells import (
    TALLEST,
    Line,
    as_html,
    first_piece,
    lines_of,
    parted,
    tallness,
)

WORDS = st.text(alphabet="abW \u200b", min_size=1, max_size=600).filter(str.strip)
LINES = st.lists(st.builds(Line, WORDS, st.sampled_from(["text", "bullet", "note"])), max_size=8)


def letters(lines) -> str:
    return "".join("".join(line.words.replace("\u200b", "").split()) for line in lines)


@given(LINES, st.integers(6, 60))
def test_parting_loses_no_letter(lines, width):
    pieces = parted(lines, width)
    assert letters(line for piece in pieces for line in piece) == letters(lines)


@given(LINES, st.integers(40, 60))
def test_no_piece_is_too_tall_where_words_can_be_broken(lines, width):
    breakable = [Line(" ".join(line.words[i : i + 9] for i in range(0, 600, 9))) for line in lines]
    assert all(tallness(piece, width) <= TALLEST for piece in parted(breakable, width))


def test_a_cell_of_nothing_is_one_empty_piece():
    assert parted([], 40) == [[]]


def test_short_paragraphs_stay_whole():
    lines = [Line("some words " * 10)] * 10
    assert all(line in lines for piece in parted(lines, 40) for line in piece)


def test_first_piece_is_as_many_paragraphs_as_fit():
    first, rest = first_piece([Line("a"), Line("b"), Line("c")], 10, 2)
    assert (first, rest) == ([Line("a"), Line("b")], [Line("c")])


def test_blank_lines_are_no_lines():
    assert lines_of("a\n \n\nb\n") == [Line("a"), Line("b")]


def test_every_word_is_escaped():
    html = as_html([Line("<b>&"), Line("x", "bullet"), Line("<i>", "bullet"), Line("ש", "note")])
    assert html == (
        '<p>&lt;b&gt;&amp;</p><ul><li>x</li><li>&lt;i&gt;</li></ul><p class="note" dir="rtl">ש</p>'
    )


def test_one_plain_line_stands_by_itself():
    assert as_html([Line("B & C")]) == "B &amp; C"
    assert as_html([Line("one", "bullet")]) == "<ul><li>one</li></ul>"
