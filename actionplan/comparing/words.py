"""What changed between two documents, in the order in which people read it: worst first. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actionplan.comparing.comparison import ActionChange, Comparison, Kind, Punctuality, Side
from actionplan.words import day

# The heading of each kind, and what its actions are after a number: one, and several if they are
# called otherwise.
HEADINGS: Mapping[Kind, tuple[str, ...]] = {
    Kind.WORSENED: ("Worsened", "worsened"),
    Kind.REOPENED: ("Opened again", "opened again"),
    Kind.OVERDUE: ("Newly past their date", "newly past its date", "newly past their date"),
    Kind.MOVED: ("Due date moved", "due date moved", "due dates moved"),
    Kind.SILENT: ("No update given", "without an update"),
    Kind.STOPPED: ("Deferred or ended", "deferred or ended"),
    Kind.DROPPED: ("No longer in the plan", "no longer in the plan"),
    Kind.BECAME: ("Split, merged or carried", "split, merged or carried"),
    Kind.RERATED: ("Rated otherwise, or no longer", "rated otherwise"),
    Kind.STATUS: ("Status changed", "with another status"),
    Kind.REWORDED: ("Reworded", "reworded"),
    Kind.LEADS: ("Leads changed", "with other leads"),
    Kind.COUNTED: ("Counted in totals or not", "counted otherwise"),
    Kind.MEETING: ("Moved with its meeting", "moved with its meeting", "moved with their meetings"),
    Kind.ADDED: ("Added", "added"),
    Kind.DATED: ("Date given", "given a date"),
    Kind.COMPLETED: ("Completed", "completed"),
    Kind.IMPROVED: ("Improved", "improved"),
    Kind.COMMENTARY: ("New commentary", "with a new commentary"),
}
FIRST = (
    Kind.WORSENED, Kind.REOPENED, Kind.OVERDUE, Kind.MOVED, Kind.SILENT, Kind.STOPPED,
    Kind.DROPPED, Kind.ADDED, Kind.DATED, Kind.COMPLETED, Kind.IMPROVED,
)  # fmt: skip
NEVER = date.min


@dataclass(frozen=True, slots=True)
class Group:
    """All actions of one kind of change, worst first."""

    kind: Kind
    lines: tuple[ActionChange, ...]

    @property
    def heading(self) -> str:
        """ "Due date moved"."""
        return HEADINGS[self.kind][0]

    @property
    def count(self) -> str:
        """ "3 due dates moved"."""
        words = HEADINGS[self.kind]
        return f"{len(self.lines):,} {words[1] if len(self.lines) == 1 else words[-1]}"

    @property
    def anchor(self) -> str:
        """What the group is called in an address."""
        return self.kind.value.replace(" ", "-")


def groups(comparison: Comparison) -> list[Group]:
    """What changed, kind by kind, worst first; an action stands under each of its kinds."""
    lines = list(comparison.lines())
    found = ((kind, [line for line in lines if kind in line.kinds]) for kind in Kind)
    return [
        Group(kind, tuple(sorted(members, key=_ORDERS.get(kind, _as_they_are))))
        for kind, members in found
        if members
    ]


def _as_they_are(line: ActionChange) -> int:
    return 0


def _by_last_words(line: ActionChange) -> date:
    """Who has been silent longest."""
    last = line.action.last_update
    return last.as_at if last else NEVER


def _by_move(line: ActionChange) -> tuple[bool, int, int]:
    """Later before earlier, then what has moved most often, then what has moved furthest."""
    move = line.move
    days = (move.days or 0) if move else 0
    return days < 0, -(move.times if move else 0), -days


def _by_completion(line: ActionChange) -> tuple[int, int]:
    place = list(Punctuality).index(line.punctuality) if line.punctuality else 0
    return place, -line.late_by


_ORDERS: Mapping[Kind, Callable[[ActionChange], Any]] = {
    Kind.OVERDUE: lambda line: line.action.due.date or NEVER,
    Kind.MOVED: _by_move,
    Kind.MEETING: _by_move,
    Kind.SILENT: _by_last_words,
    Kind.COMPLETED: _by_completion,
}


# ---- one sentence for the whole


def headline(comparison: Comparison) -> str:
    """The one sentence that is read first.

    "Since 31 March 2023, 3 worsened, 2 newly past their date and 4 completed (1 late): 41 of 60
    complete, 37 of 60 then".
    """
    found = {group.kind: group for group in groups(comparison)}
    parts = [_counted(found[kind]) for kind in FIRST if kind in found]
    parts = parts or [_counted(group) for group in found.values()]
    since = f"Since {day(comparison.before.as_at)}" if comparison.before.as_at else "Since then"
    if not parts:
        return f"{since}, nothing has changed: {_complete(comparison.after)}"
    return f"{since}, {listed(parts)}: {_totals(comparison)}"


def _counted(group: Group) -> str:
    late = sum(line.punctuality is Punctuality.LATE for line in group.lines)
    beside = f" ({late} late)" if group.kind is Kind.COMPLETED and late else ""
    return f"{group.count}{beside}"


def _totals(comparison: Comparison) -> str:
    before = comparison.before
    return f"{_complete(comparison.after)}, {before.complete} of {before.total} then"


def _complete(side: Side) -> str:
    return f"{side.complete} of {side.total} complete"


def listed(parts: Sequence[str]) -> str:
    """ "3 worsened, 2 added and 1 dropped"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def also(line: ActionChange, kind: Kind) -> str:
    """ "Also: newly past its date, due date moved": the other changes of an action; or ""."""
    others = [HEADINGS[one][1] for one in line.kinds if one is not kind]
    return f"Also: {', '.join(others)}" if others else ""
