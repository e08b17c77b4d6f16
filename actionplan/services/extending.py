"""Giving one post more time for its updates in a period, and taking that back."""

from datetime import date, timedelta

from django.db import transaction

from actionplan.models import Extension, Period
from actionplan.services.periods import hold
from actionplan.words import day
from council import clock
from council.models import Person, Post
from council.versions import CannotEdit

LONGEST = timedelta(days=92)  # a quarter: longer is a slip of the hand, or another due day for all


@transaction.atomic
def give_longer(*, period: Period, post: Post, until: date, reason: str, by: Person) -> Extension:
    """Let the updates of one post be due by ``until``; another extension takes the place of one.

    The same day and reason again change nothing. Raises CannotEdit with a sentence for a period
    that does not run or has no day by which updates are due, a day that is no later one, and a
    post of another council.
    """
    hold(period.plan)
    stands = Period.objects.get(pk=period.pk)
    _check(stands, post, until)
    before = stands.extensions.standing().filter(post=post).first()
    if before and (before.until, before.reason) == (until, reason):
        return before
    if before:
        _end(before, by)
    return Extension.objects.create(
        period=stands, post=post, until=until, reason=reason, by=by, given_at=clock.now()
    )


@transaction.atomic
def take_back(*, period: Period, post: Post, by: Person) -> bool:
    """Let one post's updates be due with all others again; False where they are already.

    Raises CannotEdit for a period that does not run.
    """
    hold(period.plan)
    _check_runs(Period.objects.get(pk=period.pk))
    stands = period.extensions.standing().filter(post=post).first()
    if stands is None:
        return False
    _end(stands, by)
    return True


@transaction.atomic
def pass_on(*, old: Post, new: Post, by: Person) -> None:
    """Let what a post was given in periods that run go to the post that takes its place."""
    given = Extension.objects.standing().filter(post=old, period__in=Period.objects.running())
    for one in given.select_for_update(of=("self",)):
        _end(one, by)
        if not Extension.objects.standing().filter(period=one.period_id, post=new).exists():
            one.pk, one.post, one.ended_at, one.ended_by = None, new, None, None
            one.save(force_insert=True)


def _check(period: Period, post: Post, until: date) -> None:
    _check_runs(period)
    usual = period.updates_due_by
    if usual is None:
        raise CannotEdit(f"{period} has no day by which updates are due, so none can be later.")
    if post.council_id != period.plan.council_id:
        raise CannotEdit("Choose a post of this council.")
    if until <= usual:
        raise CannotEdit(f"Updates are due by {day(usual)} anyway. Give a later day.")
    if until < clock.today():
        raise CannotEdit("This day has passed already.")
    if until > usual + LONGEST:
        raise CannotEdit(f"Give a day until {day(usual + LONGEST)}: the next period waits for it.")


def _check_runs(period: Period) -> None:
    if period.is_sealed:
        raise CannotEdit(f"{period} is closed and locked: nobody can update it any more.")


def _end(one: Extension, by: Person) -> None:
    one.ended_at, one.ended_by = clock.now(), by
    one.save(update_fields=["ended_at", "ended_by"])
