"""Plans laid out in other ways than the real one: the same fields, and nothing lost or guessed.

One room, because every layout is compared with the same plan.
"""

from datetime import date

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill

from actionplan.declared import Precision, Status
from actionplan.importing.child import rows_of
from actionplan.importing.grid import Cell, Paragraph, Row
from actionplan.importing.heading_names import named
from actionplan.importing.heading_rows import is_heading_row
from actionplan.importing.layout import understand_plan
from actionplan.importing.read import read_plan
from actionplan.importing.summary import reading_as_json
from actionplan.importing.synonyms import Field
from tests.importing.making import add_table, fill, saved, word_plan, workbook_plan

HEAD = ["Ref", "Action", "Lead Officer", "Target date", "RAG", "Progress update"]
BUILD = ["1.1", "Build homes", "Head of Housing", "31/03/2024", "Green", "Going well"]
REPAIR = ["1.2", "Repair homes", "Housing Manager", "Q3 2024/25", "Amber", ""]
SAVE = ["2.1", "Save money", "Head of Finance", "Mar-25", "R", "Late"]


def understood(content):
    return understand_plan(rows_of(content))


def told(content):
    """What the plan's actions are: recommendation, title, rating, date, owner."""
    summary = reading_as_json(understood(content))
    keys = ("recommendation", "title", "rag", "due_date", "owner")
    return [tuple(action[key] for key in keys) for action in summary["actions"]]


THREE = [
    (1, "Build homes", "G", "2024-03-31", "Head of Housing"),
    (1, "Repair homes", "A", "2024-12-31", "Housing Manager"),
    (2, "Save money", "R", "2025-03-31", "Head of Finance"),
]
ONE = "Recommendation 1: Improve housing"
TWO = "Recommendation 2: Improve finance"


def down_the_column(rows, *, bold=False):
    """Word rows with a first column merged down over the rows of one recommendation."""
    document = docx.Document()
    document.add_paragraph("Improvement plan")
    table = add_table(document, rows)
    merged = table.cell(1, 0).merge(table.cell(2, 0))
    merged.paragraphs[0].runs[0].bold = bold
    return saved(document)


LAYOUTS = {
    "lines above tables": lambda: word_plan("Plan", ONE, [HEAD, BUILD, REPAIR], TWO, [HEAD, SAVE]),
    "tables without headings go on": lambda: word_plan(
        "Plan", ONE, [HEAD, BUILD, REPAIR], TWO, [SAVE]
    ),
    "rows over the whole width": lambda: word_plan(
        "Plan", [[ONE], HEAD, BUILD, REPAIR, [TWO], SAVE]
    ),
    "headings after the first section": lambda: word_plan(
        "Plan", [HEAD, [ONE], BUILD, REPAIR, [TWO], SAVE]
    ),
    "numbered headings": lambda: word_plan(
        "Plan", [HEAD, ["1. Improve housing"], BUILD, REPAIR, ["2. Improve finance"], SAVE]
    ),
    "R1": lambda: word_plan("Plan", [HEAD, ["R1 Improve housing"], BUILD, REPAIR, ["R2 -"], SAVE]),
    "a line with the number, a line with the words": lambda: word_plan(
        "Plan",
        "Recommendation 1",
        "Improve housing.",
        [HEAD, BUILD, REPAIR],
        "Recommendation 2",
        "Improve finance.",
        [HEAD, SAVE],
    ),
    "headings repeated on each page": lambda: word_plan(
        "Plan", [[ONE], HEAD, BUILD, HEAD, REPAIR, [TWO], HEAD, SAVE]
    ),
    "a column, repeated": lambda: workbook_plan(
        [
            ["Plan"],
            [],
            ["Recommendation", *HEAD],
            ["1. Improve housing", *BUILD],
            ["1. Improve housing", *REPAIR],
            ["2. Improve finance", *SAVE],
        ]
    ),
    "a column, blank below": lambda: workbook_plan(
        [
            ["Plan"],
            ["Rec no", "Recommendation", *HEAD],
            [1, "Improve housing", *BUILD],
            [None, None, *REPAIR],
            ["R2", "Improve finance", *SAVE],
        ]
    ),
    "a column, merged down": lambda: down_the_column(
        [
            ["Recommendation", *HEAD],
            ["R1 Improve housing", *BUILD],
            ["", *REPAIR],
            ["R2 Improve finance", *SAVE],
        ]
    ),
    "a sheet each": lambda: workbook_plan(
        R1_Housing=[HEAD, BUILD, REPAIR], R2_Finance=[HEAD, SAVE]
    ),
    "empty rows and columns around": lambda: workbook_plan(
        [
            [],
            [None, "Plan"],
            [],
            [None, ONE],
            [],
            [None, None, *HEAD],
            [None, None, *BUILD],
            [],
            [None, None, *REPAIR],
            [],
            [None, TWO],
            [None, None, *HEAD],
            [None, None, *SAVE],
        ]
    ),
    "other names in another order": lambda: workbook_plan(
        [
            ["Plan"],
            [ONE],
            ["Status (RAG)", "What", "Who", "By when", "Comments"],
            ["Green", "Build homes", "Head of Housing", date(2024, 3, 31), "Going well"],
            ["Amber", "Repair homes", "Housing Manager", "Q3 2024/25", None],
            [TWO],
            ["Red", "Save money", "Head of Finance", "Mar-25", "Late"],
        ]
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_plan_in_another_layout(layout):
    assert told(LAYOUTS[layout]()) == THREE


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"R1"}))
def test_recommendations_keep_their_words(layout):
    texts = [
        one.text.rstrip(".") for one in understood(LAYOUTS[layout]()).document.recommendations()
    ]
    assert [text.replace("Improve h", "H").replace("Improve f", "F") for text in texts] == [
        "Housing",
        "Finance",
    ]


