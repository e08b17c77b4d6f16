"""Reporting periods of a plan."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actionplan.models.plan import Plan

RUNNING = ["open", "closing"]  # the states of a period to which updates belong


class PeriodQuerySet(models.QuerySet["Period"]):
    def running(self) -> "PeriodQuerySet":
        """Periods that are open or closing, one a plan at the most."""
        return self.filter(state__in=RUNNING)


class Period(models.Model):
    """A reporting cycle, such as Q1 2023/24. One period of a plan is open or closing at a time."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        CLOSING = "closing", "closing"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="periods")
    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField()
    updates_due_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    history = HistoricalRecords()

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ("first_day",)
        constraints = [
            models.UniqueConstraint(fields=("plan", "slug"), name="period_slug_once_a_plan"),
            models.UniqueConstraint(
                fields=("plan",),
                condition=Q(state__in=RUNNING),
                name="one_period_open_or_closing",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="period_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name
