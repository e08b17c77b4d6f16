"""Adding, changing and removing one row of the organisation, signed and whole or not at all."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError

from council.models import Person
from council.versions import CannotEdit, claim, sign


@transaction.atomic
def add_row(*, row: Any, by: Person) -> None:
    """Save a new row. Raises CannotEdit with the sentence of the rule that it would break."""
    _check(row)
    sign(row, by)
    row.save(force_insert=True)


@transaction.atomic
def save_row(*, row: Any, values: Mapping[str, Any], seen: int | None, by: Person) -> list[str]:
    """Give a row new values; returns the names of the fields that changed.

    Raises ChangedMeanwhile when somebody else has saved it since ``seen``, and CannotEdit with
    the sentence of a rule that the new values would break.
    """
    stands = claim(row, seen)
    changed = [name for name, value in values.items() if getattr(stands, name) != value]
    if changed:
        for name in changed:
            setattr(stands, name, values[name])
        _check(stands)
        sign(stands, by)
        stands.save()
    return changed


@transaction.atomic
def remove_row(*, row: Any, seen: int | None, by: Person, refusal: str) -> None:
    """Remove a row. Raises CannotEdit with ``refusal`` where something still hangs from it."""
    stands = claim(row, seen)
    sign(stands, by)
    try:
        with transaction.atomic():
            stands.delete()
    except (ProtectedError, models.RestrictedError) as error:
        raise CannotEdit(refusal) from error


def _check(row: Any) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise CannotEdit(" ".join(error.messages)) from error
