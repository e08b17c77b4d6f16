"""Searching where there is no full text (SQLite): every word somewhere, letter by letter."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db.models import Case, FloatField, Q, Value, When

from actionplan.queries.search_kinds import Kind

# What stands in the stored steps besides their words.
NOT_WORDS = '{"words": "state": null "open" "done"'


def searching() -> AbstractContextManager[None]:
    """Nothing needs setting here."""
    return nullcontext()


def telling(words: Sequence[str]) -> list[str]:
    """All words count here."""
    return list(words)


def matching(kind: Kind, rows: Any, words: Sequence[str]) -> Any:
    """Rows that have every word, unranked."""
    for word in words:
        rows = rows.filter(_anywhere(kind, word))
    return rows


def _anywhere(kind: Kind, word: str) -> Q:
    here = Q()
    for column in kind.columns:
        here |= Q(**{f"{column}__icontains": word})
    if kind.steps:
        here |= Q(latest__commentary__icontains=word)
        if word not in NOT_WORDS:
            here |= Q(**{f"{kind.steps}__icontains": word})
    return here


def ranked(kind: Kind, rows: Any, words: Sequence[str]) -> Any:
    """Rows with their ``rank``: those that have every word in their heading first."""
    heading = Q()
    for word in words:
        heading &= Q(**{f"{kind.columns[0]}__icontains": word})
    rank = Case(When(heading, then=Value(1.0)), default=Value(0.1), output_field=FloatField())
    return rows.annotate(rank=rank).order_by("-rank", "pk")
