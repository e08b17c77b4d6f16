"""Stored values in words for a person, for conflicts, histories and registers."""

from datetime import date
from typing import Any

NOTHING = "Nothing"


def in_words(value: Any) -> str:
    """A field's value: dates in words, lists a line each, nothing as "Nothing"."""
    if value in (None, "", []):
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, dict):
        return "\n".join(f"{name}: {in_words(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(map(_line, value))
    return str(value)


def _line(value: Any) -> str:
    if isinstance(value, dict):
        return " – ".join(str(each) for each in value.values() if each)
    if isinstance(value, list | tuple):
        return ": ".join(map(str, value))
    return str(value)
