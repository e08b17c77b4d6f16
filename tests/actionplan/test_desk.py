"""The plan manager's desk: who has got how far, who is asked, and "no change" for many."""

import re
import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.desk import Facts, Stage, marks, sentence, stage
from actionplan.models import Draft, Entry, Period, Reminder
from actionplan.queries.desk import desk_of, plan_with_period
from actionplan.queries.my_updates import mine
from council import clock
from council.models import PostHolding, ServiceArea
from council.scope import scope_of
from tests import factories
from tests.actionplan.agreeing import Agreeing, agree
from tests.closing import closed

HERE = "/ashdown/plans/peer-review/desk/"
NO_CHANGE = f"{HERE}no-change/"
TODAY = date(2023, 6, 30)
AUTUMN = date(2023, 9, 30)


def text_of(answer, status: int = 200) -> str:
    assert answer.status_code == status
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


def next_period(cast):
    """The quarter after the cast's own, in which nobody has said anything."""
    closed(cast)
    return Period.objects.running().get(plan=cast.plan)


def desk(cast):
    scope = scope_of(cast.manager, "ashdown")
    _, period = plan_with_period(scope, cast.plan.slug)
    assert period
    return desk_of(scope, period)


def stages(cast):
    return {one.row.action.reference: one.stage for one in desk(cast).steps}


# ---- how far


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(False, False, None), Stage.NOT_STARTED),
        (Facts(False, True, None), Stage.DRAFTED),
        (Facts(False, False, "agreed"), Stage.NOT_STARTED),  # last period's words were agreed
        (Facts(True, False, None), Stage.SUBMITTED),
        (Facts(True, True, None), Stage.SUBMITTED),
        (Facts(True, False, "agreed"), Stage.AGREED),
        (Facts(True, False, "returned"), Stage.RETURNED),
        (Facts(True, True, "returned"), Stage.RETURNED),
        (Facts(False, False, "returned"), Stage.RETURNED),
    ],
)
def test_stage_of_an_update(facts, expected):
    assert stage(facts) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, "No action of this plan is open"),
        ({Stage.AGREED: 1}, "The only update is given"),
        ({Stage.AGREED: 1, Stage.SUBMITTED: 2}, "All 3 updates are given"),
        ({Stage.NOT_STARTED: 1}, "0 of 1 update are given; 1 to come: 1 not started"),
        (
            {Stage.NOT_STARTED: 5, Stage.DRAFTED: 2, Stage.RETURNED: 1, Stage.SUBMITTED: 11},
            "11 of 19 updates are given; 8 to come: 5 not started, 2 drafted, 1 returned",
        ),
    ],
)
def test_what_the_desk_says_first(counts, expected):
    assert sentence(counts) == expected


def test_days_of_a_period_stand_in_order_with_today_among_them():
    days = [("Begins", date(2023, 4, 1)), ("Updates due by", None), ("Ends", date(2023, 7, 1))]
    found = [(one.name, one.when) for one in marks(days, TODAY)]
    assert found == [("Begins", "past"), ("Today", "today"), ("Ends", "ahead")]
    assert [one.when for one in marks([("Ends", TODAY)], TODAY)] == ["today"]


def test_each_action_stands_at_its_stage(cast, asking):
    assert stages(cast)["PR-1"] == Stage.SUBMITTED
    agree(asking)
    factories.entry(cast.late, by=cast.owner, post=cast.post)
    asking.action.refresh_from_db()
    assert stages(cast)["PR-1"] == Stage.AGREED
    back = Agreeing(replace(cast, ahead=cast.late), asking.head, asking.area)
    agree(back, kind=Entry.Kind.RETURNED, note="Say by when.")
    assert stages(cast)["PR-2"] == Stage.RETURNED
    next_period(cast)
    Draft.objects.create(action=cast.undated, person=cast.owner, saved_at=clock.now())
    found = stages(cast)
    assert found["PR-6"] == Stage.DRAFTED
    assert found["PR-1"] == Stage.NOT_STARTED
    assert "PR-3" not in found  # complete before the period


def test_what_is_to_come_is_what_my_updates_asks_the_same_person_for(cast):
    next_period(cast)
    factories.entry(cast.undated, by=cast.owner, post=cast.post)
    [theirs] = [one for one in desk(cast).posts if one.asked.post == cast.post]
    mine_due = mine(scope_of(cast.owner, "ashdown")).plans[0].due
    asked = {one.row.action.reference for one in mine_due}
    assert asked == {one.row.action.reference for one in theirs.owed} == {"PR-1", "PR-2"}


def test_page_groups_posts_by_service_and_says_who_is_asked(cast, manager):
    area = ServiceArea.objects.create(council=cast.council, name="Governance", head=cast.post)
    cast.post.service_area = area
    cast.post.save()
    next_period(cast)
    page = text_of(manager.get(HERE))
    for words in (
        "Governance Head: Head of Law",
        "Priya Raman",
        "without a lead: nobody is asked PR-5",
    ):
        assert words in page
    for words in ("Begins", "Today", "Ends", "Set-up list"):
        assert words in page
    assert "Vacant, and nobody is asked in its place" in page  # PR-4's own post


def test_queries_do_not_grow_with_rows(cast, manager):
    next_period(cast)

    def cost():
        manager.get(HERE)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert manager.get(HERE).status_code == 200
        return len(counted)

    before = cost()
    for number in range(20):
        post = factories.post(cast.council, f"Officer {number}", held_by=cast.colleague)
        factories.action(cast.plan, f"Survey street {number}", accountable=post)
    assert cost() == before <= 12


