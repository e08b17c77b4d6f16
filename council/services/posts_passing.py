"""Who holds a post holds another one from a day on: what becomes of each holding."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from council.holding_days import DEPUTY, HOLDER
from council.models import Absence, Person, Post, PostHolding
from council.services.posts_holding import present_holdings
from council.services.rows import add_row
from council.versions import sign


@dataclass(frozen=True, slots=True)
class Passing:
    """What becomes of one holding of the post that goes.

    ``kind`` is how they hold the other post from the day on, "" where they do not: because they
    hold it already (``has_it``), or because nobody passes over. ``instead`` is how they were the
    other post's deputy until then.
    """

    holding: PostHolding
    kind: str = ""
    has_it: bool = False
    instead: PostHolding | None = None


def passings(old: Post, new: Post, day: date, holders_pass: bool) -> Iterable[Passing]:
    """What becomes of each holding of ``old`` that stands on ``day``."""
    present = present_holdings(new, day)
    have = {one.person_id: one for one in present}
    kinds = {one.kind for one in present}
    for holding in present_holdings(old, day):
        theirs = have.get(holding.person_id)
        # Whoever is only the deputy there would leave the post vacant.
        stands_in = theirs is not None and theirs.kind == DEPUTY != holding.kind
        if theirs and not (stands_in and holders_pass):
            yield Passing(holding, has_it=True)
        elif holders_pass:
            # Two cannot be the holder at once, so whoever comes second shares the job.
            shares = holding.kind == HOLDER and HOLDER in kinds
            kind = PostHolding.Kind.JOB_SHARE.value if shares else holding.kind
            kinds.add(kind)
            yield Passing(holding, kind, instead=theirs)
        else:
            yield Passing(holding)


def pass_on(passing: Passing, new: Post, day: date, by: Person, reason: str) -> None:
    """End one holding the day before, and let the person hold the other post from ``day``."""
    holding = passing.holding
    if passing.instead:
        _end(passing.instead, day, by, reason)
    begun = holding.since is None or holding.since < day
    away = list(holding.absences.filter(last_day__gte=day))
    if passing.kind:
        held = PostHolding(
            post=new,
            person=holding.person,
            kind=passing.kind,
            since=day if begun else holding.since,
            until=holding.until,
        )
        add_row(row=held, by=by)
        for one in away:
            first = max(one.first_day, day)
            add_row(row=Absence(holding=held, first_day=first, last_day=one.last_day), by=by)
    _end(holding, day, by, reason)


def _end(holding: PostHolding, day: date, by: Person, reason: str) -> None:
    """Let a holding end the day before ``day``; one that would only begin goes altogether."""
    sign(holding, by, reason)
    if holding.since is None or holding.since < day:
        holding.until = day - timedelta(days=1)
        holding.save()
    else:
        holding.delete()
