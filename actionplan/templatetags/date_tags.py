"""Due dates that need agreement: how they came about, what is proposed, where it is answered."""

from typing import Any

from django import template
from django.middleware.csrf import get_token

from actionplan.access.updating import is_closed, right_to_update
from actionplan.dates.proposing import date_words, move_sentence, times_moved
from actionplan.dates.rights import may_answer, who_answers
from actionplan.declared import Due, Revision
from actionplan.leading.leads import Leads
from actionplan.models import Action, Plan
from actionplan.position import position_of
from actionplan.queries.dates_list import Dates, dates_of, waiting_at_hand
from actionplan.queries.rows import Row

register = template.Library()


@register.filter
def due_words(due: Due) -> str:
    """ "31 December 2023"; where there is no date its words, else "no date"."""
    return date_words(due)


@register.filter
def moved_words(dates: Dates) -> str:
    """ "Not yet", "Once", "3 times": how often the date has slipped."""
    return times_moved(dates.times)


@register.filter
def move_words(revision: Revision) -> str:
    """ "30 September 2023 to 31 March 2024; reason: …; agreed by …"."""
    return move_sentence(revision)


@register.inclusion_tag("dates/includes/_of_action.html", takes_context=True)
def dates_of_action(context: template.Context, row: Row) -> dict[str, Any]:
    """``{% dates_of_action row %}``: what is proposed, and how its date has moved; else nothing.

    One query where it has moved or something is proposed, and one more for who may answer.
    """
    action, scope = row.action, context["request"].scope
    proposal = waiting_at_hand(action.plan).get(action.pk) if not is_closed(action) else None
    if not (proposal or row.moved_from):
        return {"dates": None}
    return {
        "council": scope.council,
        "plan": action.plan,
        "dates": dates_of(action, proposal),
        "csrf_token": get_token(context["request"]),
        "who": who_answers(action.plan) if proposal else "",
        "may_answer": bool(proposal and may_answer(scope, action.plan)),
        "may_take_back": _may_take_back(context, row.leads) if proposal else False,
    }


def _may_take_back(context: template.Context, leads: Leads) -> bool:
    return right_to_update(context["request"].scope, leads) is not None


@register.inclusion_tag("dates/includes/_of_form.html")
def dates_of_form(action: Action) -> dict[str, Any]:
    """``{% dates_of_form action %}``: what becomes of another date, where it must be agreed."""
    if not action.plan.asks_date_agreement:
        return {"in_force": Due()}
    return {
        "in_force": position_of(action).due,
        "who": who_answers(action.plan),
        "proposal": waiting_at_hand(action.plan).get(action.pk),
    }


@register.inclusion_tag("dates/includes/_link.html")
def dates_link(plan: Plan) -> dict[str, Any]:
    """``{% dates_link plan %}``: to the dates that wait, and how many; nothing for other plans."""
    asks = plan.asks_date_agreement and plan.takes_updates
    number = len(waiting_at_hand(plan)) if asks else 0
    return {"plan": plan, "asks": asks, "number": number}
