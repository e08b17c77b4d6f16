"""E-mails that the mail server did not take."""

from django.db import models
from django.db.models import Q

from council.models.organisation import Council
from council.models.people import Person


class UnsentEmail(models.Model):
    """One e-mail that did not go out: to whom, of what kind, and why not.

    Its text is not kept: it may hold a way in, and what it said may not be so any more. Tried
    again, it is written anew; ``about`` is what it is made from (a period; 0 for nothing but the
    person) and ``by`` whose letter it is. Once it is ``settled_at``, ``outcome`` says how.
    """

    class Kind(models.TextChoices):
        DIGEST = "digest", "E-mail of the day"
        ASKED = "asked", "Ask for updates"
        HEAD_TOLD = "head told", "Letter to a head of service"
        INVITATION = "invitation", "Invitation"

    council = models.ForeignKey(Council, models.PROTECT, related_name="unsent")
    person = models.ForeignKey(Person, models.PROTECT, related_name="unsent")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    about = models.PositiveBigIntegerField(default=0)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=200)
    why = models.CharField(max_length=300)
    tries = models.PositiveSmallIntegerField(default=1)
    failed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("-failed_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("council", "person", "kind", "about"),
                condition=Q(settled_at=None),
                name="unsent_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["digest", "asked", "head told", "invitation"]),
                name="unsent_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | Q(settled_at__isnull=False) & ~Q(outcome=""),
                name="unsent_settled_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.person}"
