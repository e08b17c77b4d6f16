"""Invitations: who gets in, what the e-mail says, and that the way in works."""

import re
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from council.models import Membership, Person, Post, PostHolding, Role
from council.people_roles import role_words
from council.services.invitations import in_time_words, send_invitations
from tests import factories

WORDS = "a quite different passphrase"


@pytest.fixture(autouse=True)
def _nobody_was_sent_anything(db):
    cache.clear()


def address(cast, name: str = "person_invite", person: Person | None = None) -> str:
    arguments = [cast.council.slug, person.pk] if person else [cast.council.slug]
    return reverse(f"people:{name}", args=arguments)


def invite(client: Client, cast, **fields):
    sent = {"name": "Nora New", "email": "nora.new@example.gov.uk", "roles": [Role.OFFICER]}
    return client.post(address(cast), sent | fields)


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def said(client: Client, answer) -> str:
    return words_of(client.get(answer["Location"]))


def link_in(letter) -> str:
    found = re.search(r"https?://testserver(/account/password/reset/key/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def html_of(letter: Any) -> str:
    return str(letter.alternatives[0].content)


def choose_password(link: str) -> Client:
    client = Client()
    form = client.get(link, follow=True)
    assert "Choose a new password" in form.content.decode()
    client.post(form.request["PATH_INFO"], {"password1": WORDS, "password2": WORDS})
    return client


# ---- the way in


def test_invited_person_sets_a_password_and_logs_in(cast, manager):
    answer = invite(manager, cast, posts=[cast.elsewhere.leads.get().post_id], since="1 May 2023")
    assert answer.status_code == 302
    (letter,) = mail.outbox
    client = choose_password(link_in(letter))
    client.post(reverse("account_login"), {"login": "nora.new@example.gov.uk", "password": WORDS})
    assert client.get("/")["Location"] == cast.council.get_absolute_url()
    assert client.get(cast.council.get_absolute_url()).status_code == 200
    someone = Person.objects.get(email="nora.new@example.gov.uk")
    member = someone.memberships.get()
    assert (member.council, str(member.joined_on)) == (cast.council, "2023-06-30")
    assert role_words(member.roles) == "Officer"
    assert member.history.get().history_user == cast.manager
    holding = PostHolding.objects.get(person=someone)
    assert (holding.post.title, str(holding.since)) == ("Head of Finance", "2023-05-01")


def test_link_works_once(cast, manager):
    invite(manager, cast)
    link = link_in(mail.outbox[0])
    choose_password(link)
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_somebody_who_lets_the_link_grow_old_asks_for_a_new_one(cast, manager):
    invite(manager, cast)
    Client().post(reverse("account_reset_password"), {"email": "nora.new@example.gov.uk"})
    assert "choose one" in str(mail.outbox[1].body)
    choose_password(link_in(mail.outbox[1]))
    assert Person.objects.get(email="nora.new@example.gov.uk").check_password(WORDS)


def test_link_sent_to_a_wrong_address_stops_working_when_it_is_corrected(cast, manager):
    invite(manager, cast, email="wrong@example.gov.uk")
    someone = Person.objects.get(email="wrong@example.gov.uk")
    sent = {"name": "Nora New", "email": "right@example.gov.uk"}
    form = manager.get(address(cast, "person_edit", someone)).context["form"]
    manager.post(address(cast, "person_edit", someone), sent | {"seen": form["seen"].value()})
    link = link_in(mail.outbox[0])
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()
    Client().post(reverse("account_reset_password"), {"email": "wrong@example.gov.uk"})
    assert len(mail.outbox) == 1


# ---- the e-mail


def test_email_names_the_council_and_says_how_long_the_link_holds(cast, manager, settings):
    settings.PASSWORD_RESET_TIMEOUT = 86_400
    invite(manager, cast)
    (letter,) = mail.outbox
    html = html_of(letter)
    assert letter.subject == "Golden Thread: You are invited to Ashdown Borough Council"
    assert letter.to == ["nora.new@example.gov.uk"]
    for body in (letter.body, html):
        for words in ("Nora New", "Sunita Patel", "Ashdown Borough Council", "for 1 day",
                      "Forgot your password?", "http://testserver/account/login/"):  # fmt: skip
            assert words in body
        assert cast.manager.email not in body
    assert link_in(letter) in html


def test_names_are_text_in_the_html(cast, manager):
    invite(manager, cast, name="<img src=x> & Söhne")
    (letter,) = mail.outbox
    assert "Hello &lt;img src=x&gt; &amp; Söhne," in html_of(letter)
    assert "Hello <img src=x> & Söhne," in letter.body


def test_council_of_two_lines_does_not_break_the_subject(cast, manager):
    cast.council.name = "Ashdown\nBcc: all@example.gov.uk"
    cast.council.save()
    invite(manager, cast)
    (letter,) = mail.outbox
    assert letter.subject == "Golden Thread: You are invited to Ashdown Bcc: all@example.gov.uk"
    assert letter.recipients() == ["nora.new@example.gov.uk"]


def test_no_page_shows_the_link(cast, manager):
    answer = invite(manager, cast)
    someone = Person.objects.get(email="nora.new@example.gov.uk")
    key = link_in(mail.outbox[0]).split("/key/")[1]
    for page in (answer["Location"], address(cast, "person_list"),
                 address(cast, "person_edit", someone)):  # fmt: skip
        assert key[:12] not in manager.get(page).content.decode()
    assert "An e-mail with a link to choose a password is sent" not in answer.content.decode()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(259_200, "3 days"), (3_600, "1 hour"), (90_000, "1 day"), (120, "2 minutes"),
     (5, "less than a minute")],
)  # fmt: skip
def test_length_of_time_in_words(seconds, words):
    assert in_time_words(seconds) == words


