"""The position statement: each recommendation in its own words, from the plan's figures."""

import io
from datetime import date

import docx

from actionplan.document import PlanDocument
from actionplan.reporting.covering_word import write_covering
from actionplan.reporting.positions import positions
from actionplan.reporting.report import Brand
from actionplan.reporting.sample_report import sample_report
from actionplan.reporting.shipped import shipped_form
from tests.reporting.plans import one_row, real_plan


def test_every_recommendation_of_the_real_plan_has_its_position():
    grid = positions(real_plan())
    assert grid is not None
    wordings = [one.text for one in real_plan().recommendations()]
    assert len(grid.rows) == len(wordings) == 7
    for (asked, _, _), text in zip(grid.rows, wordings, strict=True):
        assert " ".join(text.split())[:100] in asked
    complete = sum(int(position.partition(" of ")[0]) for _, position, _ in grid.rows)
    assert complete == 41
    still = [action for action in real_plan().actions() if action.is_open]
    assert sum(cell.count(";") + 1 for _, _, cell in grid.rows if cell != "Nothing is open.") == 19
    assert all(any(one.title[:40] in cell for _, _, cell in grid.rows) for one in still)


def test_what_is_open_is_told_with_rating_and_date():
    grid = positions(one_row(rating="A"))
    assert grid is not None
    told = "PR-1 The only action (Amber, no date)."
    assert grid.rows == (("1. Do one thing", "0 of 1 complete.", told),)
    assert positions(PlanDocument("Empty", as_at=date(2023, 6, 30))) is None


def test_form_of_a_position_statement_prints_it():
    report = sample_report(shipped_form("position"), "A council", Brand())
    made = docx.Document(io.BytesIO(write_covering(report)))
    headings = [one.text for one in made.paragraphs if one.text.startswith("Position against")]
    assert headings[0] == "Position against each recommendation"
    assert "Still to be done" in [
        cell.text for table in made.tables for cell in table.rows[0].cells
    ]