def test_a_plan_without_recommendations_has_loose_actions():
    content = word_plan("Plan", "This plan says what we will do.", [HEAD, BUILD])
    reading = understood(content)
    assert list(reading.document.recommendations()) == []
    assert [action.title for action in reading.document.loose_actions] == ["Build homes"]
    assert [note.said for note in reading.notes if "left out" in note.understood] == [
        "This plan says what we will do."
    ]


def test_a_recommendation_that_is_itself_the_action():
    reading = understood(
        workbook_plan(
            [
                ["Plan"],
                ["Recommendation", "Lead", "Due", "RAG"],
                ["Do it", "Head of HR", "2024", "G"],
            ]
        )
    )
    assert [action.title for action in reading.document.actions()] == ["Do it"]
    assert any(note.said == "Recommendation" and note.needs_decision for note in reading.notes)


def test_themes_from_a_column_and_from_lines():
    head = ["Theme", "Recommendation", "Action", "RAG"]
    rows = [["Place", "R1. Housing", "Build", "G"], ["People", "R2. Staff", "Hire", "A"]]
    themes = understood(workbook_plan([["Plan"], head, *rows])).document.themes
    assert [theme.title for theme in themes] == ["Place", "People"]
    content = word_plan("Plan", "Place", ONE, [HEAD, BUILD], "People", TWO, [HEAD, SAVE])
    assert [theme.title for theme in understood(content).document.themes] == ["Place", "People"]


def test_a_timescale_column_holds_bands_or_dates_by_what_stands_there():
    head = ["Action", "Timescale", "RAG"]
    (band,) = understood(workbook_plan([head, ["Build homes", "B", "G"]])).document.actions()
    assert (band.timescale, band.due.words) == ("B", "")
    (day,) = understood(workbook_plan([head, ["Build homes", "May 2024", "G"]])).document.actions()
    assert (day.timescale, day.due.date) == (None, date(2024, 5, 31))


def test_a_status_column_holds_statuses_or_ratings_by_what_stands_there():
    head = ["Action", "Owner", "Status"]
    (one,) = understood(
        workbook_plan([head, ["Build homes", "CFO", "Complete"]])
    ).document.actions()
    assert (one.status, one.rating) == (Status.COMPLETE, None)
    (two,) = understood(workbook_plan([head, ["Build homes", "CFO", "Amber"]])).document.actions()
    assert (two.status, two.rating) == (None, "A")


def test_a_status_where_a_rating_should_be_is_taken_and_asked():
    reading = understood(workbook_plan([["Action", "Owner", "RAG"], ["Build", "CFO", "Complete"]]))
    (action,) = reading.document.actions()
    assert (action.rating, action.status) == (None, Status.COMPLETE)
    assert any("taken as the status" in note.understood for note in reading.notes)


