"""Files of plans that were sent in, kept with what was read from them."""

from django.db import models

from actionplan.models.plan import Plan
from council.models import Council, Person
from council.storage import private_files


class PlanFile(models.Model):
    """A Word or Excel file as it was sent in, what was read from it, and what became of it.

    ``reading`` is the document and its notes as JSON text (``importing.stored``); ``plan`` the
    plan that it was brought into, with the ``receipt`` of what was done, once it was applied.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="plan_files")
    file = models.FileField(storage=private_files, upload_to="plans/")
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    reading = models.TextField()
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="plan_files")
    sent_at = models.DateTimeField()
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="plan_files")
    receipt = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name
