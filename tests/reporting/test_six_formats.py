"""The figures of PDF, Word, Excel, CSV, JSON and HTML are the same, private and public."""

import csv
import io
import json
import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest

from actionplan.declared import Status
from actionplan.document import Action, PlanDocument
from actionplan.figures import Facts, count, figures_of
from actionplan.importing.plain import read_plan_toml
from actionplan.public.redacting import redact
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.summary import summary_of
from actionplan.reporting.tables import WHOLE
from actionplan.reporting.workbook_key import KEY_SHEETS
from actionplan.reporting.writers import WRITERS
from actionplan.words import status_words
from tests.pdf_reading import Reading
from tests.reporting.committee import appendix_report, with_actions
from tests.reporting.plans import real_plan
from tests.reporting.test_appendix import Tables

pytestmark = pytest.mark.long

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
STATUSES = {status_words(one): one for one in Status} | {status_words(None): None}


@cache
def demo_plans() -> dict[str, PlanDocument]:
    """Every plan of the demonstration, and each as the public may see it, some of it exempt."""
    worcester = (FIXTURES / "worcester" / "priority-actions.toml").read_bytes()
    plans = {
        "oadby-wigston": real_plan(),
        "worcester": replace(read_plan_toml(worcester), as_at=date(2023, 6, 30)),
    }
    public = {f"{name}, public": redact(marked(plan)).document for name, plan in plans.items()}
    return plans | public


def marked(plan: PlanDocument) -> PlanDocument:
    """The plan with every fifth action exempt as a whole, and every fourth its date."""

    def mark(action: Action, number: int) -> Action:
        fields = () if number % 5 == 0 else ("due",)
        is_marked = number % 5 == 0 or number % 4 == 0
        return replace(
            action,
            exempt_paragraph="paragraph 3" if is_marked else None,
            exempt_fields=fields if is_marked else (),
        )

    loose = tuple(mark(one, number) for number, one in enumerate(plan.loose_actions, 1))
    return replace(with_actions(plan, mark), loose_actions=loose)


def wanted(report: ReportDocument) -> dict[str, int]:
    summary = summary_of(report.document)
    return {column.heading: column.count(summary.whole) for column in summary.columns}


def of_table(headings: list[str], whole: list[str]) -> dict[str, int]:
    """The figures of a table's last row; that of last time stands in brackets behind each."""
    pairs = zip(headings[1:], whole[1:], strict=True)
    return {
        " ".join(name.split()): int(words.split("(")[0].replace(",", "")) for name, words in pairs
    }


def of_pdf(content: bytes, report: ReportDocument) -> dict[str, int]:
    made = Reading(content)
    (table,) = (one for one in made.tables if WHOLE in one.words)
    whole = made.rows(table)[-1]
    heads = [one.words for one in next(table.all("THead")).all("TH")]
    known = {"".join(name.split()): name for name in wanted(report)}
    found = of_table(heads, whole)
    return {known["".join(name.split())]: number for name, number in found.items()}


def of_docx(content: bytes, report: ReportDocument) -> dict[str, int]:
    for table in docx.Document(io.BytesIO(content)).tables:
        *_, last = table.rows
        if last.cells[0].text == WHOLE:
            return of_table(*([cell.text for cell in row.cells] for row in (table.rows[0], last)))
    raise AssertionError("There is no table of figures.")


def of_xlsx(content: bytes, report: ReportDocument) -> dict[str, int]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    (name,) = {*KEY_SHEETS} & {*book.sheetnames}
    values = book[name].values
    rows = [[str(cell) for cell in row if cell is not None] for row in values]
    start = next(n for n, row in enumerate(rows) if row[:1] == ["Recommendation"])
    whole = next(row for row in rows if row[:1] == [WHOLE])
    return of_table(rows[start], whole)


def of_html(content: bytes, report: ReportDocument) -> dict[str, int]:
    (table,) = (one for one in Tables(content).tables if one and one[-1][0] == WHOLE)
    return of_table(table[0], table[-1])


def of_json(content: bytes, report: ReportDocument) -> dict[str, int]:
    """The figures by their names in the data, under the headings of the tables."""
    data = json.loads(content)["figures"]
    found = {}
    for column in summary_of(report.document).columns:
        rated = data["by_rating"].get(column.letter or "not rated", 0)
        ended = data["total"] - data["complete"] - data["open"]
        found[column.heading] = ended if column.of == "ended" else data.get(column.of, rated)
    return found


def of_csv(content: bytes, report: ReportDocument) -> dict[str, int]:
    """Counted anew from the rows."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    facts = [
        Facts(
            rating=row["RAG"] or None,
            status=STATUSES[row["Status"]],
            due=date.fromisoformat(row["Due date"]) if row["Due date"] else None,
            counts=row["Counted in totals"] == "Yes",
        )
        for row in rows
    ]
    figures = count(facts, report.document.as_at)
    return {one.heading: one.count(figures) for one in summary_of(report.document).columns}


READ = {
    "pdf": of_pdf, "docx": of_docx, "xlsx": of_xlsx, "html": of_html, "json": of_json,
    "csv": of_csv,
}  # fmt: skip


def test_every_kind_of_file_is_read():
    assert set(READ) == set(WRITERS)


@pytest.mark.parametrize("name", demo_plans())
def test_figures_are_the_same_in_all_six(name):
    report = appendix_report(demo_plans()[name])
    figures = wanted(report)
    assert figures["Total"] == figures_of(report.document).total > 0
    found = {kind: read(WRITERS[kind].write(report), report) for kind, read in READ.items()}
    assert found == dict.fromkeys(READ, figures)


def test_every_plan_of_the_demonstration_is_among_them():
    councils = [
        path.parent.name
        for path in FIXTURES.glob("*/council.toml")
        for _ in tomllib.loads(path.read_text()).get("plans", [])
    ]
    assert {name.removesuffix(", public") for name in demo_plans()} == set(councils)
    assert len(councils) == len(set(councils))


def test_public_figures_are_others():
    for name in ("oadby-wigston", "worcester"):
        private, public = (demo_plans()[one] for one in (name, f"{name}, public"))
        assert figures_of(private).total > figures_of(public).total
