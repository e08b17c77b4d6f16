"""The files of a report: the appendix of each plan, in every kind of file."""

from django.http import Http404, HttpResponse
from django.utils.csp import CSP
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from actionplan.queries.appendix import appendix_or_404
from actionplan.reporting.page import style_sources
from actionplan.reporting.public_files import made_once
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.writers import WRITERS, plain_name
from actionplan.sealed import BrokenSeal
from actionplan.views.download import SORRY
from actionplan.views.reports import report_to_write, show_report
from council.bounded import BoundedError, ChildRefused
from council.scope import CouncilRequest


@require_safe
@cache_control(private=True, no_store=True)
def report_appendix(request: CouncilRequest, report: int, number: int, kind: str) -> HttpResponse:
    """The appendix of one plan as a file; as HTML it is shown, and every other kind is kept."""
    found = report_to_write(request, report)
    if kind not in WRITERS:
        raise Http404("No such file.")
    writer = WRITERS[kind]
    try:
        shown = appendix_or_404(found, number, request.scope.today)
        content = made_once(shown, kind, writer)
    except BrokenSeal as broken:
        return show_report(request, found, refusal=str(broken), status=409)
    except BoundedError as error:
        words = str(error) if isinstance(error, ChildRefused) else SORRY
        return show_report(request, found, refusal=words, status=503)
    response = HttpResponse(content, content_type=writer.content_type)
    name = f"{found.meeting.day:%Y-%m-%d} {title_of(shown)}.{writer.suffix}"
    is_file = kind != "html"
    response.headers["Content-Disposition"] = content_disposition_header(is_file, name) or "inline"
    if kind == "html":
        # The page brings its own styles, and nothing else may run or be fetched.
        policy = {"default-src": [CSP.NONE], "style-src": style_sources(content)}
        response._csp_config = policy | {"frame-ancestors": [CSP.NONE]}  # type: ignore[attr-defined]
    return response


def title_of(report: ReportDocument) -> str:
    """ "Appendix 1 Peer review action plan – position as at 30 June 2023"."""
    number = report.appendix.number if report.appendix else 1
    return f"Appendix {number} {plain_name(report)}"
