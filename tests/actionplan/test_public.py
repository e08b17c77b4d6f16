"""The public page: the last published position and nothing else, for anybody."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse
from icalendar import Calendar

from actionplan.declared import Due, Precision, Response, Status
from actionplan.document import Narrative
from actionplan.figures import figures_of
from actionplan.models import Action, Correction, Plan
from actionplan.public.page import blocks_of
from actionplan.public.redacting import FIELDS
from actionplan.queries.document import plan_document
from actionplan.queries.public import public_plan_or_404, public_report, published_or_404
from actionplan.reporting.public_files import PUBLIC_FILES
from actionplan.reporting.schema import plan_file_schema
from council import clock
from tests import factories
from tests.reporting.plans import one_row
from tests.reporting.test_exempt_bytes import SECRET as HIDDEN_WORD
from tests.reporting.test_exempt_bytes import says, secretive
from tests.reporting.test_schema import faults
from tests.sealing import a_broken_period, a_closed_period

MARCH, DECEMBER = date(2023, 3, 31), date(2022, 12, 31)
PAGE = "/public/ashdown/peer-review/"
SECRET = "Heron & Marsh LLP"
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    """The cast's plan, public, reported twice; its second action spoke of a contractor."""
    Plan.objects.filter(pk=cast.plan.pk).update(is_public=True)
    for as_at, met in ((DECEMBER, date(2023, 1, 17)), (MARCH, date(2023, 4, 18))):
        period = a_closed_period(cast.plan, as_at, cast.manager, reported(cast, as_at))
        period.meetings.add(factories.meeting(cast.council, met))
    return Plan.objects.select_related("council").get(pk=cast.plan.pk)


def reported(cast, as_at):
    """The plan as it was on a day: its second action has secret words, all are due in May."""
    due = Due("End of May 2023", date(2023, 5, 31), Precision.MONTH)
    now = plan_document(cast.plan, as_at)
    rows = [
        replace(one, due=due, completed=None, sub_actions=(), status=Status.IN_PROGRESS)
        for one in now.actions()
    ]
    rating = "G" if as_at == DECEMBER else "A"
    rows[1] = replace(rows[1], commentary=f"{SECRET} has answered.", rating=rating)
    return replace(now, themes=(), loose_actions=tuple(rows))


def mark(cast, *fields):
    """The second action of the document is exempt, or some of its fields are."""
    second = list(plan_document(cast.plan, MARCH).actions())[1]
    number = int((second.reference or "").partition("-")[2])
    Action.objects.filter(plan=cast.plan, number=number).update(
        exempt_paragraph="paragraph 3", exempt_fields=list(fields)
    )
    return second.reference


def test_anybody_reads_where_it_was_reported_and_what_changed(plan, client):
    response = client.get(PAGE)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Policy, Finance and Development Committee, 18 April 2023" in page
    assert "as at 31 March 2023" in page
    assert "Since 31 December 2022" in page
    assert "Worsened" in page
    assert "csrf" not in page
    assert not response.cookies
    assert "public" in response.headers["Cache-Control"]


def test_letters_of_timescale_and_priority_are_told_apart():
    (row,) = blocks_of(one_row(timescale="B", priority="B"))[0].rows
    (words,) = (words for heading, words in row.cells if heading.startswith("Timescale"))
    assert [name in words for name in ("Timescale: B", "Priority: B")] == [True, True]


def test_live_words_are_never_shown(plan, cast, client):
    factories.entry(cast.ahead, by=cast.owner, commentary="Said this morning, in confidence.")
    Plan.objects.filter(pk=plan.pk).update(title="A title of this morning")
    page = client.get(PAGE).content.decode()
    assert "this morning" not in page


def test_nobodys_name_stands_on_the_page_or_in_a_file(plan, cast, client):
    people = [cast.owner, cast.manager, cast.slt, cast.reader]
    for address in (PAGE, f"{PAGE}files/json/", f"{PAGE}files/ics/"):
        said = client.get(address).content.decode()
        assert not [one.name for one in people if one.name in said]


def test_plan_that_is_not_public_or_not_adopted_is_not_there(plan, client):
    addresses = (PAGE, f"{PAGE}files/csv/", "/public/ashdown/brand.css")
    Plan.objects.filter(pk=plan.pk).update(is_public=False)
    assert {client.get(one).status_code for one in addresses} == {404}
    Plan.objects.filter(pk=plan.pk).update(is_public=True, state=Plan.State.DRAFT)
    assert client.get(PAGE).status_code == 404
    assert client.get("/public/nowhere/peer-review/").status_code == 404


