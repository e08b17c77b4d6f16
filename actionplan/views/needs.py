"""The actions of one figure, over all plans of a council: what the dashboard opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import F, Q
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from actionplan.models import Action, Plan
from actionplan.needs import IN_WORDS, Need
from actionplan.queries.about_actions import keep_known
from actionplan.queries.cells import Ground
from actionplan.queries.conditions import due_in_force
from actionplan.queries.dates_list import keep_at_hand
from actionplan.queries.first_screen import rows_of
from actionplan.queries.getters import leads_for, plans
from actionplan.queries.rows import Row, leads_condition, row_of, with_position
from actionplan.queries.together import counted_in, letters_of, rated
from actionplan.together import IN_WORDS as WHOLE_IN_WORDS
from actionplan.together import ON_ITS_PAGE, Mark, Whole, marks_of
from council.htmx import render_page
from council.scope import CouncilRequest, Scope

MOST = 100  # rows of one plan; its own page has them all, page by page
GOOD = "Good news: there is none."
COUNTED = {"counted": "on"}
MARK = ("word", "letter", "tone", "counts")


@dataclass(frozen=True, slots=True)
class Group:
    """How many actions of one plan, where they stand on its own page, and the first of them."""

    plan: Plan
    url: str
    number: int
    rows: list[Row]


@require_safe
def need_list(request: CouncilRequest, need: str) -> HttpResponse:
    """Every action with the need, plan by plan."""
    if need not in list(Need):
        raise Http404("No such figure.")
    in_force = plans_in_force(request.scope)
    wanted = Ground(in_force, request.scope.today).rows(Need(need))
    on_page = {plan.pk: {"need": need} for plan in in_force}
    return _show(request, IN_WORDS[Need(need)], in_force, wanted, on_page, nothing=GOOD)


@require_safe
def figure_list(request: CouncilRequest, figure: str) -> HttpResponse:
    """Every action that a figure of all plans together counts now, plan by plan."""
    in_force = plans_in_force(request.scope)
    if figure == Whole.RATED:
        mark = _asked_mark(request, in_force)
        letters = letters_of(mark, in_force)
        on_page = {pk: {"rating": letter or "none", **COUNTED} for pk, letter in letters.items()}
        return _show(request, mark.word, in_force, rated(letters), on_page)
    if figure not in list(Whole):
        raise Http404("No such figure.")
    whole = Whole(figure)
    on_page = {plan.pk: {**ON_ITS_PAGE[whole], **COUNTED} for plan in in_force}
    wanted = counted_in(whole, request.scope.today)
    return _show(request, WHOLE_IN_WORDS[whole], in_force, wanted, on_page)


def _asked_mark(request: CouncilRequest, in_force: list[Plan]) -> Mark:
    """The rating that the address names; 404 where no plan has it."""
    asked = {name: request.GET[name] for name in MARK if name in request.GET}
    found = next((one for one in marks_of(in_force) if one.query == asked), None)
    if found is None:
        raise Http404("No such rating.")
    return found


def _show(
    request: CouncilRequest,
    words: str,
    in_force: list[Plan],
    wanted: Q,
    on_page: Mapping[int, Mapping[str, str]],
    *,
    nothing: str = "There is none now.",
) -> HttpResponse:
    """The rows, plan by plan; ``on_page`` is the filter that shows them on each plan's page."""
    groups = _groups(request.scope, in_force, wanted, on_page)
    context = {
        "words": words,
        "nothing": nothing,
        "groups": groups,
        "total": sum(group.number for group in groups),
    }
    return render_page(request, "actionplan/need_list.html", context)


def plans_in_force(scope: Scope) -> list[Plan]:
    """The plans whose leads are asked for updates, each with its council."""
    found = [plan for plan in plans(scope) if plan.takes_updates]
    for plan in found:
        plan.council = scope.council
    return found


def _groups(
    scope: Scope, in_force: list[Plan], wanted: Q, on_page: Mapping[int, Mapping[str, str]]
) -> list[Group]:
    """By plan all actions that are ``wanted`` are counted, and the first are read."""
    by_id = {plan.pk: plan for plan in in_force}
    actions = Action.objects.in_plan().filter(plan__in=by_id).alias(due_in_force=due_in_force())
    order = (F("plan"), F("due_in_force").asc(nulls_last=True), "number")
    found = actions.filter(wanted).order_by(*order).values_list("plan", "pk")
    keys = {of: [pk for _, pk in some] for of, some in groupby(found, key=itemgetter(0))}
    rows = _rows(scope, by_id, [pk for of in keys.values() for pk in of[:MOST]])
    return [
        Group(by_id[of], rows_of(by_id[of], **on_page[of]), len(some), rows[of])
        for of, some in keys.items()
    ]


def _rows(scope: Scope, plans: Mapping[int, Plan], keys: list[int]) -> dict[int, list[Row]]:
    """The actions with these keys by plan, in this order."""
    found = with_position(Action.objects.in_plan()).in_bulk(keys)
    keep_at_hand(list(plans.values()))
    keep_known(found.values(), scope.today)
    book = leads_for(scope, leads_condition(found.values()))
    rows: dict[int, list[Row]] = {of: [] for of in plans}
    for action in map(found.__getitem__, keys):
        action.plan = plans[action.plan_id]
        rows[action.plan_id].append(row_of(action, book, scope))
    return rows
