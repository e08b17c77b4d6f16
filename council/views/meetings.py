"""The meetings of the council's committees: all of them by date, and one of them."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from council import meeting_users
from council.forms.meetings import FilterForm
from council.htmx import render_page
from council.queries.meetings import meeting_or_404, meeting_row, meeting_rows, meetings, years
from council.scope import CouncilRequest
from council.versions import newest
from council.views.meetings_shared import rights


@require_safe
def meeting_list(request: CouncilRequest) -> HttpResponse:
    """Coming meetings by date; past ones, a year or one committee's where they are asked for."""
    filters = FilterForm(request.GET, scope=request.scope, years=years(request.scope))
    wanted = filters.narrowed(meetings(request.scope))
    context = {
        "filters": filters,
        "rows": meeting_rows(request.scope, wanted),
        "heading": filters.heading,
        **rights(request.scope),
    }
    return render_page(request, "meetings/meeting_list.html", context)


@require_safe
def meeting_detail(request: CouncilRequest, meeting: int) -> HttpResponse:
    """One meeting: when and where, its deadlines, and the due dates that hang on it."""
    found = meeting_or_404(request.scope, meeting)
    cycles = [found.cycle_id] if found.cycle_id else []
    context = {
        "row": meeting_row(found, meeting_users.numbers(request.scope), request.scope.today),
        "hanging": meeting_users.hanging(request.scope, meetings=[found.pk]),
        "on_cycle": meeting_users.hanging(request.scope, cycles=cycles) if cycles else [],
        "seen": newest(found),
        **rights(request.scope),
    }
    return render_page(request, "meetings/meeting_detail.html", context)
