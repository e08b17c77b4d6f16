"""Committees and their meetings."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from council.htmx import render_page
from council.models import Meeting
from council.scope import CouncilRequest


@require_safe
def meeting_list(request: CouncilRequest) -> HttpResponse:
    """The meetings of the council's committees, by date."""
    meetings = Meeting.objects.filter(committee__council=request.scope.council)
    return render_page(request, "meetings/meeting_list.html", {"meetings": meetings})
