"""A council's glossary: the terms that its documents explain; added, changed, removed."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.glossary import TermForm
from actionplan.models import GlossaryTerm
from actionplan.queries.glossary import term_or_404, terms_of
from actionplan.services.glossary import add_term, change_term, remove_term
from council import permissions
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest
from council.views.posts_pages import EDIT, Page, edit_page, removal_page

KEPT = "Periods that are closed keep the glossary they were closed with."


@require_safe
def term_list(request: CouncilRequest) -> HttpResponse:
    """The terms by the alphabet, with what they stand for."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    context = {"terms": terms_of(request.scope)}
    return render_page(request, "organisation/term_list.html", context)


@require_http_methods(EDIT)
def term_add(request: CouncilRequest) -> HttpResponse:
    """A new term."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    council = request.scope.council

    def save(form: Any) -> None:
        add_term(term=GlossaryTerm(council=council, **form.values), by=request.user)

    page = Page("Add a term", _list(request), "The term is added.", button="Add")
    return edit_page(request, page, row=GlossaryTerm(council=council), form=TermForm, save=save)


@require_http_methods(EDIT)
def term_edit(request: CouncilRequest, term: int) -> HttpResponse:
    """The term, what it stands for, what it means."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = term_or_404(request.scope, term)

    def save(form: Any) -> None:
        seen = form.cleaned_data["seen"]
        change_term(term=found, values=form.values, seen=seen, by=request.user)

    page = Page(f"Edit {found}", _list(request), "The term is saved.", introduction=KEPT)
    return edit_page(request, page, row=found, form=TermForm, save=save)


@require_http_methods(EDIT)
def term_remove(request: CouncilRequest, term: int) -> HttpResponse:
    """Asks first; what was closed keeps it."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = term_or_404(request.scope, term)

    def remove(seen: int | None) -> None:
        remove_term(term=found, seen=seen, by=request.user)

    said = f"“{found}” is no longer in the glossary."
    page = Page(f"Remove {found}", _list(request), said, "Remove the term", introduction=KEPT)
    subject = f"{found}: {found.value.meaning}"
    return removal_page(request, page, row=found, remove=remove, subject=subject)


def _list(request: CouncilRequest) -> str:
    return reverse("glossary:term_list", args=[request.scope.council.slug])
