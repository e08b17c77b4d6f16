"""Ratings, bars and statuses: letter, word, shape and colour; and each figure in a sentence."""

import re
from datetime import UTC, date, datetime

import lxml.html
import pytest

from actionplan.declared import Status
from actionplan.key_lines import Rating
from actionplan.marks import TONES, WEAVES, rating_mark, ratings_bar, status_tag
from actionplan.templatetags.plan_tags import govdate, govdatetime, paragraphs, sentence
from actionplan.templatetags.plan_tags import status_tag as status_tag_of_words
from council.contrast import contrast_ratio

GREEN = Rating("G", "Green", "circle", "green")
AMBER = Rating("A", "Amber", "triangle", "amber")
RED = Rating("R", "Red", "square", "red")
BLUE = Rating("B", "Blue", "diamond", "blue")
KEY = [GREEN, AMBER, RED, BLUE]


def read(html):
    return lxml.html.fragment_fromstring(html)


def drawing(mark):
    """The outline of a mark, without its colours."""
    shape = mark.xpath(".//circle | .//path")[0]
    return shape.tag, shape.get("d")


@pytest.mark.parametrize("rating", KEY)
def test_mark_holds_letter_word_shape_and_colour(rating):
    mark = read(rating_mark(rating))
    assert mark.xpath(".//text")[0].text == rating.letter
    assert mark.xpath(".//span")[0].text == rating.word
    assert mark.xpath("string(.//circle/@fill | .//path/@fill)") == TONES[rating.colour].fill


def test_no_two_ratings_share_a_shape():
    marks = [read(rating_mark(rating)) for rating in [*KEY, Rating("X", "Other", "star", "pink")]]
    assert len({drawing(mark) for mark in marks}) == 5


def test_a_screen_reader_hears_the_word_once():
    drawn = read(rating_mark(GREEN)).xpath("//svg")[0]
    assert drawn.get("aria-hidden") == "true"


def test_missing_rating_is_a_mark_of_its_own():
    mark = read(rating_mark(None))
    assert mark.xpath(".//circle")[0].get("stroke-dasharray")
    assert mark.xpath(".//circle")[0].get("fill") == "none"
    assert mark.text_content().strip().endswith("Not rated")


def test_unknown_shape_and_colour_are_still_drawn():
    mark = read(rating_mark(Rating("P", "Paused", "blob", "puce")))
    assert mark.xpath(".//path")[0].get("fill") == TONES["grey"].fill


def test_words_of_a_key_are_escaped():
    odd = Rating("<", "<script>", "circle", "green")
    assert "<script>" not in rating_mark(odd)
    assert "<script>" not in ratings_bar([(odd, 1)], "<b>")
    assert "<b>" not in ratings_bar([(odd, 1)], "<b>")


def test_changed_key_gets_a_new_mark():
    assert "On track" in rating_mark(Rating("G", "On track", "circle", "green"))
    assert "On track" not in rating_mark(GREEN)


@pytest.mark.parametrize("tone", TONES.values(), ids=TONES.keys())
def test_letters_can_be_read_on_every_colour(tone):
    assert contrast_ratio(tone.ink, tone.fill) >= 4.5
    assert contrast_ratio(tone.ink, tone.weave) >= 4.5


@pytest.mark.parametrize("tone", TONES.values(), ids=TONES.keys())
def test_shapes_stand_out_from_a_white_page(tone):
    assert contrast_ratio(tone.edge, "#ffffff") >= 3


def test_every_colour_but_the_first_is_woven_for_grey_print():
    assert set(TONES) - set(WEAVES) == {"green"}
    assert len(set(WEAVES.values())) == len(WEAVES)


COUNTS = [(GREEN, 44), (AMBER, 11), (RED, 0), (None, 5)]


def test_bar_says_its_figures_in_a_sentence():
    bar = read(ratings_bar(COUNTS, "Ratings of the plan"))
    assert bar.get("role") == "img"
    title = bar.xpath(".//title")[0]
    assert title.get("id") == bar.get("aria-labelledby")
    assert title.text == ("Ratings of the plan: 44 Green, 11 Amber, 0 Red, 5 not rated; 60 in all")


