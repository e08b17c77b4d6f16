"""Ratings by letter, word and colour, and the plan's own key."""

import pytest

from actionplan.importing.colours import colour_of
from actionplan.importing.grid import Cell, Paragraph
from actionplan.importing.key import is_key_line, read_key
from actionplan.importing.ratings import read_rating
from actionplan.key_lines import Band


def rated(words, shade="", own=None):
    return read_rating(Cell(0, (Paragraph(words),), shade=shade), own)


@pytest.mark.parametrize(
    ("words", "letter"),
    [("G", "G"), ("Green", "G"), ("AMBER", "A"), ("red", "R"), ("b", "B"), ("Blue", "B")],
)
def test_plain_ratings(words, letter):
    assert (rated(words).letter, rated(words).doubts) == (letter, ())


@pytest.mark.parametrize("words", ["", "-", "N/A"])
def test_no_rating_is_no_rating(words):
    assert (rated(words).letter, rated(words).doubts) == (None, ())


@pytest.mark.parametrize(
    ("words", "letter"),
    [
        ("On track", "G"),
        ("Delayed", "A"),
        ("Yellow", "A"),
        ("Off track", "R"),
        ("A/G", None),
        ("Green to Amber", None),
        ("Purple", None),
        ("Great", None),
    ],
)
def test_what_is_not_sure_asks_and_keeps_the_words(words, letter):
    reading = rated(words)
    assert reading.letter == letter
    assert [doubt.needs_decision for doubt in reading.doubts] == [True]
    assert reading.more == words


def test_a_rating_before_further_words_keeps_them():
    reading = rated("Green – on track")
    assert (reading.letter, reading.more) == ("G", "Green – on track")


@pytest.mark.parametrize(
    ("shade", "letter"),
    [("92D050", "G"), ("FFC000", "A"), ("FF0000", "R"), ("00B0F0", "B"), ("00B050", "G")],
)
def test_colour_alone_is_a_rating_that_is_asked(shade, letter):
    reading = rated("", shade)
    assert reading.letter == letter
    assert [doubt.needs_decision for doubt in reading.doubts] == [True]


@pytest.mark.parametrize("shade", ["", "D9E2F3", "F2F2F2", "000000", "BDD6EE", "E2EFD9"])
def test_pale_and_grey_shades_are_decoration(shade):
    assert colour_of(shade) == ""
    assert rated("", shade).letter is None


def test_words_and_colour_that_disagree_are_asked_and_the_words_count():
    reading = rated("G", "FF0000")
    assert reading.letter == "G"
    assert "the cell is red" in reading.doubts[0].understood
    assert rated("G", "92D050").doubts == ()


def test_the_words_of_the_plans_own_key_come_first():
    assert rated("Serious", own={"serious": "R"}).letter == "R"


FOOTER = [
    "Update June 2023            Green -  Target fully achieved or is currently on track",
    "*A: 1-3 months, B: 3-6 months, C: 6-12+ months        Amber - In danger of falling behind",
    "                 Red       - Is off target",
]


def test_a_key_in_a_footer():
    key = read_key(FOOTER)
    assert [(r.letter, r.definition) for r in key.ratings.values()] == [
        ("G", "Target fully achieved or is currently on track"),
        ("A", "In danger of falling behind"),
        ("R", "Is off target"),
    ]
    assert list(key.bands.values()) == [
        Band("A", "1-3 months", 1, 3),
        Band("B", "3-6 months", 3, 6),
        Band("C", "6-12+ months", 6, 12, open_ended=True),
    ]


def test_keys_in_other_forms():
    assert read_key(["Blue (B): complete; Green (G): on track"]).ratings["B"].word == "Blue"
    key = read_key(["R = Red, A = Amber, G = Green"])
    assert set(key.ratings) == {"R", "A", "G"}
    assert read_key(["A: 1-2 years"]).bands["A"] == Band("A", "1-2 years", 12, 24)


@pytest.mark.parametrize("line", FOOTER[1:])
def test_key_lines_are_known(line):
    assert is_key_line(line)


@pytest.mark.parametrize(
    "line",
    ["Red tape – cut it", "The green agenda: plant trees in every ward", "G", ""],
)
def test_other_lines_are_no_key(line):
    assert not is_key_line(line)
