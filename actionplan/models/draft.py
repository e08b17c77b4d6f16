"""What somebody has typed for an update and not sent yet."""

from django.db import models

from actionplan.models.action import Action
from council.models import Person


class Draft(models.Model):
    """The fields of one person's update form of one action, as typed, on whatever device.

    No part of the log: it is overwritten as its writer types, shown to nobody else, and gone with
    the update it becomes. ``fields`` holds the form's fields by name, ``based_on`` among them: the
    entry that stood when it was begun.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at",)
        constraints = [
            models.UniqueConstraint(fields=("action", "person"), name="draft_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.person} for {self.action_id}"

    @property
    def words(self) -> str:
        """The commentary typed so far."""
        return str(self.fields.get("commentary", "")).strip()
