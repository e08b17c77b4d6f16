"""A list of people: each row accepted or refused with a sentence, applied as a whole."""

import csv
import io
from datetime import date

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from council.models import Membership, Person, PostAlias, PostHolding, Role
from council.people_csv import MOST, Verdict
from council.people_roles import role_words
from tests import factories

HEADINGS = ("Name", "E-mail", "Roles", "Posts")


@pytest.fixture(autouse=True)
def _nobody_was_sent_anything(db):
    cache.clear()


def page(cast, name: str = "person_import") -> str:
    return reverse(f"people:{name}", args=[cast.council.slug])


def file_of(*rows: tuple[str, ...], headings=HEADINGS) -> SimpleUploadedFile:
    written = io.StringIO()
    csv.writer(written).writerows([headings, *rows])
    return SimpleUploadedFile("people.csv", written.getvalue().encode())


def look(client: Client, cast, *rows, **fields):
    sent = {"file": file_of(*rows), "send": "on"} | fields
    return client.post(page(cast), sent)


def apply(client: Client, cast, preview, send: str = "yes"):
    sent = {"carried": preview.context["carried"], "send": send}
    return client.post(page(cast, "person_import_apply"), sent)


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


NORA = ("Nora New", "Nora.New@example.gov.uk", "officer; Plan Manager", "head of finance")
OTTO = ("Otto Orr", "otto@example.gov.uk", "", "")


def test_list_is_shown_then_applied_and_everybody_is_sent_the_way_in(cast, manager):
    PostAlias.objects.create(council=cast.council, post=cast.elsewhere.leads.get().post, name="FD")
    nora = (*NORA[:3], "FD; head of finance")
    preview = look(manager, cast, nora, OTTO)
    assert preview.status_code == 200
    assert "Will be invited: roles: Officer, plan manager; holds Head of Finance" in words_of(
        preview
    )
    assert "2 to invite, 0 there already, 0 refused" in words_of(preview)
    assert not Person.objects.filter(name="Nora New").exists()
    answer = apply(manager, cast, preview)
    assert answer.status_code == 302
    assert "2 people invited, 0 there already. 2 e-mails sent." in words_of(
        manager.get(answer["Location"])
    )
    someone = Person.objects.get(email="nora.new@example.gov.uk")
    assert role_words(someone.memberships.get().roles) == "Officer, plan manager"
    holding = PostHolding.objects.get(person=someone)
    assert (holding.post.title, str(holding.since)) == ("Head of Finance", "2023-06-30")
    assert holding.history.get().history_user == cast.manager
    assert [one.to for one in mail.outbox] == [["nora.new@example.gov.uk"], ["otto@example.gov.uk"]]


def test_no_email_is_sent_where_none_is_wanted(cast, manager):
    preview = look(manager, cast, OTTO, send="")
    assert "No e-mail is sent now" in words_of(preview)
    apply(manager, cast, preview, send="no")
    assert Membership.objects.filter(person__name="Otto Orr").exists()
    assert not mail.outbox


def test_list_applied_twice_changes_nothing_the_second_time(cast, manager):
    preview = look(manager, cast, NORA, OTTO)
    apply(manager, cast, preview)
    before = Membership.history.count()
    answer = apply(manager, cast, preview)
    assert "0 people invited, 2 there already" in words_of(manager.get(answer["Location"]))
    assert Membership.history.count() == before
    assert len(mail.outbox) == 2


def test_good_rows_are_applied_and_the_others_named(cast, manager):
    preview = look(manager, cast, OTTO, ("", "x@example.gov.uk", "", ""))
    answer = apply(manager, cast, preview)
    assert answer.status_code == 200
    assert "but for 1 row" in words_of(answer)
    assert "It has no name." in words_of(answer)
    assert Person.objects.filter(name="Otto Orr").exists()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("", "x@example.gov.uk", "", ""), "It has no name."),
        (("x" * 201, "x@example.gov.uk", "", ""), "more than 200 characters"),
        (("X", "", "", ""), "Write an e-mail address such as"),
        (("X", "x", "", ""), "Write an e-mail address such as"),
        (("X", "x@exämple.gov.uk", "", ""), "with the letters a to z only"),
        (("X", "x@example.gov.uk\nBcc: y@example.gov.uk", "", ""), "Write an e-mail address"),
        (("X", f"{'x' * 250}@example.gov.uk", "", ""), "at most 254 characters"),
        (("X", "x@example.gov.uk", "god", ""), "There is no role called “god”: use reader, off"),
        (("X", "x@example.gov.uk", "System Administrator", ""), "Only a system administrator"),
        (("X", "x@example.gov.uk", "", "Head of Nothing"), "No post in use is called “Head of N"),
        (("X", "x@example.gov.uk", "", "Chief Executive"), "Margaret Ellis is the holder"),
        (("X", "OTTO@example.gov.uk", "", ""), "Line 2 has the same e-mail already."),
        (("X", "gone@example.gov.uk", "", ""), "Gone Gary has left: open their page"),
        (("X", "x@example.gov.uk", "", "Head of Trees"), "No post in use is called"),
        (("X", "x@example.gov.uk", "", "", "more"), "more cells than there are headings"),
    ],
)
def test_bad_row_is_refused_with_a_sentence(cast, manager, row, sentence):
    factories.post(cast.other_council, "Head of Trees")
    gone = Person.objects.create_user("gone@example.gov.uk", None, name="Gone Gary")
    factories.join(cast.council, gone, left_on=date(2023, 1, 1))
    preview = look(manager, cast, OTTO, row)
    (_, judged) = preview.context["judged"]
    assert judged.verdict is Verdict.REFUSE
    assert sentence in " ".join(judged.words)
    before = Membership.objects.count()
    apply(manager, cast, preview)
    assert Membership.objects.count() == before + 1


