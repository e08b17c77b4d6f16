"""Pages that are looked at one action or one post at a time, with all that a plan can ask for.

Each asks the database at most twelve times, with its session and its member.
"""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.models import Draft, Plan
from actionplan.queries.history import entries_of
from actionplan.queries.revisions import revisions, revisions_in
from actionplan.services.agreeing_dates import Decision, give_minute
from actionplan.services.answering import ask_question
from actionplan.services.speaking import Speaker
from council import clock
from council.models import Membership, ServiceArea
from tests import factories
from tests.asking import COUNCIL, DECEMBER, MARCH, TODAY, an_asking_plan
from tests.sealing import a_closed_period

pytestmark = pytest.mark.django_db

MOST = 12
WHO = ["owner", "slt", "manager", "reader", "head"]


@pytest.fixture
def asking(cast):
    """An update and a date that wait to be agreed, a question, a draft, two closed periods."""
    made = an_asking_plan(cast)
    area = ServiceArea.objects.create(council=cast.council, name="Governance", head=made.post)
    cast.post.service_area = area
    cast.post.save()
    for day in (date(2022, 12, 31), date(2023, 3, 31)):
        a_closed_period(cast.plan, day, cast.manager)
    made.agree(made.propose(), COUNCIL, by=cast.manager)
    made.propose(MARCH)
    Plan.objects.filter(pk=cast.plan.pk).update(asks_agreement=True)
    slt = Speaker(cast.slt)
    ask_question(action=cast.ahead, words="Is it funded?", once=uuid.uuid4(), speaker=slt)
    for member in Membership.objects.filter(council=cast.council):
        Draft.objects.create(
            action=cast.ahead, person=member.person, fields={}, saved_at=clock.now()
        )
    return made


def asked_of(client, url):
    assert client.get(url).status_code == 200  # what was locked is read once in a process
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return [one["sql"][:150] for one in queries]


def member(asking, who):
    return asking.approver if who == "head" else getattr(asking.cast, who)


@pytest.mark.parametrize("who", WHO)
def test_the_page_of_an_action(asking, logged_in, who):
    url = reverse("actionplan:action_detail", args=asking.action.address)
    client = logged_in(member(asking, who))
    page = client.get(url).content.decode()
    assert "A new date is proposed" in page
    assert "Not yet agreed" in page
    queries = asked_of(client, url)
    assert len(queries) <= MOST, "\n".join(queries)


@pytest.mark.parametrize("who", ["slt", "manager"])
def test_the_page_of_an_exception(asking, logged_in, who):
    url = reverse("exceptions:exception", args=asking.action.address)
    queries = asked_of(logged_in(member(asking, who)), url)
    assert len(queries) <= MOST, "\n".join(queries)


def test_the_sheet_of_a_post(asking, logged_in):
    other = factories.plan(asking.cast.council, "Audit plan", slug="audit", code="AU")
    Plan.objects.update(asks_agreement=True, asks_date_agreement=True)
    for plan in (asking.cast.plan, other):
        for number in range(8):
            factories.action(plan, f"Plant tree {number}", accountable=asking.cast.post)
    url = reverse("mine:one_to_one", args=["ashdown", asking.cast.post.pk])
    queries = asked_of(logged_in(asking.cast.slt), url)
    assert len(queries) <= MOST, "\n".join(queries)


def test_an_actions_log_tells_how_its_date_has_moved_as_the_database_does(asking):
    def as_told():
        action = asking.action
        by_query = revisions(Q(action=action)).get(action.pk, ())
        assert revisions_in(entries_of(action)) == by_query
        return by_query

    assert [one.agreed_by for one in as_told()] == ["Full Council, minute 34"]
    answer = asking.agree(asking.open(), Decision(committee="Cabinet"), by=asking.cast.manager)
    assert len(as_told()) == 2
    give_minute(answer=answer, minute="57", by=asking.cast.manager)
    assert as_told()[-1].agreed_by == "Cabinet, minute 57"
    slip = factories.entry(asking.action, by=asking.cast.owner, due=TODAY)
    assert len(as_told()) == 3
    factories.entry(
        asking.action, by=asking.cast.owner, due=DECEMBER, kind="correction", about=slip
    )
    assert [one.after for one in as_told()] == [DECEMBER, MARCH, DECEMBER]
    for action in (asking.cast.late, asking.cast.undated, asking.cast.complete):
        assert revisions_in(entries_of(action)) == revisions(Q(action=action)).get(action.pk, ())
