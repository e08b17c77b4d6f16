"""Downloads and manage.py export_plan: the same plan in every format, or one sentence."""

import csv
import io
import json

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from actionplan.models import Action
from actionplan.reporting.writers import WRITERS
from tests import factories
from tests.closing import closed
from tests.factories import Cast

STARTS = {
    "pdf": b"%PDF-",
    "docx": b"PK",
    "xlsx": b"PK",
    "csv": b"\xef\xbb\xbf",
    "json": b"{",
    "html": b"<!doctype html>",
}


def download(cast: Cast) -> str:
    return reverse("actionplan:plan_download", args=[cast.council.slug, cast.plan.slug])


@pytest.mark.parametrize("name", list(WRITERS))
def test_command_writes_every_format(cast, tmp_path, name):
    output = tmp_path / f"plan.{name}"
    call_command("export_plan", council="ashdown", plan="peer-review", format=name, output=output)
    assert output.read_bytes().startswith(STARTS[name])


@pytest.mark.parametrize("name", list(WRITERS))
def test_page_offers_every_format_and_gives_the_file(cast, logged_in, name):
    client = logged_in(cast.clerk)
    assert f'value="{name}"' in client.get(download(cast)).content.decode()
    meeting = factories.meeting(cast.council)
    answer = client.get(download(cast), {"format": name, "meeting": meeting.pk, "author": "CX"})
    assert answer.status_code == 200
    assert answer.content.startswith(STARTS[name])
    assert answer["Content-Disposition"].startswith("attachment")


def test_files_hold_the_same_actions(cast, logged_in):
    client = logged_in(cast.reader)
    files = {name: client.get(download(cast), {"format": name}).content for name in WRITERS}
    data = json.loads(files["json"])
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
    references = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    in_csv = {cell for row in rows for cell in row}
    wanted = {action.reference for action in cast.actions}
    assert wanted <= references
    assert wanted <= in_csv
    assert all(f'"{reference}"' in json.dumps(data) for reference in wanted)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"format": "odt"}, "Choose a file."),
        ({"format": ""}, "Choose a file."),
        ({"format": "pdf", "meeting": "999"}, "Choose one of the council’s meetings."),
    ],
)
def test_a_bad_choice_is_told_on_the_page(cast, logged_in, query, sentence):
    answer = logged_in(cast.clerk).get(download(cast), query)
    assert answer.status_code == 422
    assert sentence.replace("’", "&#x27;") in answer.content.decode()


def test_another_councils_meeting_cannot_be_chosen(cast, logged_in):
    meeting = factories.meeting(cast.other_council)
    answer = logged_in(cast.clerk).get(download(cast), {"format": "csv", "meeting": meeting.pk})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"council": "nowhere"}, "There is no council “nowhere”."),
        ({"plan": "nothing"}, "Ashdown has no plan “nothing”."),
        ({"period": "q9"}, "Peer review action plan has no period “q9”."),
    ],
)
def test_unknown_council_plan_or_period_is_refused(cast, tmp_path, options, sentence):
    output = tmp_path / "plan.csv"
    usual = {"council": "ashdown", "plan": "peer-review", "format": "csv", "output": output}
    with pytest.raises(CommandError) as refusal:
        call_command("export_plan", **(usual | options))
    assert str(refusal.value) == sentence
    assert refusal.value.returncode == 2
    assert not output.exists()


def test_a_closed_period_is_written_as_it_was_locked(cast, tmp_path):
    period, wording = closed(cast), cast.actions[0].title
    Action.objects.filter(pk=cast.actions[0].pk).update(title="Something else by now")
    for name in WRITERS:
        usual = {"council": "ashdown", "plan": "peer-review", "format": name}
        call_command("export_plan", output=tmp_path / name, period=period.slug, **usual)
    sealed = (tmp_path / "csv").read_text(encoding="utf-8-sig")
    assert (wording in sealed, "Something else by now" in sealed) == (True, False)
    assert all((tmp_path / name).read_bytes().startswith(STARTS[name]) for name in WRITERS)


def test_a_period_that_runs_cannot_be_written_as_if_it_were_locked(cast, tmp_path):
    running = cast.plan.periods.get()
    usual = {"council": "ashdown", "plan": "peer-review", "format": "csv", "period": running.slug}
    with pytest.raises(CommandError, match="is not closed and locked yet"):
        call_command("export_plan", output=tmp_path / "plan.csv", **usual)


def test_a_folder_that_is_not_there_is_one_sentence(cast, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command(
            "export_plan",
            council="ashdown",
            plan="peer-review",
            format="csv",
            output=tmp_path / "no" / "plan.csv",
        )
