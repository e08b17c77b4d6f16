"""Heads of service are told of overdue updates: on the day that the council set, read first."""

from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from actionplan.models import Period, Reminder
from actionplan.queries.escalation import told_from
from council.deadlines import working_days_after
from council.models import Absence, PostHolding, Role, ServiceArea
from tests import factories
from tests.actionplan.test_desk import HERE, text_of

HEADS = f"{HERE}heads/"
DUE = date(2023, 6, 23)  # a Friday
FIRST = date(2023, 6, 30)  # five working days later


@pytest.fixture
def late(cast):
    """The owner's post stands in an area whose head is Ruth Adeyemi; its updates were due."""
    head = factories.member(cast.council, Role.OFFICER, name="Ruth Adeyemi")
    post = factories.post(cast.council, "Director of Governance", held_by=head)
    area = ServiceArea.objects.create(council=cast.council, name="Governance", head=post)
    for one in (cast.post, post):
        one.service_area = area
        one.save()
    Period.objects.filter(plan=cast.plan).update(updates_due_by=DUE)
    factories.entry(cast.ahead, by=cast.owner, period=None)
    factories.entry(cast.late, by=cast.owner, period=None)
    return area


def head_of(area):
    """Whoever holds the post that heads it."""
    return PostHolding.objects.get(post=area.head).person


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (DUE, 5, FIRST),
        (date(2023, 5, 5), 1, date(2023, 5, 9)),  # past a weekend and the coronation's Monday
        (DUE, 0, DUE),
    ],
)
def test_working_days_are_counted(day, number, expected):
    assert working_days_after(day, number) == expected


def test_a_period_without_a_day_for_updates_has_no_day_for_heads(cast):
    period = Period.objects.get(plan=cast.plan)
    period.updates_due_by = None
    assert told_from(period, 5) is None


def test_before_its_day_nobody_is_offered(late, cast, manager):
    with override_settings(GOLDEN_THREAD_TODAY=date(2023, 6, 29)):
        assert "Heads of service" not in text_of(manager.get(HERE))
        page = text_of(manager.get(HEADS))
        assert "Heads of service may be told from 30 June 2023 on" in page
        assert "Nobody was told" in text_of(
            manager.post(HEADS, {"head": head_of(late).pk}, follow=True)
        )
    assert mail.outbox == []


def test_the_e_mail_is_read_first_and_sent_by_a_person(late, cast, manager):
    assert "Governance (2)" in text_of(manager.get(HERE))
    page = text_of(manager.get(HEADS))
    for words in ("Hello Ruth Adeyemi", "due by 23 June 2023", "PR-1 Review the constitution"):
        assert words in page
    assert mail.outbox == []
    answer = manager.post(HEADS, {"head": head_of(late).pk}, follow=True)
    assert "1 person was told by e-mail." in text_of(answer)
    [message] = mail.outbox
    assert message.to == [head_of(late).email]
    assert "  PR-2  Train every councillor" in message.body
    assert "PR-6" not in message.body  # it was updated in the period
    assert f"/ashdown/plans/{cast.plan.slug}/" in message.body
    assert "told as head of service" in text_of(manager.get(HERE))


def test_nobody_is_told_twice_a_day_nor_taken_for_asked(late, cast, manager):
    manager.post(HEADS, {"head": head_of(late).pk})
    assert "Ruth Adeyemi was told today already." in text_of(manager.get(HEADS))
    assert "Nobody was told" in text_of(
        manager.post(HEADS, {"head": head_of(late).pk}, follow=True)
    )
    assert len(mail.outbox) == 1
    assert Reminder.objects.get().kind == "head told"
    manager.post(f"{HERE}ask/", {"post": [cast.post.pk]})  # the lead can still be asked
    assert len(mail.outbox) == 2


def test_only_those_ticked_are_told(late, manager):
    assert "Nobody was told" in text_of(manager.post(HEADS, {}, follow=True))
    assert mail.outbox == []


def test_what_the_head_owes_as_lead_is_no_case_for_the_head(late, cast, manager):
    late.head = cast.post
    late.save()
    assert "There are none now." in text_of(manager.get(HEADS))


def test_a_deputy_is_told_while_the_head_is_away(late, cast, manager):
    holding = PostHolding.objects.get(post=late.head)
    Absence.objects.create(holding=holding, first_day=FIRST, last_day=FIRST)
    PostHolding.objects.create(post=late.head, person=cast.colleague, kind="deputy")
    assert "Send this to Daniel Okafor, as deputy" in text_of(manager.get(HEADS))
    manager.post(HEADS, {"head": cast.colleague.pk})
    assert mail.outbox[0].to == [cast.colleague.email]


def test_a_vacant_head_cannot_be_told_and_the_page_says_so(late, manager):
    head = head_of(late)
    PostHolding.objects.filter(post=late.head).delete()
    page = text_of(manager.get(HEADS))
    assert "Governance has 2 overdue. Nobody holds Director of Governance" in page
    assert "Nobody was told" in text_of(manager.post(HEADS, {"head": head.pk}, follow=True))


def test_an_area_that_no_post_heads_is_named(late, manager):
    ServiceArea.objects.filter(pk=late.pk).update(head=None)
    assert "that no post heads, so nobody can be told: Governance." in text_of(manager.get(HEADS))


def test_who_heads_two_areas_is_told_of_both_in_one_e_mail(late, cast, manager):
    post = factories.post(cast.council, "Head of Estates", held_by=cast.colleague)
    post.service_area = ServiceArea.objects.create(
        council=cast.council, name="Estates", head=late.head
    )
    post.save()
    factories.action(cast.plan, "Sell the depot", accountable=post)
    page = text_of(manager.get(HEADS))
    assert page.count("Hello Ruth Adeyemi") == 1
    answer = manager.post(HEADS, {"head": head_of(late).pk}, follow=True)
    assert "1 person was told by e-mail." in text_of(answer)
    [message] = mail.outbox
    assert "overdue updates of Estates, Governance" in message.subject
    assert "As head of Estates you are told that 1 of your service is" in message.body
    assert "As head of Governance you are told that 2 of your service are" in message.body
    assert "Sell the depot" in message.body
    assert "Train every councillor" in message.body
    assert Reminder.objects.get().actions == 3


def test_a_plan_between_periods_says_so(cast, manager):
    factories.plan(cast.council, "Bare plan", slug="bare", code="BA", open_period=False)
    page = text_of(manager.get("/ashdown/plans/bare/desk/heads/"))
    assert "No period of this plan runs" in page


def test_queries_do_not_grow_with_service_areas(late, cast, manager):
    def cost(address):
        manager.get(address)
        with CaptureQueriesContext(connection) as counted:
            manager.get(address)
        return len(counted)

    before = cost(HERE), cost(HEADS)
    for number in range(8):
        head = factories.post(cast.council, f"Head {number}", held_by=cast.colleague)
        area = ServiceArea.objects.create(council=cast.council, name=f"Service {number}", head=head)
        post = factories.post(cast.council, f"Officer {number}")
        post.service_area = area
        post.save()
        factories.action(cast.plan, f"Survey street {number}", accountable=post)
    assert (cost(HERE), cost(HEADS)) == before
    assert max(before) <= 14
