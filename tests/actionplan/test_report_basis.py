"""A report's plans, periods, form and theme: chosen when begun, changed while it is a draft."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from actionplan.models import Report, ReportSignature, ReportText, Theme
from actionplan.reporting.shipped import shipped_form
from actionplan.reporting.template import RowChoice, Stage
from actionplan.services.report_basis import change_basis
from actionplan.services.report_stages import move
from actionplan.services.report_templates import add_template
from actionplan.services.reports import begin_report, save_cover, save_text, sign_off
from council import clock
from council.versions import CannotEdit, ChangedMeanwhile, newest
from tests import factories
from tests.closing import closed

REPORTS = "/ashdown/meetings/reports/"


@pytest.fixture
def one_theme(cast):
    """The council's own form whose appendix has one theme."""
    form = replace(shipped_form("district"), rows=RowChoice.THEME)
    return add_template(
        council=cast.council, committee=None, name="Theme by theme", form=form, by=cast.clerk
    )


@pytest.fixture
def report(cast):
    meeting = factories.meeting(cast.council, date(2023, 9, 5))
    begun = begin_report(
        meeting=meeting, title="Progress", form=shipped_form("district"),
        parts=[(cast.plan, None)], by=cast.clerk,
    )  # fmt: skip
    return Report.objects.get(pk=begun.pk)


def changed(cast, report, **more):
    usual: dict[str, Any] = {
        "parts": [(cast.plan, None)],
        "form": None,
        "template": None,
        "theme": "",
    }
    usual |= {"seen": newest(report)}
    return change_basis(report=report, by=cast.clerk, **(usual | more))


def test_theme_is_asked_for_where_the_form_prints_one(cast, logged_in, one_theme, report):
    client, theme = logged_in(cast.clerk), Theme.objects.filter(plan=cast.plan)[0]
    begin = f"{REPORTS}for/{report.meeting_id}/"
    given = {"title": "By theme", "form": f"own-{one_theme.pk}", f"plan-{cast.plan.pk}": "now"}
    assert f'<option value="{theme.title}">' in client.get(begin).text
    refused = client.post(begin, given)
    assert refused.status_code == 422
    assert "Choose the theme that this form of report prints." in refused.text
    assert client.post(begin, given | {"theme": theme.title}).status_code == 302
    begun = Report.objects.get(title="By theme")
    assert begun.theme == theme.title
    client.post(begin, given | {"title": "All", "form": "district", "theme": theme.title})
    assert Report.objects.get(title="All").theme == ""


def test_draft_gets_its_closed_period_and_another_form(cast, logged_in, one_theme, report):
    period, theme = closed(cast), Theme.objects.filter(plan=cast.plan)[0]
    save_text(
        report=report, kind=ReportText.Kind.SECTION, code="purpose", words="To report.", seen=0,
        by=cast.clerk,
    )  # fmt: skip
    client = logged_in(cast.clerk)
    page = client.get(f"{REPORTS}{report.pk}/basis/").text
    assert '<option value="now" selected>' in page
    answer = client.post(
        f"{REPORTS}{report.pk}/basis/",
        {f"plan-{cast.plan.pk}": str(period.pk), "form": f"own-{one_theme.pk}",
         "theme": theme.title, "seen": str(newest(report))},
    )  # fmt: skip
    assert answer.status_code == 302
    found = Report.objects.get(pk=report.pk)
    assert (found.template, found.form.rows, found.theme) == (
        one_theme, RowChoice.THEME, theme.title,
    )  # fmt: skip
    assert found.figures_are_locked
    assert found.written().sections["purpose"].words == "To report."


def test_same_form_stays_as_it_was_copied(cast, report):
    Report.objects.filter(pk=report.pk).update(data=report.data | {"title": "As it was"})
    assert changed(cast, report).form.title == "As it was"


def test_what_may_not_be_changed_is_refused(cast, report):
    with pytest.raises(ChangedMeanwhile):
        changed(cast, report, seen=0)
    period = closed(cast)
    changed(cast, report, parts=[(cast.plan, period)])
    move(report=report, stage=Stage.LOCKED, by=cast.clerk, seen=Stage.BEGUN)
    with pytest.raises(CannotEdit, match="The figures of this report are locked"):
        changed(cast, report)
    Report.objects.filter(pk=report.pk).update(stage=Stage.READY)
    with pytest.raises(CannotEdit, match="its words stand"):
        changed(cast, report, parts=[(cast.plan, period)])


def test_sign_off_says_what_was_written_since(cast, logged_in, report):
    usual = {"report": report, "kind": ReportText.Kind.SECTION, "by": cast.clerk}
    first = save_text(code="purpose", words="To report.", seen=0, **usual)
    sign_off(report=report, code="legal", name="A. Khan", day=clock.today(), by=cast.clerk)
    earlier = clock.now() - timedelta(hours=1)
    ReportText.objects.update(changed_at=earlier)
    ReportSignature.objects.update(recorded_at=earlier + timedelta(minutes=5))
    client = logged_in(cast.clerk)
    assert "Changed since" not in client.get(report.get_absolute_url()).text
    save_text(code="purpose", words="To report progress.", seen=first.version, **usual)
    said = client.get(report.get_absolute_url()).text
    assert "Changed since: Purpose of the report" in said
    sign_off(report=report, code="legal", name="A. Khan", day=clock.today(), by=cast.clerk)
    assert "Changed since" not in client.get(report.get_absolute_url()).text


def test_sign_off_says_when_title_cover_or_plans_are_others_since(cast, logged_in, report):
    sign_off(report=report, code="legal", name="A. Khan", day=clock.today(), by=cast.clerk)
    client = logged_in(cast.clerk)
    assert "Changed since" not in client.get(report.get_absolute_url()).text
    save_cover(
        report=report, title="Another title", cover={"contact": "A. Clerk"}, late_reason="",
        seen=newest(report), by=cast.clerk,
    )  # fmt: skip
    changed(cast, Report.objects.get(pk=report.pk), parts=[(cast.plan, closed(cast))])
    said = client.get(report.get_absolute_url()).text
    assert "Changed since: Title, Cover details, Plans and periods" in said
