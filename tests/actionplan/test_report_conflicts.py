"""Two clerks who write the same report: both texts are shown, and nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse

from actionplan.models import Report
from actionplan.reporting.shipped import shipped_form
from actionplan.reporting.template import Stage
from actionplan.services import reports
from actionplan.views import report_writing
from council.versions import newest
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast):
    return reports.begin_report(
        meeting=factories.meeting(cast.council, date(2023, 9, 5)), title="Progress",
        form=shipped_form("district"), parts=[(cast.plan, None)], by=cast.clerk,
    )  # fmt: skip


def address(report, page, *parts):
    return reverse(f"reports:{page}", args=[report.council.slug, report.pk, *parts])


def cover_saved(report, by, **cover):
    seen = newest(report)
    reports.save_cover(
        report=report, title="Progress", cover=cover, late_reason="", seen=seen, by=by
    )


def test_cover_saved_meanwhile_shows_both_and_can_be_saved_again(cast, report, client):
    client.force_login(cast.clerk)
    typed = {"title": "Progress", "cover-author": "Head of Law", "seen": str(newest(report))}
    cover_saved(report, cast.manager, author="Somebody else")
    response = client.post(address(report, "report_cover"), typed)
    assert response.status_code == 409
    assert response.context["form"].conflict == [("Report author", "Somebody else", "Head of Law")]
    assert "What you typed" in response.content.decode()
    typed["seen"] = response.context["form"]["seen"].value()
    assert client.post(address(report, "report_cover"), typed).status_code == 302
    assert Report.objects.get(pk=report.pk).cover["author"] == "Head of Law"


def test_a_double_click_sends_once_where_scripts_run(cast, report, client):
    client.force_login(cast.clerk)
    for page in ("report_detail", "report_cover"):
        assert 'data-prevent-double-click="true"' in client.get(address(report, page)).text


def test_cover_that_nobody_changed_says_that_the_report_was(cast, report, client):
    client.force_login(cast.clerk)
    typed = {"title": "Progress", "seen": str(newest(report))}
    cover_saved(report, cast.manager)
    response = client.post(address(report, "report_cover"), typed)
    assert response.status_code == 409
    assert "Save it again" in response.content.decode()


def test_first_words_of_two_at_one_moment_both_stand_on_the_page(cast, report, client, monkeypatch):
    def after_another(**given):
        reports.save_text(**given | {"words": "Theirs, first", "by": cast.manager})
        return reports.save_text(**given)

    monkeypatch.setattr(report_writing, "save_text", after_another)
    client.force_login(cast.clerk)
    page = address(report, "report_text", "section", "purpose")
    response = client.post(page, {"words": "Mine, second", "seen": "0"})
    assert response.status_code == 409
    words = response.content.decode()
    assert "Theirs, first" in words
    assert "Mine, second" in words
    assert response.context["seen"] == 1


def test_resolution_that_somebody_recorded_meanwhile_is_not_written_over(cast, report, client):
    Report.objects.filter(pk=report.pk).update(stage=Stage.CONSIDERED)
    client.force_login(cast.clerk)
    page = address(report, "report_resolution")

    def opened():
        form = client.get(page).context["form"]
        return {name: str(form[name].value()) for name in ("seen", "version")}

    typed = {"decision": "noted", "minute": "Minute 34"}
    first = client.post(page, typed | opened() | {"resolution": "That it be\r\nnoted."})
    assert first.headers["Location"] == report.get_absolute_url()
    typed |= opened()
    assert client.post(page, typed | {"resolution": "That it be approved."}).status_code == 302
    second = client.post(page, typed | {"resolution": "Somebody else's words."})
    assert second.status_code == 409
    assert "Somebody else has saved this meanwhile" in second.content.decode()
    assert Report.objects.get(pk=report.pk).resolution == "That it be approved."
