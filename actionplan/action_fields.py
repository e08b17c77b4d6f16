"""The fields of an action by name: how their values are compared, and shown to a person. Pure.

The names are those of notes, decisions and differences; a further column is "extra:<heading>".
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from actionplan.declared import Due, Step, StepState
from actionplan.document import Action, PlanDocument
from actionplan.key_lines import Rating
from actionplan.merging.alike import plain
from actionplan.words import moment, status_words

# What the lead declares: one declaration, so that words of two people are never mixed.
LOGGED = ("rating", "status", "due", "completed", "commentary", "confidence")
LEADS = ("accountable", "delivery")
PLACES = ("recommendation", "part_of")
# What the plan manager owns.
STRUCTURE = (
    "title",
    "source_number",
    "steps",
    "timescale",
    "priority",
    "first_due",
    *LEADS,
    "counts_in_totals",
    *PLACES,
)
EXTRA = "extra:"

LABELS = {
    "title": "Action",
    "source_number": "Number",
    "steps": "Steps",
    "rating": "Rating",
    "status": "Status",
    "timescale": "Timescale",
    "priority": "Priority",
    "due": "Due",
    "first_due": "First agreed date",
    "completed": "Completed on",
    "commentary": "Commentary",
    "confidence": "Confidence",
    "accountable": "Lead",
    "delivery": "Delivery leads",
    "counts_in_totals": "Counts in totals",
    "recommendation": "Recommendation",
    "part_of": "Part of",
}


def label_of(name: str) -> str:
    """What a person calls a field: "Due", or the heading of a further column."""
    return LABELS.get(name) or name.removeprefix(EXTRA)


@dataclass(frozen=True, slots=True)
class Whole:
    """An action and, in words, where it stands: its recommendation and what it is a part of."""

    action: Action
    recommendation: str = ""
    part_of: str = ""


def value_of(whole: Whole, name: str) -> Any:
    """The value of a field; empty where nothing is said."""
    if name in PLACES:
        return getattr(whole, name)
    if name.startswith(EXTRA):
        return extra_of(whole.action, name.removeprefix(EXTRA))
    return getattr(whole.action, name)


def extra_of(action: Action, heading: str) -> str:
    """The words of a further column, whatever its capitals; both where it stands twice."""
    wanted = heading.casefold()
    return "\n".join(words for one, words in action.extras if one.casefold() == wanted)


def fields_of(action: Action) -> list[str]:
    """Every field that an action may have: the usual ones, then its further columns."""
    headings = dict.fromkeys(heading for heading, _ in action.extras)
    return [*LOGGED, *STRUCTURE, *(f"{EXTRA}{heading}" for heading in headings)]


def is_empty(value: Any) -> bool:
    """Whether a value says nothing."""
    return value is not True and value is not False and not value


def same_value(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field say the same. Spaces and, in structure, capitals do not count.

    Steps of which one side states nothing but their words are compared by those.
    """
    if name == "steps" and not (_stated(one) and _stated(other)):
        return [plain(step.words) for step in one] == [plain(step.words) for step in other]
    return _comparable(name, one) == _comparable(name, other)


def _stated(steps: tuple[Step, ...]) -> bool:
    return any(step.state for step in steps)


def _comparable(name: str, value: Any) -> Hashable:
    compare = _COMPARE.get(name)
    if compare:
        return compare(value)
    if isinstance(value, str):
        return plain(value)
    return value or None


def _lines(text: str | None) -> Hashable:
    """Lines with something on them, less doubled spaces: what a workbook may do to line ends."""
    lines = (" ".join(line.split()) for line in (text or "").splitlines())
    return tuple(line for line in lines if line)


def _due(due: Due) -> Hashable:
    return plain(due.words), due.date, due.precision if due.date else None


_COMPARE: Mapping[str, Callable[[Any], Hashable]] = {
    "commentary": _lines,
    "title": lambda title: " ".join((title or "").split()),
    "due": _due,
    "first_due": lambda due: plain(due.words) or due.date,
    "steps": lambda steps: tuple((plain(step.words), step.state) for step in steps),
    "accountable": plain,
    "delivery": lambda posts: frozenset(map(plain, posts)),
    "counts_in_totals": bool,
}


def in_words(name: str, value: Any, document: PlanDocument) -> str:
    """A value as a person reads it; "" for nothing. Ratings are named by ``document``'s key."""
    if name == "rating":
        return _rating(document.rating(value), value)
    return _SHOW.get(name, str)(value) if not is_empty(value) else ""


def _rating(rating: Rating | None, letter: str | None) -> str:
    return rating.word if rating else letter or ""


def _shown_due(due: Due) -> str:
    """The words, and the date where they do not say it themselves."""
    if due.date is None:
        return due.words
    day = moment(due.date, due.precision)
    return due.words if plain(due.words) == plain(day) else f"{due.words} ({day})".strip()


def _shown_step(step: Step) -> str:
    return f"{step.words} ({step.state.value})" if isinstance(step.state, StepState) else step.words


_SHOW: Mapping[str, Callable[[Any], str]] = {
    "status": status_words,
    "due": _shown_due,
    "first_due": _shown_due,
    "completed": lambda found: moment(found.date, found.precision),
    "confidence": lambda value: str(value.value).capitalize(),
    "steps": lambda steps: "\n".join(map(_shown_step, steps)),
    "delivery": "; ".join,
    "counts_in_totals": lambda counts: "Yes" if counts else "No",
}
