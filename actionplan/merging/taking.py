"""How a file is to be taken: what a person says of it as a whole, kept as JSON with the file.

The plan it goes into is a field of the file itself; everything else that is chosen before its rows
are looked at stands here. What is decided of single rows stands in ``decisions``.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from actionplan.importing.notes import ColumnChoice, KnownHeading
from actionplan.interchange import decode, encode


class Covers(StrEnum):
    """What of a plan the file holds."""

    SOME = "some"  # some rows: what is missing from it is untouched
    WHOLE = "whole"  # the whole plan: what is missing from it may be dropped, with a reason
    PAST = "past"  # the plan as it stood in an earlier quarter: becomes a closed past period


@dataclass(frozen=True, slots=True)
class PastQuarter:
    """The closed past period that an earlier quarter's file becomes."""

    name: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Taking:
    """What was chosen for a file.

    ``columns`` are a person's words on columns; ``columns_used`` the headings to remember for the
    plan once the file is brought in. ``title`` and ``draft`` are those of a new plan, where the
    file names none that is known; ``as_at`` is the day of which the file speaks.
    """

    columns: tuple[ColumnChoice, ...] = ()
    columns_used: tuple[KnownHeading, ...] = ()
    title: str = ""
    draft: bool = False
    as_at: date | None = None
    covers: Covers = Covers.SOME
    quarter: PastQuarter | None = None


def mark_of(plan: int | None, data: Mapping[str, Any]) -> str:
    """Ten digits that change whenever the plan or anything that was chosen does."""
    text = json.dumps([plan, data], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def to_data(taking: Taking) -> dict[str, Any]:
    """The choices as JSON values."""
    data: dict[str, Any] = encode(taking)
    return data


def from_data(data: Mapping[str, Any]) -> Taking:
    """The choices that ``to_data`` wrote; none from an empty object. Raises ValueError."""
    taking: Taking = decode(Taking, dict(data), "choices")
    return taking
