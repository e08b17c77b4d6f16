"""A strategy as a file and back: exact, strict about what it does not understand, and bounded."""

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.texts import tidy
from council.toml_files import MOST_BYTES
from strategy.document import (
    Footnote,
    Label,
    Labels,
    Outcome,
    OutcomeArea,
    Principle,
    Relation,
    Section,
    Statement,
    Strand,
    StrategyDocument,
)
from strategy.exchange import dump, load
from strategy.indicator import Frequency, Indicator, Measurement, Unit
from strategy.kinds import Place, StatementKind, Status

LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"])
LINE = st.text(LETTERS, max_size=20)
TEXT = st.text(LETTERS | st.sampled_from("\n\t\"'\\#"), max_size=40)
NEEDED = TEXT.filter(str.strip)
TITLE = LINE.filter(str.strip)
VALUE = st.decimals(-(10**11), 10**11, places=4) | st.integers(-(10**11), 10**11).map(Decimal)
MEASUREMENTS = st.lists(
    st.builds(Measurement, st.dates(), VALUE, TEXT, st.booleans()), max_size=3
).map(lambda many: tuple(sorted(many, key=lambda one: one.day)))


def some(part, code, **more):
    """Up to three parts of a kind, with codes of their own."""
    parts = st.lists(st.builds(part, code=st.just("x"), **more), max_size=3)
    return parts.map(lambda many: tuple(replace(p, code=f"{code}{n}") for n, p in enumerate(many)))


STRANDS = st.lists(st.builds(Strand, TITLE, NEEDED), max_size=2).map(tuple)
DOCUMENT = st.builds(
    StrategyDocument,
    title=TITLE,
    slug=st.just("a-strategy"),
    status=st.sampled_from(Status),
    vision=TEXT,
    term_end=st.none() | st.dates(),
    review_every=st.none() | st.sampled_from(Frequency),
    reading_notes=st.lists(TEXT, max_size=2).map(tuple),
    labels=st.builds(Labels, principle=st.builds(Label, TITLE, TITLE)),
    sections=some(Section, "S", place=st.sampled_from(Place), heading=TITLE, text=TEXT),
    principles=some(Principle, "P", title=TITLE, statement=TEXT, strands=STRANDS),
    areas=some(OutcomeArea, "A", title=TITLE),
    outcomes=some(Outcome, "O", text=NEEDED),
    statements=some(Statement, "C", kind=st.sampled_from(StatementKind), text=NEEDED, group=LINE),
    indicators=some(
        Indicator,
        "K",
        name=TITLE,
        unit=st.sampled_from([Unit.POUNDS, Unit.PERCENT, Unit.NUMBER]),
        target=st.none() | VALUE,
        measurements=MEASUREMENTS,
    ),
)

SMALL = StrategyDocument(
    "A strategy",
    "a-strategy",
    principles=(Principle("P1", "Being accountable"),),
    areas=(OutcomeArea("A1", "Our assets"),),
    outcomes=(Outcome("O1", "Agile and flexible.", area="A1", principle="P1"),),
    indicators=(Indicator("K1", "Spend", Unit.POUNDS, measures=("O1",)),),
)


@given(DOCUMENT)
def test_a_strategy_comes_back_exactly(document):
    text = dump(document)
    assert load(text) == document
    assert dump(load(text)) == text


def test_what_the_source_does_not_say_is_not_written():
    assert dump(StrategyDocument("A strategy", "a-strategy")).splitlines()[2:] == [
        "format = 1",
        'title = "A strategy"',
        'slug = "a-strategy"',
    ]


def test_bytes_with_a_mark_and_windows_line_ends_are_read():
    assert load(b"\xef\xbb\xbf" + dump(SMALL).replace("\n", "\r\n").encode()) == SMALL


def test_a_number_may_be_written_in_any_way():
    text = dump(SMALL).replace('unit = "£"', 'unit = "£"\ntarget = 19_000_000.50')
    assert load(text).indicators[0].target == Decimal("19000000.5")


def sentence_of(content):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is compared by callers
        load(content)
    return str(caught.value)


