"""What proves the lines that are no entries of the log: register, corrections, narratives."""

from django.db import models
from django.db.models import Q

from actionplan.models.period import Period
from actionplan.models.plan import Plan


class LineProof(models.Model):
    """The proof of one line, made in the same transaction and never changed.

    ``table`` and ``row`` say of which; ``line`` is the number by which people call it ("Change
    3"), ``period`` where it belongs to one: so that a line that is gone can be named. Proofs of a
    plan are chained by ``number`` and ``link`` (``proofs.line_hashing``). Where the law asks
    that words are removed, their salt is removed from ``salts``; all else stays. A line that was
    there before there were proofs has one from the day of the upgrade: ``recorded_at``.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="line_proofs")
    number = models.PositiveIntegerField()
    table = models.CharField(max_length=100)
    row = models.BigIntegerField()
    line = models.PositiveIntegerField()
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="line_proofs"
    )
    salts = models.CharField(max_length=400, editable=False)
    digests = models.CharField(max_length=800, editable=False)
    link = models.CharField(max_length=64, editable=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("plan", "number")
        constraints = [
            models.UniqueConstraint(fields=("plan", "number"), name="line_proof_once_a_plan"),
            models.UniqueConstraint(fields=("table", "row"), name="line_proof_once_a_line"),
            models.CheckConstraint(condition=Q(number__gte=1), name="line_proof_from_one"),
            models.CheckConstraint(condition=~Q(link=""), name="line_proof_is_chained"),
        ]

    def __str__(self) -> str:
        return f"Line proof {self.number} of {self.plan.code}"
