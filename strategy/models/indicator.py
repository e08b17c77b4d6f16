"""Indicators: numbers with a direction, and what was measured."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from council.choices import choices_of
from council.models import Person, Post
from strategy.indicator import Figure, Frequency, Good, Unit
from strategy.models.parts import Outcome, Part, Principle, code_once
from strategy.rating import Aim, Reading


class Indicator(Part):
    """A number with unit, baseline, target, target date, tolerance and direction of good.

    Without a target it says so and has no rating. One that the product computes itself has
    ``computed`` and no typed measurements.
    """

    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=10, choices=choices_of(Unit), blank=True)
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_date = models.DateField(null=True, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    target_words = models.CharField(max_length=200, blank=True)
    target_date = models.DateField(null=True, blank=True)
    good = models.CharField(max_length=10, choices=choices_of(Good), blank=True)
    tolerance = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    frequency = models.CharField(max_length=20, choices=choices_of(Frequency), blank=True)
    owner_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    formula = models.TextField(blank=True)
    note = models.TextField(blank=True)
    computed = models.CharField(max_length=60, choices=choices_of(Figure), blank=True)
    outcomes = models.ManyToManyField(Outcome, blank=True, related_name="indicators")
    principles = models.ManyToManyField(Principle, blank=True, related_name="indicators")

    history = HistoricalRecords()

    class Meta(Part.Meta):
        constraints = [
            code_once("indicator"),
            models.CheckConstraint(
                condition=Q(tolerance=None) | Q(tolerance__gte=0), name="tolerance_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(baseline_date=None)
                | Q(target_date=None)
                | Q(target_date__gte=F("baseline_date")),
                name="target_after_baseline",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("indicators:indicator_detail", args=self.address)

    @property
    def address(self) -> tuple[str, str, str]:
        """What stands in its addresses: council, strategy, code."""
        return self.strategy.council.slug, self.strategy.slug, self.code

    @property
    def stated_unit(self) -> Unit | None:
        """The unit, or None where the source does not say."""
        return Unit(self.unit) if self.unit else None

    @property
    def aim(self) -> Aim:
        """Where it should go: all that its rating depends on besides the value."""
        return Aim(
            unit=self.stated_unit,
            target=self.target,
            target_date=self.target_date,
            good=Good(self.good) if self.good else None,
            tolerance=self.tolerance,
            baseline=self.baseline,
            baseline_date=self.baseline_date,
        )


class Measurement(models.Model):
    """One value on the day it speaks of. Only ever added; a later one of the same day stands."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measurements")
    day = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    forecast = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="measurements")
    recorded_at = models.DateTimeField()
    once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering = ("indicator", "day", "pk")
        indexes = [models.Index(fields=("indicator", "day"), name="measurement_by_day")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value} on {self.day}"

    @property
    def reading(self) -> Reading:
        """Its value and day, for the rating."""
        return Reading(self.day, self.value)
