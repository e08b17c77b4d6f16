"""Themes and recommendations: add, change, remove."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from actionplan.models import Action, Change, Plan, Recommendation, Theme
from actionplan.services.register import Register, Why
from actionplan.services.structure import changed_details, claim_row, save_signed
from actionplan.services.structure_order import place_in_theme
from council.models import Person
from council.services.rows import remove_row
from council.versions import CannotEdit, newest

RECOMMENDATION_LABELS = {
    "number": "Number",
    "wording": "Wording",
    "theme": "Theme",
    "response": "Response",
    "response_reason": "Reason for the response",
}


@transaction.atomic
def add_theme(*, plan: Plan, title: str, by: Person, why: Why) -> Theme:
    """A new theme behind the others. Raises CannotEdit for a title that is there already."""
    register = Register(plan=plan, by=by, why=why)
    theme = Theme(plan=register.plan, title=title, order=_next(register.plan.themes))
    _refuse_twin(theme)
    save_signed(theme, by)
    register.note(Change.Kind.THEME, title, [["Theme", "", title]])
    return theme


@transaction.atomic
def rename_theme(*, theme: Theme, title: str, seen: int | None, by: Person, why: Why) -> bool:
    """Another title; False where it is the same. Raises ChangedMeanwhile and CannotEdit."""
    register = Register(plan=theme.plan, by=by, why=why)
    stands: Theme = claim_row(theme, seen)
    before = stands.title
    if before == title:
        return False
    stands.title = title
    _refuse_twin(stands)
    save_signed(stands, by)
    register.note(Change.Kind.THEME, title, [["Title", before, title]])
    return True


@transaction.atomic
def remove_theme(*, theme: Theme, seen: int | None, by: Person, why: Why) -> None:
    """Remove a theme under which nothing stands. Raises ChangedMeanwhile and CannotEdit."""
    register = Register(plan=theme.plan, by=by, why=why)
    refusal = f"“{theme.title}” has recommendations: put them under another theme first."
    if theme.recommendations.exists():
        raise CannotEdit(refusal)
    stands = claim_row(theme, seen)
    remove_row(row=stands, seen=newest(stands), by=by, refusal=refusal)
    register.note(Change.Kind.THEME, theme.title, [["Theme", theme.title, ""]])


def _refuse_twin(theme: Theme) -> None:
    """Two themes of the same title could not be told apart in a document."""
    twins = Theme.objects.filter(plan=theme.plan_id, title__iexact=theme.title)
    if twins.exclude(pk=theme.pk).exists():
        raise CannotEdit(f"The plan has a theme “{theme.title}” already.")


@transaction.atomic
def add_recommendation(
    *, plan: Plan, values: Mapping[str, Any], by: Person, why: Why
) -> Recommendation:
    """A new recommendation at the end of its theme. Raises CannotEdit for a number in use."""
    register = Register(plan=plan, by=by, why=why)
    order = _next(register.plan.recommendations)
    new = Recommendation(plan=register.plan, order=order, **values)
    _refuse_number_in_use(new)
    save_signed(new, by)
    place_in_theme(new, by)
    blank = Recommendation(plan=register.plan, order=order)
    details = changed_details(blank, values, RECOMMENDATION_LABELS)
    register.note(Change.Kind.RECOMMENDATION, str(new), details)
    return new


@transaction.atomic
def edit_recommendation(
    *,
    recommendation: Recommendation,
    values: Mapping[str, Any],
    seen: int | None,
    by: Person,
    why: Why,
) -> bool:
    """New values; False where nothing changes. The wording is locked once the plan is adopted.

    Raises ChangedMeanwhile, and CannotEdit with the sentence of the rule that would be broken.
    """
    register = Register(plan=recommendation.plan, by=by, why=why)
    stands: Recommendation = claim_row(recommendation, seen)
    details = list(changed_details(stands, values, RECOMMENDATION_LABELS))
    if not details:
        return False
    theme_before = stands.theme_id
    for name, value in values.items():
        setattr(stands, name, value)
    _refuse_number_in_use(stands)
    save_signed(stands, by)
    if stands.theme_id != theme_before:
        place_in_theme(stands, by)
    register.note(Change.Kind.RECOMMENDATION, str(stands), details)
    return True


@transaction.atomic
def remove_recommendation(
    *, recommendation: Recommendation, seen: int | None, by: Person, why: Why
) -> None:
    """Remove one that never had an action. Raises ChangedMeanwhile and CannotEdit."""
    register = Register(plan=recommendation.plan, by=by, why=why)
    had = Action.history.filter(recommendation=recommendation.pk).exists()
    if had or recommendation.actions.exists():
        raise CannotEdit(f"{recommendation} has or had actions, so it stays in the plan.")
    stands = claim_row(recommendation, seen)
    refusal = f"{stands} has leads, or says what it serves: take those away first."
    remove_row(row=stands, seen=newest(stands), by=by, refusal=refusal)
    details = [["Number", stands.number, ""], ["Wording", stands.wording, ""]]
    register.note(Change.Kind.RECOMMENDATION, str(stands), details)


def _refuse_number_in_use(recommendation: Recommendation) -> None:
    """A number leads to one recommendation of a plan; those without one are as many as they are."""
    number = recommendation.number
    twins = Recommendation.objects.filter(plan=recommendation.plan_id, number=number)
    if number and twins.exclude(pk=recommendation.pk).exists():
        raise CannotEdit(f"The plan has a recommendation {number} already.")


def _next(rows: Any) -> int:
    return 1 + (rows.aggregate(last=Max("order"))["last"] or 0)
