"""What was understood of an action, field by field, as a screen says it."""

from collections.abc import Iterator
from typing import Any

from actionplan.action_fields import PLACES, Whole, fields_of, in_words, is_empty, value_of
from actionplan.document import Action, PlanDocument

# In the order in which a person reads a row; further columns come last.
FIRST = ("title", "steps", "accountable", "delivery", "due", "rating", "status")


def understood(action: Action, document: PlanDocument) -> Iterator[tuple[str, str]]:
    """Field and words of all that an action says of itself."""
    names = dict.fromkeys((*FIRST, *fields_of(action)))
    for name in names:
        value = value_of(Whole(action), name)
        usual = name in PLACES or (name == "counts_in_totals" and value)
        if not usual and not is_empty(value):
            yield name, shown(name, value, document)


def shown(name: str, value: Any, document: PlanDocument) -> str:
    """A value as a person reads it, and that words give no date where they give none."""
    words = in_words(name, value, document)
    undated = name == "due" and words and not value.date
    return f"{words} (no date)" if undated else words
