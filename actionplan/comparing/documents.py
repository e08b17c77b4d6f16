"""What changed between two documents of a plan. Pure.

Everything told here is a fact of the two documents: nothing is computed that an owner would have
to declare. See docs/adr/0021.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from actionplan.comparing.bridge import ADDS, TAKES, Bridge, Step
from actionplan.comparing.comparison import ActionChange, Comparison, Kind, Move, Side, Trail
from actionplan.comparing.dates import (
    finished,
    is_newly_overdue,
    is_promised,
    is_with_its_meeting,
    moved,
)
from actionplan.declared import LastUpdate, Status
from actionplan.document import Action, PlanDocument, Recommendation
from actionplan.figures import figures_of
from actionplan.key_lines import Rating
from actionplan.merging.matching import match
from actionplan.merging.pairs import Row, rows_of

COLOURS = ("blue", "green", "amber", "red")  # best first; grey says neither good nor bad
STOPPED = frozenset({Status.DEFERRED, Status.CANCELLED, Status.SUPERSEDED})
CAME = frozenset({"added", "split", "merged", "carried", "restored"})
WENT = frozenset({"dropped", "split", "merged", "carried", "closed"})
REWORDED = frozenset({"reworded", "merged"})

type Trails = Mapping[str, Sequence[Trail]]


def compare(
    before: PlanDocument, after: PlanDocument, *, trails: Trails | None = None
) -> Comparison:
    """Every action of either document and what changed about it, worst kind first.

    ``trails`` has, by reference, what the change register says in between, oldest first: why an
    action came or went, and what it has become. Nobody is called silent unless the later document
    speaks of a later day and knows who has spoken at all.
    """
    return _Comparing(before, after, trails or {}).compare()


class _Comparing:
    """One comparison: pairs the rows of both documents, then looks at each."""

    def __init__(self, before: PlanDocument, after: PlanDocument, trails: Trails) -> None:
        self.before, self.after, self.trails = before, after, trails
        self.were, self.are = rows_of(before), rows_of(after)
        self.names = [
            [_called(one) for one in document.recommendations()] for document in (before, after)
        ]
        known = [action.last_update for action in after.actions()]
        later = before.as_at and after.as_at and after.as_at > before.as_at
        self.asks_for_updates = bool(later and any(known))

    def compare(self) -> Comparison:
        pairs = match(self.before, self.after).actions
        had, have = {pair.before for pair in pairs}, {pair.after for pair in pairs}
        added = tuple(self._added(row) for row in self.are if row.place not in have)
        dropped = tuple(self._dropped(row) for row in self.were if row.place not in had)
        paired = tuple(
            self._paired(self.were[pair.before], self.are[pair.after], pair.doubt) for pair in pairs
        )
        before, after = _side(self.before), _side(self.after)
        steps = _steps(paired, added, dropped)
        return Comparison(
            before, after, Bridge(before.total, steps, after.total), paired, added, dropped
        )

    def _added(self, row: Row) -> ActionChange:
        trail = self._trail(row.action, CAME)
        kind = Kind.BECAME if trail and trail.others else Kind.ADDED
        return ActionChange(
            None, _alone(row), self._name(row, True), (kind,),
            rating_after=_rating(self.after, row.action), trail=trail,
        )  # fmt: skip

    def _dropped(self, row: Row) -> ActionChange:
        trail = self._trail(row.action, WENT)
        kind = Kind.BECAME if trail and trail.others else Kind.DROPPED
        return ActionChange(
            _alone(row), None, self._name(row, False), (kind,),
            rating_before=_rating(self.before, row.action), trail=trail,
        )  # fmt: skip

    def _paired(self, before: Row, after: Row, doubt: str) -> ActionChange:
        was, now = _alone(before), _alone(after)
        punctuality, late_by = finished(was, now)
        change = ActionChange(
            was, now, self._name(after, True),
            rating_before=_rating(self.before, was),
            rating_after=_rating(self.after, now),
            move=moved(was, now),
            punctuality=punctuality,
            late_by=late_by,
            doubt=doubt,
        )  # fmt: skip
        kinds = tuple(sorted(self._kinds(change, was, now), key=list(Kind).index))
        trail = self._trail(now, REWORDED) if Kind.REWORDED in kinds else None
        return replace(change, kinds=kinds, trail=trail)

    def _kinds(self, change: ActionChange, was: Action, now: Action) -> set[Kind]:
        """Everything that is another than it was."""
        kinds = {kind for kind, has_changed in PLAIN_CHANGES.items() if has_changed(was, now)}
        kinds |= _rating_kinds(self._severity(was, False), self._severity(now, True), was, now)
        kinds |= _status_kinds(was, now)
        if change.move:
            kinds.add(_move_kind(change.move))
        if is_newly_overdue(was, now, self.before.as_at, self.after.as_at):
            kinds.add(Kind.OVERDUE)
        if self._is_silent(was, now):
            kinds.add(Kind.SILENT)
        return kinds

    def _severity(self, action: Action, after: bool) -> tuple[int, int] | None:
        document = self.after if after else self.before
        place = severity(document.key, action.rating)
        return place if self.before.key == self.after.key or place is None else (place[0], 0)

    def _is_silent(self, was: Action, now: Action) -> bool:
        """Whether its lead has said nothing since the earlier document, and was to say something.

        Nothing is asked of an action that was closed in either, nor of a heading for others.
        """
        if not (self.asks_for_updates and was.is_open and now.is_open and now.counts_in_totals):
            return False
        known, last, then = was.last_update, now.last_update, self.before.as_at
        if last is None or known:
            return last is None or _spoken(known) == _spoken(last)
        return then is not None and last.as_at <= then

    def _name(self, row: Row, after: bool) -> str:
        return "" if row.recommendation is None else self.names[after][row.recommendation]

    def _trail(self, action: Action, kinds: frozenset[str]) -> Trail | None:
        lines = self.trails.get(action.reference or "", ())
        return next((line for line in reversed(lines) if line.kind in kinds), None)


def severity(key: tuple[Rating, ...], letter: str | None) -> tuple[int, int] | None:
    """How bad a rating is: by its colour, then by its place in the key; None for neither."""
    places = (place for place, rating in enumerate(key) if rating.letter == letter)
    place = next(places, None)
    if place is None or not key[place].counts or key[place].colour not in COLOURS:
        return None
    return COLOURS.index(key[place].colour), place


def _rating_kinds(
    was: tuple[int, int] | None, now: tuple[int, int] | None, before: Action, after: Action
) -> set[Kind]:
    if was is not None and now is not None and was != now:
        return {Kind.WORSENED if now > was else Kind.IMPROVED}
    return {Kind.RERATED} if before.rating != after.rating else set()


def _move_kind(move: Move) -> Kind:
    """A meeting that moved is no slip; nor is the first date of an action."""
    if is_with_its_meeting(move):
        return Kind.MEETING
    return Kind.MOVED if is_promised(move) else Kind.DATED


def _status_kinds(was: Action, now: Action) -> set[Kind]:
    if was.status == now.status:
        return set()
    if now.is_complete and not was.is_complete:
        return {Kind.COMPLETED}
    if now.status in STOPPED:
        return {Kind.STOPPED}
    return {Kind.REOPENED if now.is_open and not was.is_open else Kind.STATUS}


def _rating(document: PlanDocument, action: Action) -> Rating | None:
    return document.rating(action.rating)


def _called(recommendation: Recommendation) -> str:
    """ "Recommendation 3"; one without a number by its first words."""
    number = recommendation.number
    return f"Recommendation {number}" if number else recommendation.text[:60]


def _alone(row: Row) -> Action:
    """Its sub-actions have lines of their own."""
    return replace(row.action, sub_actions=())


def _spoken(last: LastUpdate | None) -> object:
    """What tells one update from the next; that it has been agreed meanwhile does not."""
    return replace(last, agreed=None) if last else None


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split())


def _leads(action: Action) -> tuple[str | None, tuple[str, ...]]:
    """The leads of its own; inherited ones are the recommendation's."""
    return (None, ()) if action.leads_inherited else (action.accountable, action.delivery)


