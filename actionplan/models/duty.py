"""Duties of a peer challenge that are done."""

from django.db import models
from simple_history.models import HistoricalRecords

from actionplan.models.plan import Plan


class DutyMark(models.Model):
    """That a council has done what it owes after a peer challenge: when, and where it can be seen.

    When each is due follows from the visit (``actionplan.duties``). Without ``done_on`` it was
    marked as done by mistake.
    """

    class Kind(models.TextChoices):
        REPORT = "report", "report published"
        PLAN = "plan", "action plan published"
        REVIEW = "review", "progress review held"
        REVIEW_REPORT = "review-report", "report of the progress review published"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="duty_marks")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    done_on = models.DateField(null=True, blank=True)
    where = models.CharField(max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ("plan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("plan", "kind"),
                name="duty_once_a_plan",
                violation_error_message="Somebody has just marked it. Open the page again to see.",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
