"""The end of a file's review: everything that is taken goes into the plan, or nothing does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from actionplan.importing.naming import titled
from actionplan.importing.notes import Reading
from actionplan.importing.stored import from_text
from actionplan.merging import decisions, taking
from actionplan.merging.fitting import fitted
from actionplan.merging.taking import Covers, Taking
from actionplan.models import Plan, PlanFile
from actionplan.services.apply_base import base_of_file
from actionplan.services.apply_doubts import From, keep_doubts
from actionplan.services.apply_receipt import CannotApply, Receipt, Source, as_data
from actionplan.services.applying import Wishes, bring, make_plan
from council import clock
from council.models import Person
from council.versions import CannotEdit, ChangedMeanwhile


@transaction.atomic
def apply_review(*, file: PlanFile, by: Person, seen_version: int) -> Receipt:
    """Bring a reviewed file into its plan, or into a new one, as it was decided; all or nothing.

    What nobody has decided is left as it is where both sides have changed it, and named in the
    receipt; what the reading was not sure of stays on the plan's set-up list. Raises CannotEdit
    for a file that is not under review (a second press of the button too) or does not fit, with
    a sentence, and ChangedMeanwhile where somebody has decided since ``seen_version``.
    """
    stored = claimed(file, seen_version)
    chosen = taking.from_data(stored.choices)
    if chosen.covers is Covers.PAST:
        raise CannotEdit("This file is for an earlier quarter: load it as a closed past period.")
    reading = from_text(stored.reading)
    with said_in_one_sentence():
        receipt = _brought(stored, reading, chosen, by)
    stored.plan, stored.receipt = receipt.plan, as_data(receipt)
    stored.state = PlanFile.State.APPLIED
    stored.applied_at, stored.applied_by = clock.now(), by
    stored.save(update_fields=["plan", "receipt", "state", "applied_at", "applied_by"])
    return receipt


def claimed(file: PlanFile, seen_version: int) -> PlanFile:
    """The file as it stands, locked, and under review."""
    stored = PlanFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if stored.applied_at:
        raise CannotEdit("This file has been brought in already. Nothing was done a second time.")
    if stored.state != PlanFile.State.READ:
        raise CannotEdit("This file has not been read, so nothing of it can be brought in.")
    if stored.version != seen_version:
        raise ChangedMeanwhile
    return stored


@contextmanager
def said_in_one_sentence() -> Iterator[None]:
    """Turn what stops an import into CannotEdit with a sentence; nothing of it then stands."""
    try:
        with transaction.atomic():
            yield
    except CannotApply as error:
        raise CannotEdit(str(error)) from error
    except ValidationError as error:
        raise CannotEdit(f"Nothing was changed: {' '.join(error.messages)}") from error
    except ValueError as error:  # typed words that have become unreadable, as under another key
        raise CannotEdit(f"Nothing was changed: {error}") from error
    except DatabaseError as error:
        words = f"{error}".partition("\n")[0]
        raise CannotEdit(f"Nothing was changed: the file could not be stored ({words}).") from error


def _brought(file: PlanFile, reading: Reading, chosen: Taking, by: Person) -> Receipt:
    if chosen.title.strip() not in {"", reading.document.title}:
        reading = titled(reading)
    source = Source(file.file_name, by, chosen.as_at or clock.today())
    receipt = _receipt(file, reading, chosen, source)
    plan, decided = receipt.plan, decisions.from_data(file.decisions)
    carried = base_of_file(reading, plan)
    whole = chosen.covers is Covers.WHOLE and not carried.is_return
    wishes = Wishes(decided, carried.base, whole)
    if carried.problem:
        receipt.notes.append(carried.problem)
    rows = bring(receipt, reading, source, wishes)
    keep_doubts(receipt=receipt, rows=rows, decided=decided, source=From(file.file_name, file))
    return receipt


def _receipt(file: PlanFile, reading: Reading, chosen: Taking, source: Source) -> Receipt:
    """An empty receipt of the plan it goes into, locked; or of a new one."""
    if file.plan_id:
        plan = Plan.objects.select_for_update(of=("self",)).get(pk=file.plan_id)
        return Receipt(plan)
    title = chosen.title.strip() or reading.document.title
    if not title:
        raise CannotApply("The file has no title: say what the new plan is called.")
    document, _ = fitted(replace(reading.document, title=title))
    return Receipt(make_plan(file.council, document, source, draft=chosen.draft), made_plan=True)
