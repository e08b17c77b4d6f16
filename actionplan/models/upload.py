"""Files of plans that were sent in: what was read, what was decided, what was done."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actionplan.importing.fields import field_called
from actionplan.importing.synonyms import Field
from actionplan.models.action import Action
from actionplan.models.period import Period
from actionplan.models.plan import Plan
from council.models import Council, Person, Work
from council.storage import private_files


class PlanFile(models.Model):
    """A file as it was sent in, and its review from reading to receipt, so that no reload loses it.

    ``reading`` is the document and its notes as JSON text (``importing.stored``). ``plan`` is the
    plan it goes into, None for a new one. ``choices`` say how it is to be read and taken
    (columns, whole plan or some leads' rows, the day it speaks of, past period), ``decisions`` what
    was decided of rows, cells and doubts (``merging.decisions``); ``version`` goes up with each
    of them, so that two windows cannot lose each other's. A large file is read by the queue:
    ``work`` says how far that is. ``receipt`` is what was done. An
    earlier quarter's file becomes the closed past period ``period``.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting to be read"
        UNREADABLE = "unreadable", "could not be read"
        READ = "read", "read, not brought in"
        APPLIED = "applied", "brought in"
        UNDONE = "undone", "brought in and undone"

    council = models.ForeignKey(Council, models.PROTECT, related_name="plan_files")
    file = models.FileField(storage=private_files, upload_to="plans/")
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READ)
    work = models.OneToOneField(
        Work, models.PROTECT, null=True, blank=True, related_name="plan_file"
    )
    refusal = models.TextField(blank=True, help_text="Why it could not be read, in one sentence.")
    reading = models.TextField(blank=True)
    choices = models.JSONField(default=dict, blank=True)
    decisions = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="plan_files")
    sent_at = models.DateTimeField()
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="plan_files")
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="plan_files"
    )
    receipt = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="plan_files_applied"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="plan_files_undone"
    )
    undone_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["applied", "undone"]) | Q(applied_at=None),
                name="plan_file_applied_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(state="unreadable") | ~Q(refusal=""),
                name="plan_file_refused_with_a_sentence",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_under_review(self) -> bool:
        """Whether it was read and not brought in yet."""
        return self.state == self.State.READ

    @property
    def is_waiting(self) -> bool:
        """Whether nobody knows yet what is in it."""
        return self.state == self.State.WAITING


class Doubt(models.Model):
    """What an import was not sure of and nobody decided: a line of the plan's set-up list.

    The words are those of the note that the reader made (``importing.notes.Note``). It stays
    until somebody settles it, or until the import is undone. One that came in by command or with
    the demonstration is no kept ``file``; its name is.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="doubts")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="doubts")
    file = models.ForeignKey(PlanFile, models.PROTECT, null=True, blank=True, related_name="doubts")
    file_name = models.CharField(max_length=200)
    field = models.CharField(max_length=40, blank=True)
    where = models.TextField()
    said = models.TextField(blank=True)
    understood = models.TextField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="doubts_settled"
    )
    settled_how = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("plan", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="doubt_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.where}: {self.understood}"


class Synonym(models.Model):
    """A heading that this council uses in its tables, and the field that it stands for.

    ``field`` is the name of a member of ``importing.synonyms.Field`` in small letters.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="synonyms")
    heading = models.CharField(max_length=100)
    field = models.CharField(max_length=30)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="synonyms")
    added_at = models.DateTimeField()

    history = HistoricalRecords()

    class Meta:
        ordering = ("heading",)
        constraints = [
            models.UniqueConstraint(
                fields=("council", "heading"), name="synonym_heading_once_a_council"
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def holds(self) -> str:
        """What stands below the heading: "the due date"."""
        return (field_called(self.field) or Field.OTHER).value
