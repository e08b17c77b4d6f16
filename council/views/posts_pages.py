"""The two pages that nearly every change of posts needs: a form of one row, and a removal."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from council import permissions
from council.forms.rows import VersionedForm
from council.htmx import render_page
from council.messages import say
from council.models import Post
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile, newest
from council.views.rows import SAVED, save_form

EDIT = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the page of a form, and where it leads.

    ``said`` is the sentence that tells of it once it is done; ``back`` is where Cancel leads, and
    where one lands afterwards.
    """

    heading: str
    back: str
    said: str
    button: str = "Save"
    caption: str = ""
    introduction: str = ""


def check(request: CouncilRequest) -> None:
    """Raise PermissionDenied for whoever may not set up posts."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)


def post_page(request: CouncilRequest, post: Post) -> str:
    """The address of a post's page."""
    return reverse("organisation:post_detail", args=[request.scope.council.slug, post.pk])


def edit_page(
    request: CouncilRequest,
    page: Page,
    *,
    row: Any,
    form: type[VersionedForm],
    save: Callable[[Any], object],
    options: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form of one row, refused, in conflict or saved; ``save`` gets the valid form."""

    def make(data: Any, row: Any) -> VersionedForm:
        return form(data, row=row, **(options or {}))

    typed = request.POST if request.method == "POST" else None
    shown, status = save_form(request, make(typed, copy(row)), save, make)
    if status == SAVED:
        say(request, page.said)
        return HttpResponseRedirect(page.back)
    context = {
        "heading": page.heading,
        "back": page.back,
        "caption": page.caption,
        "introduction": page.introduction,
        "button": page.button,
        "form": shown,
    }
    return render_page(request, "forms/row_page.html", context, status=status)


def removal_page(
    request: CouncilRequest,
    page: Page,
    *,
    row: Any,
    remove: Callable[[int | None], object],
    subject: str = "",
) -> HttpResponse:
    """Asks whether it is meant, then does it; ``remove`` gets the line of history that was seen."""
    refusal = ""
    if request.method == "POST":
        refusal = refusal_of(lambda: remove(seen_of(request)))
        if not refusal:
            say(request, page.said)
            return HttpResponseRedirect(page.back)
    context = {
        "heading": page.heading,
        "back": page.back,
        "caption": page.caption,
        "subject": subject or str(row),
        "consequence": page.introduction,
        "button": page.button,
        "seen": newest(row),
        "refusal": refusal,
    }
    return render_page(request, "forms/removal_page.html", context, status=409 if refusal else 200)


def refusal_of(work: Callable[[], object]) -> str:
    """Why ``work`` could not be done, as a sentence; "" when it is done."""
    try:
        work()
    except CannotEdit as error:
        return str(error)
    except ChangedMeanwhile:
        return "Somebody has changed this meanwhile. Look at it again before you go on."
    return ""


def seen_of(request: CouncilRequest) -> int | None:
    """The line of history that the page was made from, as its form sends it back."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 18 else None
