"""Where words stand that must go: the log, seals, files, the register, and everything else."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from actionplan.importing.stored import from_text
from actionplan.interchange import encode, to_json
from actionplan.models import (
    TOMBSTONE,
    Change,
    Correction,
    Entry,
    Evidence,
    LineProof,
    Narrative,
    PlanFile,
    RedactedPlace,
    Redaction,
    Report,
    ReportFile,
    Seal,
)
from actionplan.proofs.hashing import NAMES, WORDS
from actionplan.proofs.passages import Passage
from actionplan.proofs.redactable import LINES
from actionplan.queries.report_values import values_of
from actionplan.queries.reports import every_report
from actionplan.stamps import UnreadableStamp, read_stamp
from council.models import Council, KeptForm

AT_ONCE, LARGE_AT_ONCE = 200, 5  # a closed period or a file may hold megabytes
SPECIAL = (
    Entry, Seal, PlanFile, Change, Correction, Narrative, Evidence, Redaction, RedactedPlace,
    ReportFile, LineProof,
)  # fmt: skip
Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """One row in which the words stand: which, in which columns, and what to call it."""

    row: models.Model
    columns: tuple[str, ...]
    where: str

    @property
    def names(self) -> str:
        """Of an entry: what goes, as a person calls it."""
        return ", ".join(NAMES[name] for name in self.columns)


@dataclass(slots=True)
class Places:
    """Every row in which they stand, by how they are taken out of it."""

    entries: list[Place] = field(default_factory=list)
    seals: list[Place] = field(default_factory=list)
    files: list[Place] = field(default_factory=list)
    register: list[Place] = field(default_factory=list)
    evidence: list[Place] = field(default_factory=list)
    others: list[Place] = field(default_factory=list)
    kept: list[Place] = field(default_factory=list)
    forms: list[KeptForm] = field(default_factory=list)

    def __iter__(self) -> Iterator[Place]:
        """Those that leave a line behind: all but forms, which go with their words."""
        yield from self.entries
        yield from self.seals
        yield from self.files
        yield from self.register
        yield from self.evidence
        yield from self.others
        yield from self.kept

    def __len__(self) -> int:
        return sum(1 for _ in self) + len(self.forms)


def places_of(council: Council, words: str) -> Places:
    """Every place of a council in which the words stand. Reads all it has: a rare thing to do."""
    passage = Passage(words, TOMBSTONE)
    entries = list(_entries(council, passage))
    return Places(
        entries,
        list(_seals(council, passage)),
        list(_files(council, passage, entries)),
        [
            *_changes(council, passage),
            *_corrections(council, passage),
            *_narratives(council, passage),
        ],
        list(_evidence(council, passage)),
        [place for model in _others() for place in _rows(model, council, passage)],
        list(_kept(council, passage)),
        [form for form in _forms(council) if passage.stands_in(_typed(form))],
    )


def _each(rows: Rows, at_once: int = AT_ONCE) -> Iterator[Any]:
    return rows.iterator(chunk_size=at_once)


def _entries(council: Council, passage: Passage) -> Iterator[Place]:
    entries = Entry.objects.filter(action__plan__council=council).order_by("action", "number")
    for entry in _each(entries.select_related("action__plan")):
        columns = _columns_with(entry, WORDS, passage)
        if columns:
            yield Place(entry, columns, f"{entry.action.reference} entry {entry.number}")


def _columns_with(row: Any, names: tuple[str, ...], passage: Passage) -> tuple[str, ...]:
    return tuple(name for name in names if passage.stands_in(getattr(row, name)))


def _seals(council: Council, passage: Passage) -> Iterator[Place]:
    seals = Seal.objects.filter(period__plan__council=council).select_related("period__plan")
    for seal in _each(seals, LARGE_AT_ONCE):
        if passage.stands_in(json.loads(seal.text)):
            yield Place(seal, ("text",), f"{seal.period}, closed, of {seal.period.plan.code}")


def _files(council: Council, passage: Passage, entries: list[Place]) -> Iterator[Place]:
    """Files that hold them, as far as that can be read; and those that the entries came from."""
    came_from = {(entry.row.action.plan_id, entry.row.imported_from) for entry in entries}  # type: ignore[attr-defined]
    files = PlanFile.objects.filter(council=council).select_related("plan")
    for file in _each(files, LARGE_AT_ONCE):
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


def _changes(council: Council, passage: Passage) -> Iterator[Place]:
    for change in _each(Change.objects.filter(plan__council=council).select_related("plan")):
        columns = _columns_with(change, LINES[Change._meta.db_table], passage)
        if columns:
            yield Place(change, columns, f"Change {change.number} of {change.plan.code}")


def _corrections(council: Council, passage: Passage) -> Iterator[Place]:
    found = Correction.objects.filter(period__plan__council=council).select_related("period")
    for correction in _each(found):
        columns = _columns_with(correction, LINES[Correction._meta.db_table], passage)
        if columns:
            where = f"Correction {correction.number} of {correction.period}"
            yield Place(correction, columns, where)


def _narratives(council: Council, passage: Passage) -> Iterator[Place]:
    found = Narrative.objects.filter(period__plan__council=council)
    for narrative in _each(found.select_related("period", "recommendation")):
        columns = _columns_with(narrative, LINES[Narrative._meta.db_table], passage)
        if columns:
            yield Place(narrative, columns, f"Narrative {narrative.pk} in {narrative.period}")


def _evidence(council: Council, passage: Passage) -> Iterator[Place]:
    found = Evidence.objects.filter(action__plan__council=council).select_related("action__plan")
    names = ("title", "url", "minute", "file_name", "withdrawn_reason")
    for evidence in _each(found):
        if _columns_with(evidence, names, passage):
            yield place_of_evidence(evidence)


def place_of_evidence(evidence: Evidence) -> Place:
    """A piece of evidence as a place: all of it goes."""
    where = f"Evidence {evidence.pk} of {evidence.action.reference}"
    return Place(evidence, ("title", "url", "minute", "file", "file_name"), where)


def _kept(council: Council, passage: Passage) -> Iterator[Place]:
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


# ---- everything else that holds texts, histories of rows too


def _others() -> list[Any]:
    """Tables of this application that hold texts and belong to a council."""
    models_ = apps.get_app_config("actionplan").get_models()
    return [one for one in models_ if one not in SPECIAL and _texts(one) and _to_council(one)]


def _texts(model: Any) -> tuple[str, ...]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
        and not field.choices
        and not isinstance(field, models.SlugField)
    )


def _to_council(model: Any) -> str | None:
    """How a table belongs to a council: "action__plan__council"; None where it does not."""
    ways: list[tuple[Any, tuple[str, ...]]] = [(model, ())]
    seen = {model}
    for table, way in ways:  # grows as it goes: the nearest way is found first
        for one in table._meta.concrete_fields:
            other: Any = one.related_model
            if other is Council:
                return "__".join((*way, one.name))
            if other and other not in seen and other._meta.app_label != "council":
                seen.add(other)
                ways.append((other, (*way, one.name)))
    return None


def _rows(model: Any, council: Council, passage: Passage) -> Iterator[Place]:
    names = _texts(model)
    rows = model._default_manager.filter(Q((str(_to_council(model)), council))).order_by("pk")
    for row in _each(rows.only("pk", *names)):
        columns = _columns_with(row, names, passage)
        if columns:
            yield Place(row, columns, f"{str(model._meta.verbose_name).capitalize()} {row.pk}")


# ---- forms that were typed and not sent


def _forms(council: Council) -> QuerySet[KeptForm]:
    return KeptForm.objects.filter(path__startswith=f"/{council.slug}/")


def _typed(form: KeptForm) -> list[str]:
    return [value for _, value in parse_qsl(form.fields)]
