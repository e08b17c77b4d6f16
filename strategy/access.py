"""Who may enter the values of an indicator: whoever holds its owner's post; a plan manager."""

from collections.abc import Collection

from council import permissions
from council.models import PostHolding
from council.permissions import Permission
from council.scope import Scope
from strategy.models import Indicator


def held_posts(scope: Scope) -> frozenset[int]:
    """The ids of the posts that the member holds or deputises for: one query."""
    holdings = PostHolding.objects.on(scope.today).filter(person=scope.person)
    return frozenset(holdings.values_list("post_id", flat=True))


def may_measure(scope: Scope, indicator: Indicator, held: Collection[int]) -> bool:
    """Whether the member may enter values; ``held`` are the posts they hold."""
    if permissions.can(scope, Permission.UPDATE_ON_BEHALF):
        return True
    return indicator.owner_post_id is not None and indicator.owner_post_id in held


def why_not(indicator: Indicator) -> str:
    """Why somebody may not enter values, and whom to ask."""
    if indicator.owner_post is None:
        return (
            "This indicator has no owner yet, so only the plan manager may enter its values. "
            "Ask the plan manager to name one."
        )
    return (
        f"You may not enter its values: that is for the {indicator.owner_post.title} or a deputy, "
        "or for the plan manager."
    )


NOT_ANY = (
    "You may not enter values: that is for whoever holds the post that owns an indicator, for a "
    "deputy, or for the plan manager. You hold no post that owns one of these."
)
