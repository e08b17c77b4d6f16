"""Sentences and facts about indicators, for pages and documents."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from strategy.indicator import Good
from strategy.quantities import day_in_words, quantity
from strategy.queries.indicators import IndicatorRow
from strategy.rating import Code

DIRECTIONS = {Good.UP: "Higher is good", Good.DOWN: "Lower is good"}


def summary(counts: Mapping[Code, int]) -> str:
    """ "18 indicators: 1 on target, 2 off target; not rated: 14 no target, 1 never measured"."""
    total = sum(counts.values())
    rated = [code for code in Code if _is_rated(code) and counts.get(code)]
    unrated = [code for code in Code if not _is_rated(code) and counts.get(code)]
    parts = [_listed(counts, rated) or "none is rated"]
    if unrated:
        parts.append(f"not rated: {_listed(counts, unrated)}")
    return f"{total} {'indicator' if total == 1 else 'indicators'}: {'; '.join(parts)}."


def _is_rated(code: Code) -> bool:
    return code in {Code.ON_TARGET, Code.WITHIN_TOLERANCE, Code.OFF_TARGET}


def _listed(counts: Mapping[Code, int], codes: list[Code]) -> str:
    return ", ".join(f"{counts[code]} {code.value}" for code in codes)


def facts_of(row: IndicatorRow) -> list[tuple[str, str]]:
    """Every fact of the definition with its name; "" where the source does not say."""
    indicator = row.indicator
    return [
        ("Measured in", row.unit.value if row.unit else ""),
        ("Baseline", _dated(row, indicator.baseline, indicator.baseline_date)),
        ("Target", _dated(row, indicator.target, indicator.target_date)),
        ("Target, in the source’s words", indicator.target_words),
        ("Which way is good", DIRECTIONS[Good(indicator.good)] if indicator.good else ""),
        ("Tolerance", _valued(row, indicator.tolerance)),
        ("How often", indicator.frequency.capitalize()),
        ("Owner", indicator.owner_post.title if indicator.owner_post else ""),
        ("Formula", indicator.formula),
        ("Computed by the product", indicator.computed.capitalize() or "No: values are entered"),
        ("Note", indicator.note),
    ]


def _valued(row: IndicatorRow, value: Decimal | None) -> str:
    return "" if value is None else quantity(value, row.unit)


def _dated(row: IndicatorRow, value: Decimal | None, day: date | None) -> str:
    """ "£19 million, 31 March 2020"; the part alone that is known."""
    return ", ".join(filter(None, [_valued(row, value), day_in_words(day) if day else ""]))
