"""Personal data taken out for good: first where it stands, then, asked once more, it goes."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.redactions import RedactForm
from actionplan.models import Action, Entry, Redaction
from actionplan.queries.getters import action_or_404
from actionplan.queries.redaction_places import Places
from actionplan.services.redacting import redact, to_be_redacted
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit

EDIT = ["GET", "HEAD", "POST"]
NEWEST = 200


@require_safe
def redaction_list(request: CouncilRequest) -> HttpResponse:
    """What was removed from where, why, and who approved it."""
    permissions.check(request.scope, Permission.REDACT)
    found = Redaction.objects.filter(council=request.scope.council)
    redactions = found.select_related("by").prefetch_related("places")[:NEWEST]
    return render_page(request, "redactions/redaction_list.html", {"redactions": redactions})


@never_cache
@require_http_methods(EDIT)
def entry_redact(request: CouncilRequest, plan: str, reference: str, number: int) -> HttpResponse:
    """Say what must go; see every place in which it stands; confirm."""
    permissions.check(request.scope, Permission.REDACT)
    action = action_or_404(request.scope, plan, reference)
    entry = _entry_or_404(action, number)
    form = RedactForm(request.POST or None, entry=entry)
    places = None
    if form.is_valid() and "change" not in request.POST:
        places = _asked(request, form)
        if places is None and form.is_valid():
            say(request, "It is removed. What was removed from where stands below.")
            return HttpResponseRedirect(f"{action.get_absolute_url()}#history")
    context = {"plan": action.plan, "action": action, "entry": entry, "form": form}
    context |= {"places": places}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render_page(request, "redactions/entry_redact.html", context, status=status)


def _asked(request: CouncilRequest, form: RedactForm) -> Places | None:
    """The places to confirm; None when it is done, or when the form says why it is not."""
    council = request.scope.council
    try:
        if "confirmed" not in request.POST:
            return to_be_redacted(council=council, wish=form.wish)
        redact(council=council, wish=form.wish, approval=form.approval(request.user))
    except CannotEdit as error:
        form.add_error(None, str(error))
    return None


def _entry_or_404(action: Action, number: int) -> Entry:
    found = action.entries.filter(number=number).select_related("by", "period").first()
    if found is None:
        raise Http404("No such entry.")
    found.action = action
    return found
