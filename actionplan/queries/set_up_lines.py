"""What the rules ask of the plan manager: the lines of the set-up list that no import made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actionplan.models import Action, Plan, Query
from actionplan.queries.conditions import is_open, led_by
from actionplan.rules.challenges import TO_SET_UP, Challenge, Code, as_rules
from actionplan.rules.words import sentence
from council.models import PostHolding


@dataclass(frozen=True, slots=True)
class SetUpLine:
    """One action and what is to be mended of it, in a sentence."""

    action: Action
    sentence: str


def set_up_lines(plan: Plan, day: date) -> list[SetUpLine]:
    """What only the plan manager can mend, in the plan's order of references: three queries.

    Words that fix no date and two actions in one row are stored; who leads, and who holds a post,
    is asked of the day. Nothing of a plan that takes no updates.
    """
    if not plan.takes_updates:
        return []
    found = [*_stored(plan, day), *_unled(plan, day)]
    lines = [SetUpLine(action, sentence(query, day, plan.ratings)) for action, query in found]
    return sorted(lines, key=lambda line: line.action.number)


def _stored(plan: Plan, day: date) -> Iterator[tuple[Action, Challenge]]:
    codes = [code.value for code in TO_SET_UP]
    queries = Query.objects.standing(day).filter(action__plan=plan, code__in=codes)
    for query in queries.select_related("action__plan__council").order_by("pk"):
        yield query.action, query.challenge


def _unled(plan: Plan, day: date) -> Iterator[tuple[Action, Challenge]]:
    """Open actions that no post leads, and those whose posts nobody holds."""
    held = PostHolding.objects.on(day).filter(post__council=plan.council_id).values("post")
    led, reached = led_by(Q(), day), led_by(Q(post__in=held), day)
    rows = plan.actions.in_plan().filter(is_open(), counts_in_totals=True)
    for code, condition in ((Code.NO_LEAD, ~led), (Code.VACANT_POST, led & ~reached)):
        if as_rules(plan.rules).asks(code):
            for action in rows.filter(condition).select_related("plan__council"):
                yield action, Challenge(code)
