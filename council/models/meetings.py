"""Committees and the meetings they hold."""

from django.db import models
from simple_history.models import HistoricalRecords

from council.models.organisation import Council


class Committee(models.Model):
    """A body that reports go to, such as the Policy, Finance & Development Committee."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="committees")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("council", "name"), name="committee_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One meeting of a committee, on a day, perhaps in a named cycle."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings")
    day = models.DateField()
    cycle = models.CharField(max_length=60, blank=True, help_text="Such as September 2023 cycle.")

    history = HistoricalRecords()

    class Meta:
        ordering = ("day",)
        constraints = [
            models.UniqueConstraint(fields=("committee", "day"), name="meeting_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.day.day} {self.day:%B %Y}"
