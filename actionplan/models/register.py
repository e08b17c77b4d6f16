"""The change register: every change of a plan's structure. Lines are only ever added."""

from django.db import models
from django.db.models import Q

from actionplan.changes import check_details
from actionplan.models.action import Action
from actionplan.models.plan import Plan
from council.models import Meeting, Person


class Change(models.Model):
    """One change: what was, what is, why, who agreed, and in which minute.

    ``subject`` names what was changed as it was called then ("PR-17 Review the constitution");
    ``details`` are lines of what, before, after. ``delta`` is what the change adds to the number
    of actions that the plan counts, and ``total_after`` that number afterwards, so that
    the lines bridge any two totals: 60 + 1 split + 2 added - 1 dropped = 62.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", "plan set up"
        STATE = "state", "state of the plan"
        KEY = "key", "key or timescales"
        THEME = "theme", "theme"
        RECOMMENDATION = "recommendation", "recommendation"
        ADDED = "added", "added"
        REWORDED = "reworded", "reworded"
        REORDERED = "reordered", "reordered"
        MOVED = "moved", "moved"
        SPLIT = "split", "split"
        MERGED = "merged", "merged"
        DROPPED = "dropped", "dropped"
        RESTORED = "restored", "restored"
        COUNTED = "counted", "counted in totals or not"
        EXEMPT = "exempt", "exempt from publication or not"
        LEADS = "leads", "leads"
        DATE = "date", "due date moved by agreement"
        MEETING_MOVED = "meeting moved", "meeting moved"
        TIED = "tied", "tied to a meeting"
        CARRIED = "carried", "carried from or to another plan"
        CLOSED = "closed", "closed with the plan"
        UNDONE = "undone", "import undone"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    subject = models.TextField()
    details = models.JSONField(default=list, blank=True, validators=[check_details])
    reason = models.TextField(blank=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    minute = models.CharField(max_length=200, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    delta = models.IntegerField(default=0)
    total_after = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="changes")
    effective_on = models.DateField(help_text="The day from which the change holds.")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("plan", "-number")
        constraints = [
            models.UniqueConstraint(fields=("plan", "number"), name="change_number_once_a_plan"),
            models.CheckConstraint(condition=Q(number__gte=1), name="change_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"


class Succession(models.Model):
    """One action goes on as another: after a split, a merger, or into another plan."""

    before = models.ForeignKey(Action, models.PROTECT, related_name="successors")
    after = models.ForeignKey(Action, models.PROTECT, related_name="predecessors")
    change = models.ForeignKey(Change, models.PROTECT, related_name="successions")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("before", "after"), name="succession_once"),
            models.CheckConstraint(
                condition=~Q(before=models.F("after")), name="succession_to_another_action"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} goes on as {self.after_id}"