def test_closed_period_is_not_public_before_its_meeting(plan, cast, client):
    june = a_closed_period(cast.plan, date(2023, 6, 30), cast.manager, reported(cast, MARCH))
    assert "as at 31 March 2023" in client.get(PAGE).content.decode()
    meeting = factories.meeting(cast.council, date(2999, 9, 5))
    june.meetings.add(meeting)
    assert client.get(f"{PAGE}{june.slug}/").status_code == 404
    meeting.day = date(2023, 6, 30)
    meeting.save()
    assert client.get(f"{PAGE}{june.slug}/").status_code == 200
    meeting.is_cancelled = True
    meeting.save()
    assert client.get(f"{PAGE}{june.slug}/").status_code == 404


def test_earlier_position_has_its_own_address_and_says_that_there_is_a_later_one(plan, client):
    first = plan.periods.get(last_day=DECEMBER)
    page = client.get(f"{PAGE}{first.slug}/").content.decode()
    assert "as at 31 December 2022" in page
    assert "A later position is published." in page
    assert "Since" not in page
    rows = csv.reader(io.StringIO(client.get(f"{PAGE}{first.slug}/files/csv/").content.decode()))
    assert len(list(rows)) == 1 + len(list(plan_document(plan, MARCH).actions()))


def test_mark_made_today_holds_for_what_was_reported_then(plan, cast, client):
    assert SECRET.replace("&", "&amp;") in client.get(PAGE).content.decode()
    reference = mark(cast)
    page = client.get(PAGE).content.decode()
    assert "Heron" not in page
    assert reference not in page
    assert "1 action is exempt and not counted here (paragraph 3)." in page


def test_field_that_is_exempt_is_gone_and_the_action_stays(plan, cast, client):
    reference = mark(cast, "commentary")
    page = client.get(PAGE).content.decode()
    assert "Heron" not in page
    assert reference in page
    assert "parts of 1 action are exempt and not shown (paragraph 3)." in page


def test_figures_of_page_and_files_are_those_of_what_is_public(plan, cast, client):
    mark(cast)
    found = published_or_404(public_plan_or_404("ashdown", "peer-review"), None, clock.today())
    figures = figures_of(found.redacted.document)
    data = json.loads(client.get(f"{PAGE}files/json/").content)
    assert data["figures"]["total"] == figures.total
    assert data["not_shown"] == found.redacted.sentence
    sheet = client.get(f"{PAGE}files/csv/").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(sheet)))) == 1 + figures.total
    assert f"of {figures.total} complete" in client.get(PAGE).content.decode()


def test_json_of_every_published_position_is_what_its_schema_says(plan, client):
    link = reverse("public:plan_schema")
    for page in (PAGE, f"{PAGE}to-2022-12-31/"):
        assert f'href="{link}"' in client.get(page).content.decode()
        assert faults(client.get(f"{page}files/json/").json()) == []


def test_schema_is_served_to_anybody_under_its_own_name(db, client):
    response = client.get(reverse("public:plan_schema"))
    assert response.headers["Content-Type"] == "application/schema+json"
    assert response.json()["$id"] == "http://testserver/public/plan-1.schema.json"
    assert {**response.json(), "$id": ""} == {**plan_file_schema("x"), "$id": ""}


