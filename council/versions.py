"""How two people who edit the same thing do not lose each other's words.

A form carries ``seen``, the id of the newest line of its row's history when the form was made.
Saving claims the row, and refuses when a newer line has come between.
"""

from typing import Any

from django.db import models


class ChangedMeanwhile(Exception):
    """Somebody else has changed it since the form was shown; nothing was written."""


class CannotEdit(Exception):
    """An edit that may not stand; the message is a sentence for a person."""


def newest(row: models.Model) -> int | None:
    """The id of the newest line of a row's history: what a form carries as ``seen``."""
    history: Any = row.history  # type: ignore[attr-defined]
    return history.order_by("-history_id").values_list("history_id", flat=True).first()


def claim(row: Any, seen: int | None) -> Any:
    """The row as it stands, locked until the transaction ends; raises ChangedMeanwhile."""
    stands = type(row).objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if stands is None or newest(stands) != seen:
        raise ChangedMeanwhile
    return stands


def sign(row: Any, by: Any, reason: str = "") -> None:
    """Name who changes ``row`` and why, for the line of history that its next save writes."""
    row._history_user = by  # simple-history's documented way to name the author
    if reason:
        row._change_reason = reason[:100]