def test_a_status_that_is_not_known_is_kept_and_asked():
    rows = [["Action", "RAG", "Status"], ["Build", "G", "Pending sign-off by partners"]]
    reading = understood(workbook_plan(rows))
    (action,) = reading.document.actions()
    assert action.status is None
    assert ("Status", "Pending sign-off by partners") in action.extras
    assert any(
        "no status that is known" in n.understood and n.needs_decision for n in reading.notes
    )


@pytest.mark.parametrize(
    "head",
    [
        [
            ["No", "Action", "Lead", "RAG", None, "Update"],
            [None] * 3 + ["Previous RAG", "Current RAG"],
        ],
        [["No", "Action", "Lead", "Previous RAG", "Current RAG", "Update"]],
    ],
)
def test_the_current_rating_counts_and_the_previous_is_kept(head):
    rows = [[1, "Build", "Head of HR", "G", "A", "Slow"]]
    (action,) = understood(workbook_plan([["Plan"], *head, *rows])).document.actions()
    assert action.rating == "A"
    assert [words for heading, words in action.extras if "Previous" in heading] == ["G"]


def test_headings_merged_over_two_rows():
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    rows = [
        ["Plan"],
        ["Action", "Rating", None, "Lead"],
        [None, "Previous", "Current", None],
        ["Build", "G", "A", "Head of HR"],
    ]
    fill(sheet, rows)
    for merged in ("B2:C2", "A2:A3", "D2:D3"):
        sheet.merge_cells(merged)
    (action,) = understood(saved(book)).document.actions()
    assert (action.title, action.rating, action.accountable) == ("Build", "A", "Head of HR")
    assert action.extras == (("Rating Previous", "G"),)


def test_an_original_and_a_revised_date_are_a_revision():
    rows = [
        ["Action", "Original date", "Revised date", "RAG"],
        ["Build", "March 2024", "June 2024", "G"],
        ["Repair", "March 2024", None, "G"],
    ]
    build, repair = understood(workbook_plan(rows)).document.actions()
    assert (build.first_due.words, build.due.words) == ("March 2024", "June 2024")
    assert [(one.before.words, one.after.words) for one in build.revisions] == [
        ("March 2024", "June 2024")
    ]
    assert (repair.due.words, repair.revisions) == ("March 2024", ())


def test_dates_of_completion_and_percentages():
    rows = [
        ["Action", "Due", "% complete", "Date completed", "RAG"],
        ["Build", "2024", "60%", date(2024, 2, 3), "G"],
        ["Repair", "2024", None, "soon", "G"],
    ]
    reading = understood(workbook_plan(rows))
    build, repair = reading.document.actions()
    assert build.completed is not None
    assert (build.completed.date, build.completed.precision) == (date(2024, 2, 3), Precision.DAY)
    assert build.extras == (("% complete", "60%"),)
    assert (repair.completed, repair.extras) == (None, (("Date completed", "soon"),))


def test_a_bare_number_in_the_due_column_is_asked():
    rows = [["Action", "Due date", "RAG"], ["Build", 45382, "G"]]
    reading = understood(workbook_plan(rows))
    (action,) = reading.document.actions()
    assert (action.due.words, action.due.date) == ("45382", date(2024, 3, 31))
    assert any("45382" in note.understood and note.needs_decision for note in reading.notes)


def test_colour_alone_and_colour_against_the_letter():
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    fill(sheet, [["Action", "Due", "RAG"], ["Build", "2024", None], ["Repair", "2024", "Green"]])
    for place in ("C2", "C3"):
        sheet[place].fill = PatternFill("solid", fgColor="FFFF0000")
    reading = understood(saved(book))
    assert [action.rating for action in reading.document.actions()] == ["R", "G"]
    asked = [
        note.understood
        for note in reading.notes
        if note.needs_decision and "red" in note.understood
    ]
    assert len(asked) == 2


def test_every_word_of_a_row_is_somewhere():
    """No cell is dropped: a field, an extra or a note holds it."""
    rows = [
        ["Plan"],
        [*HEAD, "Budget", "Success measure"],
        [*BUILD, "£1m", "100 homes", "beyond the headings"],
    ]
    (action,) = understood(workbook_plan(rows)).document.actions()
    assert action.source_number == "1.1"
    assert action.extras == (
        ("Budget", "£1m"),
        ("Success measure", "100 homes"),
        ("column 9", "beyond the headings"),
    )


