"""The plan as Excel, CSV and JSON: the same figures, real dates, nothing that runs."""

import csv
import io
import json
import time
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest

from actionplan.declared import Due, Precision, Proposal, Revision
from actionplan.document import Action
from actionplan.figures import Facts, count, figures_of
from actionplan.formula_text import harmless
from actionplan.interchange import from_json
from actionplan.key_lines import Rating
from actionplan.reporting.appendix import Appendix
from actionplan.reporting.columns import COLUMNS, PROPOSED, PROPOSED_WHY
from actionplan.reporting.data import write_csv, write_json
from actionplan.reporting.report import from_bytes, to_bytes
from actionplan.reporting.rows import rows_of
from actionplan.reporting.summary import summary_of
from actionplan.reporting.workbook import MOST, write_xlsx
from actionplan.reporting.workbook_key import HOW, KEY_SHEET, REPORTED_SHEET
from actionplan.reporting.writers import WRITERS
from actionplan.words import STATUS_WORDS
from tests.reporting.plans import one_row, real_plan, report

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', " =1", "＝1")
BY_WORDS = {words: status for status, words in STATUS_WORDS.items()}


def csv_rows(plan) -> list[dict[str, str]]:
    text = write_csv(report(plan)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def book(plan, **facts) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(report(plan, **facts))))


def sheet_rows(plan) -> list[dict[Any, Any]]:
    headings, *rows = book(plan)["Actions"].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def recounted(rows, as_at: date | None):
    """The figures from the rows of a file, as anybody could count them."""
    return count(
        (
            Facts(
                rating=row["RAG"].split(" ")[0] if row["RAG"] else None,
                status=BY_WORDS.get(row["Status"]),
                due=as_day(row["Due date"]),
                has_lead=bool(row["Action lead"] or row["Delivery leads"]),
                counts=row["Counted in totals"] == "Yes",
            )
            for row in rows
        ),
        as_at,
    )


def as_day(value) -> date | None:
    if not value:
        return None
    return date.fromisoformat(value) if isinstance(value, str) else value.date()


# The same figures


def test_figures_of_csv_and_excel_are_those_that_are_counted():
    known = figures_of(real_plan())
    assert recounted(csv_rows(real_plan()), real_plan().as_at) == known
    assert recounted(sheet_rows(real_plan()), real_plan().as_at) == known


def test_figures_of_json_are_those_that_are_counted():
    data = json.loads(write_json(report(real_plan())))
    known = figures_of(real_plan())
    for name in ("total", "complete", "open", "past_date", "no_date", "dated_ahead", "kept_out"):
        assert data["figures"][name] == getattr(known, name)
    assert data["figures"]["by_rating"] == {"G": 44, "A": 11, "not rated": 5}
    assert data["figures"]["as_at"] == "2023-06-30"
    assert figures_of(from_json(data["document"])) == known


def test_figures_of_the_second_sheet_are_those_that_are_counted():
    rows = list(book(real_plan())[REPORTED_SHEET].iter_rows(values_only=True))
    whole = next(row for row in rows if row[0] == "Whole plan")
    assert whole[1:9] == (44, 11, 0, 5, 60, 41, 19, 10)
    said = {str(row[0]): str(row[1]) for row in rows}
    assert said["Position"].startswith("41 of 60 complete")
    assert said["G"] == "Green"
    assert said["A"] in {"Amber", "1-3 months"}


def test_parts_of_the_summary_add_up_to_the_whole():
    summary = summary_of(real_plan())
    for column in summary.columns:
        parts = sum(column.count(figures) for _, _, figures in summary.parts)
        assert parts == column.count(summary.whole)


def test_a_rating_that_the_key_lacks_is_counted_and_named():
    summary = summary_of(one_row(rating="B"))
    stray = next(column for column in summary.columns if column.letter == "B")
    assert (stray.heading, stray.count(summary.whole)) == ("“B”", 1)


# Every word


def test_every_action_is_a_row_with_its_words():
    for rows in (csv_rows(real_plan()), sheet_rows(real_plan())):
        assert len(rows) == 60
        for row, known in zip(rows, rows_of(real_plan()), strict=True):
            assert row["Ref"] == known.name
            assert row["Action"] == known.action.title
            assert (row["Commentary"] or None) == known.action.commentary
            assert (row["Anticipated completion"] or "") == known.action.due.words
            assert row["Recommendation"] == getattr(known.recommendation, "text", None)


