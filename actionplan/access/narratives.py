"""Who says each period how a recommendation, and the plan as a whole, has gone.

Of a recommendation it is whoever holds a post that leads it for SLT, or deputises; of the plan as
a whole, a member of SLT. The plan manager writes down what they said elsewhere.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from actionplan.leading.leads import LeadBook
from actionplan.models import Recommendation
from council import permissions
from council.models import Post, PostHolding
from council.permissions import Permission
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class NarrativeRight:
    """In what capacity somebody says it: as holder of ``post``, or on the SLT lead's behalf."""

    post: Post | None
    on_behalf: bool = False


def right_to_narrate(
    scope: Scope, book: LeadBook, recommendation: Recommendation | None
) -> NarrativeRight | None:
    """The capacity of the member (``recommendation`` None: of the whole plan); None if not."""
    post = book.slt_held(recommendation.pk) if recommendation else _post_of_slt(scope)
    if post:
        return NarrativeRight(post)
    may = permissions.can(scope, Permission.UPDATE_ON_BEHALF)
    return NarrativeRight(None, on_behalf=True) if may else None


def granted(right: NarrativeRight | None, recommendation: Recommendation | None) -> NarrativeRight:
    """The right, or PermissionDenied with the sentence that says who has it."""
    if right is None:
        who = "its SLT lead or a deputy" if recommendation else "a member of SLT who holds a post"
        raise PermissionDenied(
            f"You may not say how this has gone: that is for {who}, or for the plan manager on "
            "their behalf."
        )
    return right


def _post_of_slt(scope: Scope) -> Post | None:
    """A post that the member holds as one of SLT."""
    if not permissions.can(scope, Permission.SPEAK_FOR_SLT):
        return None
    holdings = PostHolding.objects.on(scope.today).filter(
        person=scope.person, post__council=scope.council
    )
    held = holdings.select_related("post").order_by("kind", "pk").first()
    return held.post if held else None
