"""The files of a final report: kept with their checksums, taken back, made anew, proved."""

import hashlib
import io
import json
import zipfile
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from actionplan.models import (
    Action,
    Plan,
    RedactedPlace,
    Report,
    ReportFile,
    ReportText,
)
from actionplan.queries.report_files import kept_of
from actionplan.reporting.public_files import PUBLIC_FILES
from actionplan.reporting.shipped import shipped_form
from actionplan.reporting.template import Stage
from actionplan.reporting.writers import WRITERS
from actionplan.services.corrections import correct
from actionplan.services.redacting import Approval, Wish, redact
from actionplan.services.report_files import start_unfinished_again
from actionplan.services.report_stages import move
from actionplan.services.reports import begin_report, save_text
from council import clock
from council.models import Role, Work
from tests import factories
from tests.actionplan.test_committee_reports import write_all
from tests.sealing import a_closed_period

NAME = "Ada Quill"
WORDS = f"{NAME} is off sick until March."
WHERE = "/ashdown/meetings/reports"
KEPT = "report-files/x.docx"


@pytest.fixture
def report(cast):
    factories.entry(cast.ahead, by=cast.owner, rating="A", commentary=WORDS)
    period = a_closed_period(cast.plan, date(2023, 3, 31), cast.manager)
    begun = begin_report(
        meeting=factories.meeting(cast.council, date(2023, 9, 5)),
        title="Peer review: progress",
        form=shipped_form("district"),
        parts=[(cast.plan, period)],
        by=cast.clerk,
    )
    return write_all(begun, cast.clerk)


def moved(report, stage, by, note=""):
    move(report=report, stage=stage, by=by, seen=report.stage, note=note)
    return Report.objects.get(pk=report.pk)


def standing(report) -> dict[str, ReportFile]:
    """Kept files by what they are: "covering", "pdf", "public pdf"."""
    files = ReportFile.objects.filter(file_set__report=report).exclude(file="")
    return {
        f"{'public ' * one.file_set.is_public}{one.kind if one.part else 'covering'}": one
        for one in files
    }


def bytes_of(file: ReportFile) -> bytes:
    with file.file.open("rb") as kept:
        return bytes(kept.read())


