"""Links in e-mails, and what a person wants to be told by e-mail."""

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.mail import MailForm
from actionplan.mail.digests import Kind
from actionplan.mail.links import declined_by, opened
from actionplan.models import Declined
from actionplan.services.digests import decline
from council.models import Person

EDIT = ["GET", "HEAD", "POST"]
NO_LINK = "This is no link of ours, or a part of it is missing."
ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058: what a mail program sends


@require_safe
@never_cache
def mail_open(request: HttpRequest, token: str) -> HttpResponse:
    """Where a link of an e-mail leads, for the person that it was sent to (log-in comes first)."""
    try:
        link = opened(token)
    except BadSignature as error:
        raise Http404(NO_LINK) from error
    if link.person != request.user.pk:
        return render(request, "mail/not_yours.html", status=403)
    return HttpResponseRedirect(link.path)


@require_http_methods(EDIT)
@never_cache
def mail_settings(request: HttpRequest) -> HttpResponse:
    """What whoever is logged in is told by e-mail."""
    return _settings(request, request.user)  # type: ignore[arg-type]


# The signed address is the right to do this: a mail program that sends the form has no cookie.
@csrf_exempt
@login_not_required
@require_http_methods(EDIT)
@never_cache
def mail_decline(request: HttpRequest, token: str) -> HttpResponse:
    """The same without log-in, from the foot of an e-mail or by a mail program's own button."""
    try:
        person = get_object_or_404(Person, pk=declined_by(token), is_active=True)
    except BadSignature as error:
        raise Http404(NO_LINK) from error
    name, value = ONE_CLICK
    if request.POST.get(name) == value:
        decline(person=person, kinds={kind.value for kind in Kind})
        return HttpResponse("You will get no more of these e-mails.", content_type="text/plain")
    return _settings(request, person)


def _settings(request: HttpRequest, person: Person) -> HttpResponse:
    form = MailForm(request.POST) if request.method == "POST" else MailForm(initial=_wanted(person))
    saved = form.is_bound and form.is_valid()
    if saved:
        decline(person=person, kinds=form.declined)
    context = {"form": form, "person": person, "saved": saved}
    status = 422 if form.is_bound and not saved else 200
    return render(request, "mail/settings.html", context, status=status)


def _wanted(person: Person) -> dict[str, list[str]]:
    declined = set(Declined.objects.filter(person=person).values_list("kind", flat=True))
    return {"kinds": [kind.value for kind in Kind if kind.value not in declined]}
