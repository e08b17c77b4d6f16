"""Steps as a person types them: one a line, "Agree the brief | done". Pure."""

from collections.abc import Sequence
from typing import Any

from actionplan.declared import StepState

STATES: dict[str, str | None] = {
    "open": StepState.OPEN.value,
    "done": StepState.DONE.value,
    "not stated": None,
}
WORDS = {state: words for words, state in STATES.items()}


def as_lines(steps: Sequence[dict[str, Any]]) -> str:
    """Stored steps as lines; one that says nothing of its state has its words alone."""
    return "\n".join(_line(step) for step in steps)


def _line(step: dict[str, Any]) -> str:
    words, state = " ".join(step["words"].split()), step.get("state")
    if state is None and _state(words) is None:
        return words
    return f"{words} | {WORDS[state]}"


def _state(line: str) -> str | None:
    """The state that a line ends with, in the words of ``STATES``; None for none."""
    _, bar, last = line.rpartition("|")
    said = last.strip().casefold()
    return said if bar and said in STATES else None


def read_lines(text: str, stored: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines as steps to store; those that nobody has touched stay as they are stored."""
    known = {_line(step): step for step in stored}
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return [known.get(line) or _step(line) for line in lines if line.strip(" |")]


def _step(line: str) -> dict[str, Any]:
    said = _state(line)
    words = line.rpartition("|")[0].strip() if said else line
    return {"words": words or line, "state": STATES[said] if said else None}
