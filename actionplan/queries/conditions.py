"""Conditions on actions that several pages share, in the words people use for them."""

from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from actionplan.declared import Confidence, Status
from actionplan.figures import DONE
from actionplan.models import Change, Lead, Plan
from council import permissions
from council.models import PostHolding
from council.permissions import Permission
from council.scope import Scope


def referred_to(code: str, number: int) -> Q:
    """Called by this reference: by its plan's code, or that of the plan it was carried from."""
    own = Q(code_of_origin="", plan__code=code)
    return (own | Q(code_of_origin=code)) & Q(number=number)


def visible(scope: Scope, plan: str = "plan__") -> Q:
    """Of a plan that the member may see: the council's own, drafts only for those who may.

    ``plan`` is the way to the plan from the rows that are asked; "" for plans themselves.
    """
    ours = Q(**{f"{plan}council": scope.council})
    if permissions.can(scope, Permission.SEE_DRAFTS):
        return ours
    return ours & adopted(plan)


def adopted(plan: str = "plan__") -> Q:
    """Of a plan that is no draft: a draft counts in no figure of the council."""
    return ~Q(**{f"{plan}state": Plan.State.DRAFT})


def links_that_count() -> Q:
    """Links of the thread but those of drafts, which promise nothing yet."""
    return adopted("action__plan__") & adopted("recommendation__plan__")


def visible_links(scope: Scope) -> Q:
    """Links of the thread that the member may see: those of drafts only if they may see drafts."""
    return Q() if permissions.can(scope, Permission.SEE_DRAFTS) else links_that_count()


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


def arose_on() -> Subquery:
    """The day on which an action came onto a standing list; NULL for those of other plans."""
    added = Change.objects.filter(
        action=OuterRef("pk"), kind=Change.Kind.ADDED, plan__is_standing=True
    )
    return Subquery(added.order_by("number").values("effective_on")[:1])


def is_done() -> Q:
    """Complete, or business as usual."""
    return Q(latest__status__in=[status.value for status in DONE])


def is_doubtful() -> Q:
    """Delivered, but its owner has low confidence that it will achieve its purpose."""
    asked = Q(plan__asks_confidence=True)
    return asked & is_done() & Q(latest__confidence=Confidence.LOW.value)


def led_by(posts: Q, day: date) -> Q:
    """Led on ``day`` by any post that ``posts`` (a condition on leads) takes, own or inherited."""
    leads = Lead.objects.on(day).filter(posts)
    accountable = Lead.objects.on(day).filter(action=OuterRef("pk"), kind=Lead.Kind.ACCOUNTABLE)
    own = Exists(leads.filter(action=OuterRef("pk")))
    above = Exists(leads.filter(recommendation=OuterRef("recommendation")))
    return Q(own) | Q(~Exists(accountable) & above)


def held_posts(scope: Scope) -> QuerySet[PostHolding, Any]:
    """The posts that the member holds or deputises for, as a subquery."""
    return PostHolding.objects.on(scope.today).filter(person=scope.person).values("post")
