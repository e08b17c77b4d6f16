"""A plan whose new dates need agreement, for tests: its lead proposes, its approver answers."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actionplan.declared import Due, Precision
from actionplan.document import Action as DocumentAction
from actionplan.models import Action, Entry
from actionplan.position import Position, position_of
from actionplan.queries.dates import open_proposal
from actionplan.queries.document import plan_document
from actionplan.services.agreeing_dates import Decision, agree_date
from actionplan.services.updates import record_update
from council.models import Person, Post, Role
from tests import factories
from tests.factories import Cast

TODAY = date(2023, 6, 30)
SEPTEMBER = Due("30 September 2023", date(2023, 9, 30), Precision.DAY)
DECEMBER = Due("31 December 2023", date(2023, 12, 31), Precision.DAY)
MARCH = Due("31 March 2024", date(2024, 3, 31), Precision.DAY)
COUNCIL = Decision(committee="Full Council", minute="34")


@dataclass
class Asking:
    """The cast with a plan whose new dates the chief executive agrees."""

    cast: Cast
    approver: Person
    post: Post

    @property
    def action(self) -> Action:
        return self.cast.ahead

    def stands(self) -> Position:
        self.action.refresh_from_db()
        return position_of(self.action)

    def propose(self, due: Due = DECEMBER, by: Person | None = None, **changes: Any) -> Entry:
        """An update by the lead with another date; what is then proposed."""
        self.action.refresh_from_db()
        self.action.plan = self.cast.plan
        said = {"once": uuid.uuid4(), "based_on": self.action.latest_id, "due_reason": "Elections"}
        position = replace(position_of(self.action), due=due, **changes.pop("position", {}))
        author = by or self.cast.owner
        record_update(action=self.action, position=position, by=author, **(said | changes))
        return self.open()

    def open(self) -> Entry:
        found = open_proposal(Action.objects.select_related("plan").get(pk=self.action.pk))
        assert found
        return found

    @property
    def by_post(self) -> Decision:
        return Decision(self.post)

    def agree(
        self, proposal: Entry, decision: Decision | None = None, by: Person | None = None
    ) -> Entry:
        return agree_date(
            action=self.action,
            seen=proposal.pk,
            decision=decision or self.by_post,
            by=by or self.approver,
        )

    def document(self) -> DocumentAction:
        return next(plan_document(self.cast.plan, TODAY).actions())


def an_asking_plan(cast: Cast) -> Asking:
    approver = factories.member(cast.council, Role.OFFICER, name="Anne Hall")
    post = factories.post(cast.council, "Director of Resources", held_by=approver)
    cast.plan.asks_date_agreement, cast.plan.date_approver = True, post
    cast.plan.save()
    return Asking(cast, approver, post)
