"""What a person chooses of a file as a whole: its columns, its plan, its day."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from django.db import transaction

from actionplan import decisions, taking
from actionplan.importing.notes import Choices, ColumnChoice, Reading
from actionplan.importing.read import read_content
from actionplan.importing.remembering import columns_used
from actionplan.importing.stored import from_text, to_text
from actionplan.models import Plan, PlanFile
from actionplan.queries.choices import choices_for
from actionplan.reviewing.places import moved
from actionplan.services.deciding import locked_for_review
from actionplan.taking import Taking
from council.versions import ChangedMeanwhile


@transaction.atomic
def choose_taking(*, file: PlanFile, plan: Plan | None, chosen: Taking, seen: str) -> PlanFile:
    """Say into which plan a file goes and how; the columns that were chosen stay.

    Raises ChangedMeanwhile where somebody has chosen since ``seen`` (``taking.mark_of``), and
    CannotEdit where the file is no longer under review.
    """
    stored = _claimed(file, seen)
    known = taking.from_data(stored.choices)
    stored.plan = plan
    kept = replace(chosen, columns=known.columns, columns_used=known.columns_used)
    stored.choices = taking.to_data(kept)
    stored.version += 1
    stored.save(update_fields=["plan", "choices", "version"])
    return stored


@transaction.atomic
def choose_columns(*, file: PlanFile, columns: Iterable[ColumnChoice], seen: str) -> PlanFile:
    """Say what columns hold, and read the file again so.

    Decisions stay with the rows that are still there. Raises as ``choose_taking`` does, and
    UnreadableFile where nothing can be read with these columns; then nothing is changed.
    """
    stored = _claimed(file, seen)
    known = taking.from_data(stored.choices)
    fresh = {(one.table, one.index): one for one in (*known.columns, *columns)}
    known = replace(known, columns=tuple(fresh.values()))
    stored.choices = taking.to_data(known)
    chosen = choices_for(council=stored.council, file=stored)
    before, after = from_text(stored.reading), _read(stored, chosen)
    used = columns_used(after.tables, chosen)
    stored.choices = taking.to_data(replace(known, columns_used=used))
    decided = moved(decisions.from_data(stored.decisions), before.rows, after.rows)
    stored.decisions = decisions.to_data(decided)
    stored.reading = to_text(after)
    stored.version += 1
    stored.save(update_fields=["choices", "decisions", "reading", "version"])
    return stored


def _claimed(file: PlanFile, seen: str) -> PlanFile:
    stored = locked_for_review(file)
    if taking.mark_of(stored.plan_id, stored.choices) != seen:
        raise ChangedMeanwhile
    return stored


def _read(file: PlanFile, chosen: Choices) -> Reading:
    with file.file.open("rb") as kept:
        content = kept.read()
    return read_content(content, PurePath(file.file_name), chosen)
