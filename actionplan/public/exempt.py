"""What a plan manager may mark as not for the public, as it is stored."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from actionplan.public.redacting import FIELDS, HIDDEN

LONGEST_PARAGRAPH = 200


def check_exempt_fields(value: object) -> None:
    """Raise ValidationError unless ``value`` is a list of fields that may be exempt, each once."""
    known = isinstance(value, list) and all(one in FIELDS for one in value)
    if not known or len(set(value)) != len(value):  # type: ignore[call-overload, arg-type]
        raise ValidationError("Name fields that may be exempt, each once.")


def exempt_words(fields: Iterable[str]) -> str:
    """ "Leads, Commentary"; "The whole row" where no field is named."""
    return ", ".join(FIELDS[one] for one in FIELDS if one in fields) or "The whole row"


def exempt_columns(paragraph: str | None, fields: Iterable[str]) -> dict[str, Any]:
    """The marks that a file gives an action, as they are stored.

    Fields that we do not know make the whole row exempt: nothing is published by mistake.
    """
    named = list(fields)
    if not (paragraph or named):
        return {"exempt_paragraph": "", "exempt_fields": []}
    known = [one for one in FIELDS if one in named]
    whole = len(known) != len(set(named))
    words = (paragraph or HIDDEN)[:LONGEST_PARAGRAPH]
    return {"exempt_paragraph": words, "exempt_fields": [] if whole else known}
