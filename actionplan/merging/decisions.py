"""What a person decides in the review of a file: plain values, kept as JSON with the file.

A row is named by its place in the reading's document (from 0), a cell by its row's place and its
field. What is not decided is ``None``: a certain difference is then taken, an unsure one is not,
and its doubt stays on the plan's set-up list.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from actionplan.interchange import decode, encode


class RowWord(StrEnum):
    """What becomes of a row of the file."""

    TAKE = "take"  # bring it in as it was understood
    LEAVE = "leave"  # leave the plan as it is
    ASIDE = "aside"  # it is no action: a heading, a total, a note
    SPLIT = "split"  # it holds several actions, named in ``titles``
    SAME = "same"  # it is the plan's action ``reference``, in other words
    NEW = "new"  # it is a new action, whatever it looks like


class CellWord(StrEnum):
    """What becomes of one cell."""

    TAKE = "take"  # as it was understood, or as the file has it where the two sides differ
    LEAVE = "leave"  # as the plan has it; nothing where the plan has nothing
    TYPED = "typed"  # as the person has typed it, in ``words``


@dataclass(frozen=True, slots=True)
class RowDecision:
    """A decision on the row at ``place``."""

    place: int
    word: RowWord
    titles: tuple[str, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CellDecision:
    """A decision on a cell; ``words`` as typed: a rating's letter, a status, due words, a post."""

    place: int
    field: str
    word: CellWord
    words: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """An action of the plan that the whole plan's file no longer has, and that is dropped."""

    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything that was decided so far; of each row, cell and reference at most one."""

    rows: tuple[RowDecision, ...] = ()
    cells: tuple[CellDecision, ...] = ()
    missing: tuple[Missing, ...] = ()

    def of_row(self, place: int) -> RowDecision | None:
        """What was decided of the row at ``place``."""
        return next((one for one in self.rows if one.place == place), None)

    def of_cell(self, place: int, name: str) -> CellDecision | None:
        """What was decided of a cell."""
        found = (one for one in self.cells if (one.place, one.field) == (place, name))
        return next(found, None)


def to_data(decisions: Decisions) -> dict[str, Any]:
    """The decisions as JSON values."""
    data: dict[str, Any] = encode(decisions)
    return data


def from_data(data: Mapping[str, Any]) -> Decisions:
    """The decisions that ``to_data`` wrote; none from an empty object. Raises ValueError."""
    decisions: Decisions = decode(Decisions, dict(data), "decisions")
    return decisions


def with_row(decisions: Decisions, place: int, decision: RowDecision | None) -> Decisions:
    """The decisions with this one on a row in place of any other; without one for None."""
    kept = tuple(one for one in decisions.rows if one.place != place)
    return replace(decisions, rows=(*kept, decision) if decision else kept)


def with_cell(
    decisions: Decisions, place: int, name: str, decision: CellDecision | None
) -> Decisions:
    """The decisions with this one on a cell in place of any other; without one for None."""
    kept = tuple(one for one in decisions.cells if (one.place, one.field) != (place, name))
    return replace(decisions, cells=(*kept, decision) if decision else kept)


def with_missing(decisions: Decisions, reference: str, reason: str) -> Decisions:
    """The decisions with an action dropped for that reason; kept in the plan for an empty one."""
    kept = tuple(one for one in decisions.missing if one.reference != reference)
    return replace(
        decisions, missing=(*kept, Missing(reference, reason)) if reason.strip() else kept
    )


def mark_of(decisions: Decisions, place: int) -> str:
    """Ten digits that change whenever anything that was decided of a row does."""
    cells = sorted(
        (one.field, one.word, one.words) for one in decisions.cells if one.place == place
    )
    text = repr((decisions.of_row(place), cells))
    return hashlib.sha256(text.encode()).hexdigest()[:10]
