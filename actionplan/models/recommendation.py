"""What the reviewers recommended, and the themes under which it stands."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actionplan.models.plan import Plan


class Theme(models.Model):
    """A section of a plan, such as Governance & Culture."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="themes")
    title = models.CharField(max_length=300)
    order = models.PositiveIntegerField()

    history = HistoricalRecords()

    class Meta:
        ordering = ("plan", "order")
        constraints = [
            models.UniqueConstraint(fields=("plan", "order"), name="theme_has_its_own_place")
        ]

    def __str__(self) -> str:
        return self.title


class Recommendation(models.Model):
    """What the reviewer asked for, and whether the council accepts it.

    The wording is the reviewer's: once the plan is adopted it cannot be changed.
    """

    class Response(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        PARTLY = "partly accepted", "partly accepted"
        DECLINED = "declined", "declined"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="recommendations")
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    number = models.CharField(max_length=20, blank=True, help_text="As the source has it.")
    wording = models.TextField(help_text="One paragraph a line. Locked once adopted.")
    order = models.PositiveIntegerField()
    response = models.CharField(max_length=20, choices=Response.choices, blank=True)
    response_reason = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ("plan", "order")
        constraints = [
            models.UniqueConstraint(fields=("plan", "order"), name="recommendation_has_its_place"),
            models.UniqueConstraint(
                fields=("plan", "number"),
                condition=~Q(number=""),
                name="recommendation_number_once_a_plan",
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="recommendation_has_wording"),
            models.CheckConstraint(
                condition=Q(response__in=["", "accepted"]) | ~Q(response_reason=""),
                name="recommendation_declined_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}" if self.number else self.wording[:60]

    @property
    def anchor(self) -> str:
        """The id of its section on the plan page."""
        return f"recommendation-{self.pk}"

    def clean(self) -> None:
        """Keep the wording, which is the reviewer's, and the theme within the plan."""
        self._keep_wording()
        if self.theme and self.theme.plan_id != self.plan_id:
            raise ValidationError({"theme": "This theme belongs to another plan."})

    def _keep_wording(self) -> None:
        """Refuse another wording. A form's line ends, and what it strips, are no change."""
        before = type(self).objects.filter(pk=self.pk).values_list("wording", flat=True).first()
        self.wording = with_line_feeds(self.wording)
        if before is None or self.plan.is_draft:
            return
        if with_line_feeds(before).strip() != self.wording.strip():
            raise ValidationError({"wording": "The wording is the reviewer's and is locked."})
        self.wording = before


def with_line_feeds(text: str) -> str:
    """``text`` with every line end as one line feed; a browser sends two characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
