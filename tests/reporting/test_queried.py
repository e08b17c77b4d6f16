"""Queries and the lead's reason in reports: in the private appendix, and in public files."""

import io
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest
from django.urls import reverse

from actionplan.declared import Due, Moment, Revision, Status
from actionplan.document import Action
from actionplan.models import Action as Row
from actionplan.models import Plan, Query, Report, ReportTemplate
from actionplan.proofs.sealed import Query as SealedQuery
from actionplan.queries.appendix import appendix_or_404
from actionplan.queries.public import public_plan_or_404, public_report, published_or_404
from actionplan.reporting.appendix import Appendix
from actionplan.reporting.data import write_csv, write_json
from actionplan.reporting.page import write_html
from actionplan.reporting.phrases import date_facts
from actionplan.reporting.queried import HEADING, SUGGESTED, privately
from actionplan.reporting.report import content_digest
from actionplan.reporting.shipped import shipped_form
from actionplan.reporting.template import USUAL_COLUMNS, Column, Stage
from actionplan.reporting.word import write_docx
from actionplan.reporting.workbook import write_xlsx
from actionplan.rules.challenges import Code
from actionplan.services.answering import answer_query, ask_again
from actionplan.services.deriving import derive_plan
from actionplan.services.reports import begin_report
from actionplan.services.speaking import Speaker
from council import clock
from council.models import Meeting
from tests import factories
from tests.closing import closed
from tests.reporting.committee import appendix_report
from tests.reporting.plans import real_plan

pytestmark = pytest.mark.django_db

REASON, NOTE = "The trainer was ill.", "Who acts meanwhile?"
PAST = "It is 3 months past its date (31 March 2023) and rated amber."
ASKS = (*USUAL_COLUMNS, Column.QUERIES)


@pytest.fixture
def period(cast):
    """The cast's period, closed when a query was answered and asked again."""
    derive_plan(cast.plan)
    query = Query.objects.get(action=cast.late, code=Code.PAST_DATE)
    answer = answer_query(
        action=cast.late, code=Code.PAST_DATE, seen=query.version, reason=REASON,
        speaker=Speaker(cast.owner, cast.post),
    )  # fmt: skip
    ask_again(action=cast.late, seen=answer.pk, note=NOTE, speaker=Speaker(cast.slt))
    return closed(cast)


def reported(cast, period, **form):
    meeting = Meeting.objects.first() or factories.meeting(cast.council)
    made = begin_report(
        meeting=meeting, title="Progress",
        form=replace(shipped_form("district"), **form), parts=[(cast.plan, period)], by=cast.clerk,
    )  # fmt: skip
    return Report.objects.get(pk=made.pk)


def public_words(cast, period, **form):
    """All that the public file of a published report says, as text."""
    report = reported(cast, period, **form)
    Report.objects.filter(pk=report.pk).update(stage=Stage.PUBLISHED)
    Plan.objects.filter(pk=cast.plan.pk).update(is_public=True)
    plan = public_plan_or_404("ashdown", cast.plan.slug)
    made = public_report(published_or_404(plan, None, clock.today()))
    return write_html(made).decode()


def test_the_appendix_has_facts_state_reason_and_note_where_its_form_asks(cast, period):
    made = appendix_or_404(reported(cast, period, columns=ASKS), 1, clock.today())
    page = write_html(made).decode()
    words = docx.Document(io.BytesIO(write_docx(made)))
    cells = "\n".join(
        cell.text for table in words.tables for row in table.rows for cell in row.cells
    )
    for said in (f"Query: {PAST}", f"Asked again: “{REASON}”", f"SLT: “{NOTE}”"):
        assert said in page
        assert said in cells
    assert "Commentary and queries" in page
    assert "Dates suggest" not in page
    plain = appendix_or_404(reported(cast, period), 1, clock.today())
    assert PAST not in write_html(plain).decode()


def test_lists_and_data_have_them_too_where_the_form_asks(cast, period):
    made = appendix_or_404(reported(cast, period, columns=ASKS), 1, clock.today())
    plain = appendix_or_404(reported(cast, period), 1, clock.today())
    told = f"Query: {PAST} Asked again: “{REASON}” SLT: “{NOTE}”"
    assert told in write_csv(made).decode()
    assert told in write_json(made).decode()
    assert told in sheet_words(write_xlsx(made))
    for written in (write_csv(plain).decode(), write_json(plain).decode()):
        assert REASON not in written
    assert REASON not in sheet_words(write_xlsx(plain))


def sheet_words(written):
    rows = openpyxl.load_workbook(io.BytesIO(written)).worksheets[0].iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row if cell)


def test_the_public_edition_has_facts_and_reason_alone_where_the_form_says_so(cast, period):
    page = public_words(cast, period, publishes_queries=True)
    assert HEADING in page
    assert f"{PAST} Reason: {REASON}" in page
    for hidden in (NOTE, "Asked again", "Not answered", "Dates suggest"):
        assert hidden not in page


def test_the_public_edition_says_nothing_of_queries_otherwise(cast, period):
    page = public_words(cast, period, columns=ASKS)
    assert REASON not in page
    assert HEADING not in page


