"""What SLT leads say of a period: the list, and the form of one."""

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.access.narratives import NarrativeRight, granted
from actionplan.forms.narratives import NarrativeForm
from actionplan.models import Period
from actionplan.queries.narratives import Subject, subjects_of
from actionplan.queries.periods import period_or_404
from actionplan.services.narratives import say_narrative
from council.htmx import render_page
from council.messages import say
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile

MEANWHILE = (
    "Somebody else has written here while you were typing. What they wrote stands below; yours is "
    "still in the form. Save again to put yours in its place."
)


@require_safe
def narrative_list(request: CouncilRequest, plan: str, period: str) -> HttpResponse:
    """Everything that has been said in a running period, and what has not."""
    found = _running_or_404(request, plan, period)
    context = {
        "plan": found.plan,
        "period": found,
        "subjects": subjects_of(request.scope, found),
        "is_open": found.plan.takes_updates,
    }
    return render_page(request, "periods/narrative_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def narrative_edit(request: CouncilRequest, plan: str, period: str, about: int) -> HttpResponse:
    """Say how one recommendation has gone, or (``about`` 0) the plan as a whole."""
    found = _running_or_404(request, plan, period)
    subject = _subject_or_404(request, found, about)
    right = granted(subject.right, subject.recommendation)
    form = _form(request.POST if request.method == "POST" else None, found, subject, right)
    status = 200
    if request.method == "POST":
        status = _saved(request, found, form, right)
        if status == 302:
            say(request, "It is saved. It goes into the report when the period is closed.")
            return HttpResponseRedirect(f"{list_url(found)}#about-{about}")
        if status == 409:
            subject = _subject_or_404(request, found, about)
            form = _again(found, subject, form, right)
    context = {"plan": found.plan, "period": found, "subject": subject, "form": form}
    context |= {"back": list_url(found)}
    return render_page(request, "periods/narrative_edit.html", context, status=status)


def _running_or_404(request: CouncilRequest, plan: str, period: str) -> Period:
    found = period_or_404(request.scope, plan, period)
    if found.is_sealed:
        raise Http404("What was said in a closed period stands in what was reported.")
    return found


def _subject_or_404(request: CouncilRequest, period: Period, about: int) -> Subject:
    for subject in subjects_of(request.scope, period):
        if subject.key == about:
            return subject
    raise Http404("No such recommendation.")


def _form(
    data: QueryDict | None, period: Period, subject: Subject, right: NarrativeRight
) -> NarrativeForm:
    key = period.plan.ratings
    return NarrativeForm(data, subject=subject, key=key, on_behalf=right.on_behalf)


def _saved(
    request: CouncilRequest, period: Period, form: NarrativeForm, right: NarrativeRight
) -> int:
    """The status of the answer: 302 where it is saved, 409 where another was quicker."""
    if not form.is_valid():
        return 422
    try:
        say_narrative(
            period=period,
            recommendation=form.subject.recommendation,
            said=form.said,
            right=right,
            by=request.user,
            seen=form.cleaned_data["seen"],
        )
    except ChangedMeanwhile:
        return 409
    except CannotEdit as error:
        form.add_error(None, str(error))
        return 422
    return 302


def _again(
    period: Period, subject: Subject, form: NarrativeForm, right: NarrativeRight
) -> NarrativeForm:
    """The same words in a form that rests on what stands now, and says so."""
    form.subject = subject
    fresh = _form(form.rebased(), period, subject, right)
    fresh.add_error(None, MEANWHILE)
    return fresh


def list_url(period: Period) -> str:
    """Where the narratives of a period are."""
    plan = period.plan
    return reverse("periods:narrative_list", args=[plan.council.slug, plan.slug, period.slug])
