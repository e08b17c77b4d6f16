"""Figures as they stand in a sealed text: written, and read again. Pure."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from actionplan.declared import Status
from actionplan.figures import Figures

NUMBERS = (
    "total", "complete", "open", "past_date", "no_date", "dated_ahead", "no_lead", "not_updated",
    "kept_out",
)  # fmt: skip


def figures_data(figures: Figures) -> dict[str, Any]:
    """Figures as JSON values; what is not rated, or not stated, is null."""
    numbers: dict[str, Any] = {name: getattr(figures, name) for name in NUMBERS}
    return numbers | {
        "by_rating": _pairs(figures.by_rating),
        "by_status": _pairs(figures.by_status),
    }


def _pairs(counter: Counter[Any]) -> list[list[Any]]:
    """A counter as pairs in a fixed order."""
    pairs = ((None if key is None else str(key), number) for key, number in counter.items())
    return [list(pair) for pair in sorted(pairs, key=lambda pair: (pair[0] is None, pair[0] or ""))]


def figures_from(data: Mapping[str, Any], as_at: date) -> Figures:
    """What ``figures_data`` made, as at a day."""
    return Figures(
        as_at=as_at,
        **{name: data[name] for name in NUMBERS},
        by_rating=Counter(dict(data["by_rating"])),
        by_status=Counter(
            {Status(word) if word else None: number for word, number in data["by_status"]}
        ),
    )