def test_json_holds_the_plan_exactly():
    data = json.loads(write_json(report(real_plan())))
    assert from_json(data["document"]) == real_plan()


def test_dates_are_real_dates_beside_the_words():
    plan = one_row(due=Due("End of Sept 2022", date(2022, 9, 30), Precision.MONTH))
    cell = book(plan)["Actions"]["Q2"]
    assert cell.is_date
    (row,) = sheet_rows(plan)
    assert row["Anticipated completion"] == "End of Sept 2022"
    assert row["Due date"].date() == date(2022, 9, 30)
    assert row["Due date is exact to the"] == "month"
    assert csv_rows(plan)[0]["Due date"] == "2022-09-30"


def test_revisions_say_from_to_why_and_who():
    revision = Revision(Due("May 2022"), Due("May 2023"), "Staff left", "Cabinet, minute 12")
    (row,) = csv_rows(one_row(revisions=(revision,)))
    assert row["Revisions"] == "May 2022 to May 2023; Staff left; Cabinet, minute 12"


def test_a_date_that_waits_to_be_agreed_stands_beside_the_one_in_force():
    proposed = Proposal(Due("", date(2023, 12, 31)), "Staff left", date(2023, 6, 1), "Head of Law")
    due = Due("May 2023", date(2023, 5, 31), Precision.MONTH)
    plan = replace(one_row(due=due, proposed=proposed), asks_date_agreement=True)
    (row,) = csv_rows(plan)
    assert (row["Due date"], row[PROPOSED]) == ("2023-05-31", "2023-12-31")
    assert row[PROPOSED_WHY] == "Staff left; Head of Law"
    assert sheet_rows(plan)[0][PROPOSED].date() == date(2023, 12, 31)
    words = Proposal(Due("After the election", None), "")
    plan = replace(one_row(due=due, proposed=words), asks_date_agreement=True)
    assert csv_rows(plan)[0][PROPOSED] == "After the election"
    assert PROPOSED not in csv_rows(one_row())[0]


def test_columns_of_the_source_that_have_no_name_here_are_kept():
    (row,) = csv_rows(one_row(extras=(("Budget", "£3"), ("Risk", "High"), ("Risk", "Low"))))
    assert row["Budget"] == "£3"
    assert row["Risk"] == "High\nLow"


def test_sub_actions_follow_their_action():
    rows = csv_rows(one_row(reference=None, sub_actions=(Action("Below"), Action("Next"))))
    assert [row["Ref"] for row in rows] == ["1.1", "1.1.1", "1.1.2"]
    assert [row["Part of"] for row in rows] == ["", "1.1", "1.1"]


# The sheet


def test_sheet_is_ready_to_be_read():
    sheet = book(real_plan())["Actions"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet["H2"].alignment.wrap_text
    assert sheet.column_dimensions["H"].width == 44
    assert [cell.value for cell in sheet[1]][: len(COLUMNS)][:3] == ["Ref", "Theme", "No."]


@pytest.mark.parametrize(
    ("made", "comes_back"),
    [
        ({"is_draft": True}, True),
        ({}, False),
        ({"is_draft": True, "appendix": Appendix(number=1)}, False),
    ],
)
def test_only_what_can_be_sent_back_says_how(made, comes_back):
    """Neither what was reported nor what is published: whoever reads it sends nothing back."""
    found = book(real_plan(), **made)
    assert found.sheetnames[1] == (KEY_SHEET if comes_back else REPORTED_SHEET)
    words = " ".join(str(cell.value) for row in found.worksheets[1] for cell in row)
    assert (HOW in words, "send it back" in words) == (comes_back, comes_back)


def test_sheet_says_draft():
    cells = [row[:2] for row in book(real_plan(), is_draft=True)[KEY_SHEET].values]
    assert ("State", "DRAFT") in cells


def test_text_too_long_for_a_cell_goes_on_in_the_next():
    (row,) = sheet_rows(one_row(commentary="x" * (MOST * 2 + 5)))
    pieces = [row[name] for name in row if name.startswith("Commentary")]
    assert "".join(pieces) == "x" * (MOST * 2 + 5)
    assert len(pieces) == 3
    assert max(map(len, pieces)) <= MOST


# Nothing that runs


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_text_in_csv(text):
    (row,) = csv_rows(one_row(title=text, extras=((text, text),)))
    assert row["Action"] == f"'{text}"
    assert row[f"'{text}"] == f"'{text}"
    assert harmless("5 - 3 = 2") == "5 - 3 = 2"


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_text_in_excel(text):
    sheet = book(one_row(title=text, commentary=text, extras=((text, text),)))["Actions"]
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]
    cell = sheet["H2"]
    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (text, "s", True)


