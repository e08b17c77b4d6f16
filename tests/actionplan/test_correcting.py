"""Slips of the hand that are put right, and finished actions that are opened again."""

import uuid
from datetime import date

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from actionplan.declared import Status
from actionplan.models import Action
from actionplan.position import Position
from actionplan.queries.promises import moves_of
from actionplan.queries.revisions import revisions
from actionplan.services.updates import NotCorrected, record_update
from council.models import Person, PostHolding, Role
from tests import factories
from tests.actionplan.agreeing import agree
from tests.actionplan.test_action_update import address, typed
from tests.factories import Cast

LABEL = "This corrects a slip in the last update"


@pytest.fixture
def owner(cast: Cast, logged_in) -> Client:
    return logged_in(cast.owner)


def deputy_of(cast: Cast) -> Person:
    deputy = factories.member(cast.council, Role.OFFICER, name="Ines Moreau")
    PostHolding.objects.create(post=cast.post, person=deputy, kind=PostHolding.Kind.DEPUTY)
    return deputy


@pytest.fixture
def slipped(cast: Cast, owner: Client) -> Action:
    """An action whose owner has just moved the wrong date: 2032 instead of 2023."""
    sent = typed(cast.ahead, due="30 September 2032", due_reason="The auditors are late.")
    assert owner.post(address(cast.ahead), sent).status_code == 302
    cast.ahead.refresh_from_db()
    return cast.ahead


def corrected(client: Client, action: Action, **changes: object) -> str:
    """The answer to a correction; "" where it was taken."""
    answer = client.post(address(action), typed(action, corrects="on", **changes))
    action.refresh_from_db()
    return "" if answer.status_code == 302 else answer.content.decode()


def test_a_correction_takes_the_place_of_the_slip(owner, slipped):
    assert not corrected(owner, slipped, due="30 September 2023", rating="A")
    latest = slipped.latest
    assert (latest.kind, latest.rating, latest.due_date) == ("correction", "A", date(2023, 9, 30))
    assert latest.about == slipped.entries.get(number=2)
    assert latest.said == latest


def test_a_date_put_right_was_never_moved(owner, slipped):
    assert len(revisions(Q(action=slipped))[slipped.pk]) == 1
    assert not corrected(owner, slipped, due="30 September 2023")
    assert revisions(Q(action=slipped)) == {}
    assert moves_of(slipped.plan) == 0


def test_a_date_that_really_moves_is_moved_once_and_needs_its_reason(owner, slipped):
    refused = corrected(owner, slipped, due="31 October 2023")
    assert "The due date moves: say why." in refused
    assert not corrected(owner, slipped, due="31 October 2023", due_reason="The auditors are late.")
    moved = revisions(Q(action=slipped))[slipped.pk]
    assert [(one.before.date, one.after.date) for one in moved] == [
        (date(2023, 9, 30), date(2023, 10, 31))
    ]


def test_the_history_keeps_both_and_says_which_was_the_slip(owner, slipped):
    corrected(owner, slipped, due="30 September 2023")
    page = owner.get(slipped.get_absolute_url()).content.decode()
    assert page.count("A slip: the correction above took its place.") == 1
    assert page.index("Correction of a slip, as at") < page.index("A slip: the correction above")


def test_a_slip_of_complete_is_opened_without_a_reason(cast, owner):
    owner.post(address(cast.ahead), typed(cast.ahead, status="complete", completed="June 2023"))
    assert (
        "say in the commentary why"
        in owner.post(address(cast.ahead), typed(cast.ahead, status="in progress")).content.decode()
    )
    assert not corrected(owner, cast.ahead, status="in progress")
    assert cast.ahead.latest.stated_status is Status.IN_PROGRESS


@pytest.mark.parametrize("words", ["", "Published on the  website."])
@pytest.mark.parametrize("status", ["in progress", ""])
def test_opening_a_finished_action_again_needs_new_words(cast, owner, words, status):
    sent = typed(cast.complete, status=status, commentary=words)
    answer = owner.post(address(cast.complete), sent)
    assert answer.status_code == 422
    assert "It was finished and is open again: say in the commentary why." in (
        answer.content.decode()
    )
    assert cast.complete.entries.count() == 1


