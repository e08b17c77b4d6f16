"""What the pages of committees, cycles and meetings share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from council import permissions
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest, Scope
from council.services.rows import remove_row
from council.versions import CannotEdit, ChangedMeanwhile, newest

EDIT = ["GET", "HEAD", "POST"]


def address(request: CouncilRequest, name: str, *parts: object) -> str:
    """An address of this area in the member's council."""
    return reverse(f"meetings:{name}", args=[request.scope.council.slug, *parts])


def rights(scope: Scope) -> dict[str, bool]:
    """What the member may do on these pages, for their templates."""
    return {
        "may_set_up": permissions.can(scope, Permission.SET_UP_MEETINGS),
        "may_tie": permissions.can(scope, Permission.EDIT_PLAN),
        "may_report": permissions.can(scope, Permission.MAKE_REPORTS),
    }


def seen_in(request: HttpRequest) -> int | None:
    """The line of history that a page without a form of fields was made from."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 19 else None


def removal(request: CouncilRequest, row: Any, still_needed: str) -> str:
    """Remove a row; or why not, as a sentence."""
    try:
        remove_row(row=row, seen=seen_in(request), by=request.user, refusal=still_needed)
    except CannotEdit as error:
        return str(error)
    except ChangedMeanwhile:
        return "Somebody has changed it meanwhile. Read it again before you remove it."
    return ""


def removal_page(
    request: CouncilRequest, row: Any, *, what: str, back: str, consequence: str, refusal: str
) -> HttpResponse:
    """The page that asks whether a removal is meant, or says why there was none."""
    context = {
        "heading": f"Remove a {what}",
        "back": back,
        "subject": str(row),
        "consequence": consequence,
        "button": f"Remove the {what}",
        "seen": newest(row),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render_page(request, "forms/removal_page.html", context, status=status)
