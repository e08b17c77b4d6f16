"""What changed in a plan between two of its closed periods, or one of them and now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from actionplan.comparing.comparison import Comparison, Trail
from actionplan.comparing.documents import compare
from actionplan.document import PlanDocument
from actionplan.models import Change, Period, Plan
from actionplan.queries.document import plan_document
from actionplan.queries.past_periods import sealed_document
from actionplan.queries.register import on_days
from actionplan.wording import worded

TOLD = ("added", "dropped", "split", "merged", "carried", "restored", "closed", "reworded")


@dataclass(frozen=True, slots=True)
class Changed:
    """A comparison, and the two documents that it is about."""

    before: PlanDocument
    after: PlanDocument
    comparison: Comparison


def changed(plan: Plan, since: Period, until: Period | None, today: date) -> Changed:
    """What changed from a closed period to another, or to the plan as it stands today.

    Raises BrokenSeal where what was locked cannot be read any more.
    """
    after = sealed_document(until.seal) if until else worded(plan_document(plan, today))
    return changed_to(plan, since, until, after)


def changed_to(plan: Plan, since: Period, until: Period | None, after: PlanDocument) -> Changed:
    """The same, where the later document is at hand: that of ``until``, or of the plan as it is."""
    before = sealed_document(since.seal)
    sealed_at = until.seal.sealed_at if until else None
    trails = trails_of(plan, before.as_at or since.last_day, sealed_at)
    return Changed(before, after, compare(before, after, trails=trails))


def trails_of(plan: Plan, since: date | None, until: datetime | None) -> dict[str, list[Trail]]:
    """By reference, what the register says from ``since`` until a moment, oldest first.

    Three queries, whatever there is to say.
    """
    wanted = on_days(since, None)
    lines = Change.objects.filter(wanted, plan=plan, kind__in=TOLD).exclude(action=None)
    lines = lines.select_related("action__plan", "meeting__committee").prefetch_related(
        "successions__before__plan", "successions__after__plan"
    )
    if until:
        lines = lines.filter(recorded_at__lte=until)
    trails: dict[str, list[Trail]] = defaultdict(list)
    for line in lines.order_by("number"):
        _tell(trails, line)
    return trails


def _tell(trails: dict[str, list[Trail]], line: Change) -> None:
    """What one line says of its action, and of each that it goes on as or comes from."""
    others: dict[str, list[str]] = defaultdict(list)
    for one in line.successions.all():
        others[one.before.reference].append(one.after.reference)
        others[one.after.reference].append(one.before.reference)
    if line.action:
        others.setdefault(line.action.reference, [])
    for reference, named in others.items():
        trail = Trail(line.kind, line.reason, line.agreed_by, _minute(line), tuple(named))
        trails[reference].append(trail)


def _minute(line: Change) -> str:
    """ "Full Council on 7 March 2023, Minute 34", as far as it is known."""
    return ", ".join(str(one) for one in (line.meeting, line.minute) if one)
