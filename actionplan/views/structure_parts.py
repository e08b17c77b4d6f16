"""Themes and recommendations: add, change, remove."""

from copy import copy
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from actionplan.forms.structure import RecommendationForm, ThemeForm
from actionplan.forms.structure_removal import RemovalForm
from actionplan.models import Recommendation, Theme
from actionplan.queries.structure import recommendation_or_404, theme_or_404
from actionplan.services.structure_parts import (
    add_recommendation,
    add_theme,
    edit_recommendation,
    remove_recommendation,
    remove_theme,
    rename_theme,
)
from actionplan.views.structure_asking import EDIT, plan_to_edit, show_form, to_list
from council.messages import say
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile
from council.views.rows import SAVED, save_form


@require_http_methods(EDIT)
def theme_add(request: CouncilRequest, plan: str) -> HttpResponse:
    """A new theme behind the others."""
    found = plan_to_edit(request, plan)
    form = ThemeForm(request.POST or None, row=Theme(plan=found), plan=found)

    def save(form: ThemeForm) -> None:
        made.append(add_theme(plan=found, by=request.user, why=form.why, **form.values))

    made: list[Theme] = []
    form, status = save_form(request, form, save, _never)
    if status == SAVED:
        say(request, f"“{made[0].title}” is added. Add recommendations to it next.")
        return to_list(found, f"theme-{made[0].pk}")
    return show_form(request, found, form, status, heading="Add a theme", button="Add")


@require_http_methods(EDIT)
def theme_edit(request: CouncilRequest, plan: str, theme: int) -> HttpResponse:
    """Another title for a theme."""
    found = theme_or_404(plan_to_edit(request, plan), theme)
    owner = found.plan

    def form_of(data: object, row: Theme) -> ThemeForm:
        return ThemeForm(data, row=row, plan=owner)  # type: ignore[arg-type]

    def save(form: ThemeForm) -> None:
        seen, by = form.cleaned_data["seen"], request.user
        rename_theme(theme=found, title=form.values["title"], seen=seen, by=by, why=form.why)

    form, status = save_form(request, form_of(request.POST or None, copy(found)), save, form_of)
    if status == SAVED:
        say(request, "The theme is saved.")
        return to_list(owner, f"theme-{found.pk}")
    return show_form(request, owner, form, status, heading="Rename the theme", caption=found.title)


@require_http_methods(EDIT)
def theme_remove(request: CouncilRequest, plan: str, theme: int) -> HttpResponse:
    """Asks whether it is meant; a theme with recommendations stays, and the page says so."""
    found = theme_or_404(plan_to_edit(request, plan), theme)
    form = RemovalForm(request.POST or None, row=found, plan=found.plan)

    def remove(form: RemovalForm) -> None:
        remove_theme(theme=found, seen=form.given_seen, by=request.user, why=form.why)

    status = _removed(request, form, remove)
    if status == SAVED:
        say(request, f"“{found.title}” is removed. The register keeps it.")
        return to_list(found.plan)
    return show_form(
        request,
        found.plan,
        form,
        status,
        heading="Remove the theme",
        subject=found.title,
        button="Remove",
        is_warning=True,
    )


@require_http_methods(EDIT)
def recommendation_add(request: CouncilRequest, plan: str) -> HttpResponse:
    """A new recommendation at the end of its theme."""
    found = plan_to_edit(request, plan)
    asked = request.GET.get("theme", "")
    chosen = theme_or_404(found, int(asked)) if _is_id(asked) else None
    row = Recommendation(plan=found, theme=chosen)
    form = RecommendationForm(request.POST or None, row=row, plan=found)
    made: list[Recommendation] = []

    def save(form: RecommendationForm) -> None:
        made.append(
            add_recommendation(plan=found, values=form.values, by=request.user, why=form.why)
        )

    form, status = save_form(request, form, save, _never)
    if status == SAVED:
        say(request, f"{made[0]} is added.")
        return to_list(found, made[0].anchor)
    return show_form(request, found, form, status, heading="Add a recommendation", button="Add")


@require_http_methods(EDIT)
def recommendation_edit(request: CouncilRequest, plan: str, recommendation: int) -> HttpResponse:
    """Number, theme and response; the wording while the plan is a draft."""
    found = recommendation_or_404(plan_to_edit(request, plan), recommendation)
    owner = found.plan

    def form_of(data: object, row: Recommendation) -> RecommendationForm:
        row.plan = owner
        return RecommendationForm(data, row=row, plan=owner)  # type: ignore[arg-type]

    def save(form: RecommendationForm) -> None:
        edit_recommendation(
            recommendation=found,
            values=form.values,
            seen=form.cleaned_data["seen"],
            by=request.user,
            why=form.why,
        )

    form, status = save_form(request, form_of(request.POST or None, copy(found)), save, form_of)
    if status == SAVED:
        say(request, f"{found} is saved.")
        return to_list(owner, found.anchor)
    return show_form(
        request,
        owner,
        form,
        status,
        heading=f"Edit {_spoken(found)}",
        locked="" if owner.is_draft else found.wording,
    )


@require_http_methods(EDIT)
def recommendation_remove(request: CouncilRequest, plan: str, recommendation: int) -> HttpResponse:
    """Asks whether it is meant; one that has or had actions stays, and the page says so."""
    found = recommendation_or_404(plan_to_edit(request, plan), recommendation)
    form = RemovalForm(request.POST or None, row=found, plan=found.plan)

    def remove(form: RemovalForm) -> None:
        remove_recommendation(
            recommendation=found, seen=form.given_seen, by=request.user, why=form.why
        )

    status = _removed(request, form, remove)
    if status == SAVED:
        say(request, f"{found} is removed. The register keeps it.")
        return to_list(found.plan)
    return show_form(
        request,
        found.plan,
        form,
        status,
        heading=f"Remove {_spoken(found)}",
        subject=found.wording,
        button="Remove",
        is_warning=True,
    )


def _removed(request: CouncilRequest, form: RemovalForm, remove: object) -> int:
    """Remove it; the status of the page, 302 when it is done."""
    if request.method != "POST":
        return 200
    if not form.is_valid():
        return 422
    try:
        remove(form)  # type: ignore[operator]
    except CannotEdit as error:
        form.add_error(None, str(error))
    except ChangedMeanwhile:
        form.add_error(None, "Somebody else changed it meanwhile. Read it again, then remove it.")
        form.rest_on_what_stands()
    else:
        return SAVED
    return 409


def _never(data: Any, row: Any) -> Any:
    """A new row cannot have been changed by somebody else."""
    raise AssertionError("A new row has no other version.")


def _spoken(recommendation: Recommendation) -> str:
    """ "recommendation 3" in the middle of a sentence."""
    number = recommendation.number
    return f"recommendation {number}" if number else "the recommendation"


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
