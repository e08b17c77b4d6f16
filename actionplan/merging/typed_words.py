"""What a person types in place of a cell of a file, read as the cell itself would have been."""

from collections.abc import Callable, Mapping
from typing import Any

from actionplan.action_fields import EXTRA, label_of
from actionplan.declared import Confidence, Due, Moment, Status, Step, StepState
from actionplan.document import PlanDocument
from actionplan.due import parse_date, read_due
from actionplan.importing.leads import split_posts
from actionplan.merging.alike import plain
from actionplan.merging.fitting import LONGEST
from actionplan.status_words import status_of
from actionplan.step_lines import read_lines


def typed_value(name: str, words: str, key: PlanDocument) -> Any:
    """The value of a field from typed words; empty words empty it.

    ``key`` is the document whose ratings count. Raises ValueError with a sentence for a person.
    """
    words = words.strip()
    if len(words) > LONGEST.get(name, len(words)):
        raise ValueError(f"{label_of(name)} has room for {LONGEST[name]:,} characters.")
    if name == "rating":
        return _rating(words, key)
    return _READERS[name](words) if name in _READERS else _plain_text(name, words)


def _plain_text(name: str, words: str) -> str | None:
    if name == "title" and not words:
        raise ValueError("An action needs words.")
    return words if name == "title" or name.startswith(EXTRA) else words or None


def _rating(words: str, key: PlanDocument) -> str | None:
    for rating in key.key:
        if plain(words) in {plain(rating.letter), plain(rating.word)}:
            return rating.letter
    if words:
        letters = ", ".join(f"{one.letter} ({one.word})" for one in key.key)
        raise ValueError(f"“{words}” is no rating of the key, which has {letters}.")
    return None


def _status(words: str) -> Status | None:
    found = status_of(words)
    if words and found is None:
        raise ValueError(f"“{words}” is no status. Give one such as “in progress” or “complete”.")
    return found


def _due(words: str) -> Due:
    return read_due(words).due


def _moment(words: str) -> Moment | None:
    found = parse_date(words)
    if words and found is None:
        raise ValueError(f"“{words}” is no date. Give one such as 30 September 2023.")
    return found


def _confidence(words: str) -> Confidence | None:
    try:
        return Confidence(words.casefold()) if words else None
    except ValueError:
        raise ValueError(f"“{words}” is no confidence: high, medium or low.") from None


def _steps(words: str) -> tuple[Step, ...]:
    return tuple(Step(line["words"], _state(line["state"])) for line in read_lines(words, ()))


def _state(state: str | None) -> StepState | None:
    return StepState(state) if state else None


def _counts(words: str) -> bool:
    if plain(words) not in {"yes", "no"}:
        raise ValueError("Say yes or no.")
    return plain(words) == "yes"


_READERS: Mapping[str, Callable[[str], Any]] = {
    "status": _status,
    "due": _due,
    "first_due": _due,
    "completed": _moment,
    "confidence": _confidence,
    "steps": _steps,
    "delivery": lambda words: split_posts(words).posts,
    "counts_in_totals": _counts,
}
