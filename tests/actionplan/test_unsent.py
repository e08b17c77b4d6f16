"""E-mails that did not go out are kept, tried again from what stands then, or put aside."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import Digest, Reminder
from actionplan.services.digests import letters, send
from council.models import Membership, UnsentEmail
from council.services.outbox import NO_ANSWER, Outbox
from tests import factories
from tests.actionplan.test_desk import HERE, next_period, text_of

LIST = "/ashdown/organisation/unsent/"


def waiting():
    return UnsentEmail.objects.filter(settled_at=None)


def ask(manager, cast):
    return manager.post(f"{HERE}ask/", {"post": [cast.post.pk]}, follow=True)


@pytest.fixture
def refused(cast, box, manager):
    """The owner was asked for their updates, and the mail server refused the letter."""
    next_period(cast)
    box.refused.add(cast.owner.email)
    assert "see “E-mails not sent”" in text_of(ask(manager, cast))
    return waiting().get()


def test_what_was_refused_is_listed_with_why(cast, refused, manager):
    page = text_of(manager.get(LIST))
    for words in ("Priya Raman", "Ask for updates", "550 No such person here", "by Sunita Patel"):
        assert words in page
    assert "1 waits" in text_of(manager.get("/ashdown/organisation/"))
    ask(manager, cast)  # the same again is one line
    assert (waiting().get().tries, Reminder.objects.count()) == (2, 0)


def test_tried_again_it_is_sent_once_and_settled(cast, refused, box, manager):
    again = f"{LIST}{refused.pk}/again/"
    assert "still not sent" in text_of(manager.post(again, follow=True))
    box.refused.clear()
    assert "1 e-mail is sent." in text_of(manager.post(again, follow=True))
    assert [one["To"] for one in box.taken] == [cast.owner.email]
    assert "Sunita Patel asks for updates" in box.taken[0].as_string()
    assert not waiting().exists()
    assert Reminder.objects.get().person == cast.owner
    assert manager.post(again).status_code == 404
    assert "sent, 30 June 2023" in text_of(manager.get(LIST))


def test_what_is_no_longer_asked_is_not_sent(cast, refused, box, manager):
    box.refused.clear()
    for action in (cast.ahead, cast.late, cast.undated):
        factories.entry(action, by=cast.owner)
    page = text_of(manager.post(f"{LIST}{refused.pk}/again/", follow=True))
    assert "no longer needed" in page
    assert (box.taken, waiting().count()) == ([], 0)


def test_it_may_be_put_aside_and_the_next_one_that_goes_out_settles_it(cast, refused, box, manager):
    manager.post(f"{LIST}{refused.pk}/aside/")
    assert "put aside by Sunita Patel" in text_of(manager.get(LIST))
    ask(manager, cast)
    box.refused.clear()
    ask(manager, cast)
    assert not waiting().exists()


def test_digest_is_written_anew_and_goes_to_nobody_who_has_left(cast, box, manager):
    box.refused |= {cast.owner.email, cast.slt.email}
    next_period(cast)
    with Outbox() as outbox:
        for letter in letters(cast.council):
            send(letter, outbox)
    assert waiting().filter(kind="digest").count() == 2
    box.refused.clear()
    Membership.objects.filter(person=cast.slt).update(left_on="2023-06-01")
    page = text_of(manager.post(f"{LIST}again/", follow=True))
    assert "1 e-mail is sent." in page
    assert "1 e-mail is no longer needed" in page
    assert Digest.objects.get().person == cast.owner


def test_dead_server_is_asked_once_for_all(cast, hung_up, manager):
    for person in (cast.owner, cast.colleague, cast.slt):
        UnsentEmail.objects.create(
            council=cast.council, person=person, kind="invitation", failed_at="2023-06-29T09:00Z",
            subject="An invitation", why="Busy",
        )  # fmt: skip
    page = text_of(manager.post(f"{LIST}again/", follow=True))
    assert "1 e-mail is still not sent" in page
    assert len(hung_up) == 1
    assert waiting().filter(why=NO_ANSWER).count() == 1


def test_invitation_that_failed_is_sent_with_a_link_of_its_own(cast, box, manager):
    box.refused.add(cast.reader.email)
    manager.post(f"/ashdown/organisation/people/{cast.reader.pk}/invite-again/")
    found = waiting().get(kind="invitation")
    box.refused.clear()
    assert "1 e-mail is sent." in text_of(manager.post(f"{LIST}{found.pk}/again/", follow=True))
    assert [one["To"] for one in box.taken] == [cast.reader.email]


def test_queries_do_not_grow_with_e_mails(cast, manager):
    def cost():
        manager.get(LIST)
        with CaptureQueriesContext(connection) as found:
            manager.get(LIST)
        return len(found)

    def keep(person, settled):
        told = {"settled_at": "2023-06-30T09:00Z", "outcome": "sent"} if settled else {}
        UnsentEmail.objects.create(
            council=cast.council, person=person, kind="digest", failed_at="2023-06-29T09:00Z",
            subject="x", why="y", **told,
        )  # fmt: skip

    keep(cast.owner, settled=False)
    keep(cast.owner, settled=True)
    before = cost()
    for person in (cast.slt, cast.colleague, cast.clerk):
        keep(person, settled=False)
        keep(person, settled=True)
    assert cost() == before <= 12
