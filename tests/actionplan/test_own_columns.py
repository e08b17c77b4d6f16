"""Columns that only one plan has: on its pages and in its files, in its own order."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from actionplan import document as doc
from actionplan.columns import in_own_spelling
from actionplan.importing.notes import Reading
from actionplan.interchange import from_json
from actionplan.models import Action
from actionplan.queries.report import plan_report
from actionplan.reporting.data import write_csv, write_json
from actionplan.reporting.pages import html_of
from actionplan.reporting.workbook import write_xlsx
from actionplan.services.applying import Source, apply_reading
from council import clock
from tests.actionplan.test_action_update import address


@pytest.fixture
def columned(cast):
    """The cast, its plan with two columns of its own; one action says something under each."""
    cast.plan.columns = ["Budget", "Ward <all>"]
    cast.plan.save()
    extras = [["Portfolio", "Leader"], ["ward <ALL>", "Oadby <b>"], ["Budget", "£3,000"]]
    Action.objects.filter(pk=cast.ahead.pk).update(extras=extras)
    return cast


@pytest.fixture
def owner(cast, logged_in):
    return logged_in(cast.owner)


def test_row_shows_what_they_say_in_the_plans_order(columned, owner):
    board = reverse("actionplan:plan_detail", args=[columned.council.slug, columned.plan.slug])
    page = owner.get(board).content.decode()
    assert page.index("Budget:") < page.index("Ward &lt;all&gt;:")
    assert "Oadby &lt;b&gt;" in page
    assert page.count("Budget:") == 1
    assert "Portfolio" not in page


def test_page_of_an_action_shows_them_also_where_they_say_nothing(columned, owner):
    page = owner.get(address(columned.ahead, "action_detail")).content.decode()
    places = [page.index(f"<dt>{name}</dt>") for name in ("Budget", "Ward &lt;all&gt;")]
    assert places == sorted(places)
    assert places[-1] < page.index("<dt>Portfolio</dt>")
    other = owner.get(address(columned.late, "action_detail")).content.decode()
    assert "<dt>Budget</dt><dd>Not stated</dd>" in other


def test_tables_have_a_column_for_each_filled_or_not(columned):
    Action.objects.update(extras=[])
    report = plan_report(columned.plan, clock.today())
    headings = next(csv.reader(io.StringIO(write_csv(report).decode("utf-8-sig"), newline="")))
    assert headings[-2:] == ["Budget", "Ward <all>"]
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(report)))["Actions"]
    assert [cell.value for cell in sheet[1]][-2:] == ["Budget", "Ward <all>"]


def test_files_hold_their_words_in_the_plans_order(columned):
    report = plan_report(columned.plan, clock.today())
    rows = list(csv.DictReader(io.StringIO(write_csv(report).decode("utf-8-sig"), newline="")))
    assert list(rows[0])[-3:] == ["Budget", "Ward <all>", "Portfolio"]
    assert (rows[0]["Budget"], rows[0]["Ward <all>"]) == ("£3,000", "Oadby <b>")
    data = json.loads(write_json(report))["document"]
    assert data["plan"]["columns"] == ["Budget", "Ward <all>"]
    assert from_json(data) == report.document
    assert "Budget: £3,000" in html_of(report)


def test_a_heading_of_a_file_takes_the_plans_spelling():
    extras = (("BUDGET", "£3"), ("Risk", "High"))
    assert in_own_spelling(extras, ["Budget"]) == [["Budget", "£3"], ["Risk", "High"]]


def test_import_puts_its_words_under_the_plans_heading(columned):
    new = doc.Action("Plant trees", extras=(("budget", "£5"), ("Risk", "High")))
    known = doc.PlanDocument(columned.plan.title, loose_actions=(new,))
    source = Source("plan.xlsx", columned.manager, date(2023, 6, 30))
    reading = Reading(known)
    receipt = apply_reading(
        reading=reading, council=columned.council, source=source, plan_slug=columned.plan.slug
    )
    made = Action.objects.get(plan=columned.plan, title="Plant trees")
    assert receipt.added == [made.reference]
    assert made.extras == [["Budget", "£5"], ["Risk", "High"]]
