"""Recording what was measured. Measurements are only ever added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from council import clock
from council.models import Person
from strategy.indicator_checks import check_value
from strategy.models import Indicator, Measurement


@dataclass(frozen=True, slots=True)
class Entry:
    """One value to be recorded on the day it speaks of; a later one of the same day corrects."""

    indicator: Indicator
    day: date
    value: Decimal
    forecast: bool = False
    note: str = ""


class SavedAlready(Exception):
    """The same form was saved before with other values; nothing was written."""


def record_measurements(*, entries: Sequence[Entry], by: Person, once: UUID) -> list[Measurement]:
    """Add all of ``entries``, or none. ``once`` is the one-time id of the form.

    Sent twice with the same values, the first result is returned again. Raises SavedAlready when
    the same form comes back with other values, and ValueError for an entry that its indicator
    cannot take (computed, without a unit, a measured value of the future).
    """
    for entry in entries:
        _check(entry)
    try:
        return _add(entries, by, once)
    except IntegrityError:
        # Sent twice at the same moment: the other one has written them by now.
        return _add(entries, by, once)


def _check(entry: Entry) -> None:
    indicator = entry.indicator
    if indicator.computed:
        raise ValueError(f"{indicator.name} is computed, so nobody enters its values.")
    check_value(indicator.name, entry.value, indicator.stated_unit)
    if not entry.forecast and entry.day > clock.today():
        raise ValueError(f"{indicator.name}: a measured value cannot lie in the future.")


@transaction.atomic
def _add(entries: Sequence[Entry], by: Person, once: UUID) -> list[Measurement]:
    wanted = [_measurement(entry, by, once) for entry in entries]
    found = Measurement.objects.filter(once__in=[one.once for one in wanted])
    known = {one.once: one for one in found}
    for one in wanted:
        if one.once in known and not _says_the_same(known[one.once], one):
            raise SavedAlready
    fresh = [one for one in wanted if one.once not in known]
    Measurement.objects.bulk_create(fresh)
    return [known.get(one.once, one) for one in wanted]


def _measurement(entry: Entry, by: Person, once: UUID) -> Measurement:
    kind = "forecast" if entry.forecast else "measured"
    return Measurement(
        indicator=entry.indicator,
        day=entry.day,
        value=entry.value,
        forecast=entry.forecast,
        note=entry.note,
        by=by,
        recorded_at=clock.now(),
        once=uuid5(once, f"{entry.indicator.pk} {kind}"),
    )


def _says_the_same(first: Measurement, second: Measurement) -> bool:
    names = ("indicator_id", "day", "value", "forecast", "note", "by_id")
    return all(getattr(first, name) == getattr(second, name) for name in names)