def words_in(content: bytes) -> bool:
    parts = [content]
    if content[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = [archive.read(name) for name in archive.namelist()]
    return any(NAME.encode() in part for part in parts)


def test_final_files_are_kept_given_out_and_proved(
    cast, report, logged_in, django_assert_max_num_queries
):
    report = moved(report, Stage.READY, cast.clerk)
    kept = standing(report)
    assert set(kept) == {"covering", *WRITERS}
    assert kept["covering"].file_name == "2023-09-05 Peer review progress.docx"
    assert kept["pdf"].file_name == (
        "2023-09-05 Appendix 1 Peer review action plan – position as at 31 March 2023.pdf"
    )
    first = {name: bytes_of(one) for name, one in kept.items()}
    for name, content in first.items():
        assert kept[name].sha256 == hashlib.sha256(content).hexdigest()
        assert (kept[name].size, kept[name].made_by) == (len(content), cast.clerk)
    assert json.loads(first["json"])["draft"] is False

    cast.council.name = "Another name"
    cast.council.save()
    clerk = logged_in(cast.clerk)
    for kind in WRITERS:
        with django_assert_max_num_queries(12):
            answer = clerk.get(f"{WHERE}/{report.pk}/appendix/1/{kind}/")
        assert answer.content == first[kind]
        assert ("inline" in answer.headers["Content-Disposition"]) == (kind == "html")
    assert clerk.get(f"{WHERE}/{report.pk}/word/").content == first["covering"]

    # A later correction stands in none of them, and is offered beside them.
    correct(
        period=report.parts.get().period, reference="PR-1", field="commentary",
        correct="Met twice.", minute="34", reason="A slip.", by=cast.manager,
    )  # fmt: skip
    page = clerk.get(f"{WHERE}/{report.pk}/").content.decode()
    assert "1 correction of a closed period was recorded after the files were kept" in page
    assert kept["json"].sha256 in page
    corrected = clerk.get(f"{WHERE}/{report.pk}/appendix/1/html/?anew").content.decode()
    assert "Met twice." in corrected
    assert "Met twice." not in first["html"].decode()

    # Whoever changes the bytes is found out, and so is a file that is gone.
    call_command("check_history", verbosity=0)
    name = str(kept["csv"].file.name)
    storages["private"].delete(name)
    assert broken() == f"“{kept['csv']}” of the report “{report}” is not where it was kept."
    assert "is not where it was kept" in clerk.get(f"{WHERE}/{report.pk}/appendix/1/csv/").text
    storages["private"].save(name, ContentFile(b"Other"))
    assert broken() == f"“{kept['csv']}” of the report “{report}” is not the file that was kept."


def test_every_member_has_the_final_files_of_a_published_report(cast, report, logged_in):
    reader, page = logged_in(cast.reader), report.parts.get().period.get_absolute_url()
    word, pdf = f"{WHERE}/{report.pk}/word/", f"{WHERE}/{report.pk}/appendix/1/pdf/"
    report = moved(report, Stage.READY, cast.clerk)
    assert [reader.get(one).status_code for one in (word, pdf)] == [403, 403]
    assert report.title not in reader.get(page).content.decode()
    report = moved(report, Stage.PUBLISHED, cast.clerk)
    shown = reader.get(page).content.decode()
    assert f"{report.title}, to " in shown
    kept = standing(report)
    for at, name in ((word, "covering"), (pdf, "pdf")):
        assert f'href="{at}"' in shown
        assert reader.get(at).content == bytes_of(kept[name])
    assert reader.get(report.get_absolute_url()).status_code == 403
    storages["private"].delete(str(kept["pdf"].file.name))
    assert reader.get(pdf).status_code == 404


def test_what_the_law_forbids_goes_from_kept_files_and_the_public_edition(
    cast, report, logged_in, django_capture_on_commit_callbacks
):
    Plan.objects.filter(pk=cast.plan.pk).update(is_public=True)
    report = moved(moved(report, Stage.READY, cast.clerk), Stage.PUBLISHED, cast.clerk)
    before = standing(report)
    assert set(before) == {"covering", *WRITERS, *(f"public {kind}" for kind in PUBLIC_FILES)}
    assert all(words_in(bytes_of(before[kind])) for kind in ("docx", "json", "public json"))
    with transaction.atomic(), pytest.raises(DatabaseError):
        ReportFile.objects.filter(pk=before["pdf"].pk).update(sha256="0" * 64)
    asked = f"/public/ashdown/{cast.plan.slug}/files/json/"
    clerk = logged_in(cast.clerk)
    assert clerk.get(asked).content == bytes_of(before["public json"])
    Action.objects.filter(pk=cast.ahead.pk).update(exempt_paragraph="Paragraph 1")
    assert not words_in(clerk.get(asked).content)

    admin = factories.member(cast.council, Role.SYSTEM_ADMINISTRATOR, name="Grace Osei")
    approval = Approval("A colleague's health was named.", "Data Protection Officer", admin)
    number = cast.ahead.entries.latest("pk").number
    asked = reverse("redactions:entry_redact", args=["ashdown", cast.plan.slug, "PR-1", number])
    sent_in = {"words": WORDS, "reason": approval.reason, "approved_by": approval.approved_by}
    told = f"{len(before)} kept files of reports: removed, and made anew"
    assert told in logged_in(admin).post(asked, sent_in).text
    with django_capture_on_commit_callbacks(execute=True):
        done = redact(council=cast.council, wish=Wish(WORDS), approval=approval)
    after = standing(report)
    assert set(after) == set(before)
    for one in before.values():
        assert not storages["private"].exists(str(one.file.name))
        assert RedactedPlace.objects.filter(row=one.pk, before=one.sha256).exists()
    for one in after.values():
        assert not words_in(bytes_of(one))
        assert one.file_set.redaction == done
    assert b"Removed under data protection law" in bytes_of(after["html"])
    assert "made anew after a redaction" in clerk.get(f"{WHERE}/{report.pk}/").text
    call_command("check_history", verbosity=0)


def broken() -> str:
    with pytest.raises(CommandError) as refusal:
        call_command("check_history", verbosity=0)
    return str(refusal.value)


def test_report_that_is_taken_back_has_no_final_files(
    cast, report, queue, django_capture_on_commit_callbacks
):
    """What was asked for and not made yet is not kept either."""
    report = moved(report, Stage.READY, cast.clerk)
    (waiting,) = report.file_sets.all()
    assert kept_of(report).waiting == waiting
    file = ReportFile.objects.create(
        file_set=waiting, kind="docx", file=storages["private"].save(KEPT, ContentFile(b"x")),
        file_name="x.docx", size=1, sha256="1" * 64, said="2" * 64, made_at=clock.now(),
        made_by=cast.clerk,
    )  # fmt: skip
    with transaction.atomic(), pytest.raises(DatabaseError):
        ReportFile.objects.filter(pk=file.pk).update(file="")
    with django_capture_on_commit_callbacks(execute=True):
        report = moved(report, Stage.DRAFTED, cast.clerk, note="A figure is missing.")
    assert not standing(report)
    assert not storages["private"].exists(KEPT)
    assert kept_of(report).now is None
    call_command("check_history", verbosity=0)
    text = report.texts.get(kind=ReportText.Kind.SECTION, code="purpose")
    usual = {"report": report, "kind": ReportText.Kind.SECTION, "code": "purpose"}
    save_text(words="To report.", seen=text.version, by=cast.clerk, **usual)
    report = moved(report, Stage.READY, cast.clerk)
    assert [one.number for one in report.file_sets.filter(taken_back_at=None)] == [2]


def test_what_is_being_made_while_words_go_is_made_anew(cast, report, queue):
    report = moved(report, Stage.READY, cast.clerk)
    work = report.file_sets.get().work
    Work.objects.filter(pk=work.pk).update(started_at=clock.machine_time())
    start_unfinished_again(council=cast.council)
    work.refresh_from_db()
    assert (work.attempt, work.started_at) == (2, None)
