"""Entering a quarter's values: one page, one form, for all indicators that are due."""

import uuid
from contextlib import suppress

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from council.htmx import render_page
from council.kept import forget_kept_forms, kept_form, made_for
from council.messages import say
from council.scope import CouncilRequest
from strategy.access import NOT_ANY, why_not
from strategy.forms.quarter import Sheet, shown_ids, touched
from strategy.forms.quarter_row import QuarterRow
from strategy.models import Measurement
from strategy.quarters import Quarter, asked_for
from strategy.queries.indicators import IndicatorRow, indicators, rows_of
from strategy.queries.quarter import due_rows, quarter_rows
from strategy.services.measuring import SavedAlready, record_measurements

# Six fields a row, and no form may bring more than a thousand.
MOST_ROWS = 150
SENT_BEFORE = "This form was saved before. What differs from that is here and not saved yet."


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_quarter(request: CouncilRequest) -> HttpResponse:
    """The form for those who may enter values, and the reason for those who may not."""
    data = request.POST if request.method == "POST" else kept_form(request)
    asked = data or request.GET
    quarter = asked_for(asked.get("quarter", ""), request.scope.today)
    rows = rows_of(request.scope, indicators(request.scope))
    _check_rights(rows, request)
    sheet = _sheet(request, _mine(request, rows, quarter), data)
    if request.method != "POST":
        return _show(request, rows, sheet, quarter)
    if not sheet.is_ready:
        return _show(request, rows, sheet, quarter, status=422)
    try:
        saved = record_measurements(entries=sheet.entries, by=request.user, once=sheet.once)
    except SavedAlready:
        sheet.notice = SENT_BEFORE
        return _show(request, rows, sheet, quarter, status=409)
    return _saved(request, len(saved), quarter)


def _check_rights(rows: list[IndicatorRow], request: CouncilRequest) -> None:
    """Refuse a form of somebody who may enter none of it, or that enters what is another's."""
    if request.method != "POST":
        return
    if not any(row.may_measure for row in rows):
        raise PermissionDenied(NOT_ANY)
    for indicator in touched(
        _typed(request.POST), (row.indicator for row in rows if not row.may_measure)
    ):
        raise PermissionDenied(f"{indicator.name}: {why_not(indicator)}")


def _mine(request: CouncilRequest, rows: list[IndicatorRow], quarter: Quarter) -> list[QuarterRow]:
    """The rows that the member may fill: those due, or all; of one strategy, or of all."""
    asked = request.POST if request.method == "POST" else request.GET
    strategy = asked.get("strategy", "")
    mine = [
        row for row in rows if row.may_measure and strategy in {"", row.indicator.strategy.slug}
    ]
    every = quarter_rows(mine, quarter, request.scope.today)
    if asked.get("all"):
        return every[:MOST_ROWS]
    due = {id(row) for row in due_rows(every)}
    # A row that was filled in is read, whatever has become of its rhythm since.
    return [row for row in every if id(row) in due or _was_sent(request, row)][:MOST_ROWS]


def _was_sent(request: CouncilRequest, row: QuarterRow) -> bool:
    """Whether the form that came in has this row."""
    return f"{row.prefix}-shown" in request.POST


def _sheet(request: CouncilRequest, rows: list[QuarterRow], data: QueryDict | None) -> Sheet:
    """The rows with what was typed, or as they stand."""
    typed = _typed(data) if data else {}
    shown = Measurement.objects.in_bulk(shown_ids(typed)) if typed else {}
    for row in rows:
        row.read(typed, shown)
    sheet = Sheet(rows)
    with suppress(ValueError):
        sheet.once = uuid.UUID(typed.get("once", ""))
    return sheet


def _typed(data: QueryDict) -> dict[str, str]:
    return {name: str(data[name]) for name in data}


def _show(
    request: CouncilRequest,
    rows: list[IndicatorRow],
    sheet: Sheet,
    quarter: Quarter,
    status: int = 200,
) -> HttpResponse:
    """The page. What was not saved is sent under a new one-time id the next time."""
    if request.method == "POST":
        sheet.once = uuid.uuid4()
    asked = request.POST if request.method == "POST" else request.GET
    shown = {row.indicator.pk for row in sheet.rows}
    left = [row for row in rows if row.indicator.pk not in shown and not row.indicator.computed]
    later = quarter.next if quarter.next.first <= request.scope.today else None
    may_enter = any(row.may_measure for row in rows)
    context = {
        "form": sheet,
        "quarter": quarter,
        "later": later,
        "everything": bool(asked.get("all")),
        "strategy": asked.get("strategy", ""),
        "may_enter": may_enter,
        "why_not": "" if may_enter else NOT_ANY,
        "others": [(row, _why_left(row)) for row in left],
        "kept_for": made_for(request.user),
    }
    return render_page(request, "indicators/indicator_quarter.html", context, status=status)


def _why_left(row: IndicatorRow) -> str:
    """Why an indicator is not among those that are filled in here."""
    if not row.may_measure:
        owner = row.indicator.owner_post
        return f"For the {owner.title} to enter" if owner else "No owner: for the plan manager"
    if row.unit is None:
        return "Nobody has said in what it is measured"
    return "Not due this quarter"


def _saved(request: CouncilRequest, number: int, quarter: Quarter) -> HttpResponse:
    """Back to the list, with how many values were saved."""
    if request.POST.get("kept"):
        forget_kept_forms(request.user, request.path)
    values = "1 value is" if number == 1 else f"{number} values are"
    nothing = f"Nothing was changed, so nothing was saved for {quarter.name}."
    say(request, f"{values} saved for {quarter.name}." if number else nothing)
    council = request.scope.council
    return HttpResponseRedirect(reverse("indicators:indicator_list", args=[council.slug]))
