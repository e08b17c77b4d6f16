"""What waits for a head of service, and what came back to a lead: on My updates and by e-mail."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import Action, Entry
from actionplan.queries.my_updates import mine
from council.models import Absence, PostHolding
from council.scope import scope_of
from tests import factories
from tests.actionplan.agreeing import TODAY, agree
from tests.closing import closed

HERE = "/ashdown/my-updates/"


@pytest.fixture
def given(asking):
    """The lead's update of PR-1 in a period that has just begun, which nobody has answered."""
    closed(asking.cast)
    asking.action.refresh_from_db()
    factories.entry(asking.action, by=asking.cast.owner, commentary="We need a chair.")
    return asking


def waiting(person, **changes):
    found = mine(scope_of(person, "ashdown"), **changes)
    return [action.reference for action in found.to_agree]


def text_of(client):
    return " ".join(client.get(HERE).content.decode().split())


def test_the_head_reads_what_waits_and_nobody_else(given, logged_in):
    page = text_of(logged_in(given.head))
    assert "1 update waits for your agreement." in page
    assert "/ashdown/plans/peer-review/actions/PR-1/#agreement" in page
    cast = given.cast
    assert waiting(given.head) == ["PR-1"]
    assert [waiting(who) for who in (cast.owner, cast.colleague, cast.slt)] == [[], [], []]
    given.cast.plan.asks_agreement = False
    given.cast.plan.save()
    assert "Nothing is asked of you now." in text_of(logged_in(given.head))


@pytest.mark.parametrize("kind", [Entry.Kind.AGREED, Entry.Kind.RETURNED])
def test_what_is_answered_waits_no_more(given, kind):
    agree(given, kind, note="Who?" if kind == Entry.Kind.RETURNED else "")
    assert waiting(given.head) == []


def test_what_was_said_before_the_period_or_by_the_head_is_not_asked_about(asking):
    assert waiting(asking.head) == ["PR-1", "PR-2", "PR-3", "PR-6"]
    closed(asking.cast)
    factories.entry(Action.objects.get(pk=asking.cast.late.pk), by=asking.head)
    assert waiting(asking.head) == []


def test_a_deputy_is_told_while_the_head_is_away(given):
    holding = PostHolding.objects.get(person=given.head)
    Absence.objects.create(holding=holding, first_day=TODAY, last_day=TODAY)
    PostHolding.objects.create(post=holding.post, person=given.cast.colleague, kind="deputy")
    assert waiting(given.cast.colleague) == ["PR-1"]
    assert (waiting(given.head, also_away=False), waiting(given.head)) == ([], ["PR-1"])


def test_the_number_of_queries_is_that_of_one(given, logged_in):
    def cost():
        with CaptureQueriesContext(connection) as counted:
            mine(scope_of(given.head, "ashdown"))
        return len(counted)

    before = cost()
    for number in range(5):
        action = factories.action(given.cast.plan, f"Brief {number}", accountable=given.cast.post)
        factories.entry(action, by=given.cast.owner)
    assert len(waiting(given.head)) == 6
    assert cost() == before


def run():
    call_command("send_digests", "--council", "ashdown", stdout=StringIO())


def test_the_e_mail_says_once_what_waits_and_what_came_back(given, box, settings):
    run()
    message = box.to(given.head.email)
    told = "Golden Thread: an update waits for agreement or is returned; a period is closed"
    assert message["Subject"].strip() == told
    text = message.get_body(("plain",)).get_content()
    assert "1 update waits for your agreement." in text
    assert "PR-1 Review the constitution: We need a chair." in text
    agree(given, Entry.Kind.RETURNED, note="Who chairs it?")
    settings.GOLDEN_THREAD_TODAY = TODAY.replace(month=7, day=3)
    before = len(box.taken)
    run()
    [told] = [one for one in box.taken[before:] if one["To"] == given.cast.owner.email]
    text = told.get_body(("plain",)).get_content()
    assert "1 update of yours is returned with a note." in text
    assert "PR-1 Review the constitution: Who chairs it?" in text
    assert given.head.email not in [one["To"] for one in box.taken[before:]]
