"""The first use of a council's terms, written out: what is changed, and what never is."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.glossary import FirstUses, Term, joined, texts_of, used_in, written_out

MTFS = Term("MTFS", "Medium Term Financial Strategy", "What the council can spend.")
SLT = Term("SLT", "Senior Leadership Team")
CS = Term("CS", "Customer Service")
CST = Term("CS&T", "Customer Service & Transformation")
CALL_IN = Term("Call-in", sentence="A decision is looked at again.")
TERMS = (MTFS, SLT, CS, CST, CALL_IN)
FULL = "Medium Term Financial Strategy (MTFS)"

# Texts in which terms stand often, beside all that may stand beside them.
PIECES = st.sampled_from([
    "MTFS", "SLT", "CS", "CS&T", "Call-in", FULL, "(SLT)", "Senior Leadership Team", "the ", " ",
    ". ", ", ", "(", ")", "’s", "s", "-", "/", "&", "@", ".", "x", "É", "\n", "<b>", "\u200b", "1",
    "https://a.uk/", "www.a.uk/", "\u0301",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("The MTFS, and the MTFS again.", f"The {FULL}, and the MTFS again."),
        ("MTFS’s aims", f"{FULL}’s aims"),
        ("Head of CS&T/SLT", "Head of Customer Service & Transformation (CS&T)/"
         "Senior Leadership Team (SLT)"),
        ("“CS” and CS&T.", "“Customer Service (CS)” and Customer Service & Transformation (CS&T)."),
    ],
)  # fmt: skip
def test_the_first_use_is_written_out_and_no_other(text, made):
    assert written_out(text, TERMS) == made


@pytest.mark.parametrize(
    "text",
    [
        f"The {FULL} and the MTFS.",
        "The medium-term financial strategy (MTFS); MTFS.",
        "MTFS (Medium Term Financial Strategy)",
        "Senior Leadership Team – SLT; SLT",
        "A council-wide plan (MTFS), an MTFS.",
    ],
)
def test_what_the_text_explains_itself_is_left_alone_and_counts_as_the_first_use(text):
    assert written_out(text, TERMS) == text


@pytest.mark.parametrize(
    "text",
    ["SLTs", "XSLT", "SLT1", "slt", "SLT-led", "PR-SLT", "https://a.gov.uk/SLT/MTFS",
     "www.a.uk?x=SLT", "slt@SLT.gov.uk", "SLT@a.uk", "C&SLT", "a.SLT", "SLT.gov", "SL\u200bSLT",
     "SLT\u0301", "Call-in"],
)  # fmt: skip
def test_what_stands_within_a_word_a_reference_or_an_address_is_left_alone(text):
    assert written_out(text, TERMS) == text


def test_the_texts_of_one_document_have_their_first_uses_together():
    uses = FirstUses(TERMS)
    made = [uses.written_out(text) for text in ("Ask SLT.", "SLT and MTFS", "MTFS")]
    assert made == ["Ask Senior Leadership Team (SLT).", f"SLT and {FULL}", "MTFS"]


def test_the_longest_term_that_stands_there_is_the_one():
    away = Term("SLT away day", "the day on which leaders plan")
    made = written_out("An SLT away day", (SLT, away))
    assert made == "An the day on which leaders plan (SLT away day)"


def inserted(text: str) -> str:
    """``text`` with every term put back in the place of what it stands for."""
    for one in TERMS:
        text = text.replace(f"{one.in_full} ({one.term})", one.term) if one.in_full else text
    return text


@given(TEXTS)
def test_nothing_but_first_uses_is_changed(text):
    made = written_out(text, TERMS)
    assert inserted(made) == inserted(text)
    for one in TERMS[:4]:
        full = f"{one.in_full} ({one.term})"
        assert made.count(full) <= text.count(full) + 1


@given(TEXTS)
def test_written_out_again_nothing_changes(text):
    made = written_out(text, (MTFS, SLT))
    assert written_out(made, (MTFS, SLT)) == made


@given(TEXTS)
def test_never_within_a_word(text):
    made = written_out(text, (SLT,))
    if made != text:
        at = next(n for n, one in enumerate(made) if text[n : n + 1] != one)
        start = made.rfind(SLT.in_full, 0, at + len(SLT.in_full))
        beside = made[start - 1 : start] + text[start + 3 : start + 4]
        assert not set(beside) & set(f"{string.ascii_letters}{string.digits}-&@_\u200b\u0301É")
        assert text[:start] == made[:start]
        assert text[start:] == "SLT" + made[start + len("Senior Leadership Team (SLT)") :]


def test_a_long_word_is_read_in_a_moment():
    text = "SLT" * 20_000 + "@" * 20_000
    assert written_out(text, TERMS) == text


def test_terms_that_occur_are_found_in_the_plural_and_words_at_the_start_of_a_sentence():
    assert used_in(TERMS, ["Two SLTs met.", "call-in"]) == (SLT, CALL_IN)
    assert used_in(TERMS, ["An slt", "XMTFS", "recall-in"]) == ()


def test_a_meaning_is_one_line():
    assert [one.meaning for one in (MTFS, SLT, CALL_IN)] == [
        "Medium Term Financial Strategy. What the council can spend.",
        "Senior Leadership Team",
        "A decision is looked at again.",
    ]


def test_of_two_glossaries_the_first_holds():
    other = Term("SLT", "Strategic Leadership Team")
    assert joined((SLT,), (other, MTFS)) == (SLT, MTFS)


def test_every_text_of_a_value_is_read():
    assert list(texts_of((MTFS, ["a", ("b", None, 3)]))) == [*re.split("; ", "MTFS; "
        "Medium Term Financial Strategy; What the council can spend."), "a", "b"]  # fmt: skip