def test_business_as_usual_is_as_finished_as_complete(cast, owner):
    sent = typed(cast.complete, status="business as usual")
    assert owner.post(address(cast.complete), sent).status_code == 302


def test_no_change_is_no_correction(owner, slipped):
    assert "A correction changes something" in corrected(owner, slipped, no_change="1")


# ---- who may, and when


def test_the_form_asks_only_whose_last_word_it_was(cast, owner, slipped, logged_in):
    assert LABEL in owner.get(address(slipped)).content.decode()
    deputy = deputy_of(cast)
    assert LABEL not in logged_in(deputy).get(address(slipped)).content.decode()
    assert LABEL in logged_in(cast.manager).get(address(slipped)).content.decode()


def test_somebody_elses_update_is_updated_and_not_corrected(cast, slipped, logged_in):
    """A tick that was never offered is not heard."""
    deputy = deputy_of(cast)
    assert not corrected(logged_in(deputy), slipped, rating="A")
    assert slipped.latest.kind == "update"


def test_what_came_from_a_file_is_not_corrected(cast, logged_in):
    manager = logged_in(cast.manager)
    assert LABEL not in manager.get(address(cast.elsewhere)).content.decode()


def test_what_was_reported_is_not_corrected(owner, slipped):
    """Its period is locked: what was reported wrongly has corrections of its own."""
    slipped.plan.periods.update(state="sealed")
    assert LABEL not in owner.get(address(slipped)).content.decode()


def test_a_correction_can_be_corrected(owner, slipped):
    corrected(owner, slipped, due="31 October 2032", due_reason="The auditors are late.")
    assert not corrected(owner, slipped, due="30 September 2023")
    assert revisions(Q(action=slipped)) == {}
    assert slipped.entries.standing().count() == 2


# ---- where other people agree


def test_what_a_head_of_service_has_answered_is_not_corrected(asking, logged_in):
    client = logged_in(asking.cast.owner)
    sent = typed(asking.action, rating="A", commentary="Delayed.")
    assert client.post(address(asking.action), sent).status_code == 302
    assert LABEL in client.get(address(asking.action)).content.decode()
    agree(asking)
    assert LABEL not in client.get(address(asking.action)).content.decode()
    assert "Ruth Adeyemi has agreed that update, so it is corrected no more" in corrected(
        client, asking.action, rating="G"
    )


def test_the_service_refuses_what_was_answered_in_the_same_moment(asking):
    action = asking.action
    agree(asking)
    stands = Position(rating="R", status=Status.IN_PROGRESS)
    with pytest.raises(NotCorrected, match="has agreed that update"):
        record_update(
            action=action,
            position=stands,
            by=asking.cast.owner,
            once=uuid.uuid4(),
            based_on=action.latest_id,
            corrects=True,
        )


def test_a_first_date_typed_wrongly_is_put_right_without_asking(cast, owner):
    """Where dates are agreed, only one that was promised before the slip is."""
    cast.plan.asks_date_agreement = True
    cast.plan.save()
    owner.post(address(cast.undated), typed(cast.undated, due="30 September 2032"))
    assert not corrected(owner, cast.undated, due="30 September 2023")
    assert cast.undated.latest.due_date == date(2023, 9, 30)
    assert not cast.undated.entries.filter(kind="date proposed").exists()


# ---- my updates


def test_what_was_given_can_be_corrected_from_my_updates(cast, owner, slipped):
    page = owner.get(reverse("mine:my_updates", args=[cast.council.slug])).content.decode()
    link = f"{reverse('mine:my_update', args=slipped.address)}?correct=1"
    assert link in page
    form = owner.get(link).content.decode()
    box = form.split('name="corrects"')[1].split(">")[0]
    assert "checked" in box
