"""The public page of a plan and its files: no account, no script, no live words."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from actionplan.comparing.words import groups, headline
from actionplan.figures import figures_of
from actionplan.glossary import texts_of, used_in
from actionplan.proofs.sealed import BrokenSeal
from actionplan.public.page import HEADINGS, blocks_of
from actionplan.queries.public import (
    Published,
    public_corrections,
    public_plan_or_404,
    public_report,
    published_or_404,
)
from actionplan.queries.report_files import kept_public_file
from actionplan.reporting.front import key_of, rules, summary_rows
from actionplan.reporting.public_files import PUBLIC_FILES, written
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.schema import AS_WRITTEN, SCHEMA_TYPE, plan_file_schema
from actionplan.reporting.summary import rating_counts, summary_of
from actionplan.words import position
from council import clock
from council.bounded import BoundedError
from council.models import Council

MINUTE = 60
SORRY = "This file could not be made just now. Try Excel or CSV, or try again in a few minutes."
BROKEN = "What was published cannot be read at the moment. Ask the council for it."


@login_not_required
@require_safe
@cache_control(public=True, max_age=5 * MINUTE)
def brand(request: HttpRequest, of: str) -> HttpResponse:
    """The colours of a council that has a public plan."""
    councils = Council.objects.filter(plans__is_public=True).distinct()
    council = get_object_or_404(councils, slug=of)
    return render(request, "council/brand.css", {"council": council}, content_type="text/css")


@login_not_required
@require_safe
@cache_control(public=True, max_age=60 * MINUTE)
def plan_schema(request: HttpRequest) -> HttpResponse:
    """What stands in a plan's JSON file, as JSON Schema, at an address that stays."""
    schema = plan_file_schema(request.build_absolute_uri(request.path))
    return JsonResponse(schema, content_type=SCHEMA_TYPE, json_dumps_params=AS_WRITTEN)


@login_not_required
@require_safe
@cache_control(public=True, max_age=MINUTE)
def plan_public(request: HttpRequest, of: str, plan: str) -> HttpResponse:
    """The last published position."""
    return _page(request, of, plan, None)


@login_not_required
@require_safe
@cache_control(public=True, max_age=MINUTE)
def period_public(request: HttpRequest, of: str, plan: str, period: str) -> HttpResponse:
    """The position of one published period, at its permanent address."""
    return _page(request, of, plan, period)


@login_not_required
@require_safe
@cache_control(public=True, max_age=MINUTE)
def plan_file(request: HttpRequest, of: str, plan: str, kind: str) -> HttpResponse:
    """A file of the last published position; the calendar feed is one of them."""
    return _file(of, plan, None, kind)


@login_not_required
@require_safe
@cache_control(public=True, max_age=MINUTE)
def period_file(request: HttpRequest, of: str, plan: str, period: str, kind: str) -> HttpResponse:
    """A file of one published period."""
    return _file(of, plan, period, kind)


def _page(request: HttpRequest, of: str, plan: str, period: str | None) -> HttpResponse:
    found = public_plan_or_404(of, plan)
    try:
        published = published_or_404(found, period, clock.today())
    except BrokenSeal:
        return HttpResponse(BROKEN, status=503, content_type="text/plain; charset=utf-8")
    return render(request, "public/plan_public.html", _told(published, period))


def _told(found: Published, period: str | None) -> dict[str, Any]:
    """Everything on the page, all of it from the redacted document."""
    document, report = found.redacted.document, public_report(found)
    summary = summary_of(document)
    comparison = found.comparison
    return {
        "found": found,
        "council": found.plan.council,
        "title": report.heading,
        "document": document,
        "position": position(figures_of(document)),
        "since": headline(comparison) if comparison else "",
        "withheld": found.redacted.sentence,
        "counts": rating_counts(summary),
        "columns": [column.heading for column in summary.columns],
        "summary": summary_rows(summary),
        "groups": groups(comparison) if comparison else [],
        "headings": [heading for heading, _ in HEADINGS],
        "blocks": blocks_of(report.document),
        "corrections": public_corrections(found),
        "key": key_of(document),
        "rules": rules(document),
        "terms": used_in(found.glossary, texts_of(report.document)),
        "files": list(PUBLIC_FILES),
        "asked": period,
    }


def _kept(found: Published, kind: str, report: ReportDocument) -> bytes:
    """The file that was kept when the report was published; b"" where it says something else."""
    kept = kept_public_file(found.period, kind, report)
    try:
        return kept.file.open("rb").read() if kept else b""
    except OSError:
        return b""


def _file(of: str, plan: str, period: str | None, kind: str) -> HttpResponse:
    found = public_plan_or_404(of, plan)
    if kind not in PUBLIC_FILES:
        raise Http404("No such file.")
    try:
        published = published_or_404(found, period, clock.today())
        report = public_report(published)
        content = _kept(published, kind, report) or written(report, kind)
    except BrokenSeal:
        return HttpResponse(BROKEN, status=503, content_type="text/plain; charset=utf-8")
    except BoundedError:
        return HttpResponse(SORRY, status=503, content_type="text/plain; charset=utf-8")
    writer = PUBLIC_FILES[kind]
    response = HttpResponse(content, content_type=writer.content_type)
    response.headers["Content-Disposition"] = writer.disposition(report)
    return response