# ---- somebody who has an account already


def test_account_of_another_council_becomes_a_member_and_is_left_as_it_is(cast, manager):
    before = Person.objects.get(pk=cast.stranger.pk)
    answer = invite(manager, cast, name="Somebody Else", email="Alex.Marlow@example.gov.uk")
    assert answer.status_code == 302
    after = Person.objects.get(pk=cast.stranger.pk)
    assert (after.name, after.password) == (before.name, before.password)
    assert after.memberships.count() == 2
    (letter,) = mail.outbox
    assert "/password/reset/key/" not in letter.body
    assert "http://testserver/account/login/" in letter.body
    shown = said(manager, answer)
    assert "can log in with the password they have" in shown
    assert "Brackwater" not in shown


def test_account_that_never_had_a_password_gets_a_link_to_choose_one(cast, manager):
    someone = Person.objects.create_user("waiting@example.gov.uk", None, name="Wanda")
    factories.join(cast.other_council, someone)
    invite(manager, cast, email=someone.email)
    choose_password(link_in(mail.outbox[0]))


@pytest.mark.parametrize("letters", ["priya.raman@example.gov.uk", "PRIYA.Raman@Example.gov.uk"])
def test_member_is_not_invited_twice(cast, manager, letters):
    answer = invite(manager, cast, email=letters)
    assert answer.status_code == 422
    assert "Priya Raman belongs to this council already" in words_of(answer)
    assert not mail.outbox


def test_somebody_who_left_is_to_come_back_and_not_invited(cast, manager):
    Membership.objects.filter(person=cast.owner).update(left_on="2023-05-01")
    answer = invite(manager, cast, email=cast.owner.email)
    assert "left on 1 May 2023: open their page" in words_of(answer)


# ---- what is refused


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Write the person’s name."),
        ({"name": "x" * 201}, "At most 200 characters"),
        ({"name": "\x00"}, "Null characters"),
        ({"email": ""}, "Write an e-mail address such as"),
        ({"email": "nora"}, "Write an e-mail address such as"),
        ({"email": "nora@example.gov.uk\nBcc: all@example.gov.uk"}, "Write an e-mail address"),
        ({"email": "nora@example.gov.uk\r\nSubject: x"}, "Write an e-mail address"),
        ({"email": "nora@example.gov.uk, all@example.gov.uk"}, "Write an e-mail address"),
        ({"email": "nora@exämple.gov.uk"}, "with the letters a to z only"),
        ({"email": "\u212aen@example.gov.uk"}, "with the letters a to z only"),
        ({"email": f"{'n' * 250}@example.gov.uk"}, "at most 254 characters"),
        ({"email": "nora\x00@example.gov.uk"}, "Null characters"),
        ({"roles": ["god"]}, "There is no role called god."),
        ({"roles": [Role.SYSTEM_ADMINISTRATOR]}, "Only a system administrator may give"),
        ({"posts": ["999999"]}, "Choose posts of this council"),
        ({"posts": ["9" * 40]}, "Choose posts of this council"),
        ({"posts": ["x"]}, "Choose posts of this council"),
        ({"since": "soon"}, "Give a day such as 30 June 2023."),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_kept(cast, manager, fields, sentence):
    people, members = Person.objects.count(), Membership.objects.count()
    answer = invite(manager, cast, **fields)
    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert (Person.objects.count(), Membership.objects.count()) == (people, members)
    assert not mail.outbox
    assert answer.context["form"].data["name"] == fields.get("name", "Nora New")


