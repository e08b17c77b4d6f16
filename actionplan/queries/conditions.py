"""Conditions on actions that several pages share, in the words people use for them."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from actionplan.document import Status
from actionplan.models import Lead
from council.models import PostHolding
from council.scope import Scope


def due_in_force(action: str = "") -> Case:
    """The date last declared; for an action nobody has spoken of, its first agreed date.

    ``action`` is the way to the action from the rows that are asked ("action__").
    """
    unspoken = When(**{f"{action}latest": None}, then=F(f"{action}first_due_date"))
    return Case(unspoken, default=F(f"{action}latest__due_date"))


def is_open() -> Q:
    """Still to be done; an action of unstated status is open."""
    ended = [status.value for status in Status if not status.is_open]
    return Q(latest=None) | ~Q(latest__status__in=ended)


def led_by(posts: Q) -> Q:
    """Led by any post that ``posts`` (a condition on leads) takes, of its own or inherited."""
    leads = Lead.objects.filter(posts)
    accountable = Lead.objects.filter(action=OuterRef("pk"), kind=Lead.Kind.ACCOUNTABLE)
    own = Exists(leads.filter(action=OuterRef("pk")))
    above = Exists(leads.filter(recommendation=OuterRef("recommendation")))
    return Q(own) | Q(~Exists(accountable) & above)


def held_posts(scope: Scope) -> QuerySet[PostHolding, Any]:
    """The posts that the member holds or deputises for, as a subquery."""
    return PostHolding.objects.on(scope.today).filter(person=scope.person).values("post")
