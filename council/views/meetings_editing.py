"""A meeting added, its time and place changed, and one that was never meant to be removed."""

from copy import copy

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from council import meeting_users, permissions
from council.forms.meetings import MeetingForm
from council.htmx import render_page
from council.messages import say
from council.models import Meeting
from council.permissions import Permission
from council.queries.meetings import committees, meeting_or_404
from council.scope import CouncilRequest
from council.services import meetings as services
from council.views.meetings_shared import EDIT, address, removal, removal_page
from council.views.rows import SAVED, save_form

STILL_NEEDED = (
    "This meeting stays: periods or reports go to it, due dates hang on it, a plan was adopted at "
    "it, or decisions name it. "
    "If it is not held, cancel it instead."
)


@require_http_methods(EDIT)
def meeting_add(request: CouncilRequest) -> HttpResponse:
    """A new meeting of one of the council's committees."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    if not committees(request.scope).exists():
        return HttpResponseRedirect(address(request, "committee_add"))
    row = Meeting()

    def again(data: object, row: Meeting) -> MeetingForm:
        return MeetingForm(data, row=row, scope=request.scope)  # type: ignore[arg-type]

    def save(form: MeetingForm) -> None:
        meeting = Meeting(**form.values)
        services.add_meeting(meeting=meeting, by=request.user)
        say(request, f"{meeting} is added.{_cycle_note(request, meeting)}")

    form, status = save_form(request, again(request.POST or None, row), save, again)
    if status == SAVED:
        return HttpResponseRedirect(address(request, "meeting_list"))
    context = {"heading": "Add a meeting", "back": address(request, "meeting_list"), "form": form}
    return render_page(request, "forms/row_page.html", context, status=status)


@require_http_methods(EDIT)
def meeting_edit(request: CouncilRequest, meeting: int) -> HttpResponse:
    """The committee, time, place and cycle of a meeting; its day is moved elsewhere."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    found = meeting_or_404(request.scope, meeting)

    def again(data: object, row: Meeting) -> MeetingForm:
        return MeetingForm(data, row=row, scope=request.scope)  # type: ignore[arg-type]

    def save(form: MeetingForm) -> None:
        values, seen = form.values, form.cleaned_data["seen"]
        services.edit_meeting(meeting=found, values=values, seen=seen, by=request.user)
        stands = meeting_or_404(request.scope, meeting)
        say(request, f"{stands} is saved.{_cycle_note(request, stands)}")

    form, status = save_form(request, again(request.POST or None, copy(found)), save, again)
    back = address(request, "meeting_detail", found.pk)
    if status == SAVED:
        return HttpResponseRedirect(back)
    context = {"heading": f"Edit {found}", "back": back, "form": form}
    return render_page(request, "forms/row_page.html", context, status=status)


def _cycle_note(request: CouncilRequest, meeting: Meeting) -> str:
    """What to look at where due dates hang on the cycle, whose end may be another day now."""
    if meeting.cycle_id and meeting_users.hanging(request.scope, cycles=[meeting.cycle_id]):
        return f" Due dates hang on the {meeting.cycle}: see whether they are still right."
    return ""


@require_http_methods(EDIT)
def meeting_remove(request: CouncilRequest, meeting: int) -> HttpResponse:
    """Asks whether it is meant; a meeting that anything refers to is not removed."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    found = meeting_or_404(request.scope, meeting)
    refusal = removal(request, found, STILL_NEEDED) if request.method == "POST" else ""
    if request.method == "POST" and not refusal:
        say(request, f"{found} is removed. The history keeps it.")
        return HttpResponseRedirect(address(request, "meeting_list"))
    return removal_page(
        request,
        found,
        what="meeting",
        back=address(request, "meeting_detail", meeting),
        consequence="Remove only what was entered by mistake; cancel what will not be held.",
        refusal=refusal,
    )
