"""Data-protection redactions: what was removed from where, why, and who approved it."""

from django.db import models

from council.models import Council, Person

TOMBSTONE = "[Removed under data protection law]"


class Redaction(models.Model):
    """One removal of personal data that was typed by mistake. Never changed; holds none of it."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="redactions")
    reason = models.TextField()
    approved_by = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="redactions")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.council}: {self.reason}"


class RedactedPlace(models.Model):
    """One place from which it was removed. Never changed.

    ``table`` and ``row`` say which, ``columns`` which of its columns (names with a space on either
    side: " commentary by_id "), ``where`` the same for a person. The triggers of append-only
    tables let a tombstone be put only where such a line stands. Of a closed period's seal and of a
    file, ``before`` and ``after`` are the digests of what was there and of what is there now.
    """

    redaction = models.ForeignKey(Redaction, models.PROTECT, related_name="places")
    table = models.CharField(max_length=100)
    row = models.BigIntegerField()
    columns = models.CharField(max_length=500)
    where = models.CharField(max_length=300)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=("table", "row"), name="redacted_place_of_row")]

    def __str__(self) -> str:
        return self.where
