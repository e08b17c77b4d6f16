"""Choices of a model field from the members of a plain enumeration."""

from enum import StrEnum


def choices_of(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Each member's value with the words for it, for a form or the admin."""
    return [(member.value, member.value[:1].upper() + member.value[1:]) for member in kind]
