"""The change register of a plan: its lines, and the bridge between two of its totals."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from actionplan.comparing.bridge import Bridge, Line, bridge
from actionplan.models import Action, Change, Plan
from actionplan.queries.conditions import referred_to
from actionplan.services.register import counted


def changes(plan: Plan) -> QuerySet[Change]:
    """Every line, newest first, with who made it and the meeting that agreed."""
    return (
        Change.objects.filter(plan=plan)
        .select_related("by", "meeting__committee", "action__plan__council")
        .order_by("-number")
    )


def about(code: str, number: int) -> Q:
    """Lines about the action of this reference, also those in which it came or went on."""
    named = Action.objects.filter(referred_to(code, number)).values("pk")
    ways = Q(action__in=named)
    ways |= Q(successions__before__in=named) | Q(successions__after__in=named)
    return Q(pk__in=Change.objects.filter(ways).values("pk"))


def on_days(since: date | None, until: date | None) -> Q:
    """Lines recorded from ``since`` to ``until``, both days included."""
    wanted = Q()
    if since:
        wanted &= Q(recorded_at__gte=_midnight(since))
    if until:
        wanted &= Q(recorded_at__lt=_midnight(until + timedelta(days=1)))
    return wanted


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def bridge_of(plan: Plan, since: date | None = None, until: date | None = None) -> Bridge:
    """From the total before ``since`` (else the first) to that after ``until`` (else today's)."""
    lines = [
        Line(*each)
        for each in Change.objects.filter(on_days(since, until), plan=plan)
        .order_by("number")
        .values_list("kind", "delta", "total_after")
    ]
    after = _total_after(plan, until) if until else counted(plan)
    return bridge(lines, _total_before(plan, since, after), after)


def _total_before(plan: Plan, since: date | None, after: int) -> int:
    """The total with which the first line recorded from ``since`` on began."""
    first = plan.changes.filter(on_days(since, None)).order_by("number").first()
    if since and (earlier := plan.changes.filter(recorded_at__lt=_midnight(since)).first()):
        return earlier.total_after
    return first.total_after - first.delta if first else after


def _total_after(plan: Plan, until: date) -> int:
    """The total after the last line recorded up to ``until``."""
    if last := plan.changes.filter(on_days(None, until)).first():
        return last.total_after
    first = plan.changes.order_by("number").first()
    return first.total_after - first.delta if first else counted(plan)