HEAD = 'format = 1\ntitle = "A"\nslug = "a"\n'
PRINCIPLE = HEAD + '[[principles]]\ncode = "P1"\ntitle = "One"\n'
INDICATOR = HEAD + '[[indicators]]\ncode = "K1"\nname = "Spend"\n'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file must begin with “format = 1”, which says how to read it."),
        ("format = 2", "The file must begin with “format = 1”, which says how to read it."),
        ("format = true", "The file must begin with “format = 1”, which says how to read it."),
        ("format = 1", "Title is missing."),
        (HEAD + "owner_post = 'x'", "Owner_post is not a key that is known."),
        (HEAD + "vision = 1", "Vision must be text."),
        (HEAD + "vision = ['x']", "Vision must be text."),
        (HEAD + "term_end = '2027-06-30'", "Term_end must be a date, as 2023-06-30."),
        (HEAD + "term_end = 2027-06-30T10:00:00", "Term_end must be a date, as 2023-06-30."),
        (
            HEAD + "status = 'agreed'",
            "Status cannot be “agreed”; it takes “draft”, “adopted”, “superseded”.",
        ),
        (HEAD + "principles = 'x'", "Principles must be a list."),
        (HEAD + "principles = ['x']", "Principles entry 1 must be a table with keys."),
        (HEAD + "[labels]\nprinciple = 'x'", "In labels, principle must be a table with keys."),
        (
            PRINCIPLE + "[[principles]]\ncode = 'P2'",
            "In principles entry 2 (P2), title is missing.",
        ),
        (
            PRINCIPLE + "[[principles.strands]]\naudience = 'x'\ntext = ' '",
            "In principles entry 1 (P1), strands entry 1, text must not be empty.",
        ),
        (
            PRINCIPLE + "[[areas]]\ncode = 'p1'\ntitle = 'x'",
            "The code “p1” stands twice, in principles and in areas.",
        ),
        (
            HEAD + "[[outcomes]]\ncode = 'O1'\ntext = 'x'\nprinciple = 'P9'",
            "“principle” of O1 leads to “P9”, which is not in principles.",
        ),
        (
            PRINCIPLE + "[[outcomes]]\ncode = 'O1'\ntext = 'x'\narea = 'P1'",
            "“area” of O1 leads to “P1”, which is not in areas.",
        ),
        (
            PRINCIPLE + "[[relations]]\nfrom_code = 'P1'\nto_code = 'P2'",
            "The relation “P1–P2” leads to “P2”, which is not in the strategy.",
        ),
        (
            HEAD + "[[footnotes]]\nmark = '1'\ntext = 'x'\nwhere = 'P1'",
            "Footnote “1” leads to “P1”, which is not in the strategy.",
        ),
        (
            HEAD + "term_start = 2027-07-01\nterm_end = 2027-06-30",
            "The term ends on 2027-06-30, before it begins on 2027-07-01.",
        ),
        (
            HEAD + "adopted_on = 2027-07-01",
            "The strategy is a draft, so nobody can have adopted it.",
        ),
        (
            HEAD + 'vision = "\\u0000"',
            "Vision has a character that cannot be printed (U+0000, place 1).",
        ),
        (
            HEAD + 'owner = "a\\nb"',
            "Owner has a character that cannot be printed (U+000A, place 2).",
        ),
        (
            HEAD + 'vision = "\\u202E"',
            "Vision has a character that cannot be printed (U+202E, place 1).",
        ),
        (
            HEAD + f"sits_under = '{'x' * 301}'",
            "Sits_under has 301 characters; at most 300 are taken.",
        ),
        (
            HEAD + "[[areas]]\ncode = 'A 1'\ntitle = 'x'",
            "In areas entry 1 (A 1), code cannot be 'A 1'; it takes letters and digits, as in P1.",
        ),
        (
            HEAD + "[[related]]\ncode = 'D1'\ntitle = 'x'\nkind = 'council plan'\n"
            "link = 'javascript:x'",
            "In related entry 1 (D1), link cannot be 'javascript:x'; it takes an https:// address.",
        ),
        (
            HEAD + f"reading_notes = [{'1,' * 3}]",
            "Reading_notes entry 1 must be text.",
        ),
        (
            HEAD + f"reading_notes = [{'"x",' * 2001}]",
            "Reading_notes has 2,001 entries; at most 2,000 are taken.",
        ),
        (
            INDICATOR + "unit = 'litres'",
            "In indicators entry 1 (K1), unit cannot be “litres”; "
            "it takes “£”, “%”, “number”, “yes/no”.",
        ),
        (INDICATOR + "target = 'x'", "In indicators entry 1 (K1), target must be a number."),
        (INDICATOR + "target = true", "In indicators entry 1 (K1), target must be a number."),
        (
            INDICATOR + "target = 1",
            "Indicator K1: the target has no unit: say first in what the indicator is measured.",
        ),
        (
            INDICATOR + "unit = '£'\ntarget = nan",
            "Indicator K1: the target must be a number below 1,000,000,000,000.",
        ),
        (
            INDICATOR + "unit = '£'\ntarget = 1e999999999",
            "Indicator K1: the target must be a number below 1,000,000,000,000.",
        ),
        (
            INDICATOR + "unit = '£'\ntarget = 1e-999999999",
            "Indicator K1: the target has more than four decimal places.",
        ),
        (
            INDICATOR + "unit = 'yes/no'\ntarget = 2",
            "Indicator K1: the target must be 1 for yes or 0 for no.",
        ),
        (
            INDICATOR + "unit = '£'\ntolerance = -1",
            "Indicator K1: the tolerance cannot be less than nothing.",
        ),
        (
            INDICATOR + "measures = ['O9']",
            "“measures” of K1 leads to “O9”, which is not in outcomes or principles.",
        ),
        (
            INDICATOR + "unit = '£'\nbaseline_date = 2023-01-02\ntarget_date = 2023-01-01",
            "Indicator K1: the target of 2023-01-01 comes before the baseline of 2023-01-02.",
        ),
        (b"title = '\xff'", "The file is not UTF-8: see line 1."),
        ("title = '\ud800'", "The file holds half characters and is not UTF-8."),
        ("x" * (MOST_BYTES + 1), "The file is larger than 1,000 kB, so it is not read."),
        ("a = " + "[" * 100_000, "The file is nested too deeply."),
        ("a = " + "[#\n" * 100_000, "The file is nested too deeply."),
        ("a." * 400_000 + "a = 1", "The file is nested too deeply."),
        ("a = " + "9" * 5_000, "The file holds a number or a date that cannot be read."),
    ],
)
def test_what_is_not_understood_is_refused_with_one_sentence(content, sentence):
    assert sentence_of(content) == sentence


