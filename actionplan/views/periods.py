"""The reporting periods of a plan: the list, the one that runs, and those that are locked."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.dates.quarters import quarter_of, span_after
from actionplan.forms.periods import MeetingsForm, PeriodEditForm, PeriodForm
from actionplan.models import Period, Plan
from actionplan.proofs.sealed import BrokenSeal, Sealed
from actionplan.queries.getters import plan_or_404
from actionplan.queries.past_periods import redacted_in, what_was_sealed
from actionplan.queries.periods import (
    period_or_404,
    periods_of,
    reminders_of,
    reported_to,
    silence_of,
)
from actionplan.queries.report_files import published_reports
from actionplan.reported_page import pages, sections
from actionplan.services.periods import edit_period, open_period
from actionplan.words import position
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.paging import page_links
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile

EDIT = ["GET", "HEAD", "POST"]
CHANGED = (
    "Somebody else has changed this period while you were typing. Nothing of yours is saved yet. "
    "Look at what stands now, then send this again if it still holds."
)


@require_safe
def period_list(request: CouncilRequest, plan: str) -> HttpResponse:
    """Every period, newest first. Whoever sees the plan sees it."""
    found = plan_or_404(request.scope, plan)
    periods = list(periods_of(found))
    context = {
        "plan": found,
        "periods": periods,
        "none_runs": all(one.is_sealed for one in periods),
        "may_close": _may_close(request, found),
    }
    return render_page(request, "periods/period_list.html", context)


@require_safe
def period_detail(request: CouncilRequest, plan: str, period: str) -> HttpResponse:
    """Of a running period who is missing; of a closed one what was reported, for ever."""
    found = period_or_404(request.scope, plan, period)
    return show_period(request, found)


def show_period(request: CouncilRequest, period: Period, problem: str = "") -> HttpResponse:
    """The period's page; with ``problem``, why what was asked for cannot be."""
    if period.is_sealed:
        return _reported(request, period, problem)
    context = {
        "plan": period.plan,
        "period": period,
        "problem": problem,
        "meetings": reported_to(period),
        "silence": silence_of(request.scope, period),
        "reminders": reminders_of(period),
        "may_close": _may_close(request, period.plan),
        "is_over": period.last_day <= request.scope.today,
    }
    return _page(request, "periods/period_running.html", context)


def _may_close(request: CouncilRequest, plan: Plan) -> bool:
    return plan.takes_updates and permissions.can(request.scope, Permission.CLOSE_PERIODS)


