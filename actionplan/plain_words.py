"""How a plan stands, in sentences for somebody who has never seen it: members, scrutiny. Pure.

The figures are those of every other page; what is nought is not spoken of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from actionplan.comparing.comparison import ActionChange, Comparison, Kind
from actionplan.comparing.words import Group, groups
from actionplan.document import Action, PlanDocument
from actionplan.figures import Figures
from actionplan.needs import AHEAD
from actionplan.words import counted, day

WORSE = (Kind.WORSENED, Kind.REOPENED, Kind.OVERDUE, Kind.MOVED, Kind.SILENT, Kind.STOPPED)
BETTER = (Kind.COMPLETED, Kind.IMPROVED, Kind.DATED)
PLAINLY = {
    Kind.WORSENED: "Rated worse by their leads than last time",
    Kind.REOPENED: "Were complete, and are open again",
    Kind.OVERDUE: "Have gone past their date since",
    Kind.MOVED: "Had their date moved",
    Kind.SILENT: "Nothing said by their leads since",
    Kind.STOPPED: "Put off or stopped",
    Kind.COMPLETED: "Done",
    Kind.IMPROVED: "Rated better by their leads than last time",
    Kind.DATED: "Given a date",
}
SHOWN = 5  # of each kind; the page that the rest stands on is linked


@dataclass(frozen=True, slots=True)
class Told:
    """What has become better, or worse: the first few actions of each kind."""

    group: Group

    @property
    def words(self) -> str:
        """ "Have gone past their date since"."""
        return PLAINLY[self.group.kind]

    @property
    def first(self) -> Sequence[ActionChange]:
        """The lines that are shown."""
        return self.group.lines[:SHOWN]

    @property
    def more(self) -> int:
        """How many are not."""
        return max(0, len(self.group.lines) - SHOWN)


def in_short(figures: Figures) -> list[str]:
    """The position in a few short sentences, each with one figure."""
    if not figures.total:
        return ["There are no actions in this plan yet."]
    return [f"{sentence}." for sentence in _in_short(figures)]


def _in_short(figures: Figures) -> Iterator[str]:
    done = figures.complete
    yield f"Of {counted(figures.total, 'action')}, {done:,} {_is(done)} done"
    if figures.open:
        yield f"{figures.open:,} {_is(figures.open)} still to be done"
    if figures.past_date:
        own = "its own date" if figures.past_date == 1 else "their own dates"
        yield f"{figures.past_date:,} of those {_is(figures.past_date)} past {own}"
    if figures.no_date:
        yield f"{figures.no_date:,} {'has' if figures.no_date == 1 else 'have'} no date at all"
    if figures.no_lead:
        yield f"{figures.no_lead:,} {_is(figures.no_lead)} led by nobody"
    if figures.as_at:
        yield f"That is how it stands on {day(figures.as_at)}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def told(comparison: Comparison, kinds: Sequence[Kind]) -> list[Told]:
    """What a comparison says of these kinds, in their order."""
    found = {group.kind: group for group in groups(comparison)}
    return [Told(found[kind]) for kind in kinds if kind in found]


def due_ahead(document: PlanDocument, today: date) -> list[Action]:
    """Open actions due from ``today`` on as far as figures look ahead, the soonest first."""
    last = today + timedelta(days=AHEAD)
    told = (one for one in document.actions() if one.is_open and one.counts_in_totals)
    dated = [(one.due.date, one) for one in told if one.due.date]
    near = [(due, one) for due, one in dated if today <= due <= last]
    return [one for _, one in sorted(near, key=lambda pair: pair[0])]
