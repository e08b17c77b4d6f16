"""From one total of a plan to another: 60 + 1 split + 2 added - 1 dropped = 62. Pure.

Every line of the change register says what it adds to the number of actions that the plan counts,
and that number afterwards. Where a line begins from another number than the line before it ended
with, rows have come or gone without a change of the structure: a file was brought in.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

MINUS = "\N{MINUS SIGN}"
# What a change is called in a bridge where it adds, and where it takes away. Under any other name
# rows come with something else, such as the recommendations of a file.
SAME = {name: name for name in ("added", "split", "merged", "dropped", "restored", "closed")}
ADDS = SAME | {"counted": "counted from now on", "carried": "carried from another plan"}
TAKES = SAME | {"counted": "no longer counted", "carried": "carried to another plan"}
IMPORTED = "brought in from a file"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the register: its kind, what it adds, and the total afterwards."""

    kind: str
    delta: int
    total_after: int


@dataclass(frozen=True, slots=True)
class Step:
    """What all changes of one name add together, never nought."""

    words: str
    delta: int

    @property
    def signed(self) -> str:
        """ "+ 2" or "− 1"."""
        return f"{'+' if self.delta > 0 else MINUS} {abs(self.delta)}"


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two totals, and the steps from the one to the other in the order they were first taken."""

    before: int
    steps: tuple[Step, ...]
    after: int

    def __str__(self) -> str:
        parts = [str(self.before), *(f"{step.signed} {step.words}" for step in self.steps)]
        return f"{' '.join(parts)} = {self.after}"


def bridge(lines: Iterable[Line], before: int, after: int) -> Bridge:
    """The bridge over ``lines`` (oldest first) from the total ``before`` to the total ``after``.

    The steps always make up the difference: what no line explains is named as such.
    """
    steps: Counter[tuple[str, bool]] = Counter()
    total = before
    for line in lines:
        _add(steps, IMPORTED, line.total_after - line.delta - total)
        _add(steps, _name(line), line.delta)
        total = line.total_after
    _add(steps, IMPORTED, after - total)
    taken = (Step(words, delta) for (words, _), delta in steps.items())
    return Bridge(before, tuple(taken), after)


def _name(line: Line) -> str:
    if line.delta > 0:
        return ADDS.get(line.kind, "added")
    return TAKES.get(line.kind, "taken away")


def _add(steps: Counter[tuple[str, bool]], words: str, delta: int) -> None:
    if delta:
        steps[words, delta > 0] += delta
