"""The files of a report: kept ones as they were made, those of a draft made when asked for."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.csp import CSP
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from actionplan.models import Report, ReportFile
from actionplan.proofs.sealed import BrokenSeal
from actionplan.queries.appendix import appendix_or_404
from actionplan.queries.report_files import kept_file
from actionplan.queries.report_values import covering_value, word_template
from actionplan.reporting.final_files import (
    COVERING,
    appendix_name,
    covering_made_once,
    covering_name,
)
from actionplan.reporting.made_once import made_once
from actionplan.reporting.page import style_sources
from actionplan.reporting.writers import WORD, WRITERS
from actionplan.services.report_files import NO_TEMPLATE, make_files_again
from actionplan.views.download import SORRY
from actionplan.views.reports import report_to_read, report_to_write, show_report
from council import permissions
from council.bounded import BoundedError, ChildRefused
from council.messages import regret, say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit

ANEW = "anew"  # asks for a file with the corrections recorded since the kept one was made
LOST = "This file is not where it was kept. Tell whoever looks after the installation."


@require_safe
@cache_control(private=True, no_store=True)
def report_word(request: CouncilRequest, report: int) -> HttpResponse:
    """The covering report as a Word document; a draft says so on each page."""
    found = report_to_read(request, report)
    if kept := kept_file(found, 0, COVERING):
        return _kept(request, found, kept)
    permissions.check(request.scope, Permission.MAKE_REPORTS)
    try:
        covering = covering_value(found)
        content = covering_made_once(covering, word_template(found))
    except BrokenSeal as broken:
        return show_report(request, found, refusal=str(broken), status=409)
    except OSError:
        return show_report(request, found, refusal=NO_TEMPLATE, status=503)
    except BoundedError as error:
        sorry = str(error) if isinstance(error, ChildRefused) else SORRY
        return show_report(request, found, refusal=sorry, status=503)
    return _file(content, WORD, covering_name(covering))


@require_safe
@cache_control(private=True, no_store=True)
def report_appendix(request: CouncilRequest, report: int, number: int, kind: str) -> HttpResponse:
    """The appendix of one plan as a file; as HTML it is shown, and every other kind is saved."""
    found = report_to_read(request, report)
    if kind not in WRITERS:
        raise Http404("No such file.")
    if ANEW not in request.GET and (kept := kept_file(found, number, kind)):
        return _kept(request, found, kept)
    permissions.check(request.scope, Permission.MAKE_REPORTS)
    writer = WRITERS[kind]
    try:
        shown = appendix_or_404(found, number, request.scope.today)
        content = made_once(shown, kind, writer)
    except BrokenSeal as broken:
        return show_report(request, found, refusal=str(broken), status=409)
    except BoundedError as error:
        words = str(error) if isinstance(error, ChildRefused) else SORRY
        return show_report(request, found, refusal=words, status=503)
    name = appendix_name(found.meeting.day, shown, writer.suffix)
    return _file(content, writer.content_type, name, as_page=kind == "html")


def _kept(request: CouncilRequest, report: Report, kept: ReportFile) -> HttpResponse:
    """A file as it was kept; nothing is made in its place where it is lost."""
    try:
        with kept.file.open("rb") as stored:
            content = stored.read()
    except OSError as error:
        if not permissions.can(request.scope, Permission.MAKE_REPORTS):
            raise Http404(LOST) from error
        return show_report(request, report, refusal=LOST, status=503)
    known = WRITERS[kept.kind].content_type
    return _file(content, known, kept.file_name, as_page=kept.kind == "html")


def _file(content: bytes, known: str, name: str, *, as_page: bool = False) -> HttpResponse:
    """A file to be saved under its name, or (HTML) a page that brings its own styles."""
    response = HttpResponse(content, content_type=known)
    header = content_disposition_header(not as_page, name)
    response.headers["Content-Disposition"] = header or "inline"
    if as_page:
        # Nothing else may run or be fetched.
        policy = {"default-src": [CSP.NONE], "style-src": style_sources(content)}
        response._csp_config = policy | {"frame-ancestors": [CSP.NONE]}  # type: ignore[attr-defined]
    return response


@require_POST
def report_files_again(request: CouncilRequest, report: int) -> HttpResponse:
    """Start the making of the files anew where it came to nothing."""
    found = report_to_write(request, report)
    try:
        make_files_again(report=found, by=request.user)
    except CannotEdit as error:
        regret(request, str(error))
    else:
        say(request, "The files are being made.")
    return HttpResponseRedirect(f"{found.get_absolute_url()}#files")
