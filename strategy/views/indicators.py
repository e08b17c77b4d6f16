"""Indicators to read: the list by strategy, and one with all its facts."""

from collections import Counter
from itertools import groupby

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from council import permissions
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest
from strategy.access import NOT_ANY, why_not
from strategy.chart import chart
from strategy.indicator import Figure
from strategy.indicator_words import facts_of, summary
from strategy.queries.definition_history import changes_of
from strategy.queries.getters import indicator_or_404
from strategy.queries.indicators import IndicatorRow, indicators, measurements_of, rows_of
from strategy.series import lines_of, points_of


@require_safe
def indicator_list(request: CouncilRequest) -> HttpResponse:
    """Every indicator of the council by strategy: what is rated, and what cannot be and why."""
    rows = rows_of(request.scope, indicators(request.scope))
    may_enter = any(row.may_measure for row in rows)
    context = {
        "groups": [
            (strategy, list(members))
            for strategy, members in groupby(rows, key=lambda row: row.indicator.strategy)
        ],
        "summary": summary(Counter(row.rating.code for row in rows)),
        "may_enter": may_enter,
        "why_not": "" if may_enter else NOT_ANY,
    }
    return render_page(request, "indicators/indicator_list.html", context)


@require_safe
def indicator_detail(request: CouncilRequest, strategy: str, code: str) -> HttpResponse:
    """One indicator: its rating with the rule, its facts, the chart and every measurement."""
    indicator = indicator_or_404(request.scope, strategy, code)
    row = _row(request, indicator.pk, indicator.strategy_id, indicator.computed)
    lines = lines_of(measurements_of(indicator))
    context = {
        "row": row,
        "indicator": row.indicator,
        "facts": facts_of(row),
        "lines": lines,
        "chart": chart(row.indicator.name, points_of(lines), row.aim),
        "changes": changes_of(indicator),
        "may_edit": permissions.can(request.scope, Permission.EDIT_STRATEGY),
        "measures": [*indicator.principles.all(), *indicator.outcomes.all()],
        "why_not": "" if row.may_measure or indicator.computed else why_not(indicator),
    }
    return render_page(request, "indicators/indicator_detail.html", context)


def _row(request: CouncilRequest, pk: int, strategy_id: int, computed: str) -> IndicatorRow:
    """The row of one indicator; a share of its strategy's indicators needs the others' too."""
    chosen = indicators(request.scope).filter(strategy=strategy_id)
    if computed != Figure.INDICATORS_ON_TRACK:
        chosen = chosen.filter(pk=pk)
    return next(row for row in rows_of(request.scope, chosen) if row.indicator.pk == pk)
