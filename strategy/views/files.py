"""A strategy as a file."""

from functools import partial

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from council import permissions
from council.bounded import BoundedError
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest
from strategy.explaining import explained
from strategy.models import Strategy
from strategy.queries.document import strategy_document
from strategy.queries.family import family_on_page, strategy_and_family
from strategy.reporting.pdf import Printing, strategy_pdf_bytes


@require_safe
def strategy_pdf(request: CouncilRequest, strategy: str) -> HttpResponse:
    """The whole strategy as PDF; where it cannot be made, a sentence."""
    permissions.check(request.scope, Permission.EXPORT)
    found, others = strategy_and_family(request.scope, strategy)
    printing = _printing(request, found, others)
    try:
        content = strategy_pdf_bytes(printing, partial(explained, request.scope.council))
    except BoundedError:
        context = {"strategy": found}
        return render_page(request, "strategy/strategy_pdf.html", context, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{found.slug}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _printing(request: CouncilRequest, found: Strategy, others: list[Strategy]) -> Printing:
    council, today = request.scope.council, request.scope.today
    document = strategy_document(found, measured=False)
    return Printing(
        document,
        today,
        council.name,
        family_on_page(found, others, document, today),
        council.brand_background,
        council.brand_text,
        council.brand_accent,
    )
