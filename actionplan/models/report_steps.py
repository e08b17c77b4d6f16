"""A report's way to its meeting: who has signed it off, and each of its stages."""

from django.db import models
from django.db.models import Q

from actionplan.models.report import STAGES, Report
from council.models import Person


class ReportSignature(models.Model):
    """A sign-off that was given (``code`` of the form): by whom, on which day, who recorded it.

    ``basis`` is the report's as it was then, so that what has changed since can be said.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="signatures")
    code = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    day = models.DateField()
    basis = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("report", "pk")
        constraints = [
            models.UniqueConstraint(fields=("report", "code"), name="report_signed_once_a_code"),
            models.CheckConstraint(condition=~Q(name=""), name="report_signed_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"


class ReportStep(models.Model):
    """One move of a report from stage to stage: which, when, by whom, and why."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=20, choices=STAGES)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("report", "pk")

    def __str__(self) -> str:
        return f"{self.stage}, {self.at:%Y-%m-%d}"