def test_what_is_not_toml_is_refused_with_its_line():
    assert "line 2" in sentence_of("format = 1\ntitle = A strategy")


def test_measurements_stand_in_order_and_not_beside_a_computed_figure():
    late, early = (Measurement(date(2023, month, 1), Decimal(1)) for month in (6, 3))
    indicator = Indicator("K1", "Spend", Unit.POUNDS, measurements=(late, early))
    with pytest.raises(ValueError, match="2023-03-01 stands after a later one"):
        dump(replace(SMALL, indicators=(indicator,)))
    text = dump(SMALL) + '\n[[indicators]]\ncode = "K2"\nname = "x"\nunit = "%"\n'
    text += (
        'computed = "actions overdue"\n[[indicators.measurements]]\nday = 2023-01-01\nvalue = 1\n'
    )
    assert sentence_of(text).startswith("Indicator K2 is computed")


def test_what_stands_twice_is_refused():
    relation = Relation("P1", "O1")
    with pytest.raises(ValueError, match="The relation “P1–O1” stands twice"):
        dump(replace(SMALL, relations=(relation, relation)))
    note = Footnote("1", "x")
    with pytest.raises(ValueError, match="The footnote “1” stands twice"):
        dump(replace(SMALL, footnotes=(note, note)))


@pytest.mark.parametrize(
    "unit",
    [
        "[a{n}]\n",
        "a{n} = 1\n",
        "[[principles]]\n[[principles.strands]]\n",
        '"\\',
        "a." * 59 + "b{n} = 1\n",
    ],
)
def test_a_hostile_file_of_the_largest_size_is_refused_within_seconds(unit):
    whole = "".join(unit.replace("{n}", str(n)) for n in range(MOST_BYTES // len(unit)))
    begun = time.monotonic()
    sentence_of(whole[:MOST_BYTES])
    assert time.monotonic() - begun < 20


def test_words_from_a_form_are_made_fit_for_a_file():
    assert tidy("  one\r\ntwo\u2028three\x00\u202e\n") == "one\ntwo\nthree"


@pytest.mark.parametrize("unseen", ["\u200b", " \u2060\ufeff ", "\u3164", "\u2800\u00ad"])
def test_words_that_nobody_can_see_are_none(unseen):
    assert tidy(unseen) == ""
    assert tidy(f"Head of{unseen}Law") == f"Head of{unseen}Law"
