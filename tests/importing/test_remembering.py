"""Which headings of a file that was brought in are remembered for the plan's next file."""

from actionplan.importing.child import rows_of
from actionplan.importing.layout import understand_plan
from actionplan.importing.notes import Choices, ColumnChoice, FoundColumn, FoundTable, KnownHeading
from actionplan.importing.remembering import columns_used
from tests.importing.making import HEADINGS, workbook_plan

BUDGET = ["Publish the budget", "Head of Finance", "31/03/2024", "Green", "On its way at last"]


def read(content, choices):
    return understand_plan(rows_of(content), choices)


def used(content, choices=None):
    choices = choices or Choices()
    found = columns_used(read(content, choices).tables, choices)
    return {one.heading: one.field for one in found}


def table(key, rows, **fields):
    columns = (FoundColumn(at, *pair) for at, pair in enumerate(fields.items()))
    return FoundTable(key, key, tuple(columns), rows)


def test_headings_are_remembered_with_what_they_held():
    content = workbook_plan([[*HEADINGS, "Outcome"], [*BUDGET, "Safer streets"]])
    assert used(content) == {
        "Action": "action",
        "Lead": "lead",
        "By when": "due",
        "RAG": "rating",
        "Update": "commentary",
    }


def test_what_a_person_chose_is_remembered_also_as_a_further_column():
    choices = Choices((ColumnChoice("s1.1", 3, "other"), ColumnChoice("s1.1", 4, "steps")))
    found = used(workbook_plan([HEADINGS, BUDGET]), choices)
    assert (found["RAG"], found["Update"]) == ("other", "steps")


def test_what_was_remembered_is_remembered_on():
    before = Choices(remembered=(KnownHeading("rag:", "other"),))
    assert used(workbook_plan([HEADINGS, BUDGET]), before)["RAG"] == "other"


def test_the_next_file_of_the_plan_is_read_as_the_last_one_was_taken():
    content = workbook_plan([HEADINGS, BUDGET])
    chosen = Choices((ColumnChoice("s1.1", 3, "other"), ColumnChoice("s1.1", 4, "steps")))
    first = read(content, chosen)
    again = read(content, Choices(remembered=columns_used(first.tables, chosen)))
    assert again.document == first.document


def test_where_tables_differ_the_larger_one_counts_and_empty_ones_not_at_all():
    tables = (
        table("t1.1", 2, Timescale="due", Owner="lead"),
        table("t2.1", 9, timescale="timescale"),
        table("t3.1", 0, Risk="action"),
    )
    assert columns_used(tables, Choices()) == (
        KnownHeading("timescale", "timescale"),
        KnownHeading("Owner", "lead"),
    )
