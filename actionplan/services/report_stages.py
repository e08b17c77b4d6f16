"""A report from stage to stage, to the resolution of the committee."""

from typing import Any

from django.db import transaction

from actionplan.models import Report, ReportStep
from actionplan.queries.reports import next_stages, why_not_final
from actionplan.reporting.template import FINAL, Stage
from actionplan.services.report_files import make_files, take_back_files
from council import clock
from council.models import Person
from council.versions import CannotEdit, ChangedMeanwhile, newest, sign


@transaction.atomic
def move(*, report: Report, stage: Stage, by: Person, seen: str, note: str = "") -> None:
    """Move the report to another stage; ``seen`` is the stage that the person saw.

    Back only with a note that says why, and from "published" on no more. Raises CannotEdit with
    a sentence for a move that may not be: to "figures locked" with figures that are not, to
    "ready" while anything is missing (it says what), to "considered" before the meeting.
    """
    locked = _locked(report, seen)
    if stage not in next_stages(locked):
        raise CannotEdit(f"A report that is “{locked.stage}” cannot be moved to “{stage}”.")
    _check(locked, stage, note)
    _step(locked, stage, by, note)
    _files(locked, stage, by)


def _files(report: Report, stage: Stage, by: Person) -> None:
    """What moves with a report: its files are made when it is final, and go when it is not."""
    if stage == Stage.READY:
        make_files(report=report, by=by)
    elif stage == Stage.PUBLISHED and report.parts.filter(plan__is_public=True).exists():
        make_files(report=report, by=by, is_public=True)
    elif not report.is_final:
        take_back_files(report=report)


@transaction.atomic
def record_resolution(
    *,
    report: Report,
    decision: str,
    minute: str,
    by: Person,
    seen: str,
    resolution: str = "",
    arising: str = "",
    version: int | None = None,
) -> None:
    """What the committee resolved, with the number of the minute and the actions arising.

    ``version`` is the newest line of the report's history that the writer saw. Raises CannotEdit
    before the report has been considered, ChangedMeanwhile where somebody has recorded it since.
    """
    locked = _locked(report, seen)
    if version is not None and newest(locked) != version:
        raise ChangedMeanwhile
    if locked.stage not in {Stage.CONSIDERED, Stage.RESOLVED}:
        raise CannotEdit("The committee has not considered this report yet.")
    locked.decision, locked.minute = decision, minute
    locked.resolution, locked.arising = resolution, arising
    _step(locked, Stage.RESOLVED, by, "")


def _locked(report: Report, seen: str) -> Report:
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.stage != seen:
        raise CannotEdit(
            f"Somebody has moved this report to “{locked.stage}” meanwhile, so nothing is changed. "
            "Read it again first."
        )
    return locked


def _check(report: Report, stage: Stage, note: str) -> None:
    order = list(Stage)
    is_back = order.index(stage) < order.index(Stage(report.stage))
    if is_back and not note.strip():
        raise CannotEdit(f"Say why the report goes back to “{stage}”.")
    if stage == Stage.LOCKED and not report.figures_are_locked and not is_back:
        raise CannotEdit(
            "The figures are not closed and locked yet: choose a locked period for every plan."
        )
    if stage in FINAL[:2] and (reasons := why_not_final(report, clock.today())):
        raise CannotEdit(f"It cannot be made final yet. {' '.join(reasons)}")
    if stage == Stage.CONSIDERED and clock.today() < report.meeting.day:
        raise CannotEdit("The meeting has not been held yet.")


def _step(report: Report, stage: Stage, by: Person, note: str) -> None:
    report.stage = stage.value
    sign(report, by)
    report.save()
    usual: dict[str, Any] = {"at": clock.now(), "by": by, "note": note}
    ReportStep.objects.create(report=report, stage=stage.value, **usual)
