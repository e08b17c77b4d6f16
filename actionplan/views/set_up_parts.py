"""The parts of a plan that are lists of lines: its key, its timescales, its columns."""

from collections.abc import Callable
from copy import copy
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from actionplan.columns import MOST_COLUMNS
from actionplan.forms.set_up_bands import BandsForm
from actionplan.forms.set_up_columns import ColumnsForm
from actionplan.forms.set_up_key import KeyForm
from actionplan.forms.set_up_lines import LinesForm
from actionplan.key import MOST_BANDS, MOST_RATINGS, USUAL_KEYS
from actionplan.services.plan_settings import save_bands, save_columns, save_key
from actionplan.views.set_up import EDIT, plan_to_edit, set_up_url
from council.htmx import render_page
from council.messages import say
from council.scope import CouncilRequest
from council.views.rows import SAVED, save_form


@dataclass(frozen=True, slots=True)
class Words:
    """What one of these pages says: of one line, of none, and how many there may be."""

    heading: str
    noun: str
    none: str
    most: int


KEY = Words("Key", "Rating", "No rating yet. A key needs one at least.", MOST_RATINGS)
BANDS = Words("Timescales", "Timescale", "This plan has no timescales.", MOST_BANDS)
COLUMNS = Words(
    "Columns and fields asked", "Column", "This plan has no columns of its own.", MOST_COLUMNS
)


@require_http_methods(EDIT)
def key_edit(request: CouncilRequest, plan: str) -> HttpResponse:
    """The ratings: letter, word, shape, colour, meaning, and when each may be chosen."""

    def save(form: KeyForm, **signed: Any) -> object:
        return save_key(ratings=form.ratings, **signed)

    return _edit(request, plan, KeyForm, save, asdict(KEY) | {"usual": USUAL_KEYS.items()})


@require_http_methods(EDIT)
def bands_edit(request: CouncilRequest, plan: str) -> HttpResponse:
    """The timescale bands: code, words, months, and until when each runs."""

    def save(form: BandsForm, **signed: Any) -> object:
        return save_bands(bands=form.bands, **signed)

    return _edit(request, plan, BandsForm, save, asdict(BANDS))


@require_http_methods(EDIT)
def columns_edit(request: CouncilRequest, plan: str) -> HttpResponse:
    """The columns that only this plan has, and the fields it asks for."""

    def save(form: ColumnsForm, **signed: Any) -> object:
        return save_columns(values=form.values, renames=form.renames, **signed)

    return _edit(request, plan, ColumnsForm, save, asdict(COLUMNS))


def _edit[Form: LinesForm](
    request: CouncilRequest,
    slug: str,
    form_class: type[Form],
    save: Callable[..., object],
    words: dict[str, Any],
) -> HttpResponse:
    """The lines as stored, as a button rearranges them, or as refused; else the plan's page."""
    plan = plan_to_edit(request, slug)
    context = words | {"plan": plan}
    if request.method == "POST" and "do" in request.POST:
        context["form"] = form_class.rearranged(request.POST, row=copy(plan))
        return render_page(request, form_class.template, context)
    form, status = save_form(
        request,
        form_class(request.POST or None, row=copy(plan)),
        lambda form: save(
            form, plan=plan, seen=form.cleaned_data["seen"], by=request.user, why=form.why.why
        ),
        lambda data, row: form_class(data, row=row),
    )
    if status == SAVED:
        say(request, f"{words['heading']}: saved.")
        return HttpResponseRedirect(set_up_url(request, plan))
    return render_page(request, form_class.template, context | {"form": form}, status=status)
