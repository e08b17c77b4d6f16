"""E-mail to people: what was told to whom, and what they do not want to be told."""

from django.db import models

from actionplan.mail.digests import LABELS, Kind
from council.models import Council, Person


class Digest(models.Model):
    """One e-mail that went to a person: at most one a day for each council.

    ``occasions`` name what it told, so that nothing is told twice.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="digests")
    person = models.ForeignKey(Person, models.PROTECT, related_name="digests")
    day = models.DateField()
    occasions = models.JSONField(default=list)
    subject = models.CharField(max_length=200)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("-sent_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("council", "person", "day"), name="digest_once_a_person_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.day}"


class Declined(models.Model):
    """A kind of e-mail that a person does not want, from any council."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="declined")
    kind = models.CharField(
        max_length=10, choices=[(kind.value, label) for kind, label in LABELS.items()]
    )

    class Meta:
        ordering = ("person", "kind")
        verbose_name_plural = "declined e-mails"
        constraints = [
            models.UniqueConstraint(fields=("person", "kind"), name="declined_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in Kind]),
                name="declined_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"