def test_the_public_page_says_how_late_an_action_is_and_what_was_first_agreed(cast, period, client):
    public_words(cast, period)
    row = public_row(cast, client, "PR-2")
    assert "3 months past its date" in row
    assert HEADING not in row
    assert "past its date" not in public_row(cast, client, "PR-3")  # complete


def test_facts_of_dates_are_what_was_first_agreed_and_how_late_an_open_action_is():
    first, due = Due("March 2023", date(2023, 3, 31)), Due("May 2023", date(2023, 5, 31))
    action = Action(title="Train", due=due, first_due=first, revisions=(Revision(first, due),))
    agreed = "First agreed: March 2023 (moved once)"
    assert list(date_facts(action, date(2023, 5, 31))) == [agreed]
    assert list(date_facts(action, date(2023, 9, 30))) == [agreed, "4 months past its date"]
    done = replace(action, status=Status.COMPLETE, completed=Moment(date(2023, 6, 2)))
    assert list(date_facts(done, date(2023, 9, 30))) == ["Completed: 2 June 2023", agreed]


def test_without_a_report_and_its_form_the_public_page_has_facts_that_a_lead_gave_a_reason_for(
    cast, period, client
):
    period.meetings.add(factories.meeting(cast.council, clock.today()))
    Plan.objects.filter(pk=cast.plan.pk).update(is_public=True)
    page = client.get(reverse("public:plan_public", args=["ashdown", cast.plan.slug]))
    said = page.content.decode()
    assert f"Query: {PAST} Reason: {REASON}" in " ".join(said.split())
    assert said.count("Query: ") == 1
    for hidden in (NOTE, SUGGESTED):
        assert hidden not in said


@pytest.mark.parametrize("fields", [[], ["due"]])
def test_of_what_is_exempt_in_any_part_nothing_is_published(cast, period, fields):
    marked = Row.objects.filter(pk=cast.late.pk)
    marked.update(exempt_paragraph="paragraph 3", exempt_fields=fields)
    page = public_words(cast, period, publishes_queries=True)
    assert REASON not in page
    assert "31 March 2023) and rated" not in page
    assert HEADING in page  # of other actions


@pytest.fixture
def suggesting(cast, period):
    """The plan publishes what dates suggest; its report has queries for the public too."""
    Plan.objects.filter(pk=cast.plan.pk).update(rules={"published": True})
    public_words(cast, period, publishes_queries=True)
    return cast


def public_row(cast, client, reference):
    page = client.get(reverse("public:plan_public", args=["ashdown", cast.plan.slug]))
    row = page.content.decode().split(f'id="action-{reference}"')[1].split("</tr>")[0]
    return " ".join(row.split())


def test_the_public_page_has_what_the_public_files_have(suggesting, client):
    row = public_row(suggesting, client, "PR-2")
    assert f"Query: {PAST} Reason: {REASON}" in row
    assert f"{SUGGESTED}: Red: it is past its date" in row
    assert NOTE not in row
    assert SUGGESTED not in public_row(suggesting, client, "PR-3")  # green and complete


def test_what_dates_suggest_is_published_only_where_the_rules_say_so(cast, period, client):
    page = public_words(cast, period, publishes_queries=True)
    assert SUGGESTED not in page
    assert SUGGESTED not in public_row(cast, client, "PR-2")


@pytest.mark.parametrize("fields", [[], ["due"], ["commentary"]])
def test_nothing_is_suggested_of_what_is_exempt_in_any_part(suggesting, client, fields):
    marked = Row.objects.filter(pk=suggesting.late.pk)
    marked.update(exempt_paragraph="paragraph 3", exempt_fields=fields)
    page = client.get(reverse("public:plan_public", args=["ashdown", suggesting.plan.slug]))
    assert "it is past its date" not in page.content.decode()


def test_a_form_that_asks_for_queries_alone_is_refused():
    with pytest.raises(ValueError, match="under the commentary"):
        replace(shipped_form("district"), columns=(Column.QUERIES,))


def test_the_set_up_list_is_not_reported_and_older_seals_know_no_answer():
    asked = SealedQuery("no date", "It is open and has no due date.", "PR-1")
    told = privately([asked, replace(asked, code="words only"), replace(asked, reference=None)])
    assert [one.words for one in told] == ["Query: It is open and has no due date."]


def test_reports_without_queries_keep_the_digest_that_they_had():
    report = appendix_report(real_plan())
    assert report.appendix
    told = replace(report.appendix, queries=privately([SealedQuery("no date", "x", "PR-1")]))
    assert content_digest(report) != content_digest(replace(report, appendix=told))
    assert Appendix().columns == USUAL_COLUMNS


def test_a_clerk_asks_for_them_in_a_form_of_the_councils_own(cast, logged_in):
    place = reverse("reports:template_add", args=[cast.council.slug])
    sent = {"name": "With queries", "base": "district", "rows": "open", "queries": "on"}
    assert logged_in(cast.clerk).post(place, sent).status_code == 302
    form = ReportTemplate.objects.get(name="With queries").form
    assert Column.QUERIES in form.columns
    assert not form.publishes_queries
