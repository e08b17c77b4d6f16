"""Pages that belong to no plan: the way in, the health check, a council's colours."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from council import clock
from council.models import Council
from council.scope import CouncilRequest


@require_safe
def home(request: CouncilRequest) -> HttpResponse:
    """Where a person lands: their council, or a choice of theirs."""
    belongs = Council.objects.filter(memberships__in=request.user.memberships.on(clock.today()))
    councils = list(belongs)
    if len(councils) == 1:
        return redirect(councils[0])
    return render(request, "council/home.html", {"councils": councils})


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether the process runs and reaches its database, for a load balancer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_safe
@cache_control(private=True, max_age=300)
def brand(request: CouncilRequest) -> HttpResponse:
    """The council's colours as CSS custom properties; checked for contrast when saved."""
    return render(
        request, "council/brand.css", {"council": request.scope.council}, content_type="text/css"
    )


@login_not_required
def not_here(request: HttpRequest) -> HttpResponse:
    """An address that a library brings along and the product does not offer."""
    raise Http404("There is no such page.")


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every state of every component, for those who build them (only while DEBUG)."""
    return render(request, "council/gallery.html")
