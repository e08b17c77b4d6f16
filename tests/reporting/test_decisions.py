"""What SLT decided, in committee reports whose form tells it, and in the SLT pack."""

import io
from dataclasses import replace
from datetime import date
from uuid import uuid4

import docx
import pytest
from django.urls import reverse

from actionplan.interchange import encode
from actionplan.models import Action, Lead, ReportTemplate
from actionplan.queries.appendix import appendix_or_404
from actionplan.queries.covering import covering_of
from actionplan.queries.redaction import places_of
from actionplan.reporting.covering import sections
from actionplan.reporting.covering_word import write_covering
from actionplan.reporting.decided import COLUMNS, NONE, Decision, grid_of
from actionplan.reporting.report import Brand, _digest, content_digest, digest_of
from actionplan.reporting.sample_report import sample_report
from actionplan.reporting.shipped import SHIPPED, shipped_form
from actionplan.reporting.template import form_data, form_from, with_decisions
from actionplan.reporting.word_appendix import write_appendix
from actionplan.services.leads import LeadChange, set_leads
from actionplan.services.register import Why
from actionplan.services.reports import begin_report
from actionplan.services.slt_decisions import Asks, record_decision
from actionplan.services.speaking import Speaker
from council import clock
from council.models import Post
from tests import factories
from tests.closing import closed, running

WORDS = "Bring a <b>plan</b> to catch up."
JULY = date(2023, 7, 31)


def decide(cast, words=WORDS, asks=None, action=None):
    return record_decision(
        action=action or cast.late,
        words=words,
        once=uuid4(),
        asks=asks,
        speaker=Speaker(cast.slt, period_id=running(cast.plan).pk),
    )


def begun(cast, period, form):
    return begin_report(
        meeting=factories.meeting(cast.council, date(2023, 9, 5)),
        title="Progress",
        form=form,
        parts=[(cast.plan, period)],
        by=cast.clerk,
    )


def covering(report):
    return covering_of(report, clock.today())


def rows(grid):
    return grid.rows


def told(report):
    return dict(sections(covering(report))).get("Decisions of SLT")


@pytest.fixture
def report(cast):
    """On a closed quarter in which SLT decided something of PR-2, in a form that tells it."""
    decide(cast, asks=Asks(cast.post, JULY))
    return begun(cast, closed(cast), with_decisions(shipped_form("district")))


def test_a_form_tells_decisions_only_where_it_is_asked_to():
    for name in SHIPPED:
        form = shipped_form(name)
        assert not form.tells_decisions
        telling = with_decisions(form)
        assert telling.tells_decisions
        assert with_decisions(telling) == telling
        assert form_from(form_data(telling)) == telling
    codes = [one.code for one in with_decisions(shipped_form("district")).sections]
    assert codes[codes.index("decisions") - 1] == "exceptions"


def test_the_covering_report_says_decision_who_and_by_when(cast, report):
    (grid,) = told(report)
    asked = f"{cast.post.title}, by 31 July 2023 (AAS-1)"
    assert grid.rows == (("PR-2", cast.late.title, WORDS, "30 June 2023", asked),)
    made = docx.Document(io.BytesIO(write_covering(covering(report))))
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in made.tables]
    assert [list(COLUMNS), list(grid.rows[0])] in tables


def test_the_appendix_says_the_same_in_html_and_word(cast, report, logged_in):
    url = reverse("reports:report_appendix", args=[cast.council.slug, report.pk, 1, "html"])
    page = logged_in(cast.clerk).get(url).content.decode()
    assert "Decisions of SLT in this period: 1" in page
    assert "Bring a &lt;b&gt;plan&lt;/b&gt; to catch up." in page
    value = appendix_or_404(report, 1, clock.today())
    made = docx.Document(io.BytesIO(write_appendix(value)))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert WORDS in cells


def test_a_closed_period_tells_the_same_whatever_happens_since(cast, report):
    before = digest_of(covering(report)), content_digest(appendix_or_404(report, 1, clock.today()))
    decide(cast, "Another thing, decided after it was closed.")
    arisen = Action.objects.get(plan__is_standing=True)
    other = factories.post(cast.council, "Head of Estates")
    give = LeadChange(of=arisen, posts={Lead.Kind.ACCOUNTABLE: [other]})
    set_leads(plan=arisen.plan, changes=[give], by=cast.manager, why=Why("She left"))
    Post.objects.filter(pk=cast.post.pk).update(title="Renamed")
    Action.objects.filter(pk=cast.late.pk).update(title="Reworded")
    after = digest_of(covering(report)), content_digest(appendix_or_404(report, 1, clock.today()))
    assert after == before


