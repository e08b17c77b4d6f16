"""Closing and locking a period: who is missing, what is kept, what follows, what is refused."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from actionplan.figures import count
from actionplan.models import Action, Correction, Entry, Period, Plan, Reminder, Seal
from actionplan.position import position_of
from actionplan.proofs.chains import heads_of
from actionplan.proofs.sealed import sha256_of
from actionplan.queries.document import plan_document
from actionplan.queries.past_periods import what_was_sealed
from actionplan.queries.periods import silence_of
from actionplan.queries.totals import plan_figures
from actionplan.services.corrections import correct
from actionplan.services.periods import (
    PeriodDays,
    begin_closing,
    edit_period,
    open_period,
    stop_closing,
)
from actionplan.services.reminders import Sending, remind
from actionplan.services.sealing import seal_period
from actionplan.services.updates import record_update
from council.models import Absence, PostHolding
from council.scope import scope_of
from council.versions import CannotEdit, ChangedMeanwhile, newest
from tests import factories
from tests.closing import closed, following, running
from tests.conftest import TODAY

LINK = "https://thread.example.gov.uk/ashdown/"
NOBODY_LISTENS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 5},
    }
}


def silence(cast, person=None):
    return silence_of(scope_of(person or cast.manager, "ashdown"), running(cast.plan))


def missing(cast) -> dict[str, list[str]]:
    return {
        one.post.title: [action.reference for action in one.actions] for one in silence(cast).leads
    }


# ---- who has not updated


def earlier(cast, *actions: Action) -> None:
    """What was said of these actions was said in an earlier period."""
    past = Period.objects.create(
        plan=cast.plan, name="Q4 2022/23", slug="q4-2022-23", state="sealed",
        first_day=date(2023, 1, 1), last_day=date(2023, 3, 31),
    )  # fmt: skip
    for action in actions:
        factories.entry(action, period=past, rating="A", commentary="As before.")


def test_leads_are_named_with_their_open_actions_that_nobody_updated(cast):
    assert missing(cast) == {}
    assert [one.reference for one in silence(cast).unled] == ["PR-5"]
    earlier(cast, cast.ahead, cast.complete, cast.elsewhere, cast.undated)
    Action.objects.filter(pk=cast.undated.pk).update(counts_in_totals=False)
    assert missing(cast) == {"Head of Finance": ["PR-4"], "Head of Law & Democracy": ["PR-1"]}
    found = silence(cast)
    assert (found.open, found.silent, found.updated) == (4, 3, 1)
    figures, _ = plan_figures(cast.plan.pk, TODAY)
    assert (figures.open, figures.not_updated) == (found.open, found.silent)
    by_post = {one.post.title: one.people for one in found.leads}
    assert by_post == {"Head of Finance": (), "Head of Law & Democracy": (cast.owner,)}


def test_the_list_takes_five_queries_however_long(cast, django_assert_num_queries):
    earlier(cast, *cast.actions)
    scope, period = scope_of(cast.manager, "ashdown"), running(cast.plan)
    with django_assert_num_queries(5):
        assert silence_of(scope, period).silent == 5


def test_whoever_is_away_is_not_asked_but_their_deputy(cast):
    earlier(cast, cast.ahead)
    deputy = PostHolding.objects.create(post=cast.post, person=cast.colleague, kind="deputy")
    assert silence(cast).leads[0].people == (cast.owner,)
    held = PostHolding.objects.get(post=cast.post, person=cast.owner)
    Absence.objects.create(holding=held, first_day=TODAY, last_day=TODAY)
    assert silence(cast).leads[0].people == (deputy.person,)


def test_each_lead_gets_one_plain_email_a_day_with_what_is_missing(cast):
    earlier(cast, cast.ahead, cast.elsewhere, cast.undated)
    housing = factories.post(cast.council, "Head of Housing", held_by=cast.owner)
    cast.elsewhere.leads.update(post=housing)
    period = running(cast.plan)
    begin_closing(period=period, by=cast.manager)
    asked = {"period": period, "by": cast.manager, "link": LINK}
    assert remind(missing=silence(cast).leads, **asked)[Sending.SENT] == 1
    [message] = mail.outbox
    assert message.to == [cast.owner.email]
    assert message.subject == "Golden Thread: updates for Q1 2023/24, Peer review action plan"
    for words in ("Head of Law & Democracy, Head of Housing", "3 open actions", "PR-1", LINK):
        assert words in message.body
    assert not silence(cast).to_remind
    assert {one.reminded_on for one in silence(cast).leads} == {TODAY}
    assert remind(missing=silence(cast).leads, **asked)[Sending.TOO_SOON] == 1
    assert len(mail.outbox) == 1
    line = Reminder.objects.get()
    assert (line.person, line.by, line.actions, line.day) == (cast.owner, cast.manager, 3, TODAY)
    with override_settings(GOLDEN_THREAD_TODAY=TODAY + timedelta(days=1)):
        assert remind(missing=silence(cast).leads, **asked)[Sending.SENT] == 1


def test_a_reminder_that_could_not_be_sent_can_be_sent_again(cast):
    earlier(cast, cast.ahead)
    asked = {"period": running(cast.plan), "by": cast.manager, "link": LINK}
    with override_settings(MAILERS=NOBODY_LISTENS):
        assert remind(missing=silence(cast).leads, **asked)[Sending.FAILED] == 1
    assert not Reminder.objects.exists()
    assert remind(missing=silence(cast).leads, **asked)[Sending.SENT] == 1


# ---- locking


def test_closing_locks_the_plan_as_it_stands_and_opens_the_next_quarter(cast):
    earlier(cast, cast.ahead)
    document, heads = plan_document(cast.plan, TODAY), heads_of(cast.plan)
    figures, sections = plan_figures(cast.plan.pk, TODAY)
    period = closed(cast)
    assert (period.state, period.seal.schema, period.seal.as_at) == ("sealed", 5, TODAY)
    assert period.seal.sha256 == sha256_of(period.seal.text)
    found = what_was_sealed(period.seal)
    assert (found.document, found.heads, found.as_at) == (document, heads, TODAY)
    assert found.figures == figures
    assert found.sections == (sections[cast.governance.pk], sections[cast.finance.pk], EMPTY)
    next_one = running(cast.plan)
    assert (next_one.name, next_one.state) == ("Q2 2023/24", "open")
    assert next_one.history.get().history_user == cast.manager


EMPTY = count([], TODAY)


def test_what_was_locked_stays_whatever_becomes_of_the_plan(cast):
    seal = closed(cast).seal
    text, heads = seal.text, what_was_sealed(seal).heads
    factories.entry(cast.ahead, rating="R", commentary="All is changed.")
    Action.objects.filter(plan=cast.plan).update(title="Something else")
    Plan.objects.filter(pk=cast.plan.pk).update(title="Another plan", key=[])
    again = Seal.objects.get(pk=seal.pk)
    assert (again.text, what_was_sealed(again).heads) == (text, heads)
    assert heads["PR-1"] != heads_of(cast.plan)["PR-1"]


def test_a_period_goes_from_open_to_closing_and_back(cast):
    period = running(cast.plan)
    stop_closing(period=period, by=cast.manager)  # it is open
    begin_closing(period=period, by=cast.manager)
    begin_closing(period=period, by=cast.manager)  # a second click
    assert running(cast.plan).is_closing
    stop_closing(period=period, by=cast.manager)
    assert running(cast.plan).state == "open"
    assert [line.history_user for line in period.history.all()][:2] == [cast.manager] * 2


def attempt(cast, **changes):
    period = changes.pop("period", None) or running(cast.plan)
    usual: dict[str, Any] = {"period": period, "as_at": TODAY, "following": following(period)}
    return seal_period(**(usual | changes), by=cast.manager)


def test_a_period_is_closed_before_it_is_locked_and_once(cast):
    with pytest.raises(CannotEdit, match="Begin closing it first"):
        attempt(cast)
    period = closed(cast)
    with pytest.raises(CannotEdit, match="Q1 2023/24 is closed and locked already"):
        attempt(cast, period=period)
    for step in (begin_closing, stop_closing):
        with pytest.raises(CannotEdit, match="closed and locked"):
            step(period=period, by=cast.manager)
    assert Seal.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"as_at": date(2023, 7, 1)}, "not in the future"),
        ({"as_at": date(2023, 3, 31)}, "not before the period"),
        ({"following": None}, "has a next period"),
        ({"following": {"first_day": TODAY}}, "begins after 30 June 2023"),
        ({"following": {"name": "Q1 2023/24"}}, "a period “Q1 2023/24” already"),
        ({"following": {"name": "Add"}}, "Give the period a name"),
        ({"following": {"last_day": date(2023, 6, 1)}}, "before its first day"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_locked(cast, changes, sentence):
    period = running(cast.plan)
    begin_closing(period=period, by=cast.manager)
    if changes.get("following"):
        changes = {"following": following(period, **changes["following"])}
    with pytest.raises(CannotEdit, match=sentence), transaction.atomic():
        attempt(cast, **changes)
    assert running(cast.plan).is_closing
    assert not Seal.objects.exists()


def test_a_period_that_still_runs_and_an_archived_plan_are_not_locked(cast):
    period = running(cast.plan)
    begin_closing(period=period, by=cast.manager)
    yesterday = date(2023, 6, 29)
    early = override_settings(GOLDEN_THREAD_TODAY=yesterday)
    with early, pytest.raises(CannotEdit, match="runs until 30 June 2023"):
        attempt(cast, as_at=yesterday)
    Plan.objects.filter(pk=cast.plan.pk).update(state="archived")
    with pytest.raises(CannotEdit, match="archived"):
        attempt(cast)


def test_the_last_period_of_a_plan_that_is_closing_has_none_after_it(cast):
    Plan.objects.filter(pk=cast.plan.pk).update(state="closing")
    begin_closing(period=running(cast.plan), by=cast.manager)
    attempt(cast, following=None)
    assert not Period.objects.running().filter(plan=cast.plan).exists()
    days = PeriodDays("July 2023", date(2023, 7, 1), date(2023, 7, 31))
    assert open_period(plan=cast.plan, days=days, by=cast.manager).slug == "july-2023"
    with pytest.raises(CannotEdit, match="July 2023 is open: one period runs at a time"):
        open_period(plan=cast.plan, days=days, by=cast.manager)


def test_an_update_sent_while_the_period_was_locked_belongs_to_the_next(cast):
    """The form was opened in Q1; by the time it is sent, Q1 is locked without it."""
    period = closed(cast)
    entry = record_update(
        action=cast.ahead,
        position=position_of(cast.ahead),
        by=cast.owner,
        once=uuid4(),
        based_on=cast.ahead.latest_id,
        period_id=period.pk,
    )
    assert entry.period == running(cast.plan)
    assert not Entry.objects.filter(action=cast.ahead, number=2, period=period).exists()


# ---- days and meetings


def test_a_running_period_can_be_changed_and_a_locked_one_only_gets_meetings(cast):
    meeting = factories.meeting(cast.council)
    period = running(cast.plan)
    days = PeriodDays("First quarter", date(2023, 4, 1), date(2023, 6, 15), date(2023, 6, 10))
    usual = {"days": days, "meetings": [meeting], "by": cast.manager}
    with pytest.raises(ChangedMeanwhile):
        edit_period(period=period, seen=0, **usual)
    edit_period(period=period, seen=newest(period), **usual)
    period.refresh_from_db()
    assert (period.slug, period.last_day) == ("first-quarter", date(2023, 6, 15))
    elsewhere = factories.meeting(cast.other_council)
    with pytest.raises(CannotEdit, match="meetings of this council"):
        edit_period(period=period, seen=newest(period), **(usual | {"meetings": [elsewhere]}))
    done = closed(cast)
    more = factories.meeting(cast.council, date(2023, 9, 26), "Full Council")
    other = PeriodDays("Other", date(2023, 4, 1), date(2023, 6, 1))
    edit_period(period=done, days=other, meetings=[meeting, more], by=cast.manager,
                seen=newest(done))  # fmt: skip
    done.refresh_from_db()
    assert (done.name, list(done.meetings.all())) == ("First quarter", [meeting, more])


# ---- corrections


def refused_by_the_database(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def put_right(cast, period, **changes):
    usual = {
        "reference": "PR-1",
        "field": Correction.Field.RATING,
        "correct": "A (Amber)",
        "minute": "Minute 41",
        "reason": "The working group had not met.",
    }
    return correct(period=period, by=cast.clerk, **(usual | changes))


def test_a_correction_keeps_what_was_reported_beside_what_is_correct(cast):
    period = closed(cast)
    first = put_right(cast, period)
    assert (first.number, first.reported, first.correct) == (1, "G (Green)", "A (Amber)")
    due = put_right(cast, period, field="due", correct="30 November 2023")
    total = put_right(cast, period, reference="", field="past_date", correct="2")
    assert (due.number, due.reported, total.reported) == (2, "30 September 2023", "1")
    seal = Seal.objects.get(pk=period.seal.pk)
    assert seal.sha256 == sha256_of(seal.text)
    for statement in ("UPDATE actionplan_correction SET correct = 'G'",
                      "DELETE FROM actionplan_correction"):  # fmt: skip
        refused_by_the_database(statement)


def test_a_correction_sent_twice_stands_once(cast):
    period = closed(cast)
    first = put_right(cast, period)
    assert put_right(cast, period) == first
    other = put_right(cast, period, correct="R (Red)")
    assert [put_right(cast, period).number, other.number] == [3, 2]
    assert put_right(cast, period, reason="Nor had it been set up.").number == 4


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reference": "PR-99"}, "PR-99 is not in what Q1 2023/24 reported"),
        ({"reference": "", "field": "rating"}, "The plan is not in what"),
        ({"correct": " G (Green) "}, "there is nothing to correct"),
        ({"minute": " "}, "which minute asked for it"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(cast, changes, sentence):
    period = closed(cast)
    with pytest.raises(CannotEdit, match=sentence):
        put_right(cast, period, **changes)


def test_what_is_not_locked_is_not_corrected(cast):
    with pytest.raises(CannotEdit, match="is not closed yet"):
        put_right(cast, running(cast.plan))
