"""Reporting periods of a plan."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actionplan.models.plan import Plan
from council.models import Person

RUNNING = ["open", "closing"]  # the states of a period to which updates belong


class PeriodQuerySet(models.QuerySet["Period"]):
    def running(self) -> "PeriodQuerySet":
        """Periods that are open or closing, one a plan at the most."""
        return self.filter(state__in=RUNNING)


class Period(models.Model):
    """A reporting cycle, such as Q1 2023/24. One period of a plan is open or closing at a time.

    One that is closed and locked has a ``Seal`` with the plan as it was reported.
    """

    class State(models.TextChoices):
        OPEN = "open", "open"
        CLOSING = "closing", "closing"
        SEALED = "sealed", "closed and locked"

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


class Seal(models.Model):
    """What a plan said in a period that is closed and locked, once and for all.

    ``text`` holds the plan as JSON (``actionplan.sealed``) and is kept byte for byte: a TextField,
    since a database may write a JSONField anew. ``sha256`` is that of its bytes. A seal that was
    read from an earlier quarter's ``file`` speaks of the day that the file speaks of.
    """

    period = models.OneToOneField(Period, models.PROTECT, related_name="seal")
    schema = models.PositiveSmallIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    as_at = models.DateField()
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(Person, models.PROTECT, related_name="seals")
    file = models.ForeignKey(
        "actionplan.PlanFile", models.PROTECT, null=True, blank=True, related_name="seals"
    )

    class Meta:
        ordering = ("period",)

    def __str__(self) -> str:
        return f"{self.period} as at {self.as_at}"
