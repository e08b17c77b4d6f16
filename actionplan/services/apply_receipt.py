"""What an import did, for the person who made it, and what is needed to undo it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Max

from actionplan.importing.notes import Note
from actionplan.models import Action, Plan
from council.models import Person


class CannotApply(Exception):
    """A file that was read but cannot go into the plan; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a reading comes from: the file's name, who sends it, the day its words speak of."""

    file_name: str
    by: Person
    as_at: date


class What(StrEnum):
    """What kind of thing was done."""

    ADDED = "added"
    UPDATED = "updated"
    EDITED = "edited"
    LEADS = "leads"
    MOVED = "moved"
    DROPPED = "dropped"
    RECOMMENDATION = "recommendation"
    RECOMMENDATION_LEADS = "recommendation leads"
    THEME = "theme"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that an import did; ``cells`` are lines of what, before, after, in words.

    ``subject`` is what it is called ("PR-17 Review the constitution"), ``action`` the id of the
    action if it is one, and ``undo`` what undoing needs: ids and values as they were before.
    """

    what: What
    subject: str
    cells: tuple[tuple[str, str, str], ...] = ()
    action: int | None = None
    reference: str = ""
    undo: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Receipt:
    """What an import did. References are the plan's own (PR-17).

    ``notes`` are all notes, the reader's too; ``differences`` those on what the file says and the
    plan still does not. ``done`` is everything that was done, in its order; ``doubts`` are the ids
    of what is left open on the set-up list, ``last_change`` the register's last line afterwards.
    """

    plan: Plan
    made_plan: bool = False
    recommendations_added: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    unchanged: int = 0
    left_alone: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    posts_made: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    differences: list[Note] = field(default_factory=list)
    done: list[Deed] = field(default_factory=list)
    doubts: list[int] = field(default_factory=list)
    last_change: int = 0
    stands: dict[str, int | None] = field(default_factory=dict)
    past_period: dict[str, Any] | None = None

    @property
    def changed_nothing(self) -> bool:
        """Whether the plan is what it was before."""
        return not (self.made_plan or self.done)

    @property
    def nothing_to_do(self) -> bool:
        """Whether the file held nothing that the plan did not have."""
        return self.changed_nothing and not (self.left_alone or self.differences)

    def differ(self, note: Note) -> None:
        """Say what the file says and the plan does not."""
        self.notes.append(note)
        self.differences.append(note)

    def close(self) -> None:
        """Note what stands when everything is done: undoing asks whether it still does."""
        self.last_change = last_change(self.plan)
        touched = {deed.action for deed in self.done if deed.action}
        latest = Action.objects.filter(pk__in=touched).values_list("pk", "latest")
        self.stands = {str(pk): entry for pk, entry in latest}

    def did(
        self,
        what: What,
        action: Action,
        cells: Iterable[tuple[str, str, str]] = (),
        **undo: Any,
    ) -> None:
        """Say what was done to an action."""
        deed = Deed(what, str(action), tuple(cells), action.pk, action.reference, undo)
        self.done.append(deed)
        known = {What.ADDED: self.added, What.DROPPED: self.dropped}.get(what, self.changed)
        if action.reference not in known:
            known.append(action.reference)


def last_change(plan: Plan) -> int:
    """The number of the last line of a plan's register; 0 for none."""
    return plan.changes.aggregate(last=Max("number"))["last"] or 0


KEPT = (
    "made_plan", "recommendations_added", "added", "changed", "dropped", "unchanged", "left_alone",
    "missing", "posts_made", "nothing_to_do", "doubts", "last_change", "stands",
    "past_period",
)  # fmt: skip


def as_data(receipt: Receipt) -> dict[str, Any]:
    """A receipt as it is kept; its notes are those of the file and of the plan together.

    ``undone`` says what undoing did, None while it stands; ``past_period`` what was locked, where
    the file became a closed past period.
    """
    return {name: getattr(receipt, name) for name in KEPT} | {
        "notes": [asdict(note) for note in receipt.notes],
        "done": [asdict(deed) for deed in receipt.done],
        "undone": None,
    }


def notes_of(receipt: dict[str, Any]) -> list[Note]:
    """The notes of a kept receipt."""
    return [Note(**note) for note in receipt.get("notes", [])]


def deeds_of(receipt: dict[str, Any]) -> list[Deed]:
    """What was done, of a kept receipt, in its order."""
    deeds = receipt.get("done", [])
    return [
        Deed(**deed | {"what": What(deed["what"]), "cells": tuple(map(tuple, deed["cells"]))})
        for deed in deeds
    ]
