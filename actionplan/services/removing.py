"""How words are taken out of each kind of place, and what is said of it (see ``redacting``)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction

from actionplan.models import (
    TOMBSTONE,
    Action,
    Entry,
    Evidence,
    FileSet,
    LineProof,
    Period,
    PlanFile,
    RedactedPlace,
    Redaction,
    ReportFile,
    Seal,
)
from actionplan.proofs.chains import chained
from actionplan.proofs.hashing import NO_SALT, PERSON, SALT, SLOTS, parts, sha256
from actionplan.proofs.line_hashing import WORDS
from actionplan.proofs.passages import Passage
from actionplan.proofs.sealed import BrokenSeal, unsealed
from actionplan.queries.redaction_places import Place, Places
from actionplan.services.report_files import make_files, remove
from council import clock
from council.models import KeptForm
from council.storage import private_files
from council.versions import CannotEdit

FILE_GONE = "This file was removed under data protection law. Send in one without the words."
NO_LINK = "https://removed.invalid/"


class Removing:
    """One redaction under way: first the line that says so, then the words."""

    def __init__(self, redaction: Redaction, passage: Passage) -> None:
        self.redaction, self.passage = redaction, passage

    def remove(self, found: Places) -> None:
        """Take the words out of every place, each in its own way."""
        self._each(found.entries, self._entry)
        self._each(found.register, self._line)
        self._each(found.evidence, self._evidence)
        self._each(found.others, self._other)
        for place in found.seals:
            self._seal(place)
        for place in found.files:
            self._file(place)
        self._kept(found.kept)
        KeptForm.objects.filter(pk__in=[form.pk for form in found.forms]).delete()
        self._log(found.entries)

    def _each(self, places: Iterable[Place], take_out: Callable[[Place], None]) -> None:
        for place in places:
            self._note(place)
            take_out(place)

    def _note(self, place: Place, before: str = "", after: str = "") -> None:
        RedactedPlace.objects.create(
            redaction=self.redaction,
            table=place.row._meta.db_table,
            row=place.row.pk,
            columns=f" {' '.join(place.columns)} ",
            where=place.where,
            before=before,
            after=after,
        )

    def _entry(self, place: Place) -> None:
        salts = parts(_of(Entry, place).salts, SALT)
        changes: dict[str, Any] = {}
        for name in place.columns:
            salts[SLOTS.index(name)] = NO_SALT
            changes[name] = None if name == PERSON else TOMBSTONE
        _rows(place).update(salts="".join(salts), **changes)

    def _line(self, place: Place) -> None:
        lines = [[TOMBSTONE, "", ""]]
        changes = {name: lines if name == "details" else TOMBSTONE for name in place.columns}
        _rows(place).update(**changes)
        self._proof(place)

    def _proof(self, place: Place) -> None:
        """What is left of the line can still be proved; of what went not even that it was it."""
        table = place.row._meta.db_table
        for proof in LineProof.objects.filter(table=table, row=place.row.pk):
            salts = parts(proof.salts, SALT)
            for at, name in enumerate(WORDS[table], start=1):
                if name in place.columns:
                    salts[at] = NO_SALT
            LineProof.objects.filter(pk=proof.pk).update(salts="".join(salts))

    def _evidence(self, place: Place) -> None:
        """All of it goes, and out of its history too; it counts as taken back."""
        evidence = _of(Evidence, place)
        _delete_file(evidence.file.name)
        changes: dict[str, Any] = {
            "title": TOMBSTONE,
            "url": NO_LINK if evidence.url else "",
            "minute": TOMBSTONE if evidence.minute else "",
            "file": "",
            "file_name": TOMBSTONE if evidence.file_name else "",
            "withdrawn_reason": TOMBSTONE,
        }
        evidence.history.update(**changes)
        if not evidence.withdrawn_on:
            changes |= {"withdrawn_by": self.redaction.by, "withdrawn_on": clock.today()}
        _rows(place).update(**changes)

    def _other(self, place: Place) -> None:
        changes = {}
        for name in place.columns:
            left = self.passage.taken_out(getattr(place.row, name))
            most = place.row._meta.get_field(name).max_length  # type: ignore[union-attr]
            changes[name] = left[:most] if most and isinstance(left, str) else left
        _rows(place).update(**changes)

    def _seal(self, place: Place) -> None:
        """The text anew, and the digests of both: the period can still be read and proved."""
        seal = _of(Seal, place)
        text = self.passage.taken_out_of_json(seal.text)
        after = sha256(text)
        try:
            unsealed(text, after)
        except (BrokenSeal, ValueError, KeyError, TypeError) as error:
            raise CannotEdit(
                f"{place.where}: without these words it could not be read any more. Give words "
                "that are no date and no number."
            ) from error
        self._note(place, seal.sha256, after)
        _rows(place).update(text=text, sha256=after)

    def _file(self, place: Place) -> None:
        """The file itself is removed, with what was read from it; its receipt stays."""
        file = _of(PlanFile, place)
        self._note(place, file.sha256)
        _delete_file(file.file.name)
        changes = {
            name: self.passage.taken_out(getattr(file, name))
            for name in ("choices", "decisions", "receipt", "refusal", "undone_reason")
        }
        changes["file_name"] = self.passage.taken_out(file.file_name)[:200]
        if file.state in (PlanFile.State.READ, PlanFile.State.WAITING):
            changes |= {"state": PlanFile.State.UNREADABLE, "refusal": FILE_GONE}
        _rows(place).update(file="", reading="", version=file.version + 1, **changes)

    def _kept(self, places: Iterable[Place]) -> None:
        """Kept files of reports are removed whole; the queue makes them anew without the words."""
        sets: dict[tuple[int, bool], FileSet] = {}
        for place in places:
            file = _of(ReportFile, place)
            self._note(place, file.sha256)
            remove(file, **({"file_name": TOMBSTONE} if "file_name" in place.columns else {}))
            sets[file.file_set.report_id, file.file_set.is_public] = file.file_set
        for one in sets.values():
            make_files(
                report=one.report,
                by=self.redaction.by,
                is_public=one.is_public,
                redaction=self.redaction,
            )

    def _log(self, places: Iterable[Place]) -> None:
        """An entry for each action whose log was redacted."""
        by_action: dict[Action, list[str]] = defaultdict(list)
        for place in places:
            entry = _of(Entry, place)
            by_action[entry.action].append(f"entry {entry.number} ({place.names})")
        for action, what in by_action.items():
            self._say(action, f"Removed from {'; '.join(what)}.")

    def _say(self, action: Action, what: str) -> None:
        now, told = clock.now(), self.redaction
        words = f"{what}\nReason: {told.reason}\nApproved by: {told.approved_by}"
        entry = Entry(
            action=action,
            kind=Entry.Kind.REDACTED,
            by=told.by,
            period=Period.objects.running().filter(plan=action.plan_id).first(),
            as_at=now.date(),
            recorded_at=now,
            commentary=words[:50_000],
        )
        chained(entry).save(force_insert=True)


def _of[T: models.Model](model: type[T], place: Place) -> T:
    assert isinstance(place.row, model)  # noqa: S101 - for the type checker
    return place.row


def _rows(place: Place) -> models.QuerySet[Any]:
    """The row by itself: written without its history, which is redacted as well."""
    return type(place.row)._base_manager.filter(pk=place.row.pk)


def _delete_file(name: str | None) -> None:
    if name:
        transaction.on_commit(lambda: private_files().delete(name))
