"""A meeting moved to another day, with what moves with it; cancelled, or held after all."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from council import meeting_users, permissions
from council.forms.meetings import MoveForm, ReasonForm
from council.htmx import render_page
from council.in_words import in_words
from council.messages import regret, say
from council.models import Meeting
from council.permissions import Permission
from council.queries.meetings import due_dates, meeting_or_404
from council.scope import CouncilRequest
from council.services import meetings as services
from council.versions import CannotEdit, ChangedMeanwhile, newest
from council.views.meetings_shared import EDIT, address, seen_in

CHANGED = (
    "Somebody has changed this meeting, or what hangs on it, since this page was made. "
    "Nothing is changed yet: look at it again, please."
)


@require_http_methods(EDIT)
def meeting_move(request: CouncilRequest, meeting: int) -> HttpResponse:
    """Asks for the new day; then shows every due date that would move; then moves them.

    The new day travels in the address, so that looking changes nothing.
    """
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    found = meeting_or_404(request.scope, meeting)
    typed = request.POST if request.method == "POST" else request.GET
    form = MoveForm(typed if "day" in typed or request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, found, form, {}, 422 if request.method == "POST" else 200)
    preview = _preview(found, form, request.POST or None)
    if request.method != "POST" or not preview:
        return _page(request, found, form, preview, 200 if preview else 422)
    problem, status = _move(request, found, form, preview)
    if not problem:
        return HttpResponseRedirect(address(request, "meeting_detail", meeting))
    stands = meeting_or_404(request.scope, meeting)
    again = _preview(stands, form, request.POST)
    return _page(request, stands, form, again | {"problem": problem}, status)


def _preview(meeting: Meeting, form: MoveForm, data: QueryDict | None) -> dict[str, Any]:
    """What moves and what stays; empty, with an error on the form, where it cannot move so."""
    day = form.cleaned_data["day"]
    try:
        services.check_move(meeting, day)
    except CannotEdit as error:
        form.add_error("day", str(error))
        return {}
    hanging = meeting_users.moving(services.shifts_of_move(meeting, day))
    moves = [one for one in hanging if not one.stays]
    return {
        "day": day,
        "moves": moves,
        "stays": [one for one in hanging if one.stays],
        "why": ReasonForm(data, needed=bool(moves)),
        "shown": services.fingerprint(hanging),
    }


def _move(
    request: CouncilRequest, meeting: Meeting, form: MoveForm, preview: dict[str, Any]
) -> tuple[str, int]:
    """Move it; or what stands in the way, with the status to say it with."""
    why: ReasonForm = preview["why"]
    if not why.is_valid():
        return " ".join(map(str, why.errors["reason"])), 422
    try:
        moved = services.move_meeting(
            meeting=meeting,
            day=form.cleaned_data["day"],
            by=request.user,
            reason=why.cleaned_data["reason"],
            seen=seen_in(request),
            shown=request.POST.get("shown", ""),
        )
    except ChangedMeanwhile:
        return CHANGED, 409
    except CannotEdit as error:
        return str(error), 422
    verb = "has" if moved == 1 else "have"
    also = f" {due_dates(moved)} {verb} moved with it." if moved else ""
    say(request, f"{meeting.committee} now meets on {in_words(preview['day'])}.{also}")
    return "", 302


def _page(
    request: CouncilRequest, meeting: Meeting, form: MoveForm, preview: dict[str, Any], status: int
) -> HttpResponse:
    context = {"meeting": meeting, "form": form, "seen": newest(meeting), "problem": ""} | preview
    return render_page(request, "meetings/meeting_move.html", context, status=status)


@require_http_methods(EDIT)
def meeting_cancel(request: CouncilRequest, meeting: int) -> HttpResponse:
    """Asks whether it is meant, and lists the due dates that then hang on nothing held."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    found = meeting_or_404(request.scope, meeting)
    form = ReasonForm(request.POST or None, needed=False)
    if request.method == "POST" and form.is_valid():
        if _cancel(request, found, cancelled=True, reason=form.cleaned_data["reason"]):
            say(request, f"{found} is cancelled. What hangs on it keeps its date.")
            return HttpResponseRedirect(address(request, "meeting_detail", meeting))
        form.add_error(None, CHANGED)
        found = meeting_or_404(request.scope, meeting)
    cycles = [found.cycle_id] if found.cycle_id else []
    context = {
        "meeting": found,
        "form": form,
        "seen": newest(found),
        "hanging": meeting_users.hanging(request.scope, meetings=[found.pk], cycles=cycles),
    }
    status = 409 if request.method == "POST" else 200
    return render_page(request, "meetings/meeting_cancel.html", context, status=status)


@require_POST
def meeting_restore(request: CouncilRequest, meeting: int) -> HttpResponse:
    """A cancelled meeting takes place after all."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    found = meeting_or_404(request.scope, meeting)
    if _cancel(request, found, cancelled=False):
        say(request, f"{found} takes place after all.")
    else:
        regret(request, CHANGED)
    return HttpResponseRedirect(address(request, "meeting_detail", meeting))


def _cancel(
    request: CouncilRequest, meeting: Meeting, *, cancelled: bool, reason: str = ""
) -> bool:
    """Whether the meeting was as it was shown, and now is cancelled or not."""
    seen = seen_in(request)
    try:
        services.cancel_meeting(
            meeting=meeting, by=request.user, seen=seen, cancelled=cancelled, reason=reason
        )
    except ChangedMeanwhile:
        return False
    return True
