"""One post is given more time for its updates: logged, shown, and nobody nudges it before."""

from datetime import date

import pytest
from django.core import mail
from django.test import override_settings

from actionplan.leading.post_use import hand_over
from actionplan.models import Extension, Period
from actionplan.queries.digests import to_tell
from actionplan.queries.my_updates import mine
from actionplan.services.deriving import derive_plan
from actionplan.services.extending import give_longer, take_back
from council.models import ServiceArea
from council.scope import scope_of
from council.versions import CannotEdit
from tests import factories
from tests.actionplan.test_desk import HERE, desk, text_of
from tests.closing import closed, running

DUE = date(2023, 6, 23)
UNTIL = date(2023, 7, 14)
WHY = "Her post was filled in June"


def on(day):
    return override_settings(GOLDEN_THREAD_TODAY=day)


@pytest.fixture
def late(cast):
    """The cast's updates were due a week ago; the owner has given none."""
    Period.objects.filter(plan=cast.plan).update(updates_due_by=DUE)
    for action in (cast.ahead, cast.late, cast.undated):
        factories.entry(action, by=cast.owner, period=None)
    derive_plan(cast.plan)
    return running(cast.plan)


def give(cast, period, **changes):
    usual = {"post": cast.post, "until": UNTIL, "reason": WHY, "by": cast.manager}
    return give_longer(period=period, **(usual | changes))


def told(cast, day):
    with on(day):
        return [one.sentence for one in to_tell(scope_of(cast.owner, "ashdown"))]


def test_plan_manager_gives_it_and_takes_it_back_and_both_are_kept(cast, late, manager):
    page = f"{HERE}longer/{cast.post.pk}/"
    assert page in manager.get(HERE).content.decode()
    answer = manager.post(page, {"until": "14 July 2023", "reason": WHY}, follow=True)
    assert "Head of Law &amp; Democracy has until 14 July 2023" in text_of(answer)
    shown = text_of(answer)
    assert f"Has until 14 July 2023 : {WHY}" in shown
    assert "(Sunita Patel, 30 June 2023" in shown
    manager.post(page, {"until": "14 July 2023", "reason": WHY})  # a second click
    manager.post(page, {"until": "21 July 2023", "reason": WHY})
    assert Extension.objects.count() == 2
    assert Extension.objects.standing().get().until == date(2023, 7, 21)
    shown = text_of(manager.post(f"{page}back/", follow=True))
    assert "has no more time than others." in shown
    assert shown.count("taken back or replaced by Sunita Patel") == 2
    assert "Has until" not in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"until": DUE}, "due by 23 June 2023 anyway"),
        ({"until": date(2023, 6, 29)}, "passed already"),
        ({"until": date(2032, 7, 14)}, "Give a day until 23 September 2023"),
    ],
)
def test_a_day_that_cannot_be_is_refused(cast, late, changes, said):
    with pytest.raises(CannotEdit, match=said):
        give(cast, late, **changes)


def test_only_a_period_that_runs_and_a_post_of_the_council(cast, late):
    with pytest.raises(CannotEdit, match="of this council"):
        give(cast, late, post=factories.post(cast.other_council, "Head of Trees"))
    give(cast, late)
    closed(cast)
    for service in (lambda: give(cast, late, reason="x"), lambda: take_back(
        period=late, post=cast.post, by=cast.manager
    )):  # fmt: skip
        with pytest.raises(CannotEdit, match="closed and locked"):
            service()


def test_my_updates_says_until_when_and_does_not_ask_why_it_is_missing(cast, late):
    def plan():
        return mine(scope_of(cast.owner, "ashdown")).plans[0]

    def asked(of):
        return [line.slug for one in of.due for line in one.asked.lines]

    assert "not-updated" in asked(plan())
    give(cast, late)
    assert plan().progress.sentence == "1 of 4 given; 3 to go by 14 July 2023"
    assert "not-updated" not in asked(plan())
    with on(date(2023, 7, 15)):
        assert "not-updated" in asked(plan())


def test_no_overdue_nudge_before_its_day_and_one_after(cast, late):
    usual = "were due by 23 June 2023"
    assert any(usual in one for one in told(cast, date(2023, 6, 30)))
    give(cast, late)
    assert not any("due by" in one for one in told(cast, date(2023, 6, 30)))
    assert any("are due by 14 July 2023" in one for one in told(cast, date(2023, 7, 12)))
    assert any("were due by 14 July 2023" in one for one in told(cast, date(2023, 7, 17)))


def test_an_action_that_another_post_of_theirs_leads_too_is_due_with_all_others(cast, late):
    other = factories.post(cast.council, "Monitoring Officer", held_by=cast.owner)
    shared = factories.action(cast.plan, "Share it", delivery=[cast.post, other])
    give(cast, late)
    of = mine(scope_of(cast.owner, "ashdown")).plans[0]
    days = {one.row.action.reference: one.due_by for one in of.due}
    assert days.pop(shared.reference) == DUE
    assert set(days.values()) == {UNTIL}
    assert of.progress.sentence.endswith("to go, the first overdue since 23 June 2023")


def test_heads_are_told_counting_from_its_own_day(cast, late, manager):
    head = factories.post(cast.council, "Director of Governance", held_by=cast.colleague)
    area = ServiceArea.objects.create(council=cast.council, name="Governance", head=head)
    cast.post.service_area = area
    cast.post.save()
    heads = f"{HERE}heads/"
    assert "Hello Daniel Okafor" in text_of(manager.get(heads))
    give(cast, late)
    assert "There are none now" in text_of(manager.get(heads))
    with on(date(2023, 7, 21)):
        assert "Democracy (had until 14 July 2023)" in text_of(manager.get(heads))


def test_reminders_of_all_leave_it_out_and_a_letter_of_its_own_says_its_day(cast, late, manager):
    give(cast, late)
    Period.objects.filter(pk=late.pk).update(state="closing")
    page = late.get_absolute_url()
    assert "Has until 14 July 2023" in text_of(manager.get(page))
    manager.post(f"{page}remind/")
    assert mail.outbox == []
    manager.post(f"{HERE}ask/", {"post": [cast.post.pk]})
    assert "Head of Law & Democracy has until 14 July 2023." in mail.outbox[0].body


def test_time_goes_with_the_post_that_takes_over(cast, late):
    give(cast, late)
    new = factories.post(cast.council, "Head of Governance")
    hand_over(cast.post, new, cast.manager, date(2023, 6, 30), "One job")
    assert Extension.objects.standing().get().post == new
    assert Extension.objects.count() == 2
    assert [one.longer.until for one in desk(cast).posts if one.asked.post == new] == [UNTIL]