PLAIN_CHANGES: dict[Kind, Callable[[Action, Action], bool]] = {
    Kind.REWORDED: lambda was, now: _squeezed(was.title) != _squeezed(now.title),
    Kind.COMMENTARY: lambda was, now: _squeezed(was.commentary) != _squeezed(now.commentary),
    Kind.LEADS: lambda was, now: _leads(was) != _leads(now),
    Kind.COUNTED: lambda was, now: was.counts_in_totals != now.counts_in_totals,
}


def _side(document: PlanDocument) -> Side:
    figures = figures_of(document)
    return Side(document.as_at, figures.total, figures.complete, figures.open, figures.past_date)


def _steps(
    paired: tuple[ActionChange, ...],
    added: tuple[ActionChange, ...],
    dropped: tuple[ActionChange, ...],
) -> tuple[Step, ...]:
    """The steps of the bridge: one to split in two takes one away and adds two, which is one."""
    steps: Counter[str] = Counter()
    for line in (*added, *dropped):
        steps[_step_name(line)] += (1 if line.after else -1) * line.action.counts_in_totals
    for line in paired:
        if Kind.COUNTED in line.kinds:
            counts = line.action.counts_in_totals
            steps[(ADDS if counts else TAKES)["counted"]] += 1 if counts else -1
    return tuple(Step(words, delta) for words, delta in steps.items() if delta)


def _step_name(line: ActionChange) -> str:
    names, usual = (ADDS, "added") if line.after else (TAKES, "dropped")
    return names.get(line.trail.kind, usual) if line.trail else usual
