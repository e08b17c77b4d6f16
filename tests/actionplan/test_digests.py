"""One e-mail a person: who is told what, once; through a real mail server."""

import re
from datetime import date
from email.message import EmailMessage
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from actionplan.mail.digests import Kind, Rhythm, Section, ask, subject
from actionplan.mail.links import address_of, declining_address
from actionplan.models import Action, Declined, Digest, Period
from actionplan.services.answering import ask_question
from actionplan.services.deriving import derive_plan
from actionplan.services.speaking import Speaker
from council.models import Absence, PostHolding
from tests import factories
from tests.closing import closed
from tests.conftest import TODAY
from tests.mail_server import SITE

# ---- when they are asked

DUE = date(2023, 7, 14)  # a Friday


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        (date(2023, 7, 6), None),
        (date(2023, 7, 7), (Kind.DUE, "by 2023-07-14")),
        (DUE, (Kind.DUE, "by 2023-07-14")),
        (date(2023, 7, 17), (Kind.OVERDUE, "by 2023-07-14, 0")),
        (date(2023, 7, 21), (Kind.OVERDUE, "by 2023-07-14, 0")),
        (date(2023, 7, 24), (Kind.OVERDUE, "by 2023-07-14, 1")),
    ],
)
def test_asked_in_the_days_before_and_again_after_each_week(today, asked):
    assert ask(DUE, today, Rhythm(before=5, again=5)) == asked


def test_working_days_leave_bank_holidays_out():
    due = date(2023, 9, 1)  # the Monday before is a bank holiday
    assert ask(due, date(2023, 8, 23), Rhythm(before=5)) is None
    assert ask(due, date(2023, 8, 24), Rhythm(before=5)) == (Kind.DUE, "by 2023-09-01")


def test_subject_says_the_most_urgent_first():
    section = Section(Kind.CLOSED, "", "/", "", 1, ("a",))
    late = Section(Kind.OVERDUE, "", "/", "", 2, ("b",))
    assert subject([section, late]) == "Golden Thread: 2 updates are overdue; a period is closed"


# ---- through a mail server


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("send_digests", "--council", "ashdown", *arguments, stdout=said, stderr=said)
    return said.getvalue()


@pytest.fixture
def asked(cast) -> factories.Cast:
    """A quarter was closed; updates of the next are due in three working days."""
    closed(cast)
    Period.objects.running().filter(plan=cast.plan).update(updates_due_by=date(2023, 7, 5))
    derive_plan(cast.plan)
    return cast


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part
    return str(part.get_content())


def link_in(message: EmailMessage, words: str) -> str:
    """The path that follows some words of an e-mail."""
    found = re.search(rf"{words}:\s+{SITE}(\S+)", text_of(message))
    assert found
    return found[1]


def test_lead_is_told_everything_in_one_e_mail_and_once(asked, box):
    assert "2 e-mails sent" in run()
    message = box.to(asked.owner.email)
    assert message["Subject"].strip() == (
        "Golden Thread: 3 updates are due soon; 3 of your actions wait for an answer; "
        "a period is closed"
    )
    text = text_of(message)
    assert "3 updates for Peer review action plan are due by 5 July 2023." in text
    assert "PR-2 Train every councillor: It is 3 months past its date (31 March 2023)" in text
    assert "Q1 2023/24 of Peer review action plan was closed on 30 June 2023" in text
    assert "PR-2 Train every councillor" in text_of(message, "html")
    for kind in ("plain", "html"):
        assert "for the posts that you hold or answer for today." in text_of(message, kind)
        assert "answer for today, and as SLT." in text_of(box.to(asked.slt.email), kind)
    assert "0 e-mails sent" in run()
    assert len(box.taken) == 2
    assert set(Digest.objects.values_list("person", flat=True)) == {asked.owner.pk, asked.slt.pk}


def test_a_long_title_is_cut_and_what_is_asked_is_not(asked, box):
    Action.objects.filter(pk=asked.late.pk).update(title="Train every councillor " * 20)
    run()
    text = text_of(box.to(asked.owner.email))
    assert re.search(
        r"PR-2 Train .*…: It is 3 months past its date \(31 March 2023\) and rated amber", text
    )


def test_nothing_is_told_twice_and_new_questions_are(asked, box, settings):
    run()
    settings.GOLDEN_THREAD_TODAY = date(2023, 7, 3)
    assert "0 e-mails sent" in run()
    leader = Speaker(asked.slt)
    words = "Who trains them now?"
    ask_question(action=asked.late, words=words, once=uuid4(), speaker=leader)
    run()
    assert "PR-2 Train every councillor: Who trains them now?" in text_of(box.taken[-1])
    assert box.taken[-1]["Subject"] == "Golden Thread: one of your actions waits for an answer"


def test_overdue_updates_are_asked_for_again_after_a_week(asked, box, settings):
    for day, sent in ((6, 1), (7, 0), (12, 0), (13, 1)):
        settings.GOLDEN_THREAD_TODAY = date(2023, 7, day)
        before = len(box.taken)
        run()
        late = [one for one in box.taken[before:] if "3 updates are overdue" in one["Subject"]]
        assert len(late) == sent, day


