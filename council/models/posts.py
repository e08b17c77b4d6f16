"""Posts: jobs that lead things, and who holds them from when to when."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from council.models.organisation import Council, ServiceArea
from council.models.people import Person


class PostQuerySet(models.QuerySet["Post"]):
    def in_use(self) -> "PostQuerySet":
        """Posts that can lead something: neither ended nor merged into another."""
        return self.filter(ended_on=None, merged_into=None)


class Post(models.Model):
    """A job that leads things ("Head of Law & Democracy"), held by people or vacant.

    A post that was merged into another stays, because the log names it; its title and aliases
    then lead to the other one.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200)
    service_area = models.ForeignKey(
        ServiceArea, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    statutory_role = models.CharField(
        max_length=60, blank=True, help_text="Such as s151 officer or Monitoring Officer."
    )
    ended_on = models.DateField(
        null=True, blank=True, help_text="The first day on which there is no such post any more."
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    history = HistoricalRecords()

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = [
            models.UniqueConstraint("council", Lower("title"), name="post_title_once_a_council"),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")), name="post_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a service area of another council."""
        if self.service_area and self.service_area.council_id != self.council_id:
            raise ValidationError({"service_area": "This belongs to another council."})


class PostAlias(models.Model):
    """Another name for a post ("Head of CS&T", "Comms Manager") that leads to the same job."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="post_aliases")
    post = models.ForeignKey(Post, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "post aliases"
        constraints = [
            models.UniqueConstraint("council", Lower("name"), name="post_alias_once_a_council")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a council that is not the post's."""
        post = getattr(self, "post", None)  # none yet where it was not chosen
        if post and post.council_id != self.council_id:
            raise ValidationError({"council": "The post belongs to another council."})


class PostHoldingQuerySet(models.QuerySet["PostHolding"]):
    def on(self, day: date) -> "PostHoldingQuerySet":
        """Holdings in force on ``day``; the last day counts."""
        return self.filter(Q(until=None) | Q(until__gte=day), Q(since=None) | Q(since__lte=day))


class PostHolding(models.Model):
    """One person in one post from one day to another. A post nobody holds is vacant."""

    class Kind(models.TextChoices):
        HOLDER = "holder", "holder"
        JOB_SHARE = "job share", "job share"
        INTERIM = "interim", "interim"
        DEPUTY = "deputy", "deputy"

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.HOLDER)
    since = models.DateField(null=True, blank=True, help_text="First day; empty if not known.")
    until = models.DateField(null=True, blank=True, help_text="Last day; empty while it lasts.")

    history = HistoricalRecords()

    objects = PostHoldingQuerySet.as_manager()

    class Meta:
        ordering = ("post", "since")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="post_holding_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=("post", "person", "since"), name="post_holding_once"),
            models.UniqueConstraint(
                fields=("post", "person"),
                condition=Q(since=None),
                name="post_holding_of_unknown_start_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display()} of {self.post}"


class Absence(models.Model):
    """Days on which a holder is away; asks go to the post's deputy meanwhile. Both days count."""

    holding = models.ForeignKey(PostHolding, models.CASCADE, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()

    history = HistoricalRecords()

    class Meta:
        ordering = ("first_day",)
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="absence_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=("holding", "first_day"), name="absence_begins_once"),
        ]

    def __str__(self) -> str:
        return f"{self.holding.person} away from {self.first_day} to {self.last_day}"
