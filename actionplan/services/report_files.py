"""Keeping the files of a final report: made by the task queue, taken back, made anew."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from actionplan.models import FileSet, Redaction, Report, ReportFile
from actionplan.proofs.sealed import BrokenSeal
from actionplan.queries.public import public_report, published_or_404
from actionplan.queries.report_values import appendix_values, covering_value, word_template
from actionplan.queries.reports import every_report
from actionplan.reporting.final_files import ToMake, private_files, public_files
from actionplan.reporting.report import ReportDocument
from actionplan.tasks import make_report_files
from council import clock
from council.bounded import BoundedError, ChildRefused
from council.models import Council, Person, Work
from council.progress import OnProgress
from council.services.work import CannotDo, begin, carry_out, hand_over, start_again
from council.storage import private_files as storage
from council.versions import CannotEdit

SECONDS = 900  # for every file of a report on several large plans
SORRY = "A file took too long to make, so none was kept. Start it again."

NO_TEMPLATE = (
    "The Word template of this form is not where it was kept. Tell whoever looks after the "
    "installation."
)


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made, under the name that the storage gave it."""

    wanted: ToMake
    kept: str
    size: int
    sha256: str


@transaction.atomic
def make_files(
    *, report: Report, by: Person, is_public: bool = False, redaction: Redaction | None = None
) -> FileSet:
    """Have every file of a final report made and kept; the public ones of its public plans."""
    last = report.file_sets.order_by("-number").first()
    made = FileSet.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        is_public=is_public,
        work=begin(council=report.council, seconds=SECONDS, by=by),
        redaction=redaction,
    )
    hand_over(work=made.work, task=make_report_files)
    return made


@transaction.atomic
def make_files_again(*, report: Report, by: Person) -> None:
    """Start what came to nothing anew; make the files of one that was final before they were kept.

    Raises CannotEdit for a report that is not final, and where there is nothing to do.
    """
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not locked.is_final:
        raise CannotEdit("Files are kept once the report is ready.")
    standing = list(locked.file_sets.filter(taken_back_at=None).select_related("work"))
    for one in standing:
        if one.work.may_start_again:
            start_again(work=one.work, task=make_report_files, by=by)
            return
    if standing:
        raise CannotEdit("The files of this report are kept, or are being made.")
    make_files(report=locked, by=by)


def take_back_files(*, report: Report) -> None:
    """The report is final no more: its files go, the lines that say which there were stay."""
    sets = report.file_sets.filter(taken_back_at=None)
    found = list(ReportFile.objects.filter(file_set__in=sets).exclude(file=""))
    sets.update(taken_back_at=clock.now())
    for one in found:
        remove(one)


def remove(file: ReportFile, **changes: str) -> None:
    """Take the bytes out of the storage, once the transaction stands."""
    name = str(file.file.name)
    ReportFile.objects.filter(pk=file.pk).update(file="", **changes)
    transaction.on_commit(lambda: storage().delete(name))


def start_unfinished_again(*, council: Council) -> None:
    """Whatever is being made of the council's reports is made anew; what was read is not kept."""
    works = Work.objects.filter(report_files__report__council=council, ended_at=None)
    for work in works.select_for_update():
        work.attempt, work.started_at = work.attempt + 1, None
        work.save()
        hand_over(work=work, task=make_report_files)


# ---- the worker's part


def make_waiting(*, work: int, attempt: int) -> None:
    """Make the files that ``work`` is about."""
    wanted = FileSet.objects.select_related("report").filter(work=work).first()
    if wanted is None:
        return
    made: list[Made] = []
    do, keep = partial(_make, wanted, made), partial(_keep, wanted.pk)
    carry_out(work=work, attempt=attempt, do=do, keep=keep)
    known = set(ReportFile.objects.filter(file_set=wanted).values_list("file", flat=True))
    for one in made:
        if one.kept not in known:
            storage().delete(one.kept)


def _make(wanted: FileSet, made: list[Made], tell: OnProgress) -> list[Made]:
    """Write each file into the storage; ``made`` says which, also when it comes to nothing."""
    try:
        to_make = list(_to_make(wanted))
        for number, one in enumerate(to_make):
            tell(number, len(to_make))
            made.append(_stored(one))
    except BrokenSeal as broken:
        raise CannotDo(str(broken)) from broken
    except OSError as lost:
        raise CannotDo(NO_TEMPLATE) from lost
    except BoundedError as error:
        raise CannotDo(str(error) if isinstance(error, ChildRefused) else SORRY) from error
    return made


def _to_make(wanted: FileSet) -> Iterator[ToMake]:
    report = every_report().get(pk=wanted.report_id)
    if wanted.is_public:
        return public_files(_public_editions(report))
    return private_files(covering_value(report), appendix_values(report), word_template(report))


def _public_editions(report: Report) -> Iterable[tuple[int, ReportDocument]]:
    for place, part in enumerate(report.parts.all(), 1):
        if part.plan.is_public and part.period:
            part.plan.council = report.council
            yield place, public_report(published_or_404(part.plan, part.period.slug, clock.today()))


def _stored(one: ToMake) -> Made:
    content = one.write()
    name = f"report-files/{uuid.uuid4().hex}.{one.kind}"
    kept = storage().save(name, ContentFile(content))
    return Made(one, kept, len(content), hashlib.sha256(content).hexdigest())


def _keep(pk: int, made: list[Made]) -> None:
    """A line for each file; none of a report that was taken back meanwhile."""
    wanted = FileSet.objects.select_for_update(of=("self",)).select_related("work").get(pk=pk)
    if wanted.taken_back_at:
        raise CannotDo("The report was taken back, so its files were not kept.")
    parts = list(wanted.report.parts.all())
    for one in made:
        ReportFile.objects.create(
            file_set=wanted,
            part=parts[one.wanted.place - 1] if one.wanted.place else None,
            kind=one.wanted.kind,
            file=one.kept,
            file_name=one.wanted.name,
            size=one.size,
            sha256=one.sha256,
            said=one.wanted.said,
            made_at=clock.now(),
            made_by=wanted.work.asked_by,
        )
