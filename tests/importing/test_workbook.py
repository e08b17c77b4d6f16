"""What workbooks hold besides plain cells: dates, numbers, hidden and merged things, formulas."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from actionplan.declared import Moment, Precision
from actionplan.importing.archive import Archive
from actionplan.importing.cell_words import moment_of, serial_date, shown
from actionplan.importing.workbook import read_workbook
from tests.importing.making import only, repacked, saved, workbook_plan


def read(content):
    return read_workbook(Archive(content))


@pytest.fixture
def book():
    return openpyxl.Workbook()


@pytest.fixture
def sheet(book):
    return book["Sheet"]


DAY = datetime(2025, 3, 5)  # noqa: DTZ001 - workbooks know no time zones


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (DAY, "mm-dd-yy", "05/03/2025"),
        (DAY, "dd/mm/yyyy", "05/03/2025"),
        (DAY, "d mmm yyyy", "5 Mar 2025"),
        (DAY, "[$-809]dd mmmm yyyy;@", "05 March 2025"),
        (DAY, "mmm-yy", "Mar-25"),
        (DAY, "yyyy", "2025"),
        (DAY, "dd/mm/yyyy hh:mm", "05/03/2025"),
        (DAY, "General", "5 March 2025"),
        (DAY, "ddd d mmm", "Wed 5 Mar"),
        (0.6, "0%", "60%"),
        (1.1, "0.00", "1.10"),
        (5.0, "General", "5"),
        (5, "General", "5"),
        (0.1 + 0.2, "General", "0.3"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("a_x000D_b", "General", "a\rb"),
    ],
)
def test_a_cell_is_read_as_it_shows(value, form, words):
    assert shown(value, form) == words


@pytest.mark.parametrize(
    ("form", "moment"),
    [
        ("dd/mm/yyyy", Moment(date(2025, 3, 5))),
        ("General", Moment(date(2025, 3, 5))),
        ("mmm-yy", Moment(date(2025, 3, 31), Precision.MONTH)),
        ("yyyy", Moment(date(2025, 12, 31), Precision.YEAR)),
    ],
)
def test_a_real_date_is_as_exact_as_it_shows(form, moment):
    assert moment_of(DAY, form) == moment


def test_dates_of_both_calendars(book, sheet):
    sheet.append(["When"])
    sheet.append([DAY])
    assert only(read(saved(book)).rows[1]).moment == Moment(date(2025, 3, 5))
    book.epoch = MAC_EPOCH
    content = saved(book)
    assert b'date1904="1"' in Archive(content).read("xl/workbook.xml")
    assert only(read(content).rows[1]).moment == Moment(date(2025, 3, 5))


def test_bare_numbers_in_the_range_of_dates():
    assert serial_date(45721, WINDOWS_EPOCH) == Moment(date(2025, 3, 5))
    assert serial_date(44259, MAC_EPOCH) == Moment(date(2025, 3, 5))
    assert serial_date(45721.5, WINDOWS_EPOCH) is None
    assert serial_date(60, WINDOWS_EPOCH) is None
    assert serial_date(True, WINDOWS_EPOCH) is None


def test_hidden_rows_columns_and_sheets_are_left_out_and_said(book, sheet):
    sheet.append(["A", "secret", "C"])
    sheet.append(["row", "gone", "too"])
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    other = book.create_sheet("Lists")
    other.append(["never"])
    other.sheet_state = "hidden"
    source = read(saved(book))
    assert [row.words for row in source.rows] == ["A | C"]
    assert [(note.where, note.said) for note in source.notes] == [
        ("sheet “Sheet”, row 2", "row | gone | too"),
        ("sheet “Sheet”", "secret"),
        ("sheet “Lists”", ""),
    ]
    assert all(note.needs_decision for note in source.notes)


def test_merged_cells_cover_their_columns_and_repeat_down_their_rows(book, sheet):
    sheet.append(["Over", None, "C"])
    sheet.append(["Down", "B", "C"])
    sheet.append([None, "B2", "C2"])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:A3")
    rows = read(saved(book)).rows
    found = [[(c.column, c.across, c.text, c.merged) for c in row.cells] for row in rows]
    assert found == [
        [(0, 2, "Over", False), (2, 1, "C", False)],
        [(0, 1, "Down", False), (1, 1, "B", False), (2, 1, "C", False)],
        [(0, 1, "Down", True), (1, 1, "B2", False), (2, 1, "C2", False)],
    ]


def test_formulas_give_their_saved_results_and_say_where_there_is_none(book, sheet):
    sheet.append(["=1+1", "words"])
    content = saved(book)
    source = read(content)
    assert [row.words for row in source.rows] == ["words"]
    assert [(note.said, note.needs_decision) for note in source.notes] == [("A1", True)]
    part = "xl/worksheets/sheet1.xml"
    saved_result = repacked(content, replace={part: lambda x: x.replace(b"<v></v>", b"<v>2</v>")})
    source = read(saved_result)
    assert [row.words for row in source.rows] == ["2 | words"]
    assert source.notes == []


@pytest.mark.parametrize(
    ("fill", "shade"),
    [
        (PatternFill("solid", fgColor="FF92D050"), "92D050"),
        (PatternFill("solid", fgColor=openpyxl.styles.Color(indexed=10)), "FF0000"),
        (PatternFill("solid", fgColor=openpyxl.styles.Color(theme=5)), "C0504D"),
        (PatternFill("solid", fgColor="FFFFFFFF"), ""),
        (PatternFill("gray125"), ""),
    ],
)
def test_fills_by_value_by_list_and_by_theme(book, sheet, fill, shade):
    sheet["A1"] = "G"
    sheet["A1"].fill = fill
    assert only(read(saved(book)).rows[0]).shade == shade


def test_a_lighter_theme_colour(book, sheet):
    sheet["A1"] = "G"
    sheet["A1"].fill = PatternFill("solid", fgColor=openpyxl.styles.Color(theme=4, tint=0.6))
    assert only(read(saved(book)).rows[0]).shade == "B9CDE5"


def test_words_that_are_struck_through_are_read_and_said(book, sheet):
    sheet["A1"] = "Old words"
    sheet["A1"].font = Font(strike=True)
    source = read(saved(book))
    assert only(source.rows[0]).text == "Old words"
    assert [note.said for note in source.notes] == ["Old words"]


def test_footers_are_margins(book, sheet):
    sheet["A1"] = "Plan"
    sheet.oddFooter.left.text = "Green - on track"
    assert read(saved(book)).margins == ["Green - on track"]


def test_lines_and_bullets_in_a_cell():
    (row,) = read(workbook_plan([["Title\n• one\n\n- two"]])).rows
    assert [(one.text, one.bullet) for one in only(row).filled] == [
        ("Title", False),
        ("one", True),
        ("two", True),
    ]
    assert len(only(row).blocks) == 2


def test_many_formatted_empty_rows_cost_nothing(book, sheet):
    sheet.append(["Plan"])
    for number in range(2, 3000):
        sheet.cell(number, 1).fill = PatternFill("solid", fgColor="FF92D050")
    assert len(read(saved(book)).rows) == 1


def test_a_macro_workbook_is_read_as_cells_only():
    stream = io.BytesIO(workbook_plan([["Plan"]]))
    content = repacked(stream.getvalue(), add={"xl/vbaProject.bin": b"not looked at"})
    assert only(read(content).rows[0]).text == "Plan"
