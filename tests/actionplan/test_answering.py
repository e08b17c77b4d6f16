"""Queries are answered with a reason, and questions with a reply: what the log and a seal keep."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from actionplan.models import Action, Entry, Query
from actionplan.queries.about_actions import queried_by_plan, queries_about
from actionplan.queries.redaction import places_of
from actionplan.rules.answers import Asked, Said, State, headline
from actionplan.rules.challenges import Challenge, Code
from actionplan.services import answering
from actionplan.services.deriving import derive_plan, first_difference
from actionplan.services.plan_settings import save_plan
from actionplan.services.register import Why
from actionplan.services.sealing import what_stands
from actionplan.services.speaking import Speaker
from council import clock
from council.versions import CannotEdit
from tests import factories
from tests.rating.test_deriving import update

REASON = "The trainer was ill; three sessions are booked for September."


@pytest.fixture
def asked(cast):
    derive_plan(cast.plan)
    return cast


def query_of(action, code=Code.PAST_DATE):
    return Query.objects.select_related("answer__about").get(action=action, code=code)


def answer(cast, reason=REASON, **changes):
    query = query_of(cast.late)
    given = {"seen": query.version, "speaker": Speaker(cast.owner, cast.post)} | changes
    return answering.answer_query(action=cast.late, code=Code.PAST_DATE, reason=reason, **given)


def state(action):
    return query_of(action).asked.state


def test_a_reason_stands_until_the_facts_change_and_stays_in_the_log(asked):
    first = answer(asked)
    assert (first.kind, first.commentary, first.about) == ("query answered", REASON, None)
    assert first.query_facts == [["due", "2023-03-31"], ["rating", "A"]]
    assert state(asked.late) is State.ANSWERED
    update(asked.late, asked.owner, commentary="Three of five sessions held.")
    assert state(asked.late) is State.ANSWERED
    update(asked.late, asked.owner, rating="G")
    assert state(asked.late) is State.UNANSWERED
    assert first_difference(Action.objects.filter(plan=asked.plan)) == ""
    assert asked.late.entries.get(pk=first.pk).commentary == REASON
    call_command("check_history")


def test_a_query_that_went_and_comes_again_is_asked_anew(asked):
    answer(asked)
    update(asked.late, asked.owner, rating="R")
    update(asked.late, asked.owner, rating="A")
    assert state(asked.late) is State.UNANSWERED


def test_slt_accepts_or_asks_again_and_the_lead_answers_once_more(asked):
    first, slt = answer(asked), Speaker(asked.slt)
    again = answering.ask_again(action=asked.late, seen=first.pk, note="Who acts?", speaker=slt)
    assert (again.about, again.query_code) == (first, "past date")
    said = query_of(asked.late).asked.said
    assert (state(asked.late), said.reason, said.note) == (State.ASKED_AGAIN, REASON, "Who acts?")
    second = answer(asked, "The deputy acts.")
    assert second.about == again
    answering.accept_answer(action=asked.late, seen=second.pk, speaker=slt)
    said = query_of(asked.late).asked.said
    assert (state(asked.late), said.reason, said.note) == (State.ACCEPTED, "The deputy acts.", "")
    call_command("check_history")


def test_what_is_unanswered_counts_apart(asked):
    plans, today = [asked.plan], clock.today()
    all_of_them = queried_by_plan(plans, today)
    codes = [one.challenge.code for one in queries_about(asked.late, today)]
    for code in codes:
        seen = query_of(asked.late, code).version
        answering.answer_query(
            action=asked.late, code=code, seen=seen, reason=REASON, speaker=Speaker(asked.owner)
        )
    number = all_of_them[asked.plan.pk].asked
    assert queried_by_plan(plans, today) == {asked.plan.pk: (number, number - 1)}
    last = query_of(asked.late, codes[0]).answer
    answering.ask_again(
        action=asked.late, seen=last.pk, note="Who acts?", speaker=Speaker(asked.slt)
    )
    assert queried_by_plan(plans, today) == all_of_them


def test_a_row_shows_first_what_waits_for_its_lead():
    grave, other = (Asked(Challenge(code)) for code in (Code.SLIPPED, Code.NO_DATE))
    today = date(2023, 6, 30)
    assert headline([other, grave], today) == grave
    said = Said(7, "query answered", "Elections")
    assert headline([other, Asked(grave.challenge, said)], today) == other
    alone = Asked(grave.challenge, said)
    assert (headline([alone], today), alone.state) == (alone, State.ANSWERED)


def test_what_changed_meanwhile_is_said_and_nothing_is_recorded(asked):
    seen = query_of(asked.late).version
    first = answer(asked)
    assert answer(asked, seen=seen) == first  # the same form, sent twice
    with pytest.raises(CannotEdit, match="has changed while you were reading"):
        answer(asked, "Another reason.", seen=seen)
    update(asked.late, asked.owner, rating="R")
    with pytest.raises(CannotEdit, match="does not stand any more"):
        answer(asked, seen=seen)
    with pytest.raises(CannotEdit, match="is asked anew"):
        answering.accept_answer(action=asked.late, seen=first.pk, speaker=Speaker(asked.slt))
    assert asked.late.entries.filter(kind__in=["query answered", "answer accepted"]).count() == 1


def test_nobody_accepts_their_own_answer_and_two_judgements_are_one_too_many(asked):
    first = answer(asked)
    with pytest.raises(CannotEdit, match="You gave this answer"):
        answering.accept_answer(action=asked.late, seen=first.pk, speaker=Speaker(asked.owner))
    answering.accept_answer(action=asked.late, seen=first.pk, speaker=Speaker(asked.slt))
    with pytest.raises(CannotEdit, match="Margaret Ellis was first \\(answer accepted\\)"):
        answering.ask_again(
            action=asked.late, seen=first.pk, note="Who?", speaker=Speaker(asked.slt)
        )
    with pytest.raises(CannotEdit, match="Say what you want to know"):
        answering.ask_again(action=asked.late, seen=first.pk, note=" ", speaker=Speaker(asked.slt))


def test_a_question_gets_a_reply_even_of_an_action_nobody_has_spoken_of(asked):
    once, slt = uuid4(), Speaker(asked.slt)
    ask = {"action": asked.unled, "words": "Is it funded?", "once": once, "speaker": slt}
    question = answering.ask_question(**ask)
    assert answering.ask_question(**ask) == question
    told = {"action": asked.unled, "seen": question.pk, "speaker": Speaker(asked.manager)}
    reply = answering.reply(words="From the reserve.", **told)
    assert answering.reply(words="From the reserve.", **told) == reply
    with pytest.raises(CannotEdit, match="was first"):
        answering.reply(words="It is not.", **told)
    answering.ask_again(action=asked.unled, seen=reply.pk, note="Which one?", speaker=slt)
    kinds = asked.unled.entries.order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["question", "reply", "asked again"]
    asked.unled.refresh_from_db()
    assert asked.unled.latest is None
    call_command("check_history")


def test_the_database_knows_the_rules_too(asked):
    def refused(**fields):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.raw_entry(asked.late, asked.owner, **fields)

    refused(kind=Entry.Kind.QUESTION)
    refused(kind=Entry.Kind.QUERY_ANSWERED, commentary="Elections")
    refused(kind=Entry.Kind.REPLY, commentary="Yes")
    refused(kind=Entry.Kind.ANSWER_ACCEPTED)


def test_a_seal_keeps_the_reason_beside_the_facts(asked):
    answer(asked)
    sealed = what_stands(asked.plan, "Q1 2023/24", clock.today())
    found = {(one.reference, one.code): one for one in sealed.queries}
    past = found[("PR-2", "past date")]
    assert (past.state, past.reason) == ("Answered", REASON)
    assert found[("PR-2", "thin words")].state == "Not answered"


def test_a_redaction_reaches_the_reason(asked):
    answer(asked)
    found = places_of(asked.council, "trainer was ill").entries
    assert [(place.row, place.columns) for place in found] == [
        (query_of(asked.late).answer, ("commentary",))
    ]


def test_a_change_of_the_plan_that_leaves_the_facts_leaves_the_answer(asked):
    answer(asked)
    values, seen = {"start": date(2022, 6, 2)}, asked.plan.history.latest().pk
    save_plan(plan=asked.plan, values=values, seen=seen, by=asked.manager, why=Why("The Leader"))
    assert state(asked.late) is State.ANSWERED