def test_a_row_without_words_for_its_action_goes_with_the_one_above():
    rows = [HEAD, BUILD, [None, None, None, None, None, "More to come"]]
    reading = understood(workbook_plan(rows))
    (action,) = reading.document.actions()
    assert action.commentary == "Going well\nMore to come"
    assert any("further row" in note.understood and note.needs_decision for note in reading.notes)


def test_a_table_of_counts_is_no_plan_and_a_later_plan_is_found():
    counts = [["RAG", "Actions"], ["Green", "44"], ["Amber", "11"]]
    reading = understood(word_plan("Plan", counts, "Actions", [HEAD, BUILD]))
    assert [action.title for action in reading.document.actions()] == ["Build homes"]
    assert any("Green | 44" in note.said for note in reading.notes)


def test_a_sheet_with_no_plan_is_said_and_not_read_as_one():
    content = workbook_plan(Plan=[HEAD, BUILD], Lists=[["Head of HR", "x", "y", "z", "w", "v"]])
    reading = understood(content)
    assert len(list(reading.document.actions())) == 1
    assert any(note.said.startswith("Head of HR | x") for note in reading.notes)


def test_bold_lines_between_rows_are_sections_and_plain_ones_are_actions():
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    for row in [
        ["Plan"],
        ["Action", "Due", "RAG"],
        ["Housing"],
        ["Build", "2024", "G"],
        ["Repair"],
    ]:
        sheet.append(row)
    sheet["A3"].font = Font(bold=True)
    reading = understood(saved(book))
    assert [one.text for one in reading.document.recommendations()] == ["Housing"]
    assert [action.title for action in reading.document.actions()] == ["Build", "Repair"]


def test_marks_on_the_cover_are_not_the_title():
    reading = understood(word_plan("Appendix 1", "OFFICIAL", "Housing plan", [HEAD, BUILD]))
    assert reading.document.title == "Housing plan"


def test_a_file_without_a_title_takes_its_name_and_asks(tmp_path):
    path = tmp_path / "Housing_plan.xlsx"
    path.write_bytes(workbook_plan([HEAD, BUILD]))
    reading = read_plan(path)
    assert reading.document.title == "Housing plan"
    assert reading.notes[0].needs_decision


def test_a_file_is_read_by_content_whatever_its_ending(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(workbook_plan([["Plan"], HEAD, BUILD]))
    reading = read_plan(path)
    assert len(list(reading.document.actions())) == 1
    assert "an Excel workbook" in reading.notes[0].understood


def test_tracked_changes_inside_cells():
    document = docx.Document()
    table = add_table(document, [HEAD, BUILD])
    inserted = f"<w:ins {nsdecls('w')}><w:r><w:t> and flats</w:t></w:r></w:ins>"
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(inserted))
    (action,) = understood(saved(document)).document.actions()
    assert action.title == "Build homes and flats"


def test_several_owners_one_of_them_accountable_and_asked():
    rows = [["Action", "Owner", "RAG"], ["Build", "Head of Housing / HR Manager", "G"]]
    reading = understood(workbook_plan(rows))
    (action,) = reading.document.actions()
    assert (action.accountable, action.delivery) == ("Head of Housing", ("HR Manager",))
    assert any("Several leads" in note.understood and note.needs_decision for note in reading.notes)


def test_a_row_that_only_repeats_merged_cells_is_nothing():
    rows = [["Recommendation", *HEAD], ["R1 Housing", *BUILD], ["", *[""] * 6]]
    reading = understood(down_the_column(rows, bold=True))
    assert [action.title for action in reading.document.actions()] == ["Build homes"]
    assert [one.text for one in reading.document.recommendations()] == ["Housing"]


def test_lines_between_a_recommendation_and_its_table_are_not_another_one():
    reading = understood(word_plan("Plan", ONE, "Why it matters", [HEAD, BUILD]))
    assert [one.text for one in reading.document.recommendations()] == ["Improve housing"]
    assert [note.said for note in reading.notes if "left out" in note.understood] == [
        "Why it matters"
    ]


def test_lead_lines_after_a_recommendation_belong_to_it():
    lead = "SLT Lead – Head of Housing/Officer Lead – Housing Manager"
    (one,) = understood(word_plan("Plan", ONE, lead, [HEAD, BUILD])).document.recommendations()
    assert (one.slt_leads, one.officer_leads) == (("Head of Housing",), ("Housing Manager",))


