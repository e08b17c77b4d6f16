"""A strategy's way from draft to adopted to superseded."""

from datetime import date

from django.db import transaction

from council import clock
from council.models import Person
from council.versions import ChangedMeanwhile, newest
from strategy.kinds import Status
from strategy.models import Strategy


@transaction.atomic
def adopt(
    *, strategy: Strategy, adopted_by: str, adopted_on: date, seen: int | None, by: Person
) -> None:
    """A draft becomes the strategy in force. Raises ChangedMeanwhile if it is not as shown."""
    stands = _claim(strategy, Status.DRAFT, seen)
    stands.adopted_by, stands.adopted_on = adopted_by, adopted_on
    _set(stands, Status.ADOPTED, by)


@transaction.atomic
def supersede(*, strategy: Strategy, seen: int | None, by: Person) -> None:
    """An adopted strategy is in force no more. Raises ChangedMeanwhile if it is not as shown."""
    _set(_claim(strategy, Status.ADOPTED, seen), Status.SUPERSEDED, by)


def _claim(strategy: Strategy, status: Status, seen: int | None) -> Strategy:
    stands = Strategy.objects.select_for_update().get(pk=strategy.pk)
    if stands.status != status or newest(stands) != seen:
        raise ChangedMeanwhile
    return stands


def _set(strategy: Strategy, status: Status, by: Person) -> None:
    strategy.status = status.value
    strategy.status_set_by, strategy.status_set_on = by, clock.today()
    strategy._history_user = by  # type: ignore[attr-defined]  # simple-history's documented way
    strategy.save()
