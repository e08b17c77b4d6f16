"""An action: one promise of a plan, with what the plan manager owns of it."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actionplan.declared import Due, Precision, Step, StepState
from actionplan.models.plan import Plan
from actionplan.models.recommendation import Recommendation
from actionplan.public.exempt import check_exempt_fields
from actionplan.steps import check_extras, check_steps
from council.models import Cycle, Meeting, ServiceArea

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from actionplan.models.lead import Lead

PRECISIONS = [(precision.value, precision.value) for precision in Precision]


class ActionQuerySet(models.QuerySet["Action"]):
    def in_plan(self) -> "ActionQuerySet":
        """Actions that are still rows of their plan: not dropped, split or merged away."""
        return self.filter(left="")

    def in_plan_order(self) -> "ActionQuerySet":
        """As the plan prints them: recommendation by recommendation, loose ones last."""
        return self.order_by(
            models.F("recommendation__order").asc(nulls_last=True), "order", "number"
        )


class Action(models.Model):
    """One promise. Its reference (PR-17) is the plan's code and a number, and never changes.

    What was last said about it is ``latest``, an entry of the log; None for an action nobody
    has ever spoken of. One that was dropped, split or merged (``left``) is no row of its plan any
    more, yet keeps its page. One that came from an earlier plan keeps that plan's code
    (``code_of_origin``). A due date may hang on a meeting, or on a cycle of meetings, and moves
    with it.
    """

    class Left(models.TextChoices):
        DROPPED = "dropped", "dropped"
        SPLIT = "split", "split into others"
        MERGED = "merged", "merged into another"
        WITHDRAWN = "withdrawn", "withdrawn with the import that made it"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="actions")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="sub_actions"
    )
    number = models.PositiveIntegerField()
    code_of_origin = models.CharField(max_length=8, blank=True, editable=False)
    left = models.CharField(max_length=10, choices=Left.choices, blank=True, editable=False)
    order = models.PositiveIntegerField()
    title = models.TextField(validators=[MaxLengthValidator(2000)])
    steps = models.JSONField(default=list, blank=True, validators=[check_steps])
    timescale = models.CharField(max_length=200, blank=True)
    priority = models.CharField(max_length=200, blank=True)
    first_due_words = models.TextField(blank=True)
    first_due_date = models.DateField(null=True, blank=True)
    first_due_precision = models.CharField(max_length=10, choices=PRECISIONS, blank=True)
    due_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="due_actions"
    )
    due_cycle = models.ForeignKey(
        Cycle, models.PROTECT, null=True, blank=True, related_name="due_actions"
    )
    depends_on = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="needed_by"
    )
    watched_by = models.ForeignKey(
        ServiceArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="watched_actions",
        help_text="The service that watches it now that it is business as usual.",
    )
    counts_in_totals = models.BooleanField(default=True)
    exempt_paragraph = models.CharField(
        max_length=200, blank=True, help_text="Why it, or a part of it, is not for the public."
    )
    exempt_fields = models.JSONField(
        default=list,
        blank=True,
        validators=[check_exempt_fields],
        help_text="The fields that are exempt; the whole row where there is none.",
    )
    source_number = models.CharField(max_length=40, blank=True)
    extras = models.JSONField(default=list, blank=True, validators=[check_extras])
    latest = models.OneToOneField(
        "actionplan.Entry", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=["latest"])

    objects = ActionQuerySet.as_manager()

    if TYPE_CHECKING:
        leads: RelatedManager[Lead]

    class Meta:
        ordering = ("plan", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("plan", "code_of_origin", "number"), name="action_number_once_a_plan"
            ),
            models.CheckConstraint(
                condition=Q(due_meeting=None) | Q(due_cycle=None),
                name="action_due_at_a_meeting_or_in_a_cycle",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="action_number_from_one"),
            models.CheckConstraint(condition=~Q(title=""), name="action_has_a_title"),
            models.CheckConstraint(
                condition=~Q(exempt_paragraph="") | Q(exempt_fields=[]),
                name="action_exempt_by_a_paragraph",
            ),
            models.CheckConstraint(
                condition=~Q(parent=models.F("pk")), name="action_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(first_due_date=None, first_due_precision="")
                | Q(first_due_date__isnull=False) & ~Q(first_due_precision=""),
                name="action_first_due_has_precision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("actionplan:action_detail", args=self.address)

    @property
    def address(self) -> list[str]:
        """What its URLs are made from: council, plan, reference."""
        return [self.plan.council.slug, self.plan.slug, self.reference]

    @property
    def reference(self) -> str:
        """The permanent reference, such as PR-17."""
        return f"{self.code_of_origin or self.plan.code}-{self.number}"

    @property
    def anchor(self) -> str:
        """The id of its row on the plan page."""
        return f"action-{self.reference if self.code_of_origin else self.number}"

    @property
    def step_list(self) -> tuple[Step, ...]:
        """The steps, each open, done or not stated."""
        return tuple(
            Step(step["words"], StepState(step["state"]) if step.get("state") else None)
            for step in self.steps
        )

    @property
    def first_due(self) -> Due:
        """The first agreed due date, which later ones never replace."""
        precision = Precision(self.first_due_precision) if self.first_due_precision else None
        return Due(self.first_due_words, self.first_due_date, precision)

    def clean(self) -> None:
        """Keep the action within its plan, and out of itself."""
        self.steps, self.extras = self.steps or [], self.extras or []  # emptied boxes
        if self.recommendation and self.recommendation.plan_id != self.plan_id:
            raise ValidationError(
                {"recommendation": "This recommendation belongs to another plan."}
            )
        if self.parent and self.parent.plan_id != self.plan_id:
            raise ValidationError({"parent": "This action belongs to another plan."})
        if self.pk in self._ids_above():
            raise ValidationError({"parent": "An action cannot be part of itself."})

    def _ids_above(self) -> set[int]:
        """Its parent's id, that one's parent's, and so on."""
        ids: set[int] = set()
        above = self.parent
        while above and above.pk not in ids:
            ids.add(above.pk)
            above = above.parent
        return ids
