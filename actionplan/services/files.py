"""Keeping a plan's file with what was read from it, and bringing it into a plan."""

import hashlib
from datetime import date
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction

from actionplan.importing.read import read_content
from actionplan.importing.stored import from_text, to_text
from actionplan.models import Plan, PlanFile
from actionplan.queries.choices import choices_for
from actionplan.services.apply_receipt import as_data
from actionplan.services.apply_rows import CannotApply
from actionplan.services.applying import Receipt, Source, apply_reading
from council import clock
from council.models import Council, Person
from council.uploads import harmless_name
from council.versions import CannotEdit


def keep_file(*, council: Council, content: bytes, name: str, by: Person) -> PlanFile:
    """Read a file and keep it, with the reading beside it. Raises UnreadableFile; then it is not.

    ``name`` is the name it was sent with; it is kept in a harmless form.
    """
    shown = harmless_name(name)
    reading = read_content(content, PurePath(shown), choices_for(council=council))
    return PlanFile.objects.create(
        council=council,
        file=ContentFile(content, name=f"{hashlib.sha256(content).hexdigest()[:16]}.bin"),
        file_name=shown,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        reading=to_text(reading),
        sent_by=by,
        sent_at=clock.now(),
    )


@transaction.atomic
def bring_in(
    *,
    file: PlanFile,
    plan: Plan | None,
    title: str,
    as_at: date | None,
    draft: bool,
    by: Person,
) -> PlanFile:
    """Bring what was read from a file into ``plan``, else into a new one called ``title``.

    All of it or nothing. A file is brought in once: the second try raises CannotEdit, and so does
    a file that does not fit, with a sentence that says why.
    """
    stored = PlanFile.objects.select_for_update().get(pk=file.pk)
    if stored.applied_at:
        raise CannotEdit("This file has been brought in already. Nothing was done a second time.")
    receipt = _apply(
        stored, plan, title, Source(stored.file_name, by, as_at or clock.today()), draft
    )
    stored.plan = receipt.plan
    stored.receipt = as_data(receipt)
    stored.state = PlanFile.State.APPLIED
    stored.applied_at, stored.applied_by = clock.now(), by
    stored.save(update_fields=["plan", "receipt", "state", "applied_at", "applied_by"])
    return stored


def _apply(file: PlanFile, plan: Plan | None, title: str, source: Source, draft: bool) -> Receipt:
    try:
        with transaction.atomic():
            return apply_reading(
                reading=from_text(file.reading),
                council=file.council,
                source=source,
                plan_slug=plan.slug if plan else None,
                title=None if plan else title,
                draft=draft,
                only_new=plan is None,
            )
    except CannotApply as error:
        raise CannotEdit(str(error)) from error
    except ValidationError as error:
        raise CannotEdit(f"Nothing was changed: {' '.join(error.messages)}") from error
    except DatabaseError as error:
        words = f"{error}".partition("\n")[0]
        raise CannotEdit(f"Nothing was changed: the file could not be stored ({words}).") from error
