"""Who may update an action, and when: two questions, each answered with a sentence.

Who: whoever holds its posts; a plan manager on a lead's behalf. When: while its plan is active or
closing, and the action itself has neither left the plan nor been superseded.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.text import get_text_list

from actionplan.agreement import verdict_of
from actionplan.declared import Status
from actionplan.leading.leads import Leads
from actionplan.models import Action, Entry, Plan
from actionplan.models.log import SPOKEN
from council import permissions
from council.models import Person, Post
from council.permissions import Permission
from council.scope import Scope

ARCHIVED = "This plan is archived: it can be read and no longer be changed."


@dataclass(frozen=True, slots=True)
class Right:
    """In what capacity a person updates an action: as holder of ``post``, or on behalf."""

    post: Post | None
    on_behalf: bool


def right_to_update(scope: Scope, leads: Leads) -> Right | None:
    """The capacity in which the member may update an action with these leads; None if not."""
    if leads.may_update:
        return Right(leads.held, on_behalf=False)
    if permissions.can(scope, Permission.UPDATE_ON_BEHALF):
        return Right(None, on_behalf=True)
    return None


def check_right_to_update(scope: Scope, leads: Leads) -> Right:
    """The same, or PermissionDenied with the sentence that says why not."""
    right = right_to_update(scope, leads)
    if right is None:
        raise PermissionDenied(why_not(leads))
    return right


def to_correct(action: Action, right: Right, by: Person) -> Entry | None:
    """The update that the member may say was a slip; None where none is theirs to correct.

    It is the last word, was typed in the period that runs, by them (a plan manager corrects
    anybody's), and no head of service has answered it, as far as that is at hand.
    """
    last = action.latest
    if last is None or last.kind not in SPOKEN or last.imported_from or verdict_of(action):
        return None
    is_now = last.period_id == action.open_period_id  # type: ignore[attr-defined]
    return last if is_now and (right.on_behalf or last.by_id == by.pk) else None


def why_not(leads: Leads) -> str:
    """Why somebody may not update an action, and whom to ask."""
    if not leads:
        return (
            "This action has no lead yet, so nobody can update it but the plan manager. "
            "Ask the plan manager to name one."
        )
    titles = " or ".join(post.title for post in leads.posts)
    return (
        f"You may not update this action: it is updated by {titles} or a deputy, "
        "or by the plan manager on their behalf."
    )


def is_closed(action: Action) -> bool:
    """Whether nobody may update the action as things stand; asks the database for nothing.

    The action must have its plan and its latest entry at hand.
    """
    return not action.plan.takes_updates or bool(action.left) or _is_superseded(action)


def _is_superseded(action: Action) -> bool:
    """Whether a decision (no lead's words) says that it goes on elsewhere."""
    latest = action.latest
    return latest is not None and latest.status == Status.SUPERSEDED and latest.kind not in SPOKEN


def why_closed(action: Action) -> str:
    """Why nobody may update the action as things stand, and what to do; "" where they may."""
    if action.plan.is_draft:
        return "This plan is a draft: updates begin when it is adopted."
    if action.plan.is_archived:
        return "This plan is archived: it can be read and no longer be updated."
    if not is_closed(action):
        return ""
    if action.left == Action.Left.DROPPED:
        return f"{action.reference} was dropped from the plan, so it is no longer updated."
    return _gone_on(action)


def named(plan: Plan) -> str:
    """A plan as everybody may read of it: a draft is not named."""
    return "a plan that is not adopted yet" if plan.is_draft else str(plan)


def _gone_on(action: Action) -> str:
    """The sentence for an action that has become others, which it names."""
    after = Action.objects.filter(predecessors__before=action).select_related("plan")
    names = [
        one.reference if one.plan_id == action.plan_id else f"{one.reference} in {named(one.plan)}"
        for one in after.order_by("pk")
    ]
    if not names:
        return f"{action.reference} is superseded, so it is no longer updated."
    become, that = ("goes on as", "that") if len(names) == 1 else ("has become", "those")
    return f"{action.reference} {become} {get_text_list(names, 'and')}. Update {that} instead."


def check_takes_updates(action: Action) -> None:
    """Raise PermissionDenied with a sentence where nobody may update the action now."""
    if sentence := why_closed(action):
        raise PermissionDenied(sentence)


def check_not_archived(plan: Plan) -> None:
    """Raise PermissionDenied with a sentence where a plan can only be read."""
    if plan.is_archived:
        raise PermissionDenied(ARCHIVED)
