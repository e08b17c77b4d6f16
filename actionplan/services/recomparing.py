"""A file compared once more after a decision: only the rows that it is about are looked at again.

A person decides on row after row of one file, and each answer counts all of them. What was
compared last is kept for a few files, together with all that it was compared from. It serves again
only where every value of that is the same now, read anew from the database.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from actionplan.document import PlanDocument
from actionplan.importing.notes import Reading, doubted
from actionplan.merging.decided import Book
from actionplan.merging.decisions import Decisions
from actionplan.merging.plans import Earlier, merge
from actionplan.merging.values import Base, Merge, RowChange
from actionplan.reviewing.line import Line
from actionplan.reviewing.lines import lines_of

KEPT = 4


@dataclass(frozen=True, slots=True)
class Sides:
    """All that a comparison depends on but the decisions."""

    ours: PlanDocument
    reading: Reading
    base: Base = field(default_factory=Base)
    posts: Mapping[str, str] = field(default_factory=dict)
    whole_plan: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, and the rows of the review that were made of it."""

    sides: Sides
    decisions: Decisions
    merge: Merge
    lines: list[Line]

    def untouched(self) -> dict[int, tuple[RowChange, Line]]:
        """The rows of the file of which nobody had said anything, by place."""
        then = Book(self.decisions)
        lines = {line.place: line for line in self.lines if line.place is not None}
        return {
            row.place: (row, lines[row.place])
            for row in self.merge.rows
            if row.place in lines and not (then.row(row.place) or then.by_row.get(row.place))
        }


_last: OrderedDict[int, Compared] = OrderedDict()


def compared(file: int, sides: Sides, decisions: Decisions) -> Compared:
    """The plan and the file ``file`` as decided; equal to what comparing all of it would give."""
    last = _last.pop(file, None)
    known = last if last and last.sides == sides else None
    sides = known.sides if known else sides
    merged = merge(
        sides.ours,
        sides.reading.document,
        base=sides.base,
        speaks=sides.reading.speaks or None,
        decisions=decisions,
        posts=sides.posts,
        whole_plan=sides.whole_plan,
        doubted=doubted(sides.reading.notes),
        earlier=Earlier(known.merge, known.decisions) if known and sides.reading.speaks else None,
    )
    earlier = known.untouched() if known else {}
    lines = lines_of(merged, sides.reading, decisions, earlier, past=sides.past)
    found = Compared(sides, decisions, merged, lines)
    keep(file, found)
    return found


def keep(file: int, found: Compared) -> None:
    """Keep a comparison for the next decision, and let go of the oldest."""
    _last[file] = found
    while len(_last) > KEPT:
        _last.popitem(last=False)


def forget() -> None:
    """Let go of all of them."""
    _last.clear()
