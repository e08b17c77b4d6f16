"""An action's steps and extras as data: how they are stored, and how they are checked.

Steps are stored as a list of {"words": "Agree the brief", "state": null, "open" or "done"}, extras
as a list of [heading, words].
"""

from typing import Any

from django.core.exceptions import ValidationError

from actionplan.declared import StepState
from actionplan.key import is_text, lines_of

STATES: list[str | None] = [None, *StepState]


def check_steps(data: object) -> None:
    """Raise ValidationError unless ``data`` is a list of steps."""
    for line in lines_of(data):
        if not _is_step(line):
            raise ValidationError(
                f"This is no step: {line!r}. A step has “words” and a “state”: open, done or null."
            )


def check_extras(data: object) -> None:
    """Raise ValidationError unless ``data`` is a list of pairs of texts."""
    for line in lines_of(data):
        if not (isinstance(line, list) and len(line) == 2 and all(map(is_text, line))):
            raise ValidationError(f"This is no [heading, words]: {line!r}.")


def _is_step(line: Any) -> bool:
    return (
        isinstance(line, dict)
        and set(line) <= {"words", "state"}
        and is_text(line.get("words"))
        and bool(line["words"].strip())
        and line.get("state") in STATES
    )
