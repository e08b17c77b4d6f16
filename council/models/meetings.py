"""Committees, the meetings they hold, and the named cycles that meetings belong to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from council.deadlines import check_deadlines
from council.governance import check_words
from council.models.organisation import Council


class Committee(models.Model):
    """A body that reports go to, such as the Policy, Finance & Development Committee.

    ``governance_words`` are the committee's own words, as pairs of a usual word and what is said
    here (["Portfolio holder", "Lead member"]); ``deadlines`` are the steps to a meeting, counted
    back from it (see ``council.deadlines``). ``other_names`` has one name a line ("PFD").
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="committees")
    name = models.CharField(max_length=200)
    other_names = models.TextField(blank=True, help_text="One a line, such as PFD.")
    governance_words = models.JSONField(default=list, blank=True, validators=[check_words])
    deadlines = models.JSONField(default=list, blank=True, validators=[check_deadlines])
    ended_on = models.DateField(
        null=True, blank=True, help_text="The first day on which there is no such committee."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("council", "name"), name="committee_named_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> list[str]:
        """Its name and every other name it goes by."""
        return [self.name, *filter(None, map(str.strip, self.other_names.splitlines()))]


class Cycle(models.Model):
    """A round of meetings that people name in due dates, such as "September 2023 cycle"."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="cycles")
    name = models.CharField(max_length=60, help_text="Such as September 2023 cycle.")

    history = HistoricalRecords()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint("council", Lower("name"), name="cycle_named_once")]

    def __str__(self) -> str:
        return self.name


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def held(self) -> "MeetingQuerySet":
        """Meetings that take place: those that were not cancelled."""
        return self.filter(is_cancelled=False)


class Meeting(models.Model):
    """One meeting of a committee, on a day, perhaps in a named cycle.

    ``uid`` is the calendar's own mark of the event, by which a later calendar finds it again.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings")
    day = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, blank=True, related_name="meetings")
    is_cancelled = models.BooleanField("cancelled", default=False)
    uid = models.CharField(max_length=255, blank=True, editable=False)

    history = HistoricalRecords()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("day",)
        constraints = [
            models.UniqueConstraint(fields=("committee", "day"), name="meeting_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.day.day} {self.day:%B %Y}"

    def clean(self) -> None:
        """Refuse a cycle of another council."""
        committee = getattr(self, "committee", None)  # none yet where it was not chosen
        if self.cycle and committee and self.cycle.council_id != committee.council_id:
            raise ValidationError({"cycle": "This cycle belongs to another council."})
