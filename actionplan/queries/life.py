"""What stands in a plan's way to its next state."""

from django.db.models import QuerySet

from actionplan.models import Action, Change, Plan
from actionplan.models.action import ActionQuerySet
from actionplan.queries.conditions import is_open
from council.models import Council


def open_actions(plan: Plan) -> ActionQuerySet:
    """The actions of a plan that are still to be settled, in the plan's order."""
    return Action.objects.filter(is_open(), plan=plan).in_plan().in_plan_order()


def plans_to_carry_into(council: Council, plan: Plan) -> QuerySet[Plan]:
    """The other plans of the council that can take an action over."""
    others = Plan.objects.filter(council=council).exclude(pk=plan.pk)
    return others.exclude(state=Plan.State.ARCHIVED).order_by("title")


def state_changes(plan: Plan) -> QuerySet[Change]:
    """The register's lines about the plan's own life, the newest first."""
    lines = plan.changes.filter(kind=Change.Kind.STATE)
    return lines.select_related("by", "meeting__committee").order_by("-number")
