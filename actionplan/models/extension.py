"""More time for one post to give its updates in a period."""

from datetime import date

from django.db import models
from django.db.models import Q

from actionplan.models.period import Period
from council.models import Person, Post


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def standing(self) -> "ExtensionQuerySet":
        """Those that were not taken back."""
        return self.filter(ended_at=None)


class Extension(models.Model):
    """That the updates of one post are due later than the others of a period, and why.

    Given by the plan manager. Lines are kept: one that was taken back, or has another in its
    place, says by whom and when.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="extensions")
    post = models.ForeignKey(Post, models.PROTECT, related_name="extensions")
    until = models.DateField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ("-given_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("period", "post"),
                condition=Q(ended_at=None),
                name="extension_once_a_post",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_says_why"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="extension_says_who_ended_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} until {self.until}"

    def is_ahead(self, today: date) -> bool:
        """Whether the updates are not due yet."""
        return today <= self.until
