"""That a wording was edited is said in each file of what was reported, in none that comes back."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from actionplan.importing.plain_text import plain_text
from actionplan.importing.tabular import read_csv
from actionplan.public.page import blocks_of
from actionplan.public.redacting import redact
from actionplan.reporting.columns import COMMENTARY, WORDED
from actionplan.reporting.data import write_csv
from actionplan.reporting.writers import WRITERS
from actionplan.wording import worded
from actionplan.words import EDITED
from tests.pdf_reading import Reading
from tests.reporting.committee import appendix_report
from tests.reporting.plans import one_row, report

OWN, BETTER = "Cllr Hale's lot have met monthly.", "The working group has met every month."
LIVE = one_row(commentary=OWN, reported=BETTER)


def words_of(kind: str, content: bytes) -> str:
    """What a file says, as one text."""
    if kind == "pdf":
        return " ".join(" ".join(Reading(content).page_words).split())
    if kind in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return "".join(file.read(name).decode("utf-8", "ignore") for name in file.namelist())
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("make", [report, appendix_report])
@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv", "html"])
def test_what_was_reported_says_so(kind, make):
    said = words_of(kind, WRITERS[kind].write(make(worded(LIVE))))
    assert BETTER in said
    assert EDITED in said
    assert "Cllr Hale" not in said


def test_json_has_the_wording_in_both_fields():
    plan = json.loads(WRITERS["json"].write(report(worded(LIVE))))["document"]["plan"]
    row = plan["themes"][0]["recommendations"][0]["actions"][0]
    assert row["commentary"] == row["reported"] == BETTER


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv"])
def test_files_of_the_live_plan_have_the_leads_own_words_and_no_mark(kind):
    said = words_of(kind, WRITERS[kind].write(report(LIVE, stamp="signed")))
    assert "lot have met monthly." in said
    assert BETTER not in said
    assert EDITED not in said


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv", "html"])
def test_nothing_is_said_where_nothing_was_edited(kind):
    assert EDITED not in words_of(kind, WRITERS[kind].write(report(one_row(commentary=OWN))))


def test_column_says_of_each_row_whether_it_was():
    first = LIVE.themes[0].recommendations[0]
    other = replace(first.actions[0], reference="PR-2", commentary="On track.", reported=None)
    both = replace(first, actions=(*first.actions, other))
    plan = replace(LIVE, themes=(replace(LIVE.themes[0], recommendations=(both,)),))
    rows = csv.DictReader(io.StringIO(write_csv(report(worded(plan))).decode("utf-8-sig")))
    assert [(row[COMMENTARY], row[WORDED]) for row in rows] == [
        (BETTER, "Yes"),
        ("On track.", "No"),
    ]


def test_mark_is_no_further_column_when_a_file_is_read():
    own = read_csv(plain_text(write_csv(report(worded(LIVE))))).own
    assert own
    found = next(own.document.actions())
    assert (found.commentary, found.extras) == (BETTER, ())


def test_public_page_says_it_unless_the_commentary_is_exempt():
    def cells(**marks: Any) -> str:
        first = replace(LIVE.themes[0].recommendations[0].actions[0], **marks)
        one = replace(LIVE.themes[0].recommendations[0], actions=(first,))
        plan = replace(LIVE, themes=(replace(LIVE.themes[0], recommendations=(one,)),))
        [block] = blocks_of(redact(plan).document)
        return str(block.rows[0].cells)

    assert EDITED in cells()
    assert EDITED not in cells(exempt_paragraph="paragraph 3", exempt_fields=("commentary",))