@pytest.mark.parametrize("kind", ["ended", "merged", "foreign"])
def test_posts_are_those_in_use_in_this_council(cast, manager, kind):
    council = cast.other_council if kind == "foreign" else cast.council
    post = factories.post(council, "Head of Nothing")
    post.ended_on = "2023-01-01" if kind == "ended" else None
    post.merged_into = cast.post if kind == "merged" else None
    post.save()
    assert "Head of Nothing" not in words_of(manager.get(address(cast)))
    answer = invite(manager, cast, posts=[post.pk])
    assert answer.status_code == 422
    assert not PostHolding.objects.filter(post=post).exists()


def test_administrator_may_invite_another(cast, logged_in):
    administrator = factories.member(cast.council, Role.SYSTEM_ADMINISTRATOR)
    answer = invite(logged_in(administrator), cast, roles=[Role.SYSTEM_ADMINISTRATOR])
    assert answer.status_code == 302
    assert Membership.objects.get(person__name="Nora New").is_system_administrator


def test_invitation_is_whole_or_not_at_all(cast, manager, monkeypatch):
    monkeypatch.setattr(PostHolding, "save", lambda self, **options: 1 / 0)
    people = Person.objects.count()
    with pytest.raises(ZeroDivisionError):
        invite(manager, cast, posts=[cast.elsewhere.leads.get().post_id])
    assert Person.objects.count() == people
    assert not mail.outbox


def test_post_that_has_a_holder_is_refused_and_says_who_holds_it(cast, manager):
    assert "Chief Executive (held by Margaret Ellis)" in words_of(manager.get(address(cast)))
    answer = invite(manager, cast, posts=[Post.objects.get(title="Chief Executive").pk])
    assert answer.status_code == 422
    assert "Chief Executive: Margaret Ellis is the holder" in words_of(answer)
    assert not Person.objects.filter(name="Nora New").exists()


# ---- sending, again and failing


def fail_with(monkeypatch, error: Exception, when=lambda message: True) -> None:
    send = EmailBackend.send_messages

    def failing(self, messages):
        if any(map(when, messages)):
            raise error
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", failing)


@pytest.mark.parametrize(
    "error",
    [ConnectionRefusedError(), TimeoutError(), SMTPException("x"), SMTPRecipientsRefused({})],
)
def test_person_is_made_where_the_email_cannot_be_sent(cast, manager, monkeypatch, error):
    with monkeypatch.context() as patch:
        fail_with(patch, error)
        answer = invite(manager, cast)
    assert answer.status_code == 302
    shown = said(manager, answer)
    assert "the e-mail to nora.new@example.gov.uk could not be sent" in shown
    assert "Send the invitation again" in shown
    again = address(cast, "person_invite_again", Person.objects.get(name="Nora New"))
    manager.post(again)
    assert len(mail.outbox) == 1


def test_fault_of_our_own_is_not_taken_for_one_of_the_mail(cast, manager, monkeypatch):
    fail_with(monkeypatch, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        invite(manager, cast)


def test_refused_address_fails_alone_and_a_lost_server_fails_the_rest(
    cast, manager, monkeypatch, rf
):
    members = [factories.join(cast.council, factories.person(f"Person {one}")) for one in "abc"]
    request = rf.get("/")
    refused = SMTPRecipientsRefused({})
    with monkeypatch.context() as patch:
        fail_with(patch, refused, lambda message: "person.a" in message.to[0])
        sent = send_invitations(request=request, memberships=members, by=cast.manager)
    assert [one.name for one in sent.values()] == ["FAILED", "SENT", "SENT"]
    cache.clear()
    with monkeypatch.context() as patch:
        fail_with(patch, OSError(), lambda message: "person.b" in message.to[0])
        sent = send_invitations(request=request, memberships=members, by=cast.manager)
    assert [one.name for one in sent.values()] == ["SENT", "FAILED", "FAILED"]


def test_invitation_is_sent_again_after_ten_minutes_and_not_before(cast, manager):
    answer = invite(manager, cast)
    again = address(cast, "person_invite_again", Person.objects.get(name="Nora New"))
    shown = said(manager, manager.post(again))
    assert "less than ten minutes ago" in shown
    assert len(mail.outbox) == 1
    cache.clear()
    shown = said(manager, manager.post(again))
    assert "An e-mail with a link to choose a password is sent" in shown
    assert len(mail.outbox) == 2
    assert answer.status_code == 302


@pytest.mark.parametrize("kind", ["came", "left"])
def test_who_came_or_left_is_sent_nothing(cast, manager, kind):
    someone = cast.owner
    if kind == "came":
        get_user_model().objects.filter(pk=someone.pk).update(last_login="2023-06-01T10:00Z")
    else:
        Membership.objects.filter(person=someone).update(left_on="2023-06-30")
    answer = manager.post(address(cast, "person_invite_again", someone))
    assert "needs no invitation" in said(manager, answer)
    assert not mail.outbox


def test_get_sends_nothing(cast, manager):
    assert manager.get(address(cast, "person_invite_again", cast.owner)).status_code == 405
    assert not mail.outbox
