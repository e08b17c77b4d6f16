"""What a plan still needs before a meeting can adopt it."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from actionplan.forms.filters import FilterForm
from actionplan.models import Plan
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a plan still lacks: a sentence, and the page where it is seen ("" if none)."""

    words: str
    url: str = ""


def gaps(plan: Plan, scope: Scope) -> list[Gap]:
    """What is still to be done, counted now; each leads to exactly the rows that it counts."""
    actions = plan.actions.in_plan().count()
    parts = reverse("structure:part_list", args=[plan.council.slug, plan.slug])
    found = [] if actions else [Gap("It has no action yet.", parts)]
    for query, words in (("no_lead=on", "without a lead"), ("due=none", "open without a date")):
        filters = FilterForm(QueryDict(query), plan=plan, scope=scope)
        if number := filters.apply(plan.actions.in_plan()).count():
            found.append(Gap(f"{_many(number, 'action')} {words}", f"{_board(plan)}?{query}"))
    empty = plan.recommendations.exclude(actions__left="").count()
    if empty and actions:
        found.append(Gap(f"{_many(empty, 'recommendation')} without an action", _board(plan)))
    if number := plan.doubts.filter(settled_at=None).count():
        doubts = reverse("set_up:doubt_list", args=[plan.council.slug, plan.slug])
        found.append(Gap(f"{_many(number, 'thing')} that an import was not sure of", doubts))
    if plan.bands and plan.start is None:
        start = reverse("set_up:plan_edit", args=[plan.council.slug, plan.slug])
        found.append(Gap("It has timescales, and no day from which they run.", start))
    return found


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _board(plan: Plan) -> str:
    return plan.get_absolute_url()
