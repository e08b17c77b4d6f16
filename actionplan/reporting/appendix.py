"""What makes a plan's report the appendix of a committee report: its form and what it compares.

The values only; ``appendix_front`` and ``appendix_back`` say what is printed of them.
"""

from dataclasses import dataclass, replace

from actionplan.comparing.comparison import Comparison, Kind
from actionplan.document import Action, PlanDocument
from actionplan.figures import facts_of
from actionplan.key import OFF_TRACK
from actionplan.reporting.decided import Decision
from actionplan.reporting.queried import Told
from actionplan.reporting.rows import Row
from actionplan.reporting.template import USUAL_COLUMNS, Column, RowChoice


@dataclass(frozen=True, slots=True)
class Corrected:
    """One line that corrects what a closed period reported; ``reference`` is "" for the plan."""

    period: str
    reference: str
    field: str
    reported: str
    correct: str
    minute: str
    reason: str


@dataclass(frozen=True, slots=True)
class Appendix:
    """The form of the appendix, the words of its first page, and the period before.

    ``number`` is that of the first of its three appendices. ``before`` and ``changed`` are None
    where no earlier period is closed. ``recommendations`` has one a line. ``queries`` are those
    that stand under the commentary of their actions; ``decisions`` are None where the form does
    not tell them.
    """

    number: int = 1
    rows: RowChoice = RowChoice.OPEN
    theme: str = ""
    columns: tuple[Column, ...] = USUAL_COLUMNS
    landscape: bool = True
    purpose: str = ""
    summary: str = ""
    recommendations: str = ""
    before: PlanDocument | None = None
    changed: Comparison | None = None
    corrections: tuple[Corrected, ...] = ()
    queries: tuple[Told, ...] = ()
    decisions: tuple[Decision, ...] | None = None

    @property
    def queries_of(self) -> dict[str, list[str]]:
        """What is printed of queries, by reference."""
        found: dict[str, list[str]] = {}
        for one in self.queries:
            found.setdefault(one.reference, []).append(one.words)
        return found

    @property
    def has_second(self) -> bool:
        """Whether what was completed earlier stands in an appendix of its own."""
        return self.rows is RowChoice.OPEN


class Choice:
    """Which rows of a plan the appendix prints, and which it leaves to the second appendix."""

    def __init__(self, document: PlanDocument, appendix: Appendix) -> None:
        self.document, self.appendix = document, appendix
        self.tests = {
            RowChoice.ALL: lambda row: True,
            RowChoice.OPEN: lambda row: row.action.is_open or self.is_newly_done(row.action),
            RowChoice.EXCEPTIONS: lambda row: is_exception(document, row.action),
            RowChoice.THEME: self.is_of_theme,
            RowChoice.RED_AND_AMBER: lambda row: is_off_track(document, row.action),
            RowChoice.COMPLETED: lambda row: self.is_newly_done(row.action),
            RowChoice.EXTENSIONS: lambda row: self.is_extended(row.action),
        }
        self.done = self._changed(Kind.COMPLETED)
        self.moved = self._changed(Kind.MOVED)

    def prints(self, row: Row) -> bool:
        """Whether the row stands in the main part."""
        return self.tests[self.appendix.rows](row)

    def is_earlier(self, row: Row) -> bool:
        """Whether the row stands among those completed or ended earlier."""
        return self.appendix.has_second and not self.prints(row)

    def is_of_theme(self, row: Row) -> bool:
        """Under the one theme; where none was named, under any."""
        return self.shows(row.theme.title if row.theme else None)

    def shows(self, theme: str | None) -> bool:
        """Whether anything of a theme is printed: of one theme alone, the others are left out."""
        wanted = self.appendix.theme if self.appendix.rows is RowChoice.THEME else ""
        return not wanted or theme == wanted

    def is_newly_done(self, action: Action) -> bool:
        """Completed since the period before; any completed one where there is none before."""
        if self.appendix.changed is None:
            return self.appendix.rows is RowChoice.COMPLETED and action.is_complete
        return alone(action) in self.done

    def is_extended(self, action: Action) -> bool:
        """Its due date moved since the period before; ever, where there is none before."""
        if self.appendix.changed is None:
            return bool(action.revisions)
        return alone(action) in self.moved

    def _changed(self, kind: Kind) -> frozenset[Action]:
        changed = self.appendix.changed
        if changed is None:
            return frozenset()
        lines = (*changed.paired, *changed.added)
        found = {one.after for one in lines if one.after and self._is(one.after, one.kinds, kind)}
        return frozenset(found)

    def _is(self, action: Action, kinds: tuple[Kind, ...], kind: Kind) -> bool:
        came_done = kind is Kind.COMPLETED and action.is_complete
        return kind in kinds or (came_done and bool({Kind.ADDED, Kind.BECAME} & set(kinds)))


def alone(action: Action) -> Action:
    """An action without its parts, as a comparison has it."""
    return replace(action, sub_actions=())


def is_off_track(document: PlanDocument, action: Action) -> bool:
    """Whether its owner rates it red or amber."""
    rating = document.rating(action.rating)
    return rating is not None and rating.colour in OFF_TRACK


def is_exception(document: PlanDocument, action: Action) -> bool:
    """Whether members have to look at an action: open, and off track or past its own date."""
    is_told = action.is_open and action.counts_in_totals
    return is_told and (is_late(document, action) or is_off_track(document, action))


def is_late(document: PlanDocument, action: Action) -> bool:
    """Whether it is past its own date on the day that the document speaks of."""
    return document.as_at is not None and facts_of(action).is_past_date(document.as_at)


# What stands under a recommendation whose actions are all left out by the choice.
NONE_HERE = "None of its actions is among them."
CHOICES = {
    RowChoice.ALL: "Every action",
    RowChoice.OPEN: "Every open action, and those completed since the last report",
    RowChoice.EXCEPTIONS: "Open actions that are red, amber or past their own date",
    RowChoice.THEME: "Every action under “{theme}”",
    RowChoice.RED_AND_AMBER: "Actions that are red or amber",
    RowChoice.COMPLETED: "Actions completed since the last report",
    RowChoice.EXTENSIONS: "Actions whose due date has moved since the last report",
}


def told(appendix: Appendix) -> str:
    """Which actions the main part prints, as its heading says it."""
    if appendix.changed is None and appendix.rows is RowChoice.OPEN:
        return "Every open action"
    if appendix.rows is RowChoice.THEME and not appendix.theme:
        return CHOICES[RowChoice.ALL]
    return CHOICES[appendix.rows].format(theme=appendix.theme)
