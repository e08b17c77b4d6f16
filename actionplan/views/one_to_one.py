"""The sheet for a one-to-one: one post, on a page that prints, as PDF and as Word."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from actionplan.queries.handover import answers_for
from actionplan.queries.one_to_one import sheet_of
from actionplan.reporting.one_to_one import Sheet, sheet_docx, sheet_pdf
from actionplan.views.handover import sentence_of
from council.bounded import BoundedError
from council.htmx import render_page
from council.permissions import Permission, can, check
from council.queries.posts import post_or_404
from council.scope import CouncilRequest

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES = {"pdf": (sheet_pdf, "application/pdf"), "docx": (sheet_docx, WORD)}


@require_safe
def one_to_one(request: CouncilRequest, post: int) -> HttpResponse:
    """Every open action of a post, its last two updates, what is asked, and room for notes."""
    return _show(request, post, _sheet(request, post))


@require_safe
def one_to_one_file(request: CouncilRequest, post: int, kind: str) -> HttpResponse:
    """The same as a file; where it cannot be made, the page says so."""
    check(request.scope, Permission.EXPORT)
    if kind not in FILES:
        raise Http404("No such file.")
    write, content_type = FILES[kind]
    sheet = _sheet(request, post)
    try:
        response = HttpResponse(write(sheet), content_type=content_type)
    except BoundedError:
        return _show(request, post, sheet, status=503)
    name = f"1-to-1-{slugify(sheet.post)[:80]}-{request.scope.today.isoformat()}.{kind}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _sheet(request: CouncilRequest, post: int) -> Sheet:
    found = answers_for(request.scope, post_or_404(request.scope, post))
    return sheet_of(request.scope, found, sentence_of(request, found))


def _show(request: CouncilRequest, post: int, sheet: Sheet, status: int = 200) -> HttpResponse:
    context = {
        "sheet": sheet,
        "post": post,
        "may_export": can(request.scope, Permission.EXPORT),
        "no_file": status != 200,
    }
    return render_page(request, "mine/one_to_one.html", context, status=status)
