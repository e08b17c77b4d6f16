"""What an SLT lead says of a recommendation, or of the whole plan, in a period."""

from django.db import models
from django.db.models import Q

from actionplan.models.period import Period
from actionplan.models.recommendation import Recommendation
from council.models import Person, Post

NARRATIVE_LIMIT = 10_000  # characters: several pages, and no page is made unusable by it


class Narrative(models.Model):
    """One line, only ever added: the newest of its recommendation (None: the plan) stands.

    ``rating`` is a letter of the plan's key, declared as a whole and never computed; empty, the
    lead does not say. ``post`` is that of the SLT lead; ``on_behalf_source`` says where the lead
    said so, when the plan manager wrote it down. ``exempt_paragraph`` keeps it from the public.
    ``cleared`` are the references of rows that were exempt when it was written, and of which it
    was said to tell nothing: it is not published beside any other exempt row.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="narratives")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="narratives"
    )
    number = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    rating = models.CharField(max_length=8, blank=True)
    exempt_paragraph = models.CharField(max_length=200, blank=True)
    cleared = models.JSONField(default=list, blank=True)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="narratives")
    by = models.ForeignKey(Person, models.PROTECT, related_name="narratives")
    on_behalf_source = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("period", "recommendation", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("period", "recommendation", "number"), name="narrative_number_once"
            ),
            models.UniqueConstraint(
                fields=("period", "number"),
                condition=Q(recommendation=None),
                name="narrative_of_the_plan_number_once",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="narrative_number_from_one"),
        ]

    def __str__(self) -> str:
        of = f"“{self.recommendation}”" if self.recommendation else "the plan"
        return f"Narrative {self.number} of {of} in {self.period}"
