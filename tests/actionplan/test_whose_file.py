"""Which plan a file is of, when nobody says: by our references, else by its title."""

import csv
import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplan.models import Plan, PlanFile
from actionplan.queries.report import plan_report
from actionplan.reporting.writers import WRITERS
from actionplan.reviewing.line import State
from actionplan.services.preview import Review
from tests.actionplan.review_pages import downloaded
from tests.importing.making import word_plan

pytestmark = pytest.mark.any_engine

SEND = "/ashdown/plan-files/send/"


def sent(client, name, content):
    """The review of a file that is sent in without a word on its plan."""
    answer = client.post(SEND, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return Review(PlanFile.objects.latest("pk"))


def saved_again(content, encoding, delimiter, end):
    """A CSV as another program writes it."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue().encode(encoding)


def outcome(review):
    """The plan, the states of the rows, and the questions on the file as a whole."""
    asked = [note.said for note in review.of_file if note.needs_decision]
    return review.file.plan, {line.state.value for line in review.lines}, asked


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx", "json"])
def test_our_own_download_is_of_its_plan_under_any_name(cast, manager, kind):
    name, content = downloaded(manager, cast.plan, kind)
    Plan.objects.filter(pk=cast.plan.pk).update(title="Another name by now")
    for called in (name, f"Book1.{kind}"):
        assert outcome(sent(manager, called, content)) == (cast.plan, {"unchanged"}, [])


@pytest.mark.parametrize(
    ("encoding", "delimiter", "end"),
    [("utf-8-sig", ";", "\r\n"), ("utf-16", "\t", "\r\n"), ("utf-8", ",", "\n")],
)
def test_csv_that_a_spreadsheet_saved_again_is_of_its_plan(cast, manager, encoding, delimiter, end):
    _, content = downloaded(manager, cast.plan, "csv")
    again = saved_again(content, encoding, delimiter, end)
    assert outcome(sent(manager, "Book1.csv", again)) == (cast.plan, {"unchanged"}, [])


def test_our_name_says_title_and_day_where_the_references_say_nothing(cast, manager):
    name, content = downloaded(manager, cast.plan, "csv")
    bare = re.sub(rb"PR-\d+", b"", content)
    name = name.replace("30 June", "31 March").replace(".csv", " (1).csv")
    review = sent(manager, name, bare)
    assert (review.file.plan, review.taking.as_at) == (cast.plan, date(2023, 3, 31))
    assert review.taking.title == cast.plan.title


def test_references_of_other_actions_name_no_plan(cast, manager):
    """A council's own list may count from PR-1 too."""
    _, content = downloaded(manager, cast.plan, "json")
    theirs = re.sub(rb'"title": ?"[^"]*"', b'"title": "Plant an orchard in the park"', content)
    assert sent(manager, "parks.json", theirs).file.plan is None


def test_file_of_another_plan_that_has_its_title_is_of_that_plan_whose_references_it_has(
    cast, manager
):
    other = Plan.objects.get(council=cast.other_council)
    _, content = downloaded(manager, cast.plan, "csv")
    assert sent(manager, f"{other.title}.csv", content).file.plan == cast.plan


def test_new_plan_is_asked_for_its_name_and_a_known_one_is_not(cast, manager):
    rows = [["Action", "Lead", "RAG"], ["Plant an orchard", "Head of Parks", "G"]]
    assert outcome(sent(manager, "orchards.docx", word_plan(rows)))[2] == ["orchards"]
    assert outcome(sent(manager, f"{cast.plan.title}.docx", word_plan(rows)))[2] == []


def test_workbook_for_the_public_has_no_stamp_and_is_of_its_plan(cast, manager):
    public = plan_report(cast.plan, date(2023, 6, 30))
    review = sent(manager, "Download.xlsx", WRITERS["xlsx"].write(public))
    assert review.file.plan == cast.plan
    assert not any(line.state is State.NEW for line in review.lines)
