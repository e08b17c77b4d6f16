"""Advice on words that will be published: length, names, acronyms, long sentences."""

import pytest

from actionplan.advice import advice_on, words_in
from actionplan.queries.advice import MAYBE_NAMED


def test_words_are_counted_as_people_count_them():
    assert words_in("Q1 – done, by the officers’ own word.\n\n- one more") == 9
    assert words_in("") == 0


def test_length_is_told_and_only_beyond_the_guide():
    assert advice_on("one two three", guide=3) == []
    assert advice_on("one two three", guide=2) == [
        "It has 3 words, 1 more than the guide of 2; all are kept."
    ]
    assert advice_on("one two three") == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ask Mr. Smith first.", "Mr. Smith"),
        ("Dr Priya Raman and Dr Priya Raman agreed.", "Dr Priya Raman"),
        ("Write to p.raman@example.gov.uk.", "p.raman@example.gov.uk"),
        ("Priya Raman will write.", "Priya Raman"),
    ],
)
def test_a_person_who_is_named_is_pointed_out_once(text, named):
    found = advice_on(text, people=["Priya Raman"] if "Dr" not in text else [])
    assert found == [f"It names a person ({named}): what is published names posts."]


@pytest.mark.parametrize(
    "text", ["The Head of Finance will write.", "Cllr Abbott chairs it.", "March and May"]
)
def test_posts_members_and_months_are_no_persons(text):
    assert advice_on(text) == []


def test_an_acronym_is_pointed_out_unless_it_is_explained_or_familiar():
    found = advice_on("The MTFS and the PSPOs go to SLT.")
    assert found == ["Not everybody knows MTFS, PSPO: spell it out once."]
    assert advice_on("W" * 3_000) == [], "Nobody's initials are that long."
    for text in (
        "The Medium Term Financial Strategy (MTFS). The MTFS is late.",
        "MTFS (medium term financial strategy) is late.",
        "The NHS in the UK.",
        "UPDATE OF JUNE\nAll is well.",
    ):
        assert advice_on(text) == []


def test_a_long_sentence_is_pointed_out_and_short_ones_are_not():
    assert advice_on("word " * 36) == ["A sentence has 36 words: two short ones are read sooner."]
    assert advice_on("word " * 35) == []
    assert advice_on(("word " * 30 + ".\n") * 3) == []


@pytest.mark.parametrize("typed", ["é", "-", "a.", "A.", "@", "(", "\u200b", "x-", "1-"])
def test_fifty_thousand_characters_of_anything_are_read(typed):
    """With a pattern that reads them again from each character, this takes a minute."""
    text = typed * (50_000 // len(typed))
    assert advice_on(text, guide=100) == []
    assert MAYBE_NAMED.search(text) is None
