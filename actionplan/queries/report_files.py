"""The kept files of reports: found by report, by plan and period, and all that a page tells."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from actionplan.models import Correction, FileSet, Period, Report, ReportFile
from actionplan.models.report import PUBLISHED
from actionplan.reporting.final_files import COVERING
from actionplan.reporting.report import ReportDocument, content_digest
from actionplan.reporting.writers import WRITERS


def kept_files(*, is_public: bool = False) -> QuerySet[ReportFile]:
    """Files that are there, of reports that were not taken back, the newest first."""
    standing = ReportFile.objects.exclude(file="")
    return standing.filter(file_set__taken_back_at=None, file_set__is_public=is_public).order_by(
        "-file_set__number", "pk"
    )


def kept_file(report: Report, place: int, kind: str) -> ReportFile | None:
    """The report's file of this kind: the covering report at ``place`` 0, else an appendix."""
    files = kept_files().filter(file_set__report=report, kind=kind)
    parts = list(report.parts.all())
    if not 0 <= place <= len(parts):
        return None
    return files.filter(part=parts[place - 1] if place else None).first()


def kept_public_file(period: Period, kind: str, report: ReportDocument) -> ReportFile | None:
    """The public file that was kept of a period, if it says just what ``report`` says now.

    A mark that was made since, or a later period, makes it another; then there is none.
    """
    files = kept_files(is_public=True).filter(part__period=period, kind=kind)
    return files.filter(said=content_digest(report)).first() if files.exists() else None


@dataclass(frozen=True, slots=True)
class Published:
    """A published report as the page of one of its periods names it.

    ``place`` is that of the plan among the report's, from one; ``kinds`` are those of the appendix
    that are kept, ``has_covering`` says the same of the covering report.
    """

    report: Report
    place: int
    has_covering: bool
    kinds: list[str]


def published_reports(period: Period) -> list[Published]:
    """The reports that were published of a period, the first first: at most three queries."""
    found = Report.objects.filter(parts__period=period, stage__in=PUBLISHED)
    told = found.select_related("council", "meeting__committee").prefetch_related("parts")
    reports = list(told.order_by("meeting__day", "pk"))
    files = kept_files().filter(file_set__report__in=reports) if reports else kept_files().none()
    kept = set(files.values_list("file_set__report", "part", "kind"))
    return [_published(one, period, kept) for one in reports]


def _published(report: Report, period: Period, kept: set[Any]) -> Published:
    parts = list(report.parts.all())
    place, part = next((n, one) for n, one in enumerate(parts, 1) if one.period_id == period.pk)
    kinds = [kind for kind in WRITERS if (report.pk, part.pk, kind) in kept]
    return Published(report, place, (report.pk, None, COVERING) in kept, kinds)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the page of a report tells of its files.

    ``sets`` are all that were made, the newest first; ``now`` is the one that holds for members,
    ``public`` for everybody. ``corrected`` counts corrections that were recorded after they were
    made and so stand in none of them.
    """

    sets: list[FileSet] = field(default_factory=list)
    now: FileSet | None = None
    public: FileSet | None = None
    corrected: int = 0

    @property
    def waiting(self) -> FileSet | None:
        """The set that is not there yet: to be looked at again, or to be started anew."""
        standing = [one for one in (self.now, self.public) if one and one.work.ended_at is None]
        failed = [one for one in (self.now, self.public) if one and one.work.problem]
        return next(iter(standing + failed), None)


def kept_of(report: Report) -> Kept:
    """What is kept of a report: at most four queries."""
    sets = list(
        report.file_sets.select_related("work", "redaction")
        .prefetch_related("files__made_by")
        .order_by("-number")
    )
    standing = [one for one in sets if one.taken_back_at is None]
    now = next((one for one in standing if not one.is_public), None)
    public = next((one for one in standing if one.is_public), None)
    return Kept(sets, now, public, _corrected_since(report, now))


def _corrected_since(report: Report, now: FileSet | None) -> int:
    files = list(now.files.all()) if now else []
    if not files:
        return 0
    lines = Correction.objects.filter(period__report_parts__report=report)
    return lines.filter(recorded_at__gt=files[-1].made_at).distinct().count()
