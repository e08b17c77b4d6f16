"""The files of a final report, kept as they were made."""

from django.db import models
from django.db.models import Q

from actionplan.models.redaction import Redaction
from actionplan.models.report import Report, ReportPart
from council.models import Person, Work
from council.storage import private_files


class FileSet(models.Model):
    """Files of one report that are made together: once it is final, and anew after a redaction.

    ``is_public`` are those that anybody may have, without what is exempt; a report has them once it
    is published. ``redaction`` is what a set was made anew for. One whose report was taken back has
    no files any more, only the lines that say which there were.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="file_sets")
    number = models.PositiveSmallIntegerField()
    is_public = models.BooleanField()
    work = models.OneToOneField(Work, models.PROTECT, related_name="report_files")
    redaction = models.ForeignKey(
        Redaction, models.PROTECT, null=True, blank=True, related_name="file_sets"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("report", "number")
        constraints = [
            models.UniqueConstraint(fields=("report", "number"), name="file_set_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.report}, files {self.number}"


class ReportFile(models.Model):
    """One file of a report: what it is, and the SHA-256 of its bytes. Never changed.

    ``part`` is the plan whose appendix it is, None for the covering report. ``kind`` is that of
    ``actionplan.reporting.writers``; ``said`` the digest of the value that it was written from. The
    file itself goes (``file`` is "") when its report is taken back or the law asks for it.
    """

    file_set = models.ForeignKey(FileSet, models.PROTECT, related_name="files")
    part = models.ForeignKey(
        ReportPart, models.PROTECT, null=True, blank=True, related_name="files"
    )
    kind = models.CharField(max_length=10)
    file = models.FileField(storage=private_files, upload_to="report-files/", blank=True)
    file_name = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    said = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("file_set", "pk")
        constraints = [
            models.UniqueConstraint(fields=("file_set", "part", "kind"), name="report_file_once"),
            models.UniqueConstraint(
                fields=("file_set", "kind"), condition=Q(part=None), name="covering_file_once"
            ),
            models.CheckConstraint(condition=~Q(sha256=""), name="report_file_has_digest"),
        ]

    def __str__(self) -> str:
        return self.file_name
