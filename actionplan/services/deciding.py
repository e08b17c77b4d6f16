"""Decisions in the review of a file: each is kept as it is made, and none is lost to another."""

from collections.abc import Callable, Iterable

from django.db import transaction

from actionplan.merging.decisions import (
    CellDecision,
    Decisions,
    RowDecision,
    from_data,
    mark_of,
    to_data,
    with_cell,
    with_missing,
    with_row,
)
from actionplan.models import PlanFile
from council.versions import CannotEdit, ChangedMeanwhile


def decide_row(*, file: PlanFile, place: int, decision: RowDecision | None, seen: str) -> PlanFile:
    """Decide on a row as a whole, or take that back (None).

    ``seen`` is ``mark_of`` the row when its form was made: raises ChangedMeanwhile where somebody
    has decided on it since, and CannotEdit where the file is no longer under review.
    """
    return _decide(file, lambda now: with_row(_unless_newer(now, place, seen), place, decision))


def decide_cell(
    *, file: PlanFile, place: int, field: str, decision: CellDecision | None, seen: str
) -> PlanFile:
    """Decide on one cell, or take that back (None); raises as ``decide_row`` does."""
    return _decide(
        file, lambda now: with_cell(_unless_newer(now, place, seen), place, field, decision)
    )


def decide_alike(
    *, file: PlanFile, rows: Iterable[RowDecision] = (), cells: Iterable[CellDecision] = ()
) -> PlanFile:
    """Decide on many rows at once; what was decided of any of them before stays as it is."""

    def all_of_them(now: Decisions) -> Decisions:
        known_rows = {one.place for one in now.rows}
        known_cells = {(one.place, one.field) for one in now.cells}
        return Decisions(
            rows=(*now.rows, *(one for one in rows if one.place not in known_rows)),
            cells=(*now.cells, *(o for o in cells if (o.place, o.field) not in known_cells)),
            missing=now.missing,
        )

    return _decide(file, all_of_them)


def decide_missing(*, file: PlanFile, reference: str, reason: str) -> PlanFile:
    """Drop an action that the whole plan's file no longer has; without a reason it stays."""
    return _decide(file, lambda now: with_missing(now, reference, reason))


@transaction.atomic
def _decide(file: PlanFile, change: Callable[[Decisions], Decisions]) -> PlanFile:
    stored = locked_for_review(file)
    stored.decisions = to_data(change(from_data(stored.decisions)))
    stored.version += 1
    stored.save(update_fields=["decisions", "version"])
    return stored


def locked_for_review(file: PlanFile) -> PlanFile:
    """The file as it stands, locked; raises CannotEdit unless it is under review."""
    stored = PlanFile.objects.select_for_update(of=("self",)).filter(pk=file.pk).first()
    if stored is None or stored.state != PlanFile.State.READ:
        raise CannotEdit("This file is no longer under review. Nothing was decided.")
    return stored


def _unless_newer(now: Decisions, place: int, seen: str) -> Decisions:
    if mark_of(now, place) != seen:
        raise ChangedMeanwhile
    return now