def test_pieces_of_a_bar_are_as_wide_as_their_share():
    bar = read(ratings_bar(COUNTS, "Ratings"))
    pieces = bar.xpath(".//rect[contains(@class, 'gt-bar__piece')]")
    widths = [float(piece.get("width").rstrip("%")) for piece in pieces]
    assert widths == pytest.approx([100 * 44 / 60, 100 * 11 / 60, 100 * 5 / 60], abs=0.001)
    lefts = [float(piece.get("x").rstrip("%")) for piece in pieces]
    assert lefts == pytest.approx([0, widths[0], widths[0] + widths[1]], abs=0.01)


def test_one_of_many_can_still_be_seen():
    bar = read(ratings_bar([(GREEN, 9999), (RED, 1)], "Ratings"))
    widths = [
        float(piece.get("width").rstrip("%"))
        for piece in bar.xpath(".//rect[contains(@class, 'gt-bar__piece')]")
    ]
    assert widths[1] > 1
    assert sum(widths) == pytest.approx(100, abs=0.01)


def test_pieces_too_narrow_for_words_have_none():
    words = read(ratings_bar([(GREEN, 98), (RED, 2)], "Ratings")).xpath(".//text")
    assert [word.text for word in words] == ["G 98"]


@pytest.mark.parametrize("counts", [[], [(GREEN, 0), (None, 0)]])
def test_empty_bar_says_so(counts):
    bar = read(ratings_bar(counts, "Ratings"))
    assert bar.xpath(".//title")[0].text == "Ratings: nothing to count"
    assert len(bar.xpath(".//rect")) == 1


def test_weaves_of_two_bars_do_not_meet():
    first = ratings_bar([(AMBER, 1)], "One")
    second = ratings_bar([(AMBER, 1)], "Two")
    ids = [set(re.findall(r' id="([^"]+)"', bar)) for bar in (first, second)]
    assert not ids[0] & ids[1]
    for bar, own in zip((first, second), ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", bar)) <= own


@pytest.mark.parametrize("html", [rating_mark(AMBER), rating_mark(None), ratings_bar(COUNTS, "R")])
def test_nothing_is_styled_inline(html):
    assert "style=" not in html


@pytest.mark.parametrize("status", Status)
def test_status_is_said_in_words(status):
    assert read(status_tag(status)).text_content().endswith(status.value.capitalize())


def test_status_takes_no_colour_of_a_rating():
    for status in Status:
        assert not re.search(r"--(green|amber|red)\b", status_tag(status))


def test_unstated_status_says_so():
    assert read(status_tag(None)).text_content() == "Not stated"


def test_tag_takes_the_stored_words_as_well():
    assert status_tag_of_words("complete") == status_tag(Status.COMPLETE)
    assert status_tag_of_words("") == status_tag(None)


def test_dates_as_people_write_them():
    assert govdate(date(2022, 9, 30)) == "30 September 2022"
    assert govdate(None) == ""


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2023, 1, 12, 14, 15, tzinfo=UTC), "12 January 2023 at 2:15pm"),
        (datetime(2023, 6, 12, 8, 0, tzinfo=UTC), "12 June 2023 at 9am"),  # British Summer Time
        (datetime(2023, 6, 12, 23, 30, tzinfo=UTC), "13 June 2023 at 12:30am"),
        (datetime(2023, 1, 12, 12, 0, tzinfo=UTC), "12 January 2023 at 12pm"),
        (None, ""),
    ],
)
def test_moments_in_the_councils_time(moment, words):
    assert govdatetime(moment) == words


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (None, ""),
        (" \n ", ""),
        ("One", '<p class="gt-words">One</p>'),
        ("One\r\ntwo", '<p class="gt-words">One<br>two</p>'),
        ("One\n\n\n\ntwo", '<p class="gt-words">One</p><p class="gt-words">two</p>'),
        ("<b> & 'x'", '<p class="gt-words">&lt;b&gt; &amp; &#x27;x&#x27;</p>'),
    ],
)
def test_typed_text_keeps_its_lines_and_is_escaped(text, html):
    assert paragraphs(text) == html


@pytest.mark.parametrize(
    ("typed", "told"),
    [("By mistake", "By mistake."), ("Why? ", "Why?"), ("Named.", "Named."), ("", "")],
)
def test_what_a_person_typed_ends_as_a_sentence(typed, told):
    assert sentence(typed) == told
