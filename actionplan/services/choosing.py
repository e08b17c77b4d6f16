"""What a person chooses of a file as a whole: its columns, its plan, its day."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from django.db import transaction

from actionplan.importing.notes import Choices, ColumnChoice, Reading
from actionplan.importing.read import read_content
from actionplan.importing.remembering import columns_used
from actionplan.importing.stored import from_text, to_text
from actionplan.merging import decisions, taking
from actionplan.merging.taking import Taking
from actionplan.models import Plan, PlanFile
from actionplan.queries.choices import choices_for
from actionplan.reviewing.places import moved
from actionplan.services.deciding import locked_for_review
from council.versions import ChangedMeanwhile

READ = ["choices", "decisions", "reading", "version"]  # what reading a file again changes


@transaction.atomic
def choose_taking(*, file: PlanFile, plan: Plan | None, chosen: Taking, seen: str) -> PlanFile:
    """Say into which plan a file goes and how; the columns that were chosen stay.

    Where the last file of that plan was taken otherwise than this one was read, it is read again
    so. Raises ChangedMeanwhile where somebody has chosen since ``seen`` (``taking.mark_of``),
    CannotEdit where the file is no longer under review, and UnreadableFile.
    """
    stored = _claimed(file, seen)
    known = taking.from_data(stored.choices)
    read_with = choices_for(council=stored.council, file=stored)
    stored.plan = plan
    kept = replace(chosen, columns=known.columns, columns_used=known.columns_used)
    stored.choices = taking.to_data(kept)
    if choices_for(council=stored.council, file=stored) != read_with:
        _read_again(stored, kept)
    stored.version += 1
    stored.save(update_fields=["plan", *READ])
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
    _read_again(stored, replace(known, columns=tuple(fresh.values())))
    stored.version += 1
    stored.save(update_fields=READ)
    return stored


def _read_again(file: PlanFile, known: Taking) -> None:
    """Note on a file, unsaved, what is in it by what is known of it now."""
    file.choices = taking.to_data(known)
    chosen = choices_for(council=file.council, file=file)
    before, after = from_text(file.reading), _read(file, chosen)
    used = columns_used(after.tables, chosen)
    file.choices = taking.to_data(replace(known, columns_used=used))
    decided = moved(decisions.from_data(file.decisions), before.rows, after.rows)
    file.decisions = decisions.to_data(decided)
    file.reading = to_text(after)


def _claimed(file: PlanFile, seen: str) -> PlanFile:
    stored = locked_for_review(file)
    if taking.mark_of(stored.plan_id, stored.choices) != seen:
        raise ChangedMeanwhile
    return stored


def _read(file: PlanFile, chosen: Choices) -> Reading:
    with file.file.open("rb") as kept:
        content = kept.read()
    return read_content(content, PurePath(file.file_name), chosen)
