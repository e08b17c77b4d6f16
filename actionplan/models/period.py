"""Reporting periods of a plan."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from actionplan.models.plan import Plan
from actionplan.models.redaction import RedactedPlace
from council.models import Meeting, Person

RUNNING = ["open", "closing"]  # the states of a period to which updates belong


class PeriodQuerySet(models.QuerySet["Period"]):
    def running(self) -> "PeriodQuerySet":
        """Periods that are open or closing, one a plan at the most."""
        return self.filter(state__in=RUNNING)


class Period(models.Model):
    """A reporting cycle, such as Q1 2023/24. One period of a plan is open or closing at a time.

    It may be reported to several meetings. One that is closed and locked has a ``Seal`` with the
    plan as it was reported, and the database refuses any change of it (but for the meetings).
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
    meetings = models.ManyToManyField(
        Meeting, blank=True, related_name="periods", through="actionplan.PeriodMeeting"
    )

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

    def get_absolute_url(self) -> str:
        return reverse("periods:period_detail", args=self.address)

    @property
    def address(self) -> list[str]:
        """What its URLs are made from: council, plan, period."""
        return [self.plan.council.slug, self.plan.slug, self.slug]

    @property
    def is_sealed(self) -> bool:
        """Closed and locked: its figures are those of its seal, for ever."""
        return self.state == self.State.SEALED

    @property
    def is_closing(self) -> bool:
        """The plan manager is collecting the last updates of it."""
        return self.state == self.State.CLOSING


class PeriodMeeting(models.Model):
    """One meeting to which a period is reported; such a meeting cannot be removed."""

    period = models.ForeignKey(Period, models.CASCADE)
    meeting = models.ForeignKey(Meeting, models.PROTECT)

    class Meta:
        db_table = "actionplan_period_meetings"
        ordering = ("pk",)
        unique_together = [("period", "meeting")]

    def __str__(self) -> str:
        return f"{self.period} to {self.meeting}"


class Seal(models.Model):
    """What a plan said in a period that is closed and locked, once and for all.

    ``text`` holds the plan as JSON (``proofs.sealed``) and is kept byte for byte: a TextField,
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

    @cached_property
    def first_sha256(self) -> str:
        """The digest with which it was locked, whatever the law has removed since: one query."""
        places = RedactedPlace.objects.filter(table=self._meta.db_table, row=self.pk)
        first = places.order_by("pk").values_list("before", flat=True).first()
        return self.sha256 if first is None else first


class Correction(models.Model):
    """What was reported in a closed period and was wrong: it stands beside the figure for ever.

    ``reference`` names the action (PR-17) and is empty for a figure of the plan as a whole;
    ``reported`` is what the seal says, ``correct`` what it should have said, ``minute`` the one
    that asked for it. Lines are only ever added: a wrong correction is corrected by another.
    """

    class Field(models.TextChoices):
        RATING = "rating", "RAG"
        STATUS = "status", "Status"
        DUE = "due", "Due date"
        COMPLETED = "completed", "Completed on"
        COMMENTARY = "commentary", "Commentary"
        LEADS = "leads", "Leads"
        TITLE = "title", "Wording of the action"
        TOTAL = "total", "Actions"
        COMPLETE = "complete", "Complete"
        OPEN = "open", "Open"
        PAST_DATE = "past_date", "Past their own date"
        NO_DATE = "no_date", "Without a date"
        NO_LEAD = "no_lead", "Without a lead"

    OF_ACTION = (
        Field.RATING, Field.STATUS, Field.DUE, Field.COMPLETED, Field.COMMENTARY, Field.LEADS,
        Field.TITLE,
    )  # fmt: skip
    OF_PLAN = (
        Field.TOTAL, Field.COMPLETE, Field.OPEN, Field.PAST_DATE, Field.NO_DATE, Field.NO_LEAD,
    )  # fmt: skip

    period = models.ForeignKey(Period, models.PROTECT, related_name="corrections")
    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=20, blank=True)
    field = models.CharField(max_length=12, choices=Field.choices)
    reported = models.TextField()
    correct = models.TextField()
    minute = models.CharField(max_length=200)
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="corrections")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("period", "number")
        constraints = [
            models.UniqueConstraint(fields=("period", "number"), name="correction_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="correction_number_from_one"),
            models.CheckConstraint(
                condition=~Q(correct="") & ~Q(minute="") & ~Q(reason=""),
                name="correction_says_what_and_why",
            ),
        ]

    def __str__(self) -> str:
        of = self.reference or "the plan"
        return f"{self.get_field_display()} of {of} in {self.period}"


class Reminder(models.Model):
    """One e-mail that a plan manager sent about what is missing in a period: one of a kind a day.

    It asked whoever leads, or told the head of their service of what is overdue.
    """

    class Kind(models.TextChoices):
        ASKED = "asked", "asked"
        HEAD_TOLD = "head told", "told as head of service"

    period = models.ForeignKey(Period, models.PROTECT, related_name="reminders")
    person = models.ForeignKey(Person, models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ASKED)
    posts = models.TextField(help_text="Whose actions it asked for, as the posts were called.")
    day = models.DateField()
    actions = models.PositiveIntegerField(help_text="How many it asked for.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("-sent_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("period", "person", "day", "kind"), name="reminder_once_a_person_and_day"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["asked", "head told"]), name="reminder_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.day}: {self.period}"
