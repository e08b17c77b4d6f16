"""What workbooks hold beside plain cells: hidden things, formulas, merged titles, odd sheets."""

from datetime import date

from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill

from tests.corpus.building import workbook
from tests.corpus.describing import UP, A, C, Sample, document

HEAD: list = ["Action", "Lead", "Target date", "RAG", "Comments"]
FIRST: list = ["Adopt a charter", "Policy Officer", "May 2024", "G", "Adopted"]
MADE = A("Adopt a charter", None, "G", None, "May 2024", "2024-05-31", "Policy Officer",
         commentary="Adopted")  # fmt: skip


@document
def hidden_rows_columns_and_sheets() -> Sample:
    def change(book) -> None:
        sheet = book["Plan"]
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["F"].hidden = True
        book["Old"].sheet_state = "hidden"

    return Sample(
        workbook(
            change,
            Plan=[["Plan"], [*HEAD, "Internal"], [*FIRST, "secret"],
                  ["Hidden action", "HR Manager", "May 2024", "R", "", ""],
                  ["Publish a map", "GIS Officer", "June 2024", "A", "", ""]],
            Old=[HEAD, FIRST],
        ),
        [MADE, A("Publish a map", None, "A", None, "June 2024", "2024-06-30", "GIS Officer")],
        says=("hidden row", "Hidden columns", "hidden sheet"),
    )  # fmt: skip


@document
def titles_and_keys_above_the_table_and_gaps_within() -> Sample:
    return Sample(
        workbook(Plan=[
            [], [],
            [None, None, C("Waste improvement plan", across=5, bold=True)],
            [None, None, C("Position as at 31 December 2024", across=5)],
            [],
            [None, None, "Key", C("Red", shade="FF0000"), "Off track"],
            [None, None, "", C("Amber", shade="FFC000"), "Some delay"],
            [None, None, "", C("Green", shade="00B050"), "On track"],
            [],
            [None, None, *HEAD],
            [],
            [None, None, *FIRST],
            [], [], [],
            [None, None, "Publish a map", "GIS Officer", "June 2024", "A", "Late"],
            [None, None, "Print the map", "GIS Officer", "July 2024", "R", ""],
        ]),
        [
            MADE,
            A("Publish a map", None, "A", None, "June 2024", "2024-06-30", "GIS Officer",
              commentary="Late"),
            A("Print the map", None, "R", None, "July 2024", "2024-07-31", "GIS Officer"),
        ],
        title="Waste improvement plan",
    )  # fmt: skip


@document
def comments_and_theme_colours() -> Sample:
    def change(book) -> None:
        sheet = book["Plan"]
        sheet["A3"].comment = Comment("Ask the board about this", "A Person")
        sheet["D3"].fill = PatternFill("solid", fgColor=Color(indexed=3))

    return Sample(
        workbook(change, Plan=[["Plan"], HEAD, [*FIRST[:3], None, "Adopted"]]),
        [A("Adopt a charter", None, "G", None, "May 2024", "2024-05-31", "Policy Officer",
           commentary="Adopted", asks=("it is green",))],
        says=("Comments on cells",),
    )  # fmt: skip


@document
def two_rows_of_a_merged_action_with_their_own_owners() -> Sample:
    rows: list = [
        ["Recommendation", "Action", "Lead", "Target date", "RAG"],
        [C("1. Plan the workforce", down=2), C("Write a workforce plan", down=2), "HR Manager",
         "May 2024", "G"],
        [UP, UP, "Finance Manager", "June 2024", "A"],
    ]  # fmt: skip
    return Sample(
        workbook(Plan=[["Plan"], *rows]),
        [A("Write a workforce plan", 1, "G", None, "May 2024", "2024-05-31", "HR Manager",
           asks=("further row",))],
    )  # fmt: skip


@document
def columns_without_any_known_action() -> Sample:
    """ "Area of focus" is in no table of synonyms; its words and its place tell."""
    rows: list = [
        ["Area of focus", "Lead officer", "Deadline", "RAG rating", "Latest update"],
        ["Agree how the depot is to be staffed at weekends", "Depot Manager", "May 2025", "G",
         "Rota drafted"],
        ["Move the vehicles to the new site", "Fleet Manager", "June 2025", "A", ""],
    ]  # fmt: skip
    return Sample(
        workbook(Plan=[["Depot plan"], *rows]),
        [
            A("Agree how the depot is to be staffed at weekends", None, "G", None, "May 2025",
              "2025-05-31", "Depot Manager", commentary="Rota drafted"),
            A("Move the vehicles to the new site", None, "A", None, "June 2025", "2025-06-30",
              "Fleet Manager"),
        ],
        says=("The column is read as the action",),
    )  # fmt: skip


@document
def sections_as_rows_with_one_filled_cell() -> Sample:
    rows: list = [
        ["Ref", *HEAD],
        [None, C("Recommendation 1: Be open", bold=True)],
        ["1.1", *FIRST],
        [None, C("Recommendation 2: Be fair", bold=True)],
        ["2.1", "Publish pay ratios", "HR Manager", C(date(2024, 6, 28), form="dd-mmm-yy"), "A",
         None],
        ["2.2", "Review grades", None, None, None, None],
    ]  # fmt: skip
    return Sample(
        workbook(Plan=[["Plan"], *rows]),
        [
            A("Adopt a charter", 1, "G", None, "May 2024", "2024-05-31", "Policy Officer",
              commentary="Adopted"),
            A("Publish pay ratios", 2, "A", None, "28-Jun-24", "2024-06-28", "HR Manager"),
            A("Review grades", 2),
        ],
        recommendations=[(1, "Be open", None), (2, "Be fair", None)],
    )  # fmt: skip


@document
def timescales_as_bands_beside_dates() -> Sample:
    rows: list = [
        ["Recommendation", "Action", "Timescale (Short/Medium/Long)", "Completion Date", "Priority",
         "Owner", "Status"],
        ["R1 Be open", "Adopt a charter", "Short", "May 2024", "1", "Policy Officer", "Amber"],
        ["R2 Be fair", "Publish pay ratios", "Medium", "2025/26", "2", "HR Manager", "Green"],
    ]  # fmt: skip
    return Sample(
        workbook(Plan=[["Plan"], *rows]),
        [
            A("Adopt a charter", 1, "A", None, "May 2024", "2024-05-31", "Policy Officer", "1",
              "Short"),
            A("Publish pay ratios", 2, "G", None, "2025/26", "2026-03-31", "HR Manager", "2",
              "Medium"),
        ],
    )  # fmt: skip