def test_a_form_that_does_not_tell_them_has_the_digest_that_it_had(cast):
    decide(cast)
    report = begun(cast, closed(cast), shipped_form("district"))
    assert told(report) is None
    value = appendix_or_404(report, 1, clock.today())
    assert value.appendix
    assert value.appendix.decisions is None
    assert covering(report).plans[0].decisions is None
    known = encode(replace(value, appendix=replace(value.appendix, corrections=())))
    del known["appendix"]["decisions"]  # as it was before there were any
    del known["appendix"]["queries"]
    assert content_digest(value) == _digest(known)


def test_without_a_decision_the_section_says_so(cast):
    report = begun(cast, closed(cast), with_decisions(shipped_form("scrutiny")))
    ((words,),) = [block.lines for block in told(report)]
    assert words == NONE


def test_a_draft_on_live_figures_has_those_of_the_period_that_runs(cast):
    decide(cast, "Before it was closed.")
    closed(cast)
    decide(cast, "Since then.")
    (grid,) = told(begun(cast, None, with_decisions(shipped_form("district"))))
    assert [row[2] for row in grid.rows] == ["Since then."]
    assert grid.rows[0][4] == "Nobody else was asked"


def test_what_is_exempt_says_so():
    one = Decision("PR-2", "Sell the depot", "Sell it.", JULY, exempt="paragraph 3")
    assert "Sell it. Exempt information: paragraph 3" in rows(grid_of([one]))[0]
    assert grid_of([]) is None


def test_a_redaction_finds_the_report_that_tells_the_words(cast, report):
    assert report.parts.exists()
    found = places_of(cast.council, "catch up")
    assert [place.row for place in found.entries] == [cast.late.entries.get(kind="decided")]


def test_the_option_stands_on_the_page_of_forms(cast, logged_in):
    url = reverse("reports:template_add", args=[cast.council.slug])
    clerk = logged_in(cast.clerk)
    assert "{{p decisions }}" in clerk.get(url).content.decode()
    for name, more in (("Plain", {}), ("Telling", {"decisions": "on"})):
        sent = {"name": name, "base": "district", "rows": "open", **more}
        assert clerk.post(url, sent).status_code == 302
        assert ReportTemplate.objects.get(name=name).form.tells_decisions == bool(more)


def test_the_sample_shows_them():
    form = with_decisions(shipped_form("district"))
    assert "Decisions of SLT" in dict(sections(sample_report(form, "Ashdown", Brand())))


def test_meeting_mode_and_the_pack_list_what_was_decided_in_the_period(cast, logged_in, packs):
    decide(cast, asks=Asks(cast.post, JULY))
    council = [cast.council.slug]
    slt = logged_in(cast.slt)
    begin = slt.get(reverse("exceptions:meeting_mode", args=council)).content.decode()
    assert "Decided in this period" in begin
    assert "Bring a &lt;b&gt;plan&lt;/b&gt; to catch up." in begin
    slt.get(reverse("actionplan:dashboard_pack", args=council))
    slt.get(reverse("actionplan:plan_pack", args=[*council, cast.plan.slug]))
    for made in packs:
        assert f'<th scope="col">{COLUMNS[2]}</th>' in made
        assert "Bring a &lt;b&gt;plan&lt;/b&gt; to catch up." in made
    assert len(packs) == 2
    closed(cast)
    slt.get(reverse("actionplan:dashboard_pack", args=council))
    assert "Decisions of SLT" not in packs[-1]
    assert (
        "Decided in this period"
        not in slt.get(reverse("exceptions:meeting_mode", args=council)).content.decode()
    )


@pytest.fixture
def packs(monkeypatch):
    """The pages that packs were made of."""
    made = []

    def html_to_pdf(page):
        made.append(page)
        return b"%PDF"

    monkeypatch.setattr("actionplan.reporting.pack.html_to_pdf", html_to_pdf)
    return made
