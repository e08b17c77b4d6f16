"""The annual calendar of meetings from a file: first shown line by line, then applied."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import permissions
from council.calendar_files import COLUMNS, EXAMPLES, Listed, read_calendar_text
from council.csv_files import carried, carry, template
from council.csv_values import UnreadableCsv
from council.forms.meetings_import import CalendarForm
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.services.meetings_import import apply_import, plan_import
from council.uploads import tell_of_request
from council.versions import ChangedMeanwhile
from council.views.meetings_shared import EDIT, address

CHANGED = (
    "The calendar has changed since this page was made, so nothing was applied. "
    "This is what the file would do now."
)


@require_http_methods(EDIT)
def calendar_import(request: CouncilRequest) -> HttpResponse:
    """Takes the file and shows what each of its lines would do; nothing is changed yet."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    if request.method != "POST":
        return _form(request, CalendarForm(), 200)
    form = CalendarForm(request.POST, request.FILES)
    tell_of_request(form, request)
    if not form.is_valid():
        return _form(request, form, 422)
    return _preview(request, form.text, form.listed, "", 200)


@require_POST
def calendar_apply(request: CouncilRequest) -> HttpResponse:
    """Does what was shown, or shows it again where it would by now be something else."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    try:
        text = carried(request.POST.get("carried", ""), _purpose(request))
        listed = read_calendar_text(text)
    except UnreadableCsv as error:
        form = CalendarForm({})
        form.errors.clear()
        form.add_error(None, str(error))
        return _form(request, form, 422)
    try:
        plan = apply_import(
            council=request.scope.council,
            listed=listed,
            make=request.POST.getlist("make"),
            by=request.user,
            shown=request.POST.get("shown", ""),
        )
    except ChangedMeanwhile:
        return _preview(request, text, listed, CHANGED, 409)
    done = sum(line.does_something for line in plan.lines)
    say(request, f"The calendar is imported: {done:,} of {len(plan.lines):,} lines changed it.")
    return HttpResponseRedirect(address(request, "meeting_list"))


@require_safe
def calendar_template(request: CouncilRequest) -> HttpResponse:
    """A CSV file to fill in."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    content = template(COLUMNS, EXAMPLES)
    headers = {"Content-Disposition": 'attachment; filename="meetings.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _form(request: CouncilRequest, form: CalendarForm, status: int) -> HttpResponse:
    return render_page(request, "meetings/calendar_import.html", {"form": form}, status=status)


def _preview(
    request: CouncilRequest, text: str, listed: list[Listed], problem: str, status: int
) -> HttpResponse:
    plan = plan_import(request.scope.council, listed)
    context = {
        "plan": plan,
        "moves": [one for one in plan.moving if not one.stays],
        "stays": [one for one in plan.moving if one.stays],
        "carried": carry(text, _purpose(request)),
        "problem": problem,
    }
    return render_page(request, "meetings/calendar_preview.html", context, status=status)


def _purpose(request: CouncilRequest) -> str:
    return f"meetings:{request.scope.council.pk}:{request.user.pk}"