def test_period_without_a_day_for_updates_asks_for_none(asked, box):
    Period.objects.running().filter(plan=asked.plan).update(updates_due_by=None)
    run()
    assert not re.search("update", box.to(asked.owner.email)["Subject"])


def test_deputy_is_asked_while_the_holder_is_away(asked, box):
    holding = PostHolding.objects.get(person=asked.owner)
    Absence.objects.create(holding=holding, first_day=TODAY, last_day=TODAY)
    PostHolding.objects.create(post=asked.post, person=asked.colleague, kind="deputy")
    run()
    assert "3 updates" in box.to(asked.colleague.email)["Subject"]
    assert box.to(asked.owner.email)["Subject"] == "Golden Thread: a period is closed"


def test_whoever_is_away_from_one_of_two_posts_is_asked_for_the_other(asked, box):
    holding = PostHolding.objects.get(person=asked.owner)
    Absence.objects.create(holding=holding, first_day=TODAY, last_day=TODAY)
    PostHolding.objects.create(post=asked.post, person=asked.colleague, kind="deputy")
    second = factories.post(asked.council, "Head of Estates", held_by=asked.owner)
    factories.action(asked.plan, "Sell the depot", accountable=second)
    run()
    told = box.to(asked.owner.email)
    assert "1 update is" in told["Subject"]
    assert "Sell the depot" in str(told)
    assert "Train every councillor" not in str(told)


def test_nobody_is_written_to_on_a_day_off(asked, box, settings):
    settings.GOLDEN_THREAD_TODAY = date(2023, 7, 1)  # a Saturday
    assert "0 e-mails sent" in run()
    assert not box.taken


def test_one_refused_address_stops_nobody_and_is_tried_again(asked, box):
    box.refused.add(asked.owner.email)
    with pytest.raises(CommandError, match="1 e-mail could not be sent"):
        run()
    assert [one["To"] for one in box.taken] == [asked.slt.email]
    box.refused.clear()
    assert "1 e-mail sent" in run()
    assert box.to(asked.owner.email)


def test_mail_server_that_does_not_answer_is_tried_once_a_run_whoever_waits(asked, hung_up):
    with pytest.raises(CommandError, match="2 e-mails could not be sent; run it again"):
        run()
    assert (len(hung_up), Digest.objects.count()) == (1, 0)
    with pytest.raises(CommandError, match="2 e-mails"):
        run()
    assert len(hung_up) == 2


def test_dry_run_says_who_is_told_what_and_sends_nothing(asked, box):
    said = run("--dry-run")
    assert f"{asked.owner.email}: Golden Thread: 3 updates are due soon" in said
    assert (box.taken, Digest.objects.count()) == ([], 0)
    run("--queue")
    assert len(box.taken) == 2


def test_words_of_others_are_text_and_never_markup(asked, box):
    asked.plan.actions.filter(pk=asked.late.pk).update(title="<b>Train</b> & brief")
    run()
    assert "&lt;b&gt;Train&lt;/b&gt; &amp; brief" in text_of(box.to(asked.owner.email), "html")
    assert "PR-2 <b>Train</b> & brief" in text_of(box.to(asked.owner.email))


# ---- links and choices


def test_link_opens_the_page_for_whom_it_was_sent_to(asked, box, logged_in, client):
    run()
    path = link_in(box.to(asked.owner.email), "Give your updates")
    assert client.get(path)["Location"].startswith("/account/login/?next=/mail/open/")
    assert logged_in(asked.owner).get(path)["Location"] == "/ashdown/my-updates/"
    refused = logged_in(asked.colleague).get(path)
    assert (refused.status_code, "somebody else" in refused.text) == (403, True)
    assert logged_in(asked.owner).get(f"{path[:-2]}x/").status_code == 404


def test_kinds_can_be_declined_without_log_in(asked, box, client):
    path = declining_address(asked.owner.pk).removeprefix(SITE)
    assert "Before my updates are due" in client.get(path).text
    client.post(path, {"kinds": [Kind.CLOSED, Kind.QUERIED]})
    run()
    told = box.to(asked.owner.email)["Subject"].strip()
    assert told == "Golden Thread: 3 of your actions wait for an answer; a period is closed"
    assert (
        client.get(address_of(asked.owner.pk, "/").replace("/open/", "/choose/")).status_code == 404
    )


def test_button_of_a_mail_program_declines_all(asked, box):
    run()
    message = box.to(asked.owner.email)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = message["List-Unsubscribe"].strip("<>").removeprefix(SITE)
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Declined.objects.filter(person=asked.owner).count() == len(Kind)


def test_own_choice_stands_in_the_account_menu(cast, logged_in):
    client = logged_in(cast.reader)
    assert "/mail/" in client.get("/ashdown/").text
    assert "cannot be declined here" in client.get("/mail/").text
    assert "Saved." in client.post("/mail/", {"kinds": [Kind.DUE]}).text
    kept = set(Declined.objects.filter(person=cast.reader).values_list("kind", flat=True))
    assert kept == set(Kind) - {Kind.DUE}
    assert client.post("/mail/", {"kinds": ["spam"]}).status_code == 422
