"""The two ends of a link of the golden thread, and how they are found within a council."""

from typing import Any

from django.db.models import Q
from django.http import Http404

from actionplan.models import Action, Plan, Recommendation
from actionplan.queries.conditions import referred_to, visible
from council.scope import Scope
from strategy.models import Outcome, Principle

type Server = Action | Recommendation
type Served = Outcome | Principle
type End = Server | Served

LONGEST_ID = 18  # digits; more does not fit a database's integer


def kind_of(end: End) -> str:
    """The word for an end, which is also its column in the link table."""
    return type(end).__name__.lower()


def ends(server: Server, served: Served) -> dict[str, Any]:
    """All four columns of the link between two ends."""
    columns = dict.fromkeys(("action", "recommendation", "outcome", "principle"))
    return {**columns, kind_of(server): server, kind_of(served): served}


def server_named(
    plan: Plan, *, action: str | None = None, recommendation: str | None = None
) -> Server | None:
    """The plan's action with this reference, or its recommendation with this number."""
    if recommendation:
        return plan.recommendations.filter(number=recommendation).select_related("plan").first()
    code, _, number = (action or "").rpartition("-")
    if not is_id(number):
        return None
    named = referred_to(code, int(number))
    return plan.actions.filter(named).select_related("plan").first()


def recommendation_or_404(scope: Scope, plan: str, pk: int) -> Recommendation:
    """The recommendation with this id in the plan with this slug."""
    wanted = Recommendation.objects.filter(plan__slug=plan).select_related("theme")
    return _in_council(wanted, scope, "plan", str(pk))


def end_or_404(scope: Scope, name: str) -> End:
    """The end that a form names, such as ``outcome-12``; 404 for what the council does not have."""
    kind, _, pk = name.partition("-")
    if kind in ("action", "recommendation"):
        model: Any = Action if kind == "action" else Recommendation
        return _in_council(model.objects.all(), scope, "plan", pk)
    if kind in ("outcome", "principle"):
        model = Outcome if kind == "outcome" else Principle
        return _in_council(model.objects.all(), scope, "strategy", pk)
    raise Http404("No such end of a link.")


def _in_council(ends: Any, scope: Scope, above: str, pk: str) -> Any:
    if not is_id(pk):
        raise Http404("No such end of a link.")
    ours = visible(scope) if above == "plan" else Q(**{f"{above}__council": scope.council})
    found = ends.filter(ours, pk=pk).select_related(above).first()
    if found is None:
        raise Http404("No such end of a link.")
    getattr(found, above).council = scope.council
    return found


def is_id(digits: str) -> bool:
    """Whether these are the digits of an id or a number."""
    return digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST_ID
