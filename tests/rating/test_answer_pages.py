"""Answers to queries, questions and replies on screen: the action's page, My updates, filters."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from actionplan.models import Entry, Query
from actionplan.rules.challenges import Code
from actionplan.services.answering import ask_question
from actionplan.services.deriving import derive_plan
from actionplan.services.speaking import Speaker
from tests.actionplan.test_my_updates import next_period

pytestmark = pytest.mark.django_db

REASON = "The <b>trainer</b> was ill."
SHOWN = "The &lt;b&gt;trainer&lt;/b&gt; was ill."


@pytest.fixture
def asked(cast):
    derive_plan(cast.plan)
    return cast


def address(action, name="query_answer", **parts):
    if name == "query_answer":
        parts = {"code": "past-date"} | parts
    council, plan, reference = action.address
    return reverse(
        f"queries:{name}", kwargs={"council": council, "plan": plan, "reference": reference} | parts
    )


def version(action, code=Code.PAST_DATE):
    return Query.objects.get(action=action, code=code).version


def answered(client, action, words=REASON, headers=None, **sent):
    sent = {"words": words, "seen": version(action)} | sent
    return client.post(address(action), sent, headers=headers or {})


def judged(client, action, answer, words="", entry=None):
    entry = entry or action.entries.filter(kind__in=["query answered", "reply"]).first()
    sent = {"answer": answer, "words": words}
    return client.post(address(action, "answer_judge", entry=entry.pk), sent)


def board(client, cast, **chosen):
    place = reverse("actionplan:plan_detail", args=[cast.council.slug, cast.plan.slug])
    found = client.get(place, chosen)
    rows = [row.action.reference for part in found.context["sections"] for row in part.rows]
    return rows, found.content.decode()


def row_of(page, action):
    return re.sub(r"\s+", " ", page.split(f'id="{action.anchor}"')[1].split("</tr>")[0])


def page_of(client, action):
    return client.get(action.get_absolute_url()).content.decode()


def test_a_reason_is_seen_on_the_row_on_the_page_in_filters_and_counts(asked, logged_in):
    owner, slt = logged_in(asked.owner), logged_in(asked.slt)
    assert "(not answered)" in row_of(board(owner, asked)[1], asked.late)
    done = answered(owner, asked.late)
    assert (done.status_code, done["Location"]) == (302, f"{asked.late.get_absolute_url()}#queries")
    page = page_of(owner, asked.late)
    assert SHOWN in page
    assert "Priya Raman, as Head of Law &amp; Democracy answered on 30 June 2023" in page
    assert "PR-2" in board(owner, asked, queried="answered")[0]
    assert judged(slt, asked.late, "accept").status_code == 302
    assert board(owner, asked, queried="accepted")[0] == ["PR-2"]
    assert "Margaret Ellis accepted the answer on 30 June 2023" in page_of(owner, asked.late)
    dashboard = owner.get(reverse("actionplan:dashboard", args=[asked.council.slug]))
    waits = len(board(owner, asked, queried="unanswered")[0])
    assert f'queried=unanswered">{waits} of them not answered</a>' in dashboard.content.decode()


def test_a_row_shows_the_reason_where_nothing_waits(asked, logged_in):
    asked.plan.rules = {"off": ["thin words"]}
    asked.plan.save()
    derive_plan(asked.plan)
    client = logged_in(asked.owner)
    answered(client, asked.late)
    row = row_of(board(client, asked)[1], asked.late)
    assert "(answered)" in row
    assert SHOWN in row


def test_what_slt_asks_again_comes_back_to_my_updates(asked, logged_in):
    owner, slt = logged_in(asked.owner), logged_in(asked.slt)
    answered(owner, asked.late)
    refused = judged(slt, asked.late, "again")
    assert refused.status_code == 422
    assert "Say what you want to know: the lead reads it." in refused.content.decode()
    assert judged(slt, asked.late, "again", "Who acts meanwhile?").status_code == 302
    mine = owner.get(reverse("mine:my_updates", args=[asked.council.slug]))
    assert "Asked again" in mine.content.decode()
    assert mine.context["mine"].plans[0].queried[0].row.action == asked.late
    assert "PR-2" in board(owner, asked, queried="unanswered")[0]
    assert answered(owner, asked.late, "The deputy.").status_code == 302
    page = page_of(slt, asked.late)
    assert "Who acts meanwhile?" in page
    assert "The deputy." in page


def test_a_question_goes_to_my_updates_and_its_reply_is_kept_with_it(asked, logged_in):
    owner, slt = logged_in(asked.owner), logged_in(asked.slt)
    sent = {"words": "Is it funded?", "once": uuid4()}
    assert slt.post(address(asked.complete, "question_ask"), sent).status_code == 302
    slt.post(address(asked.complete, "question_ask"), sent)
    question = asked.complete.entries.get(kind="question")
    assert "Question from SLT:" in row_of(
        board(owner, asked, queried="question")[1], asked.complete
    )
    mine = owner.get(reverse("mine:my_updates", args=[asked.council.slug])).content.decode()
    assert "Is it funded?" in mine
    place = address(asked.complete, "question_reply", entry=question.pk)
    to = reverse("mine:my_updates", args=[asked.council.slug])
    done = owner.post(place, {"words": "By the reserve.", "next": to})
    assert (done.status_code, done["Location"]) == (302, to)
    assert board(owner, asked, queried="question")[0] == []
    page = page_of(slt, asked.complete)
    assert page.index("Is it funded?") < page.index("By the reserve.")
    assert ">Reply, as at 30 June 2023<" in page


def test_with_htmx_the_part_is_swapped_and_equals_the_page(asked, logged_in):
    client, target = logged_in(asked.owner), f"asked-{asked.late.pk}"
    headers = {"HX-Request": "true", "HX-Target": target}
    wrong = answered(client, asked.late, " ", headers)
    assert wrong.status_code == 422
    assert "Say in a sentence why it is so." in wrong.content.decode()
    part = answered(client, asked.late, headers=headers)
    assert part.status_code == 200
    assert part["HX-Trigger"]
    swapped = part.content.decode()
    assert swapped.strip().startswith(f'<section class="gt-asked" id="{target}"')
    assert "Your reason for PR-2 is kept." in swapped
    assert SHOWN in swapped
    assert SHOWN in client.get(address(asked.late, "action_queries")).content.decode()


def test_words_are_kept_where_the_facts_have_changed(asked, logged_in):
    client = logged_in(asked.owner)
    seen = version(asked.late)
    Query.objects.filter(action=asked.late, code=Code.PAST_DATE).update(
        facts=[["due", "2023-04-30"], ["rating", "A"]]
    )
    refused = answered(client, asked.late, seen=seen)
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "has changed while you were reading" in page
    assert SHOWN in page
    assert f'value="{version(asked.late)}"' in page
    Query.objects.filter(action=asked.late).delete()
    gone = client.post(address(asked.late), {"words": REASON, "seen": seen}).content.decode()
    assert "What you typed, which is not recorded:" in gone
    assert SHOWN in gone


def test_the_plan_manager_answers_on_behalf_and_says_where_it_was_said(asked, logged_in):
    client = logged_in(asked.manager)
    assert answered(client, asked.late).status_code == 422
    assert answered(client, asked.late, on_behalf_source="E-mail, 12 June").status_code == 302
    entry = asked.late.entries.get(kind="query answered")
    assert (entry.on_behalf_source, entry.post) == ("E-mail, 12 June", None)


def test_nobody_judges_their_own_answer(asked, logged_in):
    asked.owner.memberships.update(is_slt=True)
    client = logged_in(asked.owner)
    answered(client, asked.late)
    assert "Accept the answer" not in page_of(client, asked.late)
    assert judged(client, asked.late, "accept").status_code == 409


def test_a_question_about_an_answered_or_unknown_thing_is_not_found(asked, logged_in):
    client = logged_in(asked.owner)
    assert client.get(address(asked.late, code="no-such-rule")).status_code == 404
    latest = asked.late.entries.get()
    assert client.get(address(asked.late, "question_reply", entry=latest.pk)).status_code == 404


def test_an_archived_plan_asks_and_answers_nothing(asked, logged_in):
    slt = Speaker(asked.slt)
    question = ask_question(action=asked.late, words="When?", once=uuid4(), speaker=slt)
    asked.plan.state = "archived"
    asked.plan.save()
    place = address(asked.late, "question_reply", entry=question.pk)
    assert logged_in(asked.owner).post(place, {"words": "Soon."}).status_code == 403
    assert "Ask the lead a question" not in page_of(logged_in(asked.slt), asked.late)


def test_old_answers_are_shown_as_history(asked, logged_in):
    client = logged_in(asked.owner)
    answered(client, asked.late)
    sent = {
        "rating": "G", "status": "in progress", "due": "31 March 2023", "commentary": "On it.",
        "based_on": asked.late.latest_id, "once": uuid4(),
    }  # fmt: skip
    client.post(reverse("actionplan:action_update", args=asked.late.address), sent)
    page = page_of(client, asked.late)
    assert "Answered before, when the facts were others (1)" in page
    assert "Not answered" in page
    assert Entry.objects.filter(kind="query answered").count() == 1


def test_my_updates_shows_what_waits_about_due_and_other_actions(asked, logged_in):
    next_period(asked)
    derive_plan(asked.plan)
    client = logged_in(asked.owner)
    place = reverse("mine:my_updates", args=[asked.council.slug])
    found = client.get(place)
    due = found.context["mine"].plans[0].due
    assert [bool(one.asked.waiting) for one in due if one.row.action == asked.late] == [True]
    page = found.content.decode()
    assert page.count("Keep this reason") >= 2
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_what_dates_suggest_stands_beside_the_declared_rating_in_words(asked, logged_in):
    client, words = logged_in(asked.owner), "Dates suggest red: it is past its date"
    page = board(client, asked)[1]
    assert words in row_of(page, asked.late)
    assert "Dates suggest" not in row_of(page, asked.complete)
    assert "Amber" in row_of(page, asked.late)
    assert words in page_of(client, asked.late)
    sent = {
        "rating": "R", "status": "in progress", "due": "31 March 2023", "commentary": "Stuck.",
        "based_on": asked.late.latest_id, "once": uuid4(),
    }  # fmt: skip
    headers = {"HX-Request": "true", "HX-Target": asked.late.anchor}
    place = reverse("actionplan:action_update", args=asked.late.address)
    row = client.post(place, sent, headers=headers).content.decode()
    assert "Dates suggest" not in row
    assert "Dates suggest" not in row_of(board(client, asked)[1], asked.late)


def test_history_says_which_query_was_answered(asked, logged_in):
    client = logged_in(asked.owner)
    answered(client, asked.late)
    history = page_of(client, asked.late).split('id="history"')[1]
    assert "It is 3 months past its date (31 March 2023) and rated amber." in history
