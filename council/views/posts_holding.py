"""Who holds a post, from when to when, and when they are away."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from council.forms.posts import AbsenceForm, EndHoldingForm, HoldingForm, NewHoldingForm
from council.in_words import in_words
from council.models import Absence, PostHolding
from council.queries.posts import absence_or_404, holding_or_404, post_or_404
from council.scope import CouncilRequest
from council.services.posts_holding import (
    add_absence,
    add_holding,
    change_holding,
    remove_absence,
    remove_holding,
)
from council.views.posts_pages import EDIT, Page, check, edit_page, post_page, removal_page


@require_http_methods(EDIT)
def holding_add(request: CouncilRequest, post: int) -> HttpResponse:
    """Somebody of the council who holds the post."""
    check(request)
    found = post_or_404(request.scope, post)

    def save(form: NewHoldingForm) -> None:
        add_holding(holding=PostHolding(post=found, **form.values), by=request.user)

    page = Page(
        "Say who holds it",
        post_page(request, found),
        "The holder is added.",
        caption=found.title,
        introduction="People who are not in the list are invited under People first.",
    )
    row, options = PostHolding(post=found), {"scope": request.scope}
    return edit_page(request, page, row=row, form=NewHoldingForm, save=save, options=options)


@require_http_methods(EDIT)
def holding_edit(request: CouncilRequest, post: int, holding: int) -> HttpResponse:
    """Correct kind and days."""
    return _change(request, post, holding, HoldingForm, "Correct the entry of")


@require_http_methods(EDIT)
def holding_end(request: CouncilRequest, post: int, holding: int) -> HttpResponse:
    """Give the last day."""
    return _change(request, post, holding, EndHoldingForm, "Last day of")


def _change(
    request: CouncilRequest,
    post: int,
    holding: int,
    form_class: type[HoldingForm] | type[EndHoldingForm],
    words: str,
) -> HttpResponse:
    check(request)
    found = holding_or_404(request.scope, post, holding)

    def save(form: HoldingForm) -> None:
        seen = form.cleaned_data["seen"]
        change_holding(holding=found, values=form.values, seen=seen, by=request.user)

    page = Page(
        f"{words} {found.person}",
        post_page(request, found.post),
        f"The entry of {found.person} is saved.",
        caption=found.post.title,
    )
    return edit_page(request, page, row=found, form=form_class, save=save)


@require_http_methods(EDIT)
def holding_remove(request: CouncilRequest, post: int, holding: int) -> HttpResponse:
    """Only for an entry made by mistake: what was so is ended, not removed."""
    check(request)
    found = holding_or_404(request.scope, post, holding)

    def remove(seen: int | None) -> None:
        remove_holding(holding=found, seen=seen, by=request.user)

    page = Page(
        f"Remove the entry of {found.person}",
        post_page(request, found.post),
        f"The entry of {found.person} is removed. The history keeps it.",
        button="Remove the entry",
        caption=found.post.title,
        introduction="Only if it was made by mistake: they then never held the post. Of somebody "
        "who held it and does so no longer, give the last day instead. Absences go with it.",
    )
    return removal_page(request, page, row=found, remove=remove)


@require_http_methods(EDIT)
def absence_add(request: CouncilRequest, post: int, holding: int) -> HttpResponse:
    """Days on which a holder is away."""
    check(request)
    found = holding_or_404(request.scope, post, holding)

    def save(form: AbsenceForm) -> None:
        add_absence(absence=Absence(holding=found, **form.values), by=request.user)

    page = Page(
        f"When {found.person} is away",
        post_page(request, found.post),
        "The absence is added.",
        caption=found.post.title,
        introduction="Meanwhile the post’s deputy is asked. No reason is kept, on purpose.",
    )
    return edit_page(request, page, row=Absence(holding=found), form=AbsenceForm, save=save)


@require_http_methods(EDIT)
def absence_remove(request: CouncilRequest, post: int, holding: int, absence: int) -> HttpResponse:
    """They are not away after all."""
    check(request)
    found = absence_or_404(request.scope, post, holding, absence)

    def remove(seen: int | None) -> None:
        remove_absence(absence=found, seen=seen, by=request.user)

    person = found.holding.person
    page = Page(
        f"Remove the absence of {person}",
        post_page(request, found.holding.post),
        f"The absence of {person} is removed. The history keeps it.",
        button="Remove the absence",
        caption=found.holding.post.title,
    )
    subject = f"{person}: {in_words(found.first_day)} to {in_words(found.last_day)}"
    return removal_page(request, page, row=found, remove=remove, subject=subject)
