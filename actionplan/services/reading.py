"""Keeping a plan's file and reading it: at once where it is small, else in the queue."""

import hashlib
import io
import zipfile
from functools import partial
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from actionplan.document import PlanDocument
from actionplan.importing import limits
from actionplan.importing.notes import Choices, Reading, UnreadableFile
from actionplan.importing.read import read_content
from actionplan.importing.remembering import columns_used
from actionplan.importing.stored import to_text
from actionplan.merging.taking import Taking, to_data
from actionplan.models import Plan, PlanFile
from actionplan.queries.choices import choices_for
from actionplan.queries.whose import plan_of_document
from actionplan.tasks import read_plan_file
from council import clock
from council.models import Council, Person
from council.progress import OnProgress
from council.services.work import begin, carry_out, hand_over, start_again
from council.uploads import harmless_name
from council.versions import CannotEdit

# Sixty rows of Word unpack to about half a megabyte of XML and are read in a third of a second;
# what is larger may take longer than a person should wait for a page. A workbook says more in each
# byte: 2,000 rows unpack to one megabyte and take seconds.
AT_ONCE = 3 << 19
WORKBOOK_AT_ONCE = 1 << 19


def keep_file(
    *, council: Council, content: bytes, name: str, by: Person, plan: Plan | None = None
) -> PlanFile:
    """Keep a file for its review, and read it. ``plan`` is the one it is sent for, if any.

    ``name`` is the name it was sent with; it is kept in a harmless form. A small file is read at
    once: raises UnreadableFile, and then nothing is kept. A larger one waits for the queue.
    """
    shown = harmless_name(name)
    file = PlanFile(
        council=council,
        file_name=shown,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        plan=plan,
        sent_by=by,
        sent_at=clock.now(),
    )
    kept = ContentFile(content, name=f"{file.sha256[:16]}.bin")
    if is_small(content):
        understand(file, *read_for_plan(file, content))
        file.file = kept
        file.save()
        return file
    file.state, file.file = PlanFile.State.WAITING, kept
    with transaction.atomic():
        file.work = begin(council=council, seconds=limits.SECONDS, by=by)
        file.save()
        hand_over(work=file.work, task=read_plan_file)
    file.refresh_from_db()
    return file


def is_small(content: bytes) -> bool:
    """Whether a file says that it holds so little XML that it can be read while a person waits.

    Only decides who reads the file; what it really holds is checked and bounded there. Of what is
    no zip file (CSV, JSON) its own size counts.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [one for one in archive.infolist() if one.filename.endswith(".xml")]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return len(content) <= AT_ONCE
    is_workbook = any(one.filename.startswith("xl/") for one in parts)
    limit = min(AT_ONCE, WORKBOOK_AT_ONCE) if is_workbook else AT_ONCE
    return sum(one.file_size for one in parts) <= limit


def read_again(*, file: PlanFile, by: Person) -> None:
    """Put a file whose reading was lost into the queue once more.

    Raises CannotEdit for one that is being read, or was read.
    """
    if not file.is_waiting or file.work is None:
        raise CannotEdit("This file was read already.")
    start_again(work=file.work, task=read_plan_file, by=by)


@transaction.atomic
def discard_file(*, file: PlanFile) -> None:
    """Remove a file that was not brought in, its review and the upload itself.

    Raises CannotEdit for one that was brought in: it stays beside its receipt.
    """
    stored = PlanFile.objects.select_for_update().get(pk=file.pk)
    if stored.applied_at:
        raise CannotEdit("This file was brought in, so it stays beside its receipt.")
    _remove_upload(stored)
    stored.delete()


def read_waiting(*, work: int, attempt: int) -> None:
    """Read the file that ``work`` is about; nothing is done for one that is gone."""
    file = PlanFile.objects.select_related("council", "plan").filter(work=work).first()
    if file is not None:
        do, keep = partial(_read, file), partial(_keep, file.pk)
        carry_out(work=work, attempt=attempt, do=do, keep=keep)


def _read(file: PlanFile, tell: OnProgress) -> tuple[Reading, Choices] | UnreadableFile:
    """What is in the file, or why it cannot be read."""
    with file.file.open("rb") as kept:
        content = kept.read()
    try:
        return read_for_plan(file, content, tell)
    except UnreadableFile as error:
        return error


def read_for_plan(
    file: PlanFile, content: bytes, tell: OnProgress | None = None
) -> tuple[Reading, Choices]:
    """What is in a file, and the choices it was read with; raises UnreadableFile.

    Where only the file itself tells which plan it is of, it may have to be read twice: the headings
    of that plan's last import count.
    """
    council, name = file.council, PurePath(file.file_name)
    chosen = choices_for(council=council, plan=file.plan)
    reading = read_content(content, name, chosen, tell)
    plan = file.plan or plan_in(council, reading.document)
    again = choices_for(council=council, plan=plan)
    if again != chosen:
        reading = read_content(content, name, again)
    return reading, again


def _keep(pk: int, found: tuple[Reading, Choices] | UnreadableFile) -> None:
    """Note on the file what came of it; the upload of one that cannot be read is removed."""
    file = PlanFile.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if file is None:
        return
    if isinstance(found, UnreadableFile):
        file.state, file.refusal = PlanFile.State.UNREADABLE, str(found)
        _remove_upload(file)
    else:
        understand(file, *found)
    file.save()


def _remove_upload(file: PlanFile) -> None:
    """Delete the upload itself once the transaction stands."""
    storage, name = file.file.storage, str(file.file.name)
    transaction.on_commit(lambda: storage.delete(name))


def understand(file: PlanFile, reading: Reading, chosen: Choices) -> None:
    """Note on a file, unsaved, what was read with ``chosen`` and how it would usually be taken."""
    document = reading.document
    file.state, file.reading = PlanFile.State.READ, to_text(reading)
    file.plan = file.plan or plan_in(file.council, document)
    day = document.as_at or clock.today()
    taking = Taking(
        columns_used=columns_used(reading.tables, chosen),
        title=document.title[:300],
        as_at=min(day, clock.today()),
    )
    file.choices = to_data(taking)


def plan_in(council: Council, document: PlanDocument) -> Plan | None:
    """The plan of a council that a document speaks of; never one that is archived."""
    plans = Plan.objects.filter(council=council).exclude(state=Plan.State.ARCHIVED)
    return plan_of_document(plans, document)
