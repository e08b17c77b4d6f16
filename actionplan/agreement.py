"""Whether an update is agreed, and who may agree it.

A plan may ask that the head of service agrees each update. The head is the post that heads the
service area of the accountable lead's post; the plan manager may agree in its place. Nobody agrees
what they wrote themselves, and what came from a file was said elsewhere and is not asked about.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.utils.text import get_text_list

from actionplan.leading.leads import Leads
from actionplan.models import Action, Entry
from actionplan.words import NOT_AGREED
from council import permissions
from council.models import Post, PostHolding, ServiceArea
from council.permissions import Permission
from council.scope import Scope

RETURNED = "Returned with a note"


@dataclass(frozen=True, slots=True)
class AgreeingRight:
    """In what capacity a person agrees: as head, by ``post``, or as plan manager (None)."""

    post: Post | None


def to_be_agreed(action: Action) -> Entry | None:
    """The update that a head of service is asked about; None where nobody is."""
    words = action.latest.said if action.latest and action.plan.asks_agreement else None
    return words if words and not words.imported_from else None


def is_agreed(action: Action) -> bool | None:
    """Whether the words that stand are agreed; None where nobody is asked.

    The action has its latest entry at hand, and ``verdict`` from ``queries.agreement``.
    """
    return verdict_of(action) == Entry.Kind.AGREED if to_be_agreed(action) else None


def agreement_words(action: Action) -> str:
    """ "Not yet agreed", "Returned with a note"; "" where it is agreed or nobody is asked."""
    if is_agreed(action) is not False:
        return ""
    return RETURNED if verdict_of(action) == Entry.Kind.RETURNED else NOT_AGREED


def verdict_of(action: Action) -> str | None:
    """The kind of the answer that was read with the action."""
    return getattr(action, "verdict", None)


def right_to_agree(scope: Scope, heads: Sequence[Post]) -> AgreeingRight | None:
    """The capacity in which the member may agree what ``heads_of`` some leads are asked about.

    None if they may not.
    """
    held = next((post for post in heads if post.is_held), None)  # type: ignore[attr-defined]
    if held:
        return AgreeingRight(held)
    may = permissions.can(scope, Permission.UPDATE_ON_BEHALF)
    return AgreeingRight(None) if may else None


def check_right_to_agree(scope: Scope, leads: Leads, update: Entry | None) -> AgreeingRight:
    """The same, or PermissionDenied with a sentence; also for whoever wrote the update."""
    heads = heads_of(scope, leads)
    right = right_to_agree(scope, heads)
    if right is None:
        raise PermissionDenied(
            f"You may not agree or return this update: that is for {who_agrees(heads)}."
        )
    if update and update.by_id == scope.person.pk:
        raise PermissionDenied(
            f"You recorded this update, so somebody else agrees it: {who_agrees(heads)}."
        )
    return right


def who_agrees(heads: Sequence[Post]) -> str:
    """ "Director of Resources or a deputy, or the plan manager"."""
    titles = sorted({post.title for post in heads})
    if not titles:
        return "the plan manager, because no head of service is set for its lead"
    return f"{get_text_list(titles, 'or')} or a deputy, or the plan manager"


def heads_of(scope: Scope, leads: Leads) -> list[Post]:
    """The posts that head the service areas of the accountable ones, by title: one query.

    Each has ``is_held``: whether the member holds it, or stands in for its holder.
    """
    areas = ServiceArea.objects.filter(posts__in=[post.pk for post in leads.accountable])
    mine = PostHolding.objects.on(scope.today).filter(person=scope.person, post=OuterRef("pk"))
    heads = Post.objects.filter(heads__in=areas).annotate(is_held=Exists(mine))
    return list(heads.order_by("title", "pk").distinct())
