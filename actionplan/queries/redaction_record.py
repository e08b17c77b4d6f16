"""Where words stand that must go in the record: the log, seals, files, the register, evidence."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from actionplan.importing.stored import from_text
from actionplan.interchange import encode, to_json
from actionplan.models import (
    Change,
    Correction,
    Entry,
    Evidence,
    Narrative,
    PlanFile,
    Report,
    ReportFile,
    Seal,
)
from actionplan.proofs.hashing import WORDS
from actionplan.proofs.passages import Passage
from actionplan.proofs.redactable import LINES
from actionplan.queries.redaction_places import Place
from actionplan.queries.report_values import values_of
from actionplan.queries.reports import every_report
from actionplan.stamps import UnreadableStamp, read_stamp
from council.models import Council

AT_ONCE, LARGE_AT_ONCE = 200, 5  # a closed period or a file may hold megabytes

Rows = QuerySet[Any, Any]


def each_of(rows: Rows, at_once: int = AT_ONCE) -> Iterator[Any]:
    return rows.iterator(chunk_size=at_once)


def entries_with(council: Council, passage: Passage) -> Iterator[Place]:
    entries = Entry.objects.filter(action__plan__council=council).order_by("action", "number")
    for entry in each_of(entries.select_related("action__plan")):
        columns = columns_with(entry, WORDS, passage)
        if columns:
            yield Place(entry, columns, f"{entry.action.reference} entry {entry.number}")


def columns_with(row: Any, names: tuple[str, ...], passage: Passage) -> tuple[str, ...]:
    return tuple(name for name in names if passage.stands_in(getattr(row, name)))


def seals_with(council: Council, passage: Passage) -> Iterator[Place]:
    seals = Seal.objects.filter(period__plan__council=council).select_related("period__plan")
    for seal in each_of(seals, LARGE_AT_ONCE):
        if passage.stands_in(json.loads(seal.text)):
            yield Place(seal, ("text",), f"{seal.period}, closed, of {seal.period.plan.code}")


def files_with(council: Council, passage: Passage, entries: list[Place]) -> Iterator[Place]:
    """Files that hold them, as far as that can be read; and those that the entries came from."""
    came_from = {(entry.row.action.plan_id, entry.row.imported_from) for entry in entries}  # type: ignore[attr-defined]
    files = PlanFile.objects.filter(council=council).select_related("plan")
    for file in each_of(files, LARGE_AT_ONCE):
        source = (file.plan_id, file.file_name[:255]) in came_from and file.applied_at
        if source or passage.stands_in(_held_by(file)):
            yield Place(file, ("file",), f"File {file.pk}, sent in on {file.sent_at:%d/%m/%Y}")


def _held_by(file: PlanFile) -> list[Any]:
    """All texts of a file that was read: what it said when it went out from here, too."""
    kept = [file.file_name, file.choices, file.decisions, file.receipt, file.refusal]
    if not file.reading:
        return [*kept, file.undone_reason]
    return [*kept, file.undone_reason, json.loads(file.reading), _stamped(file)]


def _stamped(file: PlanFile) -> Any:
    stamp = from_text(file.reading).stamp
    try:
        return to_json(read_stamp(stamp).document) if stamp else None
    except UnreadableStamp:
        return None


def changes_with(council: Council, passage: Passage) -> Iterator[Place]:
    for change in each_of(Change.objects.filter(plan__council=council).select_related("plan")):
        columns = columns_with(change, LINES[Change._meta.db_table], passage)
        if columns:
            yield Place(change, columns, f"Change {change.number} of {change.plan.code}")


def corrections_with(council: Council, passage: Passage) -> Iterator[Place]:
    found = Correction.objects.filter(period__plan__council=council).select_related("period")
    for correction in each_of(found):
        columns = columns_with(correction, LINES[Correction._meta.db_table], passage)
        if columns:
            where = f"Correction {correction.number} of {correction.period}"
            yield Place(correction, columns, where)


def narratives_with(council: Council, passage: Passage) -> Iterator[Place]:
    found = Narrative.objects.filter(period__plan__council=council)
    for narrative in each_of(found.select_related("period", "recommendation")):
        columns = columns_with(narrative, LINES[Narrative._meta.db_table], passage)
        if columns:
            yield Place(narrative, columns, f"Narrative {narrative.pk} in {narrative.period}")


def evidence_with(council: Council, passage: Passage) -> Iterator[Place]:
    found = Evidence.objects.filter(action__plan__council=council).select_related("action__plan")
    names = ("title", "url", "minute", "file_name", "withdrawn_reason")
    for evidence in each_of(found):
        if columns_with(evidence, names, passage):
            yield place_of_evidence(evidence)


def place_of_evidence(evidence: Evidence) -> Place:
    """A piece of evidence as a place: all of it goes."""
    where = f"Evidence {evidence.pk} of {evidence.action.reference}"
    return Place(evidence, ("title", "url", "minute", "file", "file_name"), where)


def kept_with(council: Council, passage: Passage) -> Iterator[Place]:
    """Kept files of reports that say the words: every file of such a report, since all are one."""
    files = ReportFile.objects.filter(file_set__report__council=council).exclude(file="")
    of_report: dict[int, list[ReportFile]] = defaultdict(list)
    for file in files.select_related("file_set__report__council").order_by("pk"):
        of_report[file.file_set.report_id].append(file)
    for report in every_report().filter(pk__in=of_report):
        found = of_report[report.pk]
        if _says(report, found, passage):
            for file in found:
                named = ("file_name",) if passage.stands_in(file.file_name) else ()
                yield Place(file, ("file", *named), f"File {file.pk} of report {report.pk}")


def _says(report: Report, files: list[ReportFile], passage: Passage) -> bool:
    """Whether the words stand in what the files were written from, or in their names.

    Nothing of a final report changes but by a redaction, so it says still what its files say.
    """
    if any(passage.stands_in(file.file_name) for file in files):
        return True
    return any(passage.stands_in(encode(value)) for value in values_of(report))
