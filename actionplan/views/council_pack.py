"""The SLT pack of the dashboard: every plan in force, as one PDF."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from actionplan.queries.council_trend import trend_of
from actionplan.queries.dates_list import keep_at_hand
from actionplan.queries.first_screen import first_screen
from actionplan.queries.leading import LeadersGround
from actionplan.queries.pack import council_pack_of
from actionplan.reporting.pack import Pack, PlanPart, pack_pdf
from actionplan.views.dashboard import PlanCard, cards_of, plans_of
from actionplan.words import counted, day
from council import permissions
from council.bounded import BoundedError
from council.permissions import Permission
from council.scope import CouncilRequest, Scope

NO_PACK = "The PDF took too long to make. Try again in a few minutes; this page says the same."


@require_safe
def dashboard_pack(request: CouncilRequest) -> HttpResponse:
    """The dashboard as PDF; where it cannot be made, the dashboard says so."""
    permissions.check(request.scope, Permission.EXPORT)
    try:
        content = pack_pdf(_pack(request.scope))
    except BoundedError:
        messages.error(request, NO_PACK)
        return redirect("actionplan:dashboard", request.scope.council.slug)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{request.scope.council.slug}-figures-{request.scope.today.isoformat()}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _pack(scope: Scope) -> Pack:
    in_force = [plan for plan in plans_of(scope) if plan.takes_updates]
    ground = LeadersGround(in_force, scope.today)
    cards = cards_of(ground)
    trend = trend_of({card.plan: card.figures for card in cards})
    keep_at_hand(in_force)
    parts = {
        card.plan: PlanPart(
            card.plan.title, card.sentence, trend.travel_of(card.plan) if trend else ""
        )
        for card in cards
    }
    first = first_screen(scope.council, ground)
    return council_pack_of(scope.council, _sentence(scope, cards), first, trend, parts)


def _sentence(scope: Scope, cards: list[PlanCard]) -> str:
    """ "2 action plans in force: 41 of 100 actions complete; as at 30 June 2023"."""
    total = sum(card.figures.total for card in cards)
    complete = sum(card.figures.complete for card in cards)
    past = sum(card.figures.past_date for card in cards)
    return (
        f"{counted(len(cards), 'action plan')} in force: {complete} of "
        f"{counted(total, 'action')} complete, {past} open past their own date; "
        f"as at {day(scope.today)}"
    )
