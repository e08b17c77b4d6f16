"""New dates in the e-mail of the day: to the post that agrees them, and back to the lead."""

from datetime import date

import pytest
from django.test import override_settings

from actionplan.models import Plan
from actionplan.queries.digests import to_tell
from actionplan.services.agreeing_dates import refuse_date
from actionplan.services.digests import letters, send
from council.models import PostHolding, ServiceArea
from council.scope import scope_of
from council.services.outbox import Outbox
from tests import factories
from tests.asking import MARCH, an_asking_plan


@pytest.fixture
def asking(cast):
    return an_asking_plan(cast)


def told(person):
    return [one for one in to_tell(scope_of(person, "ashdown")) if one.kind == "dates"]


def test_approver_is_told_of_what_waits_and_of_another_date_anew(asking):
    asking.propose()
    [section] = told(asking.approver)
    assert section.sentence == "1 new date of Peer review action plan waits for your agreement."
    assert section.path == "/ashdown/plans/peer-review/dates/"
    [line] = section.lines
    assert line.endswith("Review the constitution: 31 December 2023 is proposed: Elections")
    with Outbox() as outbox:
        for letter in letters(asking.cast.council):
            send(letter, outbox)
    assert told(asking.approver) == []
    asking.propose(MARCH)
    assert [one.number for one in told(asking.approver)] == [1]


def test_nobody_is_told_who_may_not_answer_it(asking, cast):
    asking.propose(by=asking.approver)  # their own: somebody else answers it
    assert told(asking.approver) == []
    asking.propose(MARCH)
    for person in (cast.owner, cast.manager, cast.stranger):
        assert all("agreement" not in one.sentence for one in _any(person))
    Plan.objects.filter(pk=cast.plan.pk).update(state=Plan.State.ARCHIVED)
    assert told(asking.approver) == []


def _any(person):
    slug = "brackwater" if person.name == "Alex Marlow" else "ashdown"
    return to_tell(scope_of(person, slug))


def test_a_deputy_of_the_post_is_told_and_a_head_of_service_is_not(asking, cast):
    asking.propose()
    head = factories.post(cast.council, "Chief Operating Officer", held_by=cast.slt)
    asking.post.service_area = ServiceArea.objects.create(
        council=cast.council, name="Resources", head=head
    )
    asking.post.save()
    PostHolding.objects.filter(post=asking.post).delete()
    assert told(cast.slt) == []
    PostHolding.objects.create(post=asking.post, person=cast.colleague, kind="deputy")
    assert [one.number for one in told(cast.colleague)] == [1]


def test_lead_is_told_that_it_was_agreed_or_refused_and_why(asking, cast):
    asking.agree(asking.propose(post=cast.post))
    [section] = told(cast.owner)
    assert section.sentence == (
        "1 new date that you proposed for Peer review action plan is answered."
    )
    assert section.lines[0].endswith("31 December 2023 is agreed by Director of Resources")
    assert told(asking.approver) == []
    refuse_date(
        action=asking.action,
        seen=asking.propose(MARCH).pk,
        decision=asking.by_post,
        by=asking.approver,
        reason="It has moved once already.",
    )
    [section] = told(cast.owner)
    assert section.number == 2
    assert section.lines[1].endswith("refused by Director of Resources: It has moved once already.")
    with override_settings(GOLDEN_THREAD_TODAY=date(2023, 7, 20)):
        assert told(cast.owner) == []  # no news any more