def test_one_action_that_is_complete_below_its_date_is_complete_and_asked():
    rows = [["Action", "Due", "RAG"], ["Build homes", "March 2024\n\nComplete", "G"]]
    reading = understood(workbook_plan(rows))
    (action,) = reading.document.actions()
    assert (action.status, action.due.date) == (Status.COMPLETE, date(2024, 3, 31))
    assert any("date of completion" in n.understood and n.needs_decision for n in reading.notes)


def test_priorities_of_a_small_plan_are_not_odd():
    head = [*HEAD, "Priority"]
    content = word_plan("Plan", ONE, [head, [*BUILD, "H"]], TWO, [head, [*SAVE, "M"]])
    assert not [n for n in understood(content).notes if "Only one recommendation" in n.understood]


NAMES = {
    "action": ["Action", "What", "Key task", "Agreed action"],
    "lead": ["Lead", "Owner", "Responsible officer", "By whom"],
    "due": ["By when", "Deadline", "Target date", "Due date", "Target completion date"],
    "rating": ["RAG", "BRAG", "RAG rating", "RAG status"],
    "words": ["Comments", "Update", "Progress update", "Commentary"],
    "number": ["Ref", "No.", "Action no", "ID"],
}
CELLS = {
    "action": "Build more homes",
    "lead": "Head of Housing",
    "due": "March 2024",
    "rating": "Amber",
    "words": "Foundations are laid on both sites",
    "number": "7",
}


@settings(max_examples=40, deadline=None)
@given(st.permutations(sorted(NAMES)), st.data(), st.integers(0, 3), st.integers(0, 2))
def test_columns_are_known_under_any_name_in_any_order(order, data, above, before):
    head = [data.draw(st.sampled_from(NAMES[one])) for one in order]
    gap = [None] * before
    rows = [["Plan"], *[[] for _ in range(above)], gap + head, gap + [CELLS[one] for one in order]]
    (action,) = understood(workbook_plan(rows)).document.actions()
    assert action.title == CELLS["action"]
    assert action.accountable == CELLS["lead"]
    assert (action.due.words, action.due.date) == (CELLS["due"], date(2024, 3, 31))
    assert (action.rating, action.commentary) == ("A", CELLS["words"])
    assert (action.source_number, action.extras) == ("7", ())


def row(*words):
    return Row("", 1, tuple(Cell(at, (Paragraph(one),)) for at, one in enumerate(words)))


@pytest.mark.parametrize(
    "words",
    [
        HEAD,
        ["What", "Who", "When"],
        ["Recommendation", "Management response", "Responsible officer", "Deadline", "Status"],
        [
            "Action",
            "Timescale",
            "Priority Rating",
            "RAG Rating",
            "Anticipated completion",
            "Update",
        ],
        ["Key deliverable", "Lead(s)", "Target completion date", "BRAG"],
    ],
)
def test_heading_rows_are_known(words):
    assert is_heading_row(row(*words))


@pytest.mark.parametrize(
    "words",
    [
        BUILD,
        ["Complete", "Complete"],
        ["Build homes", "Head of Housing", "March 2024", "G"],
        ["A long sentence about actions, leads, deadlines and everything that follows from them"]
        * 2,
        ["Action"],
    ],
)
def test_other_rows_are_no_heading(words):
    assert not is_heading_row(row(*words))


def test_a_longer_heading_is_known_by_the_name_inside_it():
    scores = named("Lead officer for this action (post)")
    assert max(scores, key=lambda field: scores[field]) is Field.LEAD


@pytest.mark.parametrize("words", ["Ongoing", "On-going.", "Continuous"])
def test_ongoing_is_a_status_in_its_column_and_only_said_in_an_update(words):
    def notes(heading):
        content = word_plan("Plan", [["Action", "Lead", heading], ["Build", "Head of IT", words]])
        reading = understood(content)
        said = [note.understood for note in reading.notes if note.field == "status"]
        return reading.document.loose_actions[0].status, said

    status, (said,) = notes("Current position")
    assert (status, "no status is set by that" in said) == (None, True)
    assert notes("Status") == (Status.IN_PROGRESS, [f"“{words}” is read as in progress."])