def test_no_formula_in_the_key_either():
    plan = replace(real_plan(), key=(Rating("=1", "=2", "", "", "=3"),))
    sheet = book(plan, title="=4")[REPORTED_SHEET]
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_hostile_characters_do_no_harm(kind):
    plan = one_row(title="a\x00\x0b\ud800\ufffeb", commentary="\u202e\x1b[31m")
    assert WRITERS[kind].write(report(plan))


def test_csv_opens_right_in_excel():
    assert write_csv(report(real_plan())).startswith(b"\xef\xbb\xbfRef,")


# The report between processes, and its name


def test_report_crosses_to_the_child_unchanged():
    known = report(one_row(title="\ud800 \x00 漢"), dated=date(2023, 7, 1), is_draft=True)
    assert from_bytes(to_bytes(known)) == known


@pytest.mark.parametrize("broken", [b"", b"[]", b"{}", b'{"council": 1}', b"\xff"])
def test_what_is_no_report_is_refused(broken):
    with pytest.raises(ValueError, match=r".+"):
        from_bytes(broken)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Peer Review Action Plan", "Peer Review Action Plan"),
        (
            "Corporate Peer Review Action Plan – Updated June 2023",
            "Corporate Peer Review Action Plan",
        ),
        ('a<b>:"/\\|?*c', "a b c"),
        ("CON", "Plan CON"),
        ("...", "Action plan"),
        ("x" * 300, "x" * 99 + "…"),
        ("line\nend\x00", "line end"),
    ],
)
def test_files_are_named_as_clerks_name_them(title, name):
    known = report(replace(real_plan(), title=title))
    assert WRITERS["pdf"].file_name(known) == f"{name} – position as at 30 June 2023.pdf"


def test_a_draft_and_a_plan_without_a_day_say_so_in_their_name():
    undated = report(replace(real_plan(), title="Plan", as_at=None), is_draft=True)
    assert WRITERS["xlsx"].file_name(undated) == "Plan (DRAFT).xlsx"
    assert "filename*=utf-8''" in WRITERS["csv"].disposition(report(real_plan()))


def test_word_and_excel_do_not_say_when_they_were_made(monkeypatch):
    """Equal content is equal bytes, at whatever moment it is written."""
    for kind in ("docx", "xlsx"):
        first = WRITERS[kind].write(report(real_plan()))
        moments = {one.date_time for one in zipfile.ZipFile(io.BytesIO(first)).infolist()}
        assert moments == {(1980, 1, 1, 0, 0, 0)}
        with monkeypatch.context() as later:
            later.setattr("time.localtime", lambda *_: time.struct_time((2031, 2, 3) + (0,) * 6))
            later.setattr("time.time", lambda: 1_927_000_000.0)
            assert WRITERS[kind].write(report(real_plan())) == first


def test_word_shows_the_bar_of_ratings_as_a_committees_report_does():
    made = docx.Document(io.BytesIO(WRITERS["docx"].write(report(real_plan()))))
    sentence = "Ratings of the plan: 44 Green, 11 Amber, 0 Red, 5 not rated; 60 in all."
    (shape,) = made.inline_shapes
    assert shape._inline.docPr.get("descr") == sentence
    assert sentence in [paragraph.text for paragraph in made.paragraphs]


@pytest.mark.parametrize("letter", ["\r", "A\nB", "\t"])
def test_word_is_written_whatever_stands_where_a_rating_should(letter):
    plan = real_plan()
    strange = replace(plan, loose_actions=(Action("Train members", rating=letter),))
    made = docx.Document(io.BytesIO(WRITERS["docx"].write(report(strange))))
    assert len(made.inline_shapes) == 1
