"""The golden thread: which outcomes and principles an action or a recommendation serves."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actionplan.models.action import Action
from actionplan.models.recommendation import Recommendation
from council.models import Person
from strategy.models import Outcome, Principle


class ThreadLink(models.Model):
    """One action or recommendation serves one outcome or principle, and why.

    The history keeps links that were taken away. Both ends belong to the same council: the
    services see to it.
    """

    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="thread_links"
    )
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="thread_links"
    )
    outcome = models.ForeignKey(
        Outcome, models.PROTECT, null=True, blank=True, related_name="thread_links"
    )
    principle = models.ForeignKey(
        Principle, models.PROTECT, null=True, blank=True, related_name="thread_links"
    )
    reason = models.CharField(max_length=500, blank=True)
    linked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    linked_on = models.DateField()

    history = HistoricalRecords()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, recommendation=None)
                | Q(action=None, recommendation__isnull=False),
                name="thread_link_from_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=False, principle=None)
                | Q(outcome=None, principle__isnull=False),
                name="thread_link_to_one_thing",
            ),
            models.UniqueConstraint(
                fields=("action", "outcome"), name="action_serves_outcome_once"
            ),
            models.UniqueConstraint(
                fields=("action", "principle"), name="action_serves_principle_once"
            ),
            models.UniqueConstraint(
                fields=("recommendation", "outcome"), name="recommendation_serves_outcome_once"
            ),
            models.UniqueConstraint(
                fields=("recommendation", "principle"),
                name="recommendation_serves_principle_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action or self.recommendation} serves {self.outcome or self.principle}"