# ---- asking


def test_those_ticked_are_asked_once_and_it_is_logged(cast, manager):
    next_period(cast)
    other = factories.post(cast.council, "Head of Estates", held_by=cast.colleague)
    factories.action(cast.plan, "Sell the depot", accountable=other)
    answer = manager.post(f"{HERE}ask/", {"post": [other.pk]}, follow=True)
    assert "1 person was asked by e-mail." in text_of(answer)
    [message] = mail.outbox
    assert message.to == [cast.colleague.email]
    assert "http://testserver/ashdown/my-updates/" in message.body
    page = text_of(answer)
    assert "Daniel Okafor (Head of Estates), 1 action" in page
    assert f'value="{other.pk}"' not in answer.content.decode()  # asked today: no tick
    again = text_of(manager.post(f"{HERE}ask/", {"post": [other.pk]}, follow=True))
    assert "Nobody was asked" in again
    assert Reminder.objects.count() == len(mail.outbox) == 1


def test_nobody_ticked_nobody_asked(cast, manager):
    next_period(cast)
    assert "Nobody was asked" in text_of(manager.post(f"{HERE}ask/", {"post": "x"}, follow=True))
    assert mail.outbox == []


def test_a_plan_between_periods_asks_nobody(cast, manager):
    factories.plan(cast.council, "Bare plan", slug="bare", code="BA", open_period=False)
    bare = "/ashdown/plans/bare/desk/"
    assert "No period of this plan runs" in text_of(manager.get(bare))
    assert "nobody is asked" in text_of(manager.post(f"{bare}ask/", follow=True))
    assert manager.get(f"{bare}no-change/").status_code == 403


# ---- no change for several


def ticked(*actions, **changes):
    for action in actions:
        action.refresh_from_db()
    values = [f"{action.pk}-{action.latest_id or 0}" for action in actions]
    sent = {"ticked": values, "source": "Team meeting, 3 July", "once": str(uuid.uuid4())}
    return sent | changes


def quiet_pair(cast):
    """Two open green actions, in date, of which the period that runs has not heard."""
    pair = [factories.action(cast.plan, f"Train {who}") for who in ("members", "officers")]
    for action in pair:
        factories.entry(action, period=None, rating="G", commentary="On course.", due=AUTUMN)
    return pair


def updates_of(period):
    return Entry.objects.filter(period=period, kind=Entry.Kind.UPDATE)


def test_each_ticked_action_gets_an_update_of_its_own(cast, manager):
    period = next_period(cast)
    first, second = quiet_pair(cast)
    sent = ticked(first, second)
    answer = manager.post(NO_CHANGE, sent, follow=True)
    assert "No change is recorded for 2 actions." in text_of(answer)
    manager.post(NO_CHANGE, sent)  # a double click
    said = list(updates_of(period))
    assert {one.action_id for one in said} == {first.pk, second.pk}
    assert len(said) == 2
    for one in said:
        assert one.no_change
        assert one.by == cast.manager
        assert (one.on_behalf_source, one.commentary) == ("Team meeting, 3 July", "On course.")


def test_one_that_was_updated_meanwhile_holds_all_back(cast, manager):
    period = next_period(cast)
    first, second = quiet_pair(cast)
    sent = ticked(first, second)
    factories.entry(second, by=cast.owner, commentary="Moved on.")
    page = text_of(manager.post(NO_CHANGE, sent), 409)
    assert f"Nothing is recorded yet: {second.reference} was updated" in page
    assert [one.commentary for one in updates_of(period)] == ["Moved on."]


def test_only_open_green_actions_in_date_are_offered(cast, manager):
    period = next_period(cast)
    quiet_pair(cast)
    page = text_of(manager.get(NO_CHANGE))
    assert "Train members" in page
    for other in (cast.late, cast.complete, cast.elsewhere, cast.unled, cast.undated):
        assert other.title not in page
    assert "can no longer be chosen" in text_of(manager.post(NO_CHANGE, ticked(cast.late)), 422)
    assert not updates_of(period).exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"source": " "}, "Say where the leads said so"),
        ({"ticked": []}, "Tick the actions"),
        ({"ticked": ["x"]}, "can no longer be chosen"),
        ({"ticked": ["9" * 30 + "-1"]}, "can no longer be chosen"),
        ({"once": "x"}, "valid UUID"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(cast, manager, changes, said):
    period = next_period(cast)
    pair = quiet_pair(cast)
    answer = manager.post(NO_CHANGE, ticked(*pair, **changes))
    assert said in text_of(answer, 422)
    assert not updates_of(period).exists()
    if "ticked" not in changes:
        assert answer.content.decode().count(" checked") == 2  # the ticks are kept


def test_all_can_be_ticked_without_scripts(cast, manager):
    next_period(cast)
    pair = quiet_pair(cast)
    page = manager.get(f"{NO_CHANGE}?tick=all").content.decode()
    assert page.count(" checked") >= len(pair)
    assert " checked" not in manager.get(NO_CHANGE).content.decode()


def test_a_deputy_is_named_as_such(cast, manager):
    next_period(cast)
    PostHolding.objects.filter(post=cast.post).delete()
    PostHolding.objects.create(post=cast.post, person=cast.colleague, kind=PostHolding.Kind.DEPUTY)
    assert "Daniel Okafor, as deputy" in text_of(manager.get(HERE))
