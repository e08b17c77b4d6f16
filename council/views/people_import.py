"""A list of people comes in: sent, looked at row by row, applied. Nothing is kept in between."""

from collections import Counter
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import permissions
from council.csv_files import carried, carry, read_text, template
from council.csv_values import Table, UnreadableCsv
from council.forms.people_import import PeopleCsvForm
from council.htmx import render_page
from council.messages import regret, say
from council.models import Membership
from council.people_csv import COLUMNS, EXAMPLES, Verdict
from council.people_roles import ALLOWS
from council.permissions import Permission
from council.scope import CouncilRequest
from council.services.invitations import Sending, send_invitations
from council.services.people_import import counts, import_people, judge_people
from council.uploads import tell_of_request


@require_http_methods(["GET", "HEAD", "POST"])
def person_import(request: CouncilRequest) -> HttpResponse:
    """Choose a file; what each of its rows would do is shown, and nothing is changed."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    form = PeopleCsvForm()
    if request.method == "POST":
        form = PeopleCsvForm(request.POST, request.FILES)
        tell_of_request(form, request)
        if form.is_valid():
            return _preview(request, form.cleaned_data["file"], form.cleaned_data["send"])
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "roles": ALLOWS}
    return render_page(request, "people/person_import.html", context, status=status)


def _preview(request: CouncilRequest, table: Table, send: bool) -> HttpResponse:
    judged = judge_people(council=request.scope.council, rows=table.rows, by=request.user)
    context: dict[str, Any] = {
        "judged": judged,
        "counts": counts(judged),
        "unknown": table.unknown,
        "carried": carry(table.text, _purpose(request)),
        "send": send,
    }
    return render_page(request, "people/person_import_preview.html", context)


@require_POST
def person_import_apply(request: CouncilRequest) -> HttpResponse:
    """Apply what was shown, judged again, and send the e-mails if that was asked for."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    slug = request.scope.council.slug
    try:
        table = read_text(carried(request.POST.get("carried", ""), _purpose(request)), COLUMNS)
    except UnreadableCsv as error:
        regret(request, str(error))
        return HttpResponseRedirect(reverse("people:person_import", args=[slug]))
    judged, made = import_people(council=request.scope.council, rows=table.rows, by=request.user)
    said = (
        f"{counted(len(made), 'person', 'people')} invited, {counts(judged)['same']} there already"
    )
    if request.POST.get("send") == "yes":
        said = f"{said}. {_send(request, made)}"
    refused = [one for one in judged if one.verdict is Verdict.REFUSE]
    if not refused:
        say(request, f"{said}.")
        return HttpResponseRedirect(reverse("people:person_list", args=[slug]))
    context = {"judged": refused, "said": said}
    return render_page(request, "people/person_import_done.html", context)


def _send(request: CouncilRequest, made: list[Membership]) -> str:
    """Send the invitations; what became of them, as a sentence without its full stop."""
    sent = send_invitations(request=request, memberships=made, by=request.user)
    number = Counter(sent.values())
    words = f"{counted(number[Sending.SENT], 'e-mail', 'e-mails')} sent"
    missing = len(made) - number[Sending.SENT]
    if not missing:
        return words
    return f"{words}, {missing} could not be sent: send those again from the list of people"


def counted(number: int, one: str, many: str) -> str:
    """ "1 person", "2 people"."""
    return f"{number} {one if number == 1 else many}"


@require_safe
def person_template(request: CouncilRequest) -> HttpResponse:
    """A file to fill in."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    response = HttpResponse(template(COLUMNS, EXAMPLES), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


def _purpose(request: CouncilRequest) -> str:
    """What a carried list may be used for: by this person, in this council."""
    return f"people:{request.scope.council.pk}:{request.user.pk}"
