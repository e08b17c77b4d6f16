"""A plan whose updates a head of service agrees."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from actionplan.models import Action, Entry
from actionplan.services.agreeing import answer_update
from council.models import Person, ServiceArea
from tests.actionplan.test_action_update import address
from tests.factories import Cast

TODAY = date(2023, 6, 30)


@dataclass
class Agreeing:
    """The cast with a plan that asks, and the head of the service area of its lead."""

    cast: Cast
    head: Person
    area: ServiceArea

    @property
    def action(self) -> Action:
        return self.cast.ahead


def answered(client, action, answer="agree", **changes: Any):
    action.refresh_from_db()
    seen = action.latest.said.pk if action.latest and action.latest.said else ""
    sent = {"seen": seen, "answer": answer, "note": ""} | changes
    return client.post(address(action, "action_agree"), sent)


def page_of(client, action):
    return client.get(address(action, "action_detail")).content.decode()


def board(cast):
    return reverse("actionplan:plan_detail", args=[cast.council.slug, cast.plan.slug])


def agree(asking, kind=Entry.Kind.AGREED, note="", by=None):
    asking.action.refresh_from_db()
    return answer_update(
        action=asking.action,
        seen=asking.action.latest.said.pk,
        kind=kind,
        by=by or asking.head,
        note=note,
    )
