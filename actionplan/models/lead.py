"""Which posts lead a recommendation or an action."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from actionplan.models.action import Action
from actionplan.models.plan import Plan
from actionplan.models.recommendation import Recommendation
from council.models import Person, Post, PostHolding


class LeadQuerySet(models.QuerySet["Lead"]):
    def on(self, day: date) -> "LeadQuerySet":
        """Leads in force on ``day``; the last day counts."""
        return self.filter(Q(until=None) | Q(until__gte=day), Q(since=None) | Q(since__lte=day))

    def lasting(self, day: date) -> "LeadQuerySet":
        """Leads in force on ``day`` and those planned for later."""
        return self.filter(Q(until=None) | Q(until__gte=day))

    def mine(self, person: Person, day: date) -> "LeadQuerySet":
        """Leads in force, each with ``is_mine``: ``person`` holds its post, or deputises.

        What a vacant post leads is theirs who hold the post that heads its service area;
        ``is_vacant`` says that nobody holds it, not even as deputy.
        """
        everybody = PostHolding.objects.on(day)
        held = everybody.filter(person=person, post=OuterRef("post"))
        heads = everybody.filter(person=person, post=OuterRef("post__service_area__head"))
        is_vacant = ~Exists(everybody.filter(post=OuterRef("post")))
        is_mine = Q(Exists(held)) | Q(is_vacant & Exists(heads))
        return self.on(day).annotate(is_mine=is_mine, is_vacant=is_vacant)


class Lead(models.Model):
    """One post that leads one recommendation or one action.

    A recommendation has SLT leads and officer leads, several or none. An action has at most one
    accountable post and any number of delivery posts; without an accountable one its
    recommendation's leads hold. Who led before is kept: a lead that ended has its last day.
    """

    class Kind(models.TextChoices):
        SLT = "SLT", "SLT lead"
        OFFICER = "officer", "officer lead"
        ACCOUNTABLE = "accountable", "accountable"
        DELIVERY = "delivery", "delivery lead"

    OF_RECOMMENDATION = (Kind.SLT, Kind.OFFICER)
    OF_ACTION = (Kind.ACCOUNTABLE, Kind.DELIVERY)

    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="leads"
    )
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="leads")
    post = models.ForeignKey(Post, models.PROTECT, related_name="leads")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    order = models.PositiveIntegerField(default=1)
    since = models.DateField(null=True, blank=True, help_text="First day; empty: from the start.")
    until = models.DateField(null=True, blank=True, help_text="Last day; empty while it lasts.")

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(recommendation__isnull=False, action=None, kind__in=["SLT", "officer"])
                | Q(
                    recommendation=None, action__isnull=False, kind__in=["accountable", "delivery"]
                ),
                name="lead_of_a_recommendation_or_an_action",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="lead_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("recommendation", "kind", "post"),
                condition=Q(until=None),
                name="lead_once_a_recommendation",
            ),
            models.UniqueConstraint(
                fields=("action", "post"), condition=Q(until=None), name="lead_once_an_action"
            ),
            models.UniqueConstraint(
                fields=("action",),
                condition=Q(kind="accountable", until=None),
                name="one_accountable_post",
                violation_error_message="An action has one accountable post.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} ({self.get_kind_display()})"

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on ``day``."""
        return (self.since is None or self.since <= day) and not self.has_ended(day)

    def has_ended(self, day: date) -> bool:
        """Whether its last day is before ``day``."""
        return self.until is not None and self.until < day

    def clean(self) -> None:
        """Refuse the other side's kind, and another council's post."""
        if self.kind not in (self.OF_RECOMMENDATION if self.recommendation else self.OF_ACTION):
            raise ValidationError({"kind": "This kind of lead does not belong here."})
        led = self.recommendation or self.action
        plan = Plan.objects.filter(pk=led.plan_id).first() if led else None
        post = Post.objects.filter(pk=self.post_id).first()
        if plan and post and plan.council_id != post.council_id:
            raise ValidationError({"post": "This post belongs to another council."})
