"""What hangs on meetings from elsewhere: who asks here need not know about plans.

The due dates of actions hang on meetings and on cycles of meetings, and actions lie above this
package, which does not import them. So whoever lets something hang on a meeting says so when the
program starts (``provide``, in an ``AppConfig.ready``), and the pages of meetings ask here. The
same way as ``council.post_users``.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from council.models import Person
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class Shift:
    """A meeting, or the end of a cycle, that goes from one day to another; exactly one is named.

    ``name`` is the committee's or the cycle's; ``words`` say what has moved ("Meeting moved: Full
    Council, 12 September 2023 to 19 September 2023").
    """

    before: date
    after: date
    name: str
    words: str
    meeting: int | None = None
    cycle: int | None = None


@dataclass(frozen=True, slots=True)
class Hanging:
    """One due date that hangs on a meeting or a cycle.

    ``day`` is the date in force and ``after`` what it becomes; ``stays`` says why it does not
    move, where it does not.
    """

    plan: str
    name: str
    url: str
    words: str
    day: date | None
    after: date | None = None
    stays: str = ""


@dataclass(slots=True)
class Numbers:
    """How many due dates hang on each meeting and on each cycle, by their ids."""

    meetings: Counter[int] = field(default_factory=Counter)
    cycles: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class MeetingUser:
    """One kind of thing whose date hangs on meetings.

    ``numbers(scope)`` counts what the member may see; ``hanging(scope, meetings, cycles)`` lists
    it; ``moving(shifts)`` lists what would move, and what would not; ``move(shifts, by, reason)``
    moves it within the caller's transaction and says how many dates have moved.
    """

    numbers: Callable[[Scope], Numbers]
    hanging: Callable[[Scope, Collection[int], Collection[int]], list[Hanging]]
    moving: Callable[[Sequence[Shift]], list[Hanging]]
    move: Callable[[Sequence[Shift], Person, str], int]


_users: dict[str, MeetingUser] = {}


def provide(name: str, user: MeetingUser) -> None:
    """Ask ``user`` from now on; the same name again takes the place of the former one."""
    _users[name] = user


def numbers(scope: Scope) -> Numbers:
    """How many due dates hang on each meeting and each cycle of the council."""
    whole = Numbers()
    for user in _users.values():
        found = user.numbers(scope)
        whole.meetings.update(found.meetings)
        whole.cycles.update(found.cycles)
    return whole


def hanging(
    scope: Scope, *, meetings: Collection[int] = (), cycles: Collection[int] = ()
) -> list[Hanging]:
    """Every due date that hangs on these meetings or cycles, of those the member may see."""
    found = (user.hanging(scope, meetings, cycles) for user in _users.values())
    return [one for several in found for one in several]


def moving(shifts: Sequence[Shift]) -> list[Hanging]:
    """Every due date that hangs on what would move, whether it would move too or not."""
    found = (user.moving(shifts) for user in _users.values()) if shifts else ()
    return [one for several in found for one in several]


def move(shifts: Sequence[Shift], by: Person, reason: str) -> int:
    """Move every due date that hangs on what has moved; the caller holds the transaction."""
    return sum(user.move(shifts, by, reason) for user in _users.values()) if shifts else 0
