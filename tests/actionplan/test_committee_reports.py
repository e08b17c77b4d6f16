"""Reports to committees: begun, written, signed off, moved through their stages, resolved."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest

from actionplan.models import Report, ReportText
from actionplan.queries.reports import agenda_deadline, next_stages, why_not_final
from actionplan.reporting.shipped import shipped_form
from actionplan.reporting.template import Stage
from actionplan.reporting.template_check import check_word_template
from actionplan.services.report_stages import move, record_resolution
from actionplan.services.report_templates import add_template
from actionplan.services.reports import begin_report, save_cover, save_text, sign_off
from council.file_types import NotTaken
from council.versions import CannotEdit, ChangedMeanwhile, newest
from tests import factories
from tests.sealing import a_closed_period

TODAY = date(2023, 6, 30)
DAY = date(2023, 9, 5)


@pytest.fixture
def report(cast):
    period = a_closed_period(cast.plan, date(2023, 3, 31), cast.manager)
    return begin_report(
        meeting=factories.meeting(cast.council, DAY),
        title="Peer review action plan: progress",
        form=shipped_form("district"),
        parts=[(cast.plan, period)],
        by=cast.clerk,
    )


def write_all(report, by):
    """Everything that must be filled, filled."""
    form = report.form
    usual = {"report": report, "by": by, "seen": 0}
    for one in form.typed_sections:
        save_text(kind=ReportText.Kind.SECTION, code=one.code, words="To report progress.", **usual)
    for one in form.implications:
        words: dict[str, Any] = {"words": "None arising.", "officer": "Head of Law"}
        save_text(kind=ReportText.Kind.IMPLICATION, code=one.code, **words, **usual)
    cover = {one.code: "Chief Executive" for one in form.cover}
    title, seen = report.title, newest(report)
    save_cover(report=report, title=title, cover=cover, late_reason="", seen=seen, by=by)
    for one in form.sign_offs:
        sign_off(report=report, code=one.code, name="A. Khan", day=TODAY, by=by)
    return Report.objects.get(pk=report.pk)


def moved(report, stage, by, **more):
    move(report=report, stage=stage, by=by, seen=report.stage, **more)
    return Report.objects.get(pk=report.pk)


def test_report_goes_from_begun_to_its_resolution(cast, report, queue):
    with pytest.raises(CannotEdit, match="“Report of” on the cover is empty"):
        moved(report, Stage.READY, cast.clerk)
    report = moved(write_all(report, cast.clerk), Stage.LOCKED, cast.clerk)
    assert why_not_final(report, TODAY) == []
    assert report.is_draft
    report = moved(report, Stage.READY, cast.clerk)
    assert not report.is_draft
    with pytest.raises(CannotEdit, match="This report is ready"):
        save_text(
            report=report,
            kind=ReportText.Kind.SECTION,
            code="purpose",
            words="Other",
            seen=1,
            by=cast.clerk,
        )
    with pytest.raises(CannotEdit, match="Say why the report goes back"):
        moved(report, Stage.COMMENTS, cast.clerk)
    report = moved(report, Stage.COMMENTS, cast.clerk, note="The s151 officer has a point.")
    report = moved(moved(report, Stage.READY, cast.clerk), Stage.PUBLISHED, cast.clerk)
    assert next_stages(report) == [Stage.CONSIDERED]
    with pytest.raises(CannotEdit, match="has not been held"):
        moved(report, Stage.CONSIDERED, cast.clerk)
    resolved = {"decision": "noted", "minute": "Minute 34", "by": cast.clerk}
    with pytest.raises(CannotEdit, match="has not considered"):
        record_resolution(report=report, seen=report.stage, **resolved)
    type(report.meeting).objects.filter(pk=report.meeting_id).update(day=date(2023, 6, 29))
    report = moved(report, Stage.CONSIDERED, cast.clerk)
    record_resolution(report=report, seen=report.stage, arising="Report back.", **resolved)
    report.refresh_from_db()
    assert (report.stage, report.minute) == (Stage.RESOLVED, "Minute 34")
    assert report.steps.count() == 8
    seen = {"seen": report.stage, "version": newest(report)}
    record_resolution(report=report, resolution="That it be noted.", **seen, **resolved)
    with pytest.raises(ChangedMeanwhile):
        record_resolution(report=report, resolution="Somebody else's words.", **seen, **resolved)
    report.refresh_from_db()
    assert report.resolution == "That it be noted."


def test_report_asked_for_twice_is_begun_once_until_it_is_written_into(cast, report):
    def again(**more):
        part = report.parts.get()
        usual = {"meeting": report.meeting, "title": report.title, "form": report.form}
        asked: dict[str, Any] = {**usual, "parts": [(part.plan, part.period)], "by": cast.clerk}
        return begin_report(**asked | more)

    assert again() == report
    assert again(by=cast.manager) != report
    assert again(title="Another") != report
    assert again(parts=[(cast.plan, None)]) != report
    save_text(
        report=report, kind=ReportText.Kind.SECTION, code="purpose", words="Written", seen=0,
        by=cast.clerk,
    )  # fmt: skip
    assert again() != report


def test_report_on_live_figures_stays_a_draft(cast):
    live = begin_report(
        meeting=factories.meeting(cast.council, DAY), title="Progress",
        form=shipped_form("district"), parts=[(cast.plan, None)], by=cast.clerk,
    )  # fmt: skip
    live = write_all(live, cast.clerk)
    with pytest.raises(CannotEdit, match="stays a DRAFT"):
        moved(live, Stage.READY, cast.clerk)
    with pytest.raises(CannotEdit, match="not closed and locked yet"):
        moved(live, Stage.LOCKED, cast.clerk)
    assert live.is_draft


def test_late_item_needs_its_reason(cast, report):
    report = write_all(report, cast.clerk)
    assert agenda_deadline(report).day == date(2023, 8, 25)  # five clear days and a bank holiday
    assert why_not_final(report, date(2023, 8, 25)) == []
    assert "It is a late item" in why_not_final(report, date(2023, 8, 26))[0]
    Report.objects.filter(pk=report.pk).update(late_reason="The grant was confirmed today.")
    assert why_not_final(Report.objects.get(pk=report.pk), date(2023, 8, 26)) == []


def test_two_writers_cannot_lose_each_others_words(cast, report):
    usual = {"report": report, "kind": ReportText.Kind.SECTION, "code": "purpose", "seen": 0}
    first = save_text(words="Hers.", by=cast.clerk, **usual)
    assert save_text(words="Hers.", by=cast.manager, **usual) == first  # the same is no change
    with pytest.raises(ChangedMeanwhile):
        save_text(words="His.", by=cast.manager, **usual)
    first.refresh_from_db()
    assert first.words == "Hers."


def test_plan_of_another_council_is_refused(cast, report):
    with pytest.raises(CannotEdit, match="cannot be reported"):
        begin_report(
            meeting=report.meeting, title="X", form=shipped_form("scrutiny"),
            parts=[(cast.other_action.plan, None)], by=cast.clerk,
        )  # fmt: skip


def word_file(*paragraphs):
    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    made.sections[0].footer.paragraphs[0].text = "{{ draft }}"
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_word_template_with_our_placeholders_is_kept(cast):
    content = word_file("{{ committee }}, {{meeting_date}}", "{{p sections }}", "{{p purpose}}")
    own = add_template(
        council=cast.council, committee=None, name="House form", form=shipped_form("district"),
        by=cast.clerk, content=content, file_name="../Bericht.docx",
    )  # fmt: skip
    assert set(own.placeholders) == {"committee", "meeting_date", "sections", "purpose", "draft"}
    assert own.form == replace(shipped_form("district"), title="House form")
    with own.file.open("rb") as kept:
        assert kept.read() == content
    with pytest.raises(CannotEdit, match="a form called House form already"):
        add_template(
            council=cast.council, committee=None, name="House form", by=cast.clerk,
            form=shipped_form("district"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("{{ telephone }}", "is no placeholder that we know"),
        ("{{ sections }}", "write it as {{p sections }}"),
        ("{{p committee }}", "write it as {{ committee }}"),
        ("{{ ''.__class__.__mro__ }}", "cannot be filled in"),
        ("{% for x in y %}", "cannot be filled in"),
        ("{{ committee", "cannot be filled in"),
        ("{{ committee.council.secret }}", "cannot be filled in"),
    ],
)
def test_anything_else_in_braces_is_refused_in_one_sentence(words, sentence):
    with pytest.raises(NotTaken, match=sentence):
        check_word_template(word_file("{{p sections }}", words), shipped_form("district"))


def test_file_that_is_no_word_template_is_refused():
    form = shipped_form("district")
    with pytest.raises(NotTaken, match="no Word document"):
        check_word_template(b"Plain words.", form)
    made = docx.Document()
    kept = io.BytesIO()
    made.save(kept)
    with pytest.raises(NotTaken, match="No placeholder of ours"):
        check_word_template(kept.getvalue(), form)