def _page(request: CouncilRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render_page(request, template, context, status=409 if context["problem"] else 200)


# ---- what was reported


def _reported(request: CouncilRequest, period: Period, problem: str = "") -> HttpResponse:
    """What was closed and locked, from the seal alone, and the corrections beside it."""
    corrections = list(period.corrections.select_related("by"))
    context = {
        "plan": period.plan,
        "period": period,
        "problem": problem,
        "meetings": reported_to(period),
        "reports": published_reports(period),
        "redacted": redacted_in(period.seal),
        "corrections": corrections,
        "of_plan": [one for one in corrections if not one.reference],
        "may_close": _may_close(request, period.plan),
        "may_correct": permissions.can(request.scope, Permission.CORRECT_REPORTS),
    }
    try:
        sealed = what_was_sealed(period.seal)
    except BrokenSeal as broken:
        return _page(request, "periods/period_broken.html", context | {"problem": str(broken)})
    found = sections(sealed, corrections)
    context |= _as_reported(sealed) | _one_page(request, pages(found), found)
    return _page(request, "periods/period_reported.html", context)


def _as_reported(sealed: Sealed) -> dict[str, Any]:
    """The document and its figures, as they were locked."""
    figures, key = sealed.figures, sealed.document.key
    rated = [(rating, figures.by_rating[rating.letter]) for rating in key]
    return {
        "document": sealed.document,
        "as_at": sealed.as_at,
        "figures": figures,
        "sentence": position(figures),
        "ratings": [*rated, (None, figures.by_rating[None])],
        "queries": sealed.queries,
    }


def _one_page(request: CouncilRequest, parts: list[Any], whole: list[Any]) -> dict[str, Any]:
    """The recommendations of one page of a long plan, or all of them (?show=all)."""
    if request.GET.get("show") == "all" or len(parts) == 1:
        return {"sections": whole, "page_links": []}
    page = Paginator(parts, 1).get_page(request.GET.get("page"))
    return {"sections": page.object_list[0], "page_links": page_links(request.GET, page)}


@require_safe
def period_text(request: CouncilRequest, plan: str, period: str) -> HttpResponse:
    """The locked text itself, byte for byte: its digest can be checked by anybody."""
    permissions.check(request.scope, Permission.EXPORT)
    found = period_or_404(request.scope, plan, period)
    if not found.is_sealed:
        raise Http404("Nothing of this period is locked yet.")
    response = HttpResponse(found.seal.text, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{plan}-{period}.json"'
    return response


# ---- opening and changing


@require_http_methods(EDIT)
def period_add(request: CouncilRequest, plan: str) -> HttpResponse:
    """Open a period where none runs."""
    found = plan_or_404(request.scope, plan)
    permissions.check(request.scope, Permission.CLOSE_PERIODS)
    is_sent = request.method == "POST"
    form = PeriodForm(request.POST if is_sent else None, initial=_proposed(request, found))
    if is_sent and form.is_valid():
        try:
            made = open_period(plan=found, days=form.days, by=request.user)
        except CannotEdit as error:
            form.add_error(None, str(error))
        else:
            say(request, f"{made} is open. Updates belong to it from now on.")
            return HttpResponseRedirect(made.get_absolute_url())
    context = {"plan": found, "form": form, "back": list_url(found), "heading": "Open a period"}
    return render_page(request, "periods/period_edit.html", context, status=422 if is_sent else 200)


def _proposed(request: CouncilRequest, plan: Plan) -> dict[str, Any]:
    """What follows on the last period, else this quarter."""
    last = plan.periods.order_by("-last_day").first()
    span = span_after(last.first_day, last.last_day) if last else quarter_of(request.scope.today)
    days = {"name": span.name, "first_day": span.first_day, "last_day": span.last_day}
    return days | {"updates_due_by": span.last_day}


@require_http_methods(EDIT)
def period_edit(request: CouncilRequest, plan: str, period: str) -> HttpResponse:
    """A running period's name, days and meetings; of a locked one the meetings."""
    found = period_or_404(request.scope, plan, period)
    permissions.check(request.scope, Permission.CLOSE_PERIODS)
    kind = MeetingsForm if found.is_sealed else PeriodEditForm
    form = kind(request.POST if request.method == "POST" else None, period=found)
    status = 200
    if request.method == "POST":
        status = _edited(request, found, form)
        if status == 302:
            say(request, "The period is changed.")
            found.refresh_from_db()
            return HttpResponseRedirect(period_url(found))
    heading = f"Meetings of {found}" if found.is_sealed else f"Change {found}"
    context = {"plan": found.plan, "form": form, "heading": heading, "back": period_url(found)}
    return render_page(request, "periods/period_edit.html", context, status=status)


def _edited(request: CouncilRequest, period: Period, form: MeetingsForm) -> int:
    """The status of the answer: 302 where it is saved, else the form says why not."""
    if not form.is_valid():
        return 422
    given = form.cleaned_data
    try:
        edit_period(
            period=period,
            days=form.days,
            meetings=given["meetings"],
            by=request.user,
            seen=given["seen"],
        )
    except ChangedMeanwhile:
        form.add_error(None, CHANGED)
        return 409
    except CannotEdit as error:
        form.add_error(None, str(error))
        return 422
    return 302


def list_url(plan: Plan) -> str:
    """Where a plan's periods are."""
    return reverse("periods:period_list", args=[plan.council.slug, plan.slug])


def period_url(period: Period) -> str:
    """Where a period is, by its address as it stands."""
    plan = period.plan
    return reverse("periods:period_detail", args=[plan.council.slug, plan.slug, period.slug])
