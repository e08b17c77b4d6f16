"""Direction of travel: whether an action got better or worse from one closed period to the next.

Pure. It says no more than the comparison of the two periods does, in one word and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from actionplan.comparing.comparison import ActionChange, Comparison, Kind
from actionplan.comparing.sentences import sentence
from actionplan.declared import Due, Status
from actionplan.document import PlanDocument
from actionplan.key_lines import Rating


class Direction(StrEnum):
    """Where an action is going."""

    IMPROVING = "improving"
    STEADY = "steady"
    WORSENING = "worsening"


BAD = (Kind.WORSENED, Kind.REOPENED, Kind.OVERDUE)
GOOD = (Kind.COMPLETED, Kind.IMPROVED)


@dataclass(frozen=True, slots=True)
class Travel:
    """A direction and the facts it stands on: "Green to Amber"; "" for a steady one.

    ``is_settled`` says that the action was complete in both periods: nothing is expected of it.
    """

    direction: Direction
    why: str = ""
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What was reported of an action in one period, for a line of its own."""

    rating: Rating | None
    status: Status | None
    due: Due


def travels(comparison: Comparison) -> dict[str, Travel]:
    """The direction of each action that stands in both documents, by its reference."""
    return {
        line.after.reference: _travel(line, comparison)
        for line in comparison.paired
        if line.before and line.after and line.after.reference
    }


def _travel(line: ActionChange, comparison: Comparison) -> Travel:
    """To complete an action is better whatever its rating; else the worst that happened counts."""
    done = Kind.COMPLETED in line.kinds
    bad = () if done else tuple(kind for kind in BAD if kind in line.kinds)
    facts = bad or tuple(kind for kind in GOOD if kind in line.kinds)
    why = "; ".join(sentence(line, kind, comparison.after.as_at) for kind in facts)
    if facts:
        return Travel(Direction.WORSENING if bad else Direction.IMPROVING, why)
    settled = all(one is not None and one.is_complete for one in (line.before, line.after))
    return Travel(Direction.STEADY, is_settled=settled)


def standings(document: PlanDocument) -> Mapping[str, Standing]:
    """What a document says of each of its actions that has a reference."""
    return {
        action.reference: Standing(document.rating(action.rating), action.status, action.due)
        for action in document.actions()
        if action.reference
    }
