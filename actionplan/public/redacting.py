"""The public part of a plan: what is exempt is taken out before anything is counted. Pure.

An action is exempt as a whole, or some of its fields are; the paragraph of the law that applies
(Schedule 12A of the Local Government Act 1972) says why. See docs/adr/0020.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from actionplan.declared import Due
from actionplan.document import Action, Narrative, PlanDocument, Recommendation
from actionplan.public.exempt_marks import Mark, Marks, own_marks, todays_marks
from actionplan.wording import worded
from actionplan.words import counted

# The fields that may be exempt by themselves, and what they are called. Without any of them
# the whole row is exempt.
FIELDS = {
    "title": "Wording",
    "steps": "Steps",
    "leads": "Leads",
    "due": "Dates and their changes",
    "commentary": "Commentary",
    "extras": "Further columns",
}
HIDDEN = "Exempt information"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A plan's public part, and how much is missing from it.

    ``rows`` are the actions that are left out and would count; ``parts`` those that are shown in
    part; ``undated`` the open ones among these whose date is not shown; ``narratives`` and
    ``reasons`` what SLT leads said and why the council did not accept something, not shown either.
    ``hidden`` has, by reference, the fields that are not shown (none: the whole row).
    """

    document: PlanDocument
    rows: int = 0
    parts: int = 0
    undated: int = 0
    narratives: int = 0
    reasons: int = 0
    paragraphs: tuple[str, ...] = ()
    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return not (self.rows or self.parts or self.narratives or self.reasons)

    @property
    def sentence(self) -> str:
        """What is not shown and not counted; "" where nothing is missing."""
        said = []
        if self.rows:
            said.append(f"{_are(self.rows)} exempt and not counted here")
        if self.parts:
            said.append(f"parts of {counted(self.parts, 'action')} are exempt and not shown")
        if self.undated:
            said.append(f"{counted(self.undated, 'date')} among them counted as no date")
        if self.narratives:
            said.append(f"{counted(self.narratives, 'narrative')} not shown")
        if self.reasons:
            said.append(f"{counted(self.reasons, 'reason')} for a response not shown")
        why = f" ({'; '.join(self.paragraphs)})" if self.paragraphs else ""
        return f"{'; '.join(said)}{why}." if said else ""


def _are(number: int) -> str:
    return f"{counted(number, 'action')} {'is' if number == 1 else 'are'}"


def redact(
    document: PlanDocument, *, today: PlanDocument | None = None, marks: Marks | None = None
) -> Redacted:
    """The public part of ``document``, by its own marks and by today's.

    ``today`` is the plan as it stands: its marks hold for whatever action of ``document`` is the
    same, or may be. ``marks`` are by reference, also of actions that have left the plan. What is
    reported in another wording is so here too, without the lead's own words.
    """
    document = worded(document)
    found = dict(own_marks(document, marks or {}))
    for place, mark in todays_marks(document, today):
        found[place] = found[place] | mark if place in found else mark
    return _Redacting(document, found).redact()


class _Redacting:
    """Walks a plan once, taking out what is marked. Parts of an exempt row go with it."""

    def __init__(self, document: PlanDocument, marks: Mapping[int, Mark]) -> None:
        self.document, self.marks, self.place = document, marks, -1
        self.tally: Counter[str] = Counter()
        self.marked: list[str] = []  # references of what is exempt, "" where there is none
        self.paragraphs: dict[str, None] = {}
        self.hidden: dict[str, frozenset[str]] = {}

    def redact(self) -> Redacted:
        themes = tuple(
            replace(
                theme,
                recommendations=tuple(map(self._recommendation, theme.recommendations)),
            )
            for theme in self.document.themes
        )
        loose = self._actions(self.document.loose_actions)
        said = self._narrative(self.document.narrative, self.marked)
        return Redacted(
            replace(self.document, themes=themes, loose_actions=loose, narrative=said),
            self.tally["rows"],
            self.tally["parts"],
            self.tally["undated"],
            self.tally["narratives"],
            self.tally["reasons"],
            tuple(self.paragraphs),
            self.hidden,
        )

    def _recommendation(self, one: Recommendation) -> Recommendation:
        before = len(self.marked)
        actions = self._actions(one.actions)
        marked = self.marked[before:]
        said, why = self._narrative(one.narrative, marked), self._reason(one, marked)
        return replace(one, actions=actions, narrative=said, response_reason=why)

    def _reason(self, one: Recommendation, marked: list[str]) -> str | None:
        """Why it is not accepted as it stands; it may tell of a row below that is exempt."""
        if not (one.response_reason and marked):
            return one.response_reason
        self.tally["reasons"] += 1
        return HIDDEN

    def _narrative(self, said: Narrative | None, marked: Iterable[str]) -> Narrative | None:
        """What was said, unless it is exempt or may tell of a row that is."""
        if said is None or not (said.exempt_paragraph or set(marked) - set(said.cleared)):
            return said and replace(said, cleared=())
        self.tally["narratives"] += 1
        if said.exempt_paragraph:
            self.paragraphs[said.exempt_paragraph] = None
        return Narrative(HIDDEN, post=said.post, exempt_paragraph=said.exempt_paragraph or HIDDEN)

    def _actions(self, actions: Iterable[Action], above: Mark | None = None) -> tuple[Action, ...]:
        return tuple(shown for one in actions if (shown := self._action(one, above)))

    def _action(self, action: Action, above: Mark | None) -> Action | None:
        self.place += 1
        mark = above or self.marks.get(self.place)
        gone = mark if mark and mark.is_whole else None
        if mark:
            self._note(action, mark)
        below = self._actions(action.sub_actions, gone)
        return None if gone else replace(without(action, mark), sub_actions=below)

    def _note(self, action: Action, mark: Mark) -> None:
        if mark.paragraph:
            self.paragraphs[mark.paragraph] = None
        self.marked.append(action.reference or "")
        if action.reference:
            self.hidden[action.reference] = mark.fields
        if action.counts_in_totals:
            self.tally["rows" if mark.is_whole else "parts"] += 1
            dated = action.is_open and action.due.date
            self.tally["undated"] += bool("due" in mark.fields and dated)


def without(action: Action, mark: Mark | None) -> Action:
    """An action without the fields that ``mark`` names; where it says why, so does the row."""
    if mark is None:
        return action
    for name in sorted(mark.fields):
        action = BLANKED[name](action)
    fields = tuple(name for name in FIELDS if name in mark.fields)
    return replace(action, exempt_paragraph=mark.paragraph or HIDDEN, exempt_fields=fields)


def _no_leads(action: Action) -> Action:
    last = replace(action.last_update, post=None) if action.last_update else None
    proposed = replace(action.proposed, post=None) if action.proposed else None
    led = replace(action, accountable=None, delivery=(), leads_inherited=False)
    return replace(led, last_update=last, proposed=proposed)


def _no_dates(action: Action) -> Action:
    hidden = Due(HIDDEN) if action.due else Due()
    shown = replace(action, due=hidden, first_due=Due(), revisions=(), completed=None)
    return replace(shown, proposed=None)


BLANKED: Mapping[str, Callable[[Action], Action]] = {
    "title": lambda action: replace(action, title=HIDDEN),
    "steps": lambda action: replace(action, steps=()),
    "leads": _no_leads,
    "due": _no_dates,
    "commentary": lambda action: replace(
        action, commentary=action.commentary and HIDDEN, reported=None
    ),
    "extras": lambda action: replace(action, extras=()),
}
