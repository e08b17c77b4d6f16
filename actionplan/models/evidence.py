"""Evidence for an action: a web link, a minute, or a file."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actionplan.models.action import Action
from council.models import Meeting, Person
from council.storage import private_files


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> "EvidenceQuerySet":
        """Evidence that nobody has taken back."""
        return self.filter(withdrawn_on=None)


class Evidence(models.Model):
    """One piece of evidence, seen by whoever may see its action.

    A file lies in the private storage under a name of our own; ``file_name`` is the name that it
    came with, made harmless. What is taken back keeps its line, and its file is removed.
    """

    class Kind(models.TextChoices):
        LINK = "link", "web link"
        MINUTE = "minute", "minute"
        FILE = "file", "file"

    action = models.ForeignKey(Action, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=1000, blank=True)
    minute = models.CharField(max_length=200, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    file = models.FileField(storage=private_files, upload_to="evidence/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="evidence")
    added_on = models.DateField()
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    history = HistoricalRecords()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="link") & ~Q(url="")
                | Q(kind="minute") & ~Q(minute="")
                | Q(kind="file") & ~Q(file_name=""),
                name="evidence_is_what_its_kind_says",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_by=None)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
                name="evidence_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title
