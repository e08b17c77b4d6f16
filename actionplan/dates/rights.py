"""Who may answer a new date that a lead proposes, where a plan asks for agreement.

The post named on the plan, and whoever stands in for its holder; never for what they proposed
themselves. What a committee has decided is recorded by the plan manager, with the minute.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from actionplan.models import Entry, Plan
from council import permissions
from council.models import Post, PostHolding
from council.permissions import Permission
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class DateRight:
    """In what capacity a person answers: for ``post``, and for committees."""

    post: Post | None = None
    committees: bool = False

    def __bool__(self) -> bool:
        return self.post is not None or self.committees

    def for_post(self, proposal: Entry, person_id: int) -> bool:
        """Whether they may answer this one as the post: it is not their own."""
        return self.post is not None and proposal.by_id != person_id


def right_to_answer(scope: Scope, plan: Plan) -> DateRight:
    """The capacity in which the member answers dates of the plan; false where in none."""
    committees = permissions.can(scope, Permission.RECORD_DATE_DECISIONS)
    return DateRight(_held(scope, plan), committees)


def may_answer(scope: Scope, plan: Plan) -> bool:
    """Whether the member may answer in any capacity; no query for whoever records committees."""
    committees = permissions.can(scope, Permission.RECORD_DATE_DECISIONS)
    return committees or _held(scope, plan) is not None


def _held(scope: Scope, plan: Plan) -> Post | None:
    holdings = PostHolding.objects.on(scope.today).filter(person=scope.person)
    found = holdings.filter(post=plan.date_approver_id or 0).select_related("post").first()
    return found.post if found else None


def check_right_to_answer(scope: Scope, plan: Plan) -> DateRight:
    """The same, or PermissionDenied with a sentence that says who may."""
    right = right_to_answer(scope, plan)
    if not right:
        raise PermissionDenied(
            f"You may not answer new dates: that is for {who_answers(plan)}. What a committee has "
            "decided is recorded by the plan manager."
        )
    return right


def who_answers(plan: Plan) -> str:
    """ "Chief Executive or a deputy, or a committee"."""
    if plan.date_approver is None:
        return "a committee"
    return f"{plan.date_approver.title} or a deputy, or a committee"
