"""Adding evidence to an action, and taking it back."""

import hashlib
import uuid

from django.core.files.base import ContentFile
from django.db import transaction

from actionplan.models import Action, Evidence, Plan
from council import clock
from council.file_types import file_type
from council.models import Meeting, Person
from council.storage import private_files
from council.uploads import harmless_name
from council.versions import CannotEdit, sign

MOST_PIECES = 200  # of one action; more is an archive


def add_link(*, action: Action, title: str, url: str, by: Person) -> Evidence:
    """A web page that shows it. Raises CannotEdit, as the other ways of adding do."""
    return _add(Evidence(action=action, kind=Evidence.Kind.LINK, title=title, url=url), by)


def add_minute(
    *, action: Action, title: str, minute: str, meeting: Meeting | None, by: Person
) -> Evidence:
    """A minute of a meeting that shows it."""
    kind = Evidence.Kind.MINUTE
    return _add(Evidence(action=action, kind=kind, title=title, minute=minute, meeting=meeting), by)


def add_file(*, action: Action, title: str, content: bytes, name: str, by: Person) -> Evidence:
    """A file that shows it, kept under a name of our own. Raises NotTaken for a kind not taken.

    When the line cannot be written, the file does not stay behind.
    """
    found = file_type(content)
    evidence = Evidence(
        action=action,
        kind=Evidence.Kind.FILE,
        title=title,
        file_name=harmless_name(f"{name.rpartition('.')[0] or name}{found.ending}"),
        media_type=found.media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    kept = private_files().save(f"evidence/{uuid.uuid4().hex}{found.ending}", ContentFile(content))
    evidence.file.name = kept
    try:
        return _add(evidence, by)
    except BaseException:
        private_files().delete(kept)
        raise


def _refuse_twice(evidence: Evidence) -> None:
    """One piece stands once, however often its form is sent."""
    what = ("kind", "title", "url", "minute", "meeting", "sha256")
    same = {name: getattr(evidence, name) for name in what}
    if evidence.action.evidence.standing().filter(**same).exists():
        raise CannotEdit(f"“{evidence.title}” stands there already: nothing was added.")


@transaction.atomic
def _add(evidence: Evidence, by: Person) -> Evidence:
    """Write the line, holding the plan so that it is not archived at the same moment."""
    plan = Plan.objects.select_for_update().get(pk=evidence.action.plan_id)
    if plan.is_archived:
        raise CannotEdit("This plan is archived: its evidence stays as it is.")
    _refuse_twice(evidence)
    if evidence.action.evidence.standing().count() >= MOST_PIECES:
        raise CannotEdit(f"An action holds at most {MOST_PIECES} pieces of evidence.")
    evidence.added_by, evidence.added_on = by, clock.today()
    sign(evidence, by)
    evidence.save(force_insert=True)
    return evidence


@transaction.atomic
def withdraw(*, evidence: Evidence, reason: str, by: Person) -> None:
    """Take evidence back: its line stays with the reason, its file is removed for good.

    Raises CannotEdit when somebody has taken it back before.
    """
    stands = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if stands.withdrawn_on:
        raise CannotEdit("This was taken back already.")
    name = stands.file.name
    stands.file = ""
    stands.withdrawn_by, stands.withdrawn_on = by, clock.today()
    stands.withdrawn_reason = reason
    sign(stands, by)
    stands.save()
    if name:
        transaction.on_commit(lambda: private_files().delete(name))
