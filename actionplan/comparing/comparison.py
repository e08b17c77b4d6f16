"""What changed between two documents of a plan, as one value. Pure; ``documents`` makes it.

Like a plan's document it crosses to another process as JSON (``interchange.encode``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actionplan.comparing.bridge import Bridge
from actionplan.declared import Due, Revision
from actionplan.document import Action
from actionplan.key_lines import Rating


class Kind(StrEnum):
    """What may have changed about an action, in the order in which it is told: worst first."""

    WORSENED = "worsened"
    REOPENED = "reopened"
    OVERDUE = "newly overdue"
    MOVED = "due moved"
    SILENT = "no update given"
    STOPPED = "deferred or ended"
    DROPPED = "dropped"
    BECAME = "split, merged or carried"
    RERATED = "rated otherwise"
    STATUS = "status changed"
    REWORDED = "reworded"
    LEADS = "leads changed"
    COUNTED = "counted otherwise"
    MEETING = "meeting moved"
    ADDED = "added"
    DATED = "date given"
    COMPLETED = "completed"
    IMPROVED = "improved"
    COMMENTARY = "commentary changed"


class Punctuality(StrEnum):
    """How the day of completion lies to the due date that was in force."""

    LATE = "late"
    DAY_UNKNOWN = "day unknown"
    NO_DATE = "no date"
    ON_TIME = "on time"


@dataclass(frozen=True, slots=True)
class Move:
    """The due date was one and is another.

    ``times`` is how often it has slipped since it was first agreed, 0 where that is not known;
    ``revisions`` are those since the earlier document, as far as they are known. ``days`` is how
    much later it is, below nought for earlier, None where one of the two has no date.
    """

    before: Due
    after: Due
    first: Due
    times: int = 0
    revisions: tuple[Revision, ...] = ()
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """What the change register says of an action: a line's kind, why, and who agreed.

    ``others`` are the references that it has become, or that it comes from.
    """

    kind: str
    reason: str = ""
    agreed_by: str = ""
    minute: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionChange:
    """One action of either document, and everything that changed about it.

    ``before`` is None for one that was added, ``after`` for one that has gone; both come without
    their sub-actions, which have lines of their own. ``recommendation`` is what it is called.
    ``kinds`` is empty where nothing changed. A ``doubt`` says why the two may not be the same.
    ``late_by`` is how many days after its date it was completed, at the least.
    """

    before: Action | None
    after: Action | None
    recommendation: str = ""
    kinds: tuple[Kind, ...] = ()
    rating_before: Rating | None = None
    rating_after: Rating | None = None
    move: Move | None = None
    punctuality: Punctuality | None = None
    late_by: int = 0
    trail: Trail | None = None
    doubt: str = ""

    @property
    def action(self) -> Action:
        """The action as it stands; one that has gone as it stood."""
        action = self.after or self.before
        if action is None:
            raise ValueError("A line has an action of the earlier or of the later document.")
        return action


@dataclass(frozen=True, slots=True)
class Side:
    """The totals of one of the two documents, as ``figures`` counts them."""

    as_at: date | None
    total: int = 0
    complete: int = 0
    open: int = 0
    past_date: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every action of either document, once: ``paired`` in the later order, ``added``, ``dropped``.

    ``dropped`` are all that are no rows of the later document, also those split or merged.
    """

    before: Side
    after: Side
    bridge: Bridge
    paired: tuple[ActionChange, ...] = ()
    added: tuple[ActionChange, ...] = ()
    dropped: tuple[ActionChange, ...] = ()

    def lines(self) -> Iterator[ActionChange]:
        """Every action: those that stand in the later document, then those that have gone."""
        yield from self.paired
        yield from self.added
        yield from self.dropped

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all has changed."""
        return not any(line.kinds for line in self.lines())
