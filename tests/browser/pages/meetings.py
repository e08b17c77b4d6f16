"""Pages of committees and meetings."""

from datetime import date, time

from actionplan.models import Action
from council.deadlines import USUAL
from council.models import Committee, Cycle, Meeting
from tests import factories
from tests.factories import Cast

HERE = "/ashdown/meetings/"
# The ids are those that ``prepare`` gives.
PAGES = {
    "meetings": HERE,
    "past meetings": f"{HERE}?when=past",
    "add a meeting": f"{HERE}add/",
    "committees": f"{HERE}committees/",
    "add a committee": f"{HERE}committees/add/",
    "cycles": f"{HERE}cycles/",
    "add a cycle": f"{HERE}cycles/add/",
    "import a calendar": f"{HERE}import/",
    "meeting": f"{HERE}900001/",
    "cancelled meeting": f"{HERE}900002/",
    "edit a meeting": f"{HERE}900001/edit/",
    "move a meeting": f"{HERE}900001/move/",
    "what moves with a meeting": f"{HERE}900001/move/?day=19+September+2023",
    "move, no such day": f"{HERE}900001/move/?day=soon",
    "cancel a meeting": f"{HERE}900001/cancel/",
    "remove a meeting": f"{HERE}900001/remove/",
    "edit a committee": f"{HERE}committees/900001/edit/",
    "end a committee": f"{HERE}committees/900001/end/",
    "remove a committee": f"{HERE}committees/900001/remove/",
    "rename a cycle": f"{HERE}cycles/900001/edit/",
}


def prepare(cast: Cast) -> None:
    """A committee with everything, one with nothing, and two due dates on a meeting."""
    long_name = "Policy, Finance and Development Committee (including Ratification)"
    committee = Committee.objects.create(
        pk=900001,
        council=cast.council,
        name=long_name,
        other_names="PFD\nPolicy and Finance",
        governance_words=[["Portfolio holder", "Lead member"]],
        deadlines=USUAL,
    )
    ended = date(2023, 1, 1)
    Committee.objects.create(council=cast.council, name="Planning", ended_on=ended)
    cycle = Cycle.objects.create(pk=900001, council=cast.council, name="September 2023 cycle")
    meeting = Meeting.objects.create(
        pk=900001,
        committee=committee,
        day=date(2023, 9, 12),
        starts_at=time(18, 30),
        place="Council Chamber, Bushloe House",
        cycle=cycle,
    )
    gone = {"is_cancelled": True, "committee": committee}
    Meeting.objects.create(pk=900002, day=date(2023, 10, 3), **gone)
    Meeting.objects.create(committee=committee, day=date(2023, 3, 7))
    factories.entry(cast.ahead, by=cast.owner, due=meeting.day)
    Action.objects.filter(pk__in=[cast.ahead.pk, cast.late.pk]).update(due_meeting=meeting)
    Action.objects.filter(pk=cast.undated.pk).update(due_cycle=cycle)
