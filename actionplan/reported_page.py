"""The page of a closed period, made from its seal and the corrections beside it alone. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from actionplan.comparing.dates import is_slip
from actionplan.comparing.reported import due_words, leads_words
from actionplan.declared import Revision
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.figures import Figures, facts_of
from actionplan.key_lines import Rating
from actionplan.proofs.sealed import Sealed
from actionplan.words import late_by, moment

# Above this many rows the page is cut, at whole recommendations, into pages of about PAGE rows.
WHOLE = 300
PAGE = 100


# By field, what was corrected of one action; each has ``reference`` ("": the plan) and ``field``.
type Corrections = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """One action as it was reported. ``corrections`` are by field; ``depth`` 1 for a sub-action."""

    action: Action
    rating: Rating | None
    late: str
    corrections: Corrections
    depth: int = 0

    @property
    def due(self) -> str:
        return due_words(self.action.due)

    @property
    def leads(self) -> str:
        return leads_words(self.action)

    @property
    def first_agreed(self) -> str:
        """The first agreed date in words, where the date has moved since."""
        first = self.action.first_due
        if not self.action.revisions or first.date is None:
            return ""
        return moment(first.date, first.precision)

    @property
    def slips(self) -> tuple[Revision, ...]:
        return tuple(one for one in self.action.revisions if is_slip(one))

    @property
    def completed(self) -> str:
        done = self.action.completed
        return moment(done.date, done.precision) if done else ""


@dataclass(frozen=True, slots=True)
class ReportedSection:
    """One recommendation with its rows, or (None) the actions that answer none."""

    number: int
    recommendation: Recommendation | None
    figures: Figures
    rows: Sequence[ReportedRow]
    new_theme: str = ""


def sections(sealed: Sealed, corrections: Iterable[Any]) -> list[ReportedSection]:
    """The whole plan as it was reported, each theme named once, with what was corrected."""
    beside: dict[str, Corrections] = defaultdict(lambda: defaultdict(list))
    for one in corrections:
        beside[one.reference][one.field].append(one)
    made = []
    groups = [*_recommendations(sealed.document), (None, None, sealed.document.loose_actions)]
    before = ""
    for number, (theme, recommendation, actions) in enumerate(groups, start=1):
        if recommendation is None and not actions:
            continue
        rows = [_row(sealed, action, depth, beside) for action, depth in _with_depth(actions)]
        title = (theme.title if theme else "") or ""
        figures = sealed.sections[number - 1]
        shown = title if title != before else ""
        made.append(ReportedSection(number, recommendation, figures, rows, shown))
        before = title
    return made


def _recommendations(
    document: PlanDocument,
) -> Iterator[tuple[Theme | None, Recommendation | None, tuple[Action, ...]]]:
    for theme in document.themes:
        for one in theme.recommendations:
            yield theme, one, one.actions


def _with_depth(actions: Iterable[Action], depth: int = 0) -> Iterator[tuple[Action, int]]:
    for action in actions:
        yield action, depth
        yield from _with_depth(action.sub_actions, 1)


def _row(sealed: Sealed, action: Action, depth: int, beside: dict[str, Corrections]) -> ReportedRow:
    due = action.due.date
    is_late = facts_of(action).is_past_date(sealed.as_at)
    own = beside[action.reference] if action.reference in beside and action.reference else {}
    return ReportedRow(
        action=action,
        rating=sealed.document.rating(action.rating),
        late=late_by(due, sealed.as_at) if due and is_late else "",
        corrections=own,
        depth=depth,
    )


def pages(found: Sequence[ReportedSection]) -> list[list[ReportedSection]]:
    """Whole recommendations in pages of about PAGE rows; one page up to WHOLE rows."""
    if sum(len(one.rows) for one in found) <= WHOLE:
        return [list(found)]
    made: list[list[ReportedSection]] = [[]]
    filled = 0
    for one in found:
        if filled and filled + len(one.rows) / 2 > PAGE:
            made.append([])
            filled = 0
        made[-1].append(one)
        filled += len(one.rows)
    return made
