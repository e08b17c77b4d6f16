"""The only place that knows the time. Everything is in Europe/London.

The demonstration speaks of 30 June 2023: ``GOLDEN_THREAD_TODAY`` shifts the calendar by whole
days, so that nothing is "three years late" because somebody opens it later. Log-in and sessions
use the real time and do not come here; how long work takes is measured in the machine's own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

_replayed: ContextVar[datetime | None] = ContextVar("replayed", default=None)


def now() -> datetime:
    """This moment, aware, in London; shifted by whole days in a demonstration."""
    return _replayed.get() or timezone.localtime() + _shift()


@contextmanager
def replaying(moment: datetime) -> Iterator[None]:
    """Within, ``moment`` (aware) is now, for this thread of work alone.

    For ``manage.py simulate_year``, which lets the services do what a council did on that day. No
    page uses it: what a person does is recorded when they do it.
    """
    token = _replayed.set(timezone.localtime(moment))
    try:
        yield
    finally:
        _replayed.reset(token)


def machine_time() -> datetime:
    """This moment as the machine has it, demonstration or not: for how long something takes."""
    return timezone.now()


def today() -> date:
    """Today in London, or the day the demonstration speaks of."""
    return now().date()


def day_of(moment: datetime) -> date:
    """The day in London on which ``moment`` lies."""
    return moment.astimezone(timezone.get_default_timezone()).date()


def demo_day() -> date | None:
    """The day the demonstration speaks of; None in a real installation."""
    return settings.GOLDEN_THREAD_TODAY


def _shift() -> timedelta:
    demo = settings.GOLDEN_THREAD_TODAY
    return demo - timezone.localdate() if demo else timedelta()