def test_calendar_has_the_last_day_of_each_open_date(plan, client):
    response = client.get(f"{PAGE}files/ics/")
    assert response.headers["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert {event.decoded("dtstart") for event in events} == {date(2023, 5, 31)}
    assert len({event["uid"] for event in events}) == len(events)
    assert "this is its last day" in str(events[0]["description"])
    assert client.get(f"{PAGE}files/ics/").content == response.content


def test_second_download_is_only_read(plan, client, django_assert_max_num_queries):
    cache.clear()
    first = client.get(f"{PAGE}files/xlsx/")
    with django_assert_max_num_queries(12):
        second = client.get(f"{PAGE}files/xlsx/")
    assert first.content == second.content
    assert "position as at 31 March 2023.xlsx" in second.headers["Content-Disposition"].replace(
        "%20", " "
    )


def test_corrections_stand_on_the_page_but_for_what_is_exempt(plan, cast, client):
    period = plan.periods.get(last_day=MARCH)
    second = list(plan_document(cast.plan, MARCH).actions())[1].reference or ""
    wrong = {"reason": "Misread", "minute": "Minute 12", "by": cast.manager}
    for number, field in enumerate((Correction.Field.COMMENTARY, Correction.Field.RATING), 1):
        Correction.objects.create(
            period=period, number=number, reference=second, field=field, reported="one",
            correct=f"corrected-{field}", recorded_at=clock.now(), **wrong,
        )  # fmt: skip
    assert "corrected-commentary" in client.get(PAGE).content.decode()
    mark(cast, "commentary")
    page = client.get(PAGE).content.decode()
    assert "corrected-commentary" not in page
    assert "corrected-rating" in page
    mark(cast)
    assert "corrected-" not in client.get(PAGE).content.decode()


def test_broken_seal_is_a_sentence_and_no_figures(cast, client):
    Plan.objects.filter(pk=cast.plan.pk).update(is_public=True)
    period = a_broken_period(cast.plan, MARCH, cast.manager)
    period.meetings.add(factories.meeting(cast.council, date(2023, 4, 18)))
    response = client.get(PAGE)
    assert response.status_code == 503
    assert b"cannot be read" in response.content


def test_file_of_another_kind_is_not_there(plan, client):
    assert client.get(f"{PAGE}files/docx/").status_code == 404
    assert client.get(f"{PAGE}no-such-period/").status_code == 404


def test_page_is_made_in_a_fixed_number_of_queries(
    plan, cast, client, django_assert_max_num_queries
):
    mark(cast)
    with django_assert_max_num_queries(16):
        client.get(PAGE)
    assert public_report(published_or_404(plan, None, clock.today())).produced_from.startswith(
        "The position closed and locked"
    )


def test_a_response_with_its_reason_is_on_the_public_page_and_that_of_the_closed_period(
    cast, client, logged_in
):
    Plan.objects.filter(pk=cast.plan.pk).update(is_public=True)
    cast.governance.response = "declined"
    cast.governance.response_reason = "The council has no housing of its own."
    cast.governance.save()
    period = a_closed_period(cast.plan, MARCH, cast.manager, plan_document(cast.plan, MARCH))
    period.meetings.add(factories.meeting(cast.council, date(2023, 4, 18)))
    said = "declined. The council has no housing of its own."
    assert f"The council’s response: {said}" in client.get(PAGE).content.decode()
    names = [cast.council.slug, cast.plan.slug, period.slug]
    page = logged_in(cast.reader).get(reverse("periods:period_detail", args=names))
    assert f"Response: {said}" in page.content.decode()


@pytest.mark.long
@pytest.mark.parametrize("fields", [(), tuple(FIELDS)], ids=["whole row", "every field"])
def test_no_byte_of_page_feed_or_file_has_what_is_marked_today(cast, client, fields):
    """Two closed periods have it in every text; it is marked when both are published."""
    Plan.objects.filter(pk=cast.plan.pk).update(is_public=True)
    for as_at, met in ((DECEMBER, date(2023, 1, 17)), (MARCH, date(2023, 4, 18))):
        period = a_closed_period(cast.plan, as_at, cast.manager, telling(cast, as_at))
        period.meetings.add(factories.meeting(cast.council, met))
    pages = [PAGE, f"{PAGE}to-2022-12-31/"]
    assert all(says(client.get(one).content) for one in pages)
    Action.objects.filter(pk=cast.late.pk).update(
        exempt_paragraph="paragraph 3", exempt_fields=list(fields)
    )
    files = [f"{page}files/{kind}/" for page in pages for kind in PUBLIC_FILES]
    answers = {address: client.get(address) for address in pages + files}
    assert {one.status_code for one in answers.values()} == {200}
    assert [address for address, one in answers.items() if says(one.content)] == []


def telling(cast, as_at):
    """The plan as it was, with a secret in every text of one action and beside it."""
    now = plan_document(cast.plan, as_at)
    (theme, *others) = now.themes
    first = theme.recommendations[0]
    rows = tuple(
        secretive(one) if one.reference == cast.late.reference else one for one in first.actions
    )
    first = replace(first, actions=rows, response=Response.PARTLY, response_reason=HIDDEN_WORD,
                    narrative=Narrative(HIDDEN_WORD, "A"))  # fmt: skip
    theme = replace(theme, recommendations=(first, *theme.recommendations[1:]))
    return replace(now, themes=(theme, *others), narrative=first.narrative)