def test_two_rows_cannot_hold_one_post(cast, manager):
    other = ("Otto Orr", "otto@example.gov.uk", "", "Head of Finance")
    preview = look(manager, cast, NORA, other)
    assert [one.verdict for one in preview.context["judged"]] == [Verdict.INVITE, Verdict.REFUSE]
    assert "Head of Finance: Nora New is the holder" in words_of(preview)


def test_member_stays_as_they_are(cast, manager):
    before = Membership.history.count()
    row = ("Somebody", cast.owner.email.upper(), "plan manager", "Head of Finance")
    preview = look(manager, cast, row)
    assert "Priya Raman belongs to the council; nothing is changed" in words_of(preview)
    apply(manager, cast, preview)
    assert Membership.history.count() == before


def test_account_of_another_council_is_taken_and_not_renamed(cast, manager):
    preview = look(manager, cast, ("Somebody", cast.stranger.email, "SLT", ""))
    assert "Alex Marlow" not in words_of(preview)
    apply(manager, cast, preview)
    assert cast.stranger.memberships.count() == 2
    assert Person.objects.get(pk=cast.stranger.pk).name == "Alex Marlow"
    assert "/password/reset/key/" not in mail.outbox[0].body


def test_what_changed_since_the_preview_counts(cast, manager):
    preview = look(manager, cast, NORA)
    finance = cast.elsewhere.leads.get().post
    PostHolding.objects.create(post=finance, person=cast.colleague)
    answer = apply(manager, cast, preview)
    assert "Daniel Okafor is the holder" in words_of(answer)
    assert not Person.objects.filter(name="Nora New").exists()


def test_list_is_applied_as_a_whole_or_not_at_all(cast, manager, monkeypatch):
    preview = look(manager, cast, OTTO, NORA)
    monkeypatch.setattr(PostHolding, "save", lambda self, **options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        apply(manager, cast, preview)
    assert not Person.objects.filter(name="Otto Orr").exists()
    assert not mail.outbox


def test_emails_that_fail_are_counted(cast, manager, monkeypatch):
    def fail(self, messages):
        raise ConnectionRefusedError

    preview = look(manager, cast, OTTO)
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    answer = apply(manager, cast, preview)
    assert "0 e-mails sent, 1 could not be sent: send those again" in words_of(
        manager.get(answer["Location"])
    )


@pytest.mark.parametrize("carried", ["", "x", "x" * 5000, "\x00"])
def test_list_that_was_not_shown_is_not_applied(cast, manager, carried):
    answer = manager.post(page(cast, "person_import_apply"), {"carried": carried})
    assert answer.status_code == 302
    assert "Send the file again" in words_of(manager.get(answer["Location"]))


def test_list_shown_to_one_is_not_applied_by_another_or_elsewhere(cast, manager, logged_in):
    preview = look(manager, cast, OTTO)
    other = factories.member(cast.council, Role.PLAN_MANAGER, name="Grace Holloway")
    apply(logged_in(other), cast, preview)
    factories.join(cast.other_council, cast.manager, Role.PLAN_MANAGER)
    elsewhere = reverse("people:person_import_apply", args=[cast.other_council.slug])
    manager.post(elsewhere, {"carried": preview.context["carried"]})
    assert not Person.objects.filter(name="Otto Orr").exists()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("x.csv", b""), "x.csv is empty."),
        (SimpleUploadedFile("x.xlsx", b"PK\x03\x04"), "This is an Excel workbook"),
        (SimpleUploadedFile("x.csv", b"a,b\n1,2\n"), "heading"),
        ("", "Choose a file."),
    ],
)
def test_file_that_is_no_list_is_refused(cast, manager, file, sentence):
    answer = manager.post(page(cast), {"file": file})
    assert answer.status_code == 422
    assert sentence in words_of(answer)


def test_template_comes_back_as_a_list_that_is_read(cast, manager):
    content = manager.get(page(cast, "person_template")).content
    sent = SimpleUploadedFile("people.csv", content)
    preview = manager.post(page(cast), {"file": sent})
    verdicts = [one.verdict for one in preview.context["judged"]]
    assert verdicts == [Verdict.SAME, Verdict.SAME]  # the cast's own


def test_rows_beyond_what_is_invited_at_once_are_refused(cast, manager):
    rows = [(f"P {one}", f"p{one}@example.gov.uk", "", "") for one in range(MOST + 1)]
    judged = look(manager, cast, *rows).context["judged"]
    assert [one.verdict for one in judged].count(Verdict.INVITE) == MOST
    assert "At most 200 people are invited at once" in judged[-1].words[0]


def test_words_of_a_list_are_text(cast, manager):
    preview = look(manager, cast, ("<b>Nora</b>", "nora@example.gov.uk", "", "<i>x</i>"))
    assert "<b>Nora" not in words_of(preview)
    assert "<i>x" not in words_of(preview)
