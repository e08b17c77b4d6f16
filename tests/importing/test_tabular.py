"""CSV and JSON as plans: our own exports exactly, other councils' lists as a sheet would be."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.declared import Due, Moment, Precision, Status, Step, StepState
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.formula_text import harmless, restored, would_run
from actionplan.importing.child import from_data, packed, read
from actionplan.importing.content import check_first_bytes
from actionplan.importing.key import USUAL
from actionplan.importing.notes import Choices, UnreadableFile
from actionplan.importing.read import read_content
from actionplan.reporting.data import write_csv, write_json
from council.bounded_child import Refused
from council.hostile import cleaned, readable
from tests.importing.making import HEADINGS
from tests.reporting.plans import real_plan, report
from tests.test_interchange import DOCUMENT

ROW = ["Open the lido", "Head of Leisure", "31/05/2023", "G", "Café: £5, “on time”"]


def reading(content, name="plan.csv"):
    return read_content(content, PurePath(name))


def quick(content):
    """The reading without a child process, for the many examples of a property."""
    check_first_bytes(content)
    return from_data(json.loads(read(packed(content, Choices()))))


def listed(*rows, delimiter=",", before=()):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([*before, HEADINGS, *rows])
    return out.getvalue()


def refusal(content, name="plan.csv"):
    with pytest.raises(UnreadableFile) as caught:
        reading(content, name)
    return str(caught.value)


# Formula-like text

ANY = st.text(st.sampled_from("'=+-@\t \n＝\u200b\ufeffab"), max_size=8)


@given(ANY)
def test_text_made_harmless_comes_back_exactly(text):
    assert restored(harmless(text)) == text


@given(ANY)
def test_what_is_made_harmless_does_not_begin_a_formula(text):
    assert harmless(text).startswith("'") or not would_run(text)
    assert harmless(text)[:1] not in {"=", "+", "-", "@", "\t", "＝"}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+cmd|' /C calc'!A0",
        "@SUM(1+9)*cmd|' /C calc'!A0",
        "\t=1",
        " \n=1",
        "\u200b=HYPERLINK(1)",
        "\ufeff=1",
        "\u202e＝1",
        "－1",
    ],
)
def test_what_a_spreadsheet_would_run_has_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["5 - 3 = 2", "'tis", "Rock 'n' roll", "a=b", ""])
def test_other_words_are_left_alone(text):
    assert harmless(text) == restored(text) == text


def test_apostrophe_is_taken_off_only_where_we_would_have_put_it():
    content = listed(["'=1+1", "", "", "", "'tis done"]).encode()
    (action,) = reading(content).document.actions()
    assert (action.title, action.commentary) == ("=1+1", "'tis done")


# Our own CSV


def test_real_plan_comes_back_from_our_csv():
    plan = real_plan()
    found = reading(write_csv(report(plan)))
    assert {note.field for note in found.notes if note.needs_decision} == {"", "due"}
    for action, known in zip(found.document.actions(), plan.actions(), strict=True):
        assert action == replace(known, due=dated(known.due))
    assert [one.text for one in found.document.recommendations()] == [
        one.text for one in plan.recommendations()
    ]
    assert [one.leads for one in found.document.recommendations()] == [
        one.leads for one in plan.recommendations()
    ]
    assert {one.letter: one.word for one in found.document.key} == {"G": "Green", "A": "Amber"}


def dated(due):
    """A due date as a CSV can tell it: one without words is said in words."""
    return due if due.words or not due.date else replace(due, words="")


WORDS = st.text(st.sampled_from("abcXYZ £é=+-@'\"“,;\n|"), min_size=1, max_size=20).filter(
    lambda text: text.strip() == text and all(line.strip() == line for line in text.split("\n"))
)
LINE = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
MAY = date(2023, 5, 31)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def without(accountable, delivery):
    """A post that is accountable is not told a second time as one that delivers."""
    return tuple(post for post in delivery if post != accountable)


STEPS = st.lists(st.builds(Step, LINE, st.sampled_from([None, *StepState])), max_size=3).map(tuple)
ACTION = st.builds(
    Action,
    title=WORDS,
    steps=STEPS,
    rating=st.sampled_from([None, "G", "A", "R"]),
    status=st.none() | st.sampled_from(Status),
    timescale=st.none() | WORDS,
    priority=st.none() | WORDS,
    due=st.builds(Due, WORDS, DAYS, st.sampled_from(Precision)),
    first_due=st.just(Due()) | st.builds(Due, WORDS, DAYS, st.just(Precision.DAY)),
    completed=st.none() | st.builds(Moment, DAYS) | st.just(Moment(MAY, Precision.MONTH)),
    commentary=st.none() | WORDS,
    accountable=st.none() | LINE,
    delivery=st.lists(LINE, max_size=2, unique=True).map(tuple),
    counts_in_totals=st.booleans(),
    exempt_paragraph=st.none() | WORDS,
    extras=st.just(()) | WORDS.map(lambda words: (("Budget", words),)),
).map(lambda one: replace(one, delivery=without(one.accountable, one.delivery)))


@st.composite
def plans(draw):
    """Plans of two themes, with numbered recommendations and actions with references."""
    actions = draw(st.lists(ACTION, min_size=4, max_size=4))
    one, two, three, four = (
        replace(action, reference=f"PR-{at}") for at, action in enumerate(actions, 1)
    )
    first = Recommendation(draw(WORDS), "1", (draw(LINE),), (), (replace(one, sub_actions=(two,)),))
    second = Recommendation(draw(WORDS), "2", actions=(three,))
    return PlanDocument(
        "Plan",
        key=tuple(USUAL[letter] for letter in "GAR"),
        themes=(Theme("People", (first,)), Theme("Place", (second,))),
        loose_actions=(four,),
    )


@settings(max_examples=80, deadline=None)
@given(plans())
def test_csv_gives_back_everything_that_it_holds(plan):
    written = write_csv(report(plan))
    document = quick(written).document
    assert document.themes == plan.themes
    assert document.loose_actions == plan.loose_actions
    assert set(document.key) <= set(plan.key)
    assert write_csv(report(document)) == written


def test_csv_that_excel_saved_again_says_the_same():
    """Excel drops the mark, takes semicolons, and writes dates as they are shown."""
    plan = replace(
        real_plan(), themes=(), loose_actions=(Action("Swim", reference="PR-1", due=DUE),)
    )
    text = write_csv(report(plan)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    rows = [[cell.replace("2023-05-31", "31/05/2023") for cell in row] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    found = reading(out.getvalue().encode("cp1252"))
    assert list(found.document.actions()) == list(plan.actions())


@pytest.mark.parametrize("made", ["01/05/2023", "05/01/2023", "May-23"])
def test_month_that_a_spreadsheet_made_a_date_is_still_a_month(made):
    due = Due("May 2023", date(2023, 5, 31), Precision.MONTH)
    action = Action("Swim", reference="PR-1", due=due, first_due=due)
    plan = replace(real_plan(), themes=(), loose_actions=(action,))
    again = write_csv(report(plan)).decode().replace("May 2023", made)
    found = reading(again.encode())
    (swum,) = found.document.actions()
    assert [note.where for note in found.notes] == ["the title"]
    assert (swum.due.date, swum.due.precision) == (due.date, due.precision)


DUE = Due("End of May 2023", date(2023, 5, 31), Precision.MONTH)


# Other councils' CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
def test_any_councils_list_in_any_usual_form(delimiter, encoding):
    content = listed(ROW, delimiter=delimiter, before=[["Leisure plan"], []]).encode(encoding)
    found = reading(content)
    (action,) = found.document.actions()
    assert (found.document.title, action.title) == ("Leisure plan", "Open the lido")
    assert (action.rating, action.accountable) == ("G", "Head of Leisure")
    assert action.due == Due("31/05/2023", date(2023, 5, 31), Precision.DAY)
    assert action.commentary == "Café: £5, “on time”"
    guessed = [note for note in found.notes if "does not say how its letters" in note.understood]
    assert bool(guessed) == (encoding in {"cp1252", "utf-16-le"})


def test_separator_that_a_first_line_says():
    found = reading(("sep=;\n" + listed(ROW, delimiter=";")).encode())
    assert [action.title for action in found.document.actions()] == ["Open the lido"]


def test_line_ends_of_old_machines_and_lines_in_cells():
    content = listed(["Open\nthe lido", *ROW[1:]]).replace("\r\n", "\r").encode()
    (action,) = reading(content).document.actions()
    assert action.title == "Open the lido"


def test_csv_under_another_name_is_read_and_said():
    first = reading(listed(ROW).encode(), "plan.xlsx").notes[0]
    assert first.understood == "The file is read as what it is: a CSV file."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'Action,Lead\n"never closed,x\n', "a quotation mark that is not closed"),
        (b"Dear Clerk,\n\nthe plan follows.\n", "holds no table"),
        (b"a,b\n1,2\n", "holds no table"),
        (b"Action,Lead\n" + b"x" * 100_001, "more than 100,000 characters"),
        (b"Action,Lead\n" + b"x,y\n" * 100_000, "more than 5,000 rows"),
        (b"Action,Lead\n" + b"x," * 16_000 + b"x\n", "more than 200 columns"),
        (b"Action,Lead\n" + b"," * 400_000, "more than 300,000 cells"),
        (b"Action,Lead\n" + b"x,y\n" * 4_000_000, "more than 12 MB of text"),
        (b"Action,Lead\n\x00\x01\x02,\x03" * 40, "is neither a Word document"),
        (b"Action,Lead\n\x81\x8d,x", "is neither a Word document"),
    ],
)
def test_csv_that_is_no_plan_is_refused_in_a_sentence(content, words):
    sentence = refusal(content)
    assert sentence.startswith("plan.csv ")
    assert words in sentence


# JSON


@settings(max_examples=60, deadline=None)
@given(DOCUMENT)
def test_json_export_comes_back_exactly(document):
    document = cleaned(document, readable)
    assert quick(write_json(report(document))).document == document


def test_real_plan_comes_back_from_json_without_a_note():
    found = reading(write_json(report(real_plan())), "plan.json")
    assert (found.document, found.notes) == (real_plan(), ())


def test_plan_alone_is_read_too():
    content = json.dumps({"schema": 1, "plan": {"title": "Leisure"}}).encode()
    assert reading(content, "plan.json").document == PlanDocument("Leisure")


def test_characters_that_no_file_may_hold_are_said():
    content = json.dumps({"schema": 1, "plan": {"title": "a\ud800\x07b"}}).encode()
    found = reading(content, "plan.json")
    assert found.document.title == "a\ufffdb"
    assert found.notes[0].needs_decision


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "is no sound JSON, from line 1 on"),
        (b'{"schema": 1, "schema": 2}', "it says “schema” twice"),
        (b"[]", "the file must be an object"),
        (b"[" + b"[]," * 600_000 + b"[]]", "more values than a plan"),
        (b'{"schema": 9, "plan": {}}', "this version reads 1"),
        (b'{"document": 5}', "must be an object"),
        (b'{"schema": 1, "plan": {"title": "' + b"x" * 500 + b'", "who": 1}}', "not known"),
        (b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
        (b'{"schema": ' + b"9" * 10_000 + b"}", "holds a number of 10,000 digits"),
        (b'{"schema": NaN, "plan": {}}', "has schema nan"),
        (b'{"schema": 1, "plan": {"title": "x", "as_at": "' + b"9" * 9_000 + b'"}}', "cannot be"),
    ],
)
def test_json_that_is_no_plan_is_refused_in_one_sentence(content, words):
    sentence = refusal(content, "plan.json")
    assert words in sentence
    assert len(sentence) < 400
    assert "\n" not in sentence


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 255))
def test_text_that_is_broken_anywhere_is_read_or_refused(place, byte):
    for whole in (write_csv(report(real_plan())), write_json(report(real_plan()))):
        at = place % len(whole)
        for content in (whole[:at], whole[:at] + bytes([byte]) + whole[at + 1 :]):
            try:
                quick(content)
            except Refused as refused:
                assert str(refused)  # noqa: PT017 - either outcome is right
