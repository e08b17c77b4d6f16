"""Changing what an indicator is: its definition, not its values."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from council.models import Person
from strategy.models import Indicator, Outcome, Principle


class ChangedMeanwhile(Exception):
    """Somebody else has changed the definition since the form was shown; nothing was written."""


def newest_change(indicator: Indicator) -> int | None:
    """The id of the newest line of its history: what a form is based on."""
    newest: int | None = indicator.history.values_list("history_id", flat=True).first()
    return newest


@transaction.atomic
def change_definition(
    *,
    indicator: Indicator,
    values: Mapping[str, Any],
    measures: Collection[Outcome | Principle],
    by: Person,
    based_on: int | None,
) -> bool:
    """Write ``values`` (fields by name) and what it measures; False where nothing differs.

    ``based_on`` is the newest line of history when the form was shown. Raises ChangedMeanwhile
    where there is a newer one by now.
    """
    row = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if newest_change(row) != based_on:
        raise ChangedMeanwhile
    links_differ = _set_measures(row, measures)
    changed = {name: new for name, new in values.items() if getattr(row, name) != new}
    if not changed and not links_differ:
        return False
    for name, new in changed.items():
        setattr(row, name, new)
    row._history_user = by  # type: ignore[attr-defined]
    if links_differ:
        codes = ", ".join(one.code for one in measures) or "nothing"
        row._change_reason = f"It measures {codes}"[:100]  # type: ignore[attr-defined]
    row.save()
    return True


def _set_measures(row: Indicator, measures: Collection[Outcome | Principle]) -> bool:
    """Whether what it measures differs from before; it is as wanted afterwards."""
    outcomes = {one for one in measures if isinstance(one, Outcome)}
    principles = {one for one in measures if isinstance(one, Principle)}
    same = set(row.outcomes.all()) == outcomes and set(row.principles.all()) == principles
    row.outcomes.set(outcomes)
    row.principles.set(principles)
    return not same
