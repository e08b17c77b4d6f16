"""Which posts answer for an action: its accountable post, else its recommendation's."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from actionplan.models import Lead
from council.models import PostHolding

Kind = Lead.Kind


def answered_for_by(posts: Q, day: date) -> Q:
    """A condition on actions: a post that ``posts`` (on leads) takes answers for them on ``day``.

    That is the accountable post, else the recommendation's officer leads, else its SLT leads, as
    ``actionplan.leading.leads`` has it.
    """
    leads = Lead.objects.on(day)
    own = leads.filter(action=OuterRef("pk"), kind=Kind.ACCOUNTABLE)
    above = leads.filter(recommendation=OuterRef("recommendation"))
    officers, slt = above.filter(kind=Kind.OFFICER), above.filter(kind=Kind.SLT)
    inherited = Q(Exists(officers.filter(posts))) | (
        Q(~Exists(officers)) & Q(Exists(slt.filter(posts)))
    )
    return Q(Exists(own.filter(posts))) | (Q(~Exists(own)) & inherited)


def posts_of_recommendations(plans: Iterable[int], day: date) -> dict[int, frozenset[int]]:
    """By recommendation, the posts that answer for its actions until one has its own: one query."""
    found = Lead.objects.on(day).filter(recommendation__plan__in=plans)
    kinds: dict[int, dict[str, set[int]]] = {}
    for pk, kind, post in found.values_list("recommendation", "kind", "post"):
        kinds.setdefault(pk, {}).setdefault(kind, set()).add(post)
    return {
        pk: frozenset(posts.get(Kind.OFFICER) or posts.get(Kind.SLT, set()))
        for pk, posts in kinds.items()
    }


def held_on(council: int, day: date) -> frozenset[int]:
    """The posts of a council that somebody holds on a day, or deputises for: one query."""
    held = PostHolding.objects.on(day).filter(post__council=council)
    return frozenset(held.values_list("post", flat=True))
