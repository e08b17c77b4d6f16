"""Asks and letters to heads of service through a real mail server: plain and HTML, one each."""

import re

import pytest

from actionplan.models import Period, Reminder
from council.models import ServiceArea
from tests import factories
from tests.actionplan.test_desk import HERE
from tests.actionplan.test_escalation import DUE
from tests.conftest import TODAY

ROWS = ("PR-1 Review the constitution", "PR-2 Train every councillor")


@pytest.fixture
def late(cast):
    """The owner's updates were due five working days ago; another post is the head of its area."""
    head = factories.post(cast.council, "Director of Governance", held_by=cast.slt)
    area = ServiceArea.objects.create(council=cast.council, name="Law <& Democracy>", head=head)
    cast.post.service_area = area
    cast.post.save()
    Period.objects.filter(plan=cast.plan).update(updates_due_by=DUE)
    for action in (cast.ahead, cast.late):
        factories.entry(action, by=cast.owner, period=None)
    return area


def words_of(message, kind):
    part = message.get_body((kind,))
    assert part
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", part.get_content(), flags=re.S)
    return re.sub(r"\s+", " ", text)


def test_ask_arrives_plain_and_as_html_with_the_same_rows_and_link(cast, late, box, manager):
    manager.post(f"{HERE}ask/", {"post": [cast.post.pk]})
    [message] = box.taken
    assert message["To"] == cast.owner.email
    assert message["Subject"].startswith("Golden Thread: updates for Q1 2023/24")
    for kind in ("plain", "html"):
        words = words_of(message, kind)
        assert "Sunita Patel asks for updates for Q1 2023/24" in words
        assert "which were due by 23 June 2023" in words
        assert all(row in words for row in ROWS)
    address = "http://testserver/ashdown/my-updates/"
    assert f'href="{address}"' in message.get_body(("html",)).get_content()
    assert address in message.get_body(("plain",)).get_content()


def test_whoever_closes_a_period_says_so(cast, late, box, manager):
    Period.objects.filter(plan=cast.plan).update(state="closing", updates_due_by=TODAY)
    manager.post(f"{HERE}ask/", {"post": [cast.post.pk]})
    for kind in ("plain", "html"):
        words = words_of(box.taken[0], kind)
        assert "Sunita Patel is closing Q1 2023/24 of Peer review action plan" in words
        assert "and updates are due by 30 June 2023" in words


def test_head_of_service_gets_the_letter_that_was_read(cast, late, box, manager):
    manager.post(f"{HERE}heads/", {"head": cast.slt.pk})
    [message] = box.taken
    assert message["To"] == cast.slt.email
    for kind in ("plain", "html"):
        words = words_of(message, kind)
        assert "2 of your service are still to come" in words
        assert all(row in words for row in ROWS)
    assert "Law &lt;&amp; Democracy&gt;" in message.get_body(("html",)).get_content()
    assert "Law <& Democracy>" in message.get_body(("plain",)).get_content()
    assert "Sunita Patel, with Golden Thread" in words_of(message, "html")


def test_one_that_is_refused_leaves_the_others_sent(cast, late, box, manager):
    other = factories.post(cast.council, "Head of Estates", held_by=cast.colleague)
    factories.action(cast.plan, "Sell the depot", accountable=other)
    box.refused.add(cast.owner.email)
    manager.post(f"{HERE}ask/", {"post": [cast.post.pk, other.pk]})
    assert [one["To"] for one in box.taken] == [cast.colleague.email]
    assert [one.person for one in Reminder.objects.all()] == [cast.colleague]
