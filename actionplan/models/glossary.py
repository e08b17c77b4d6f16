"""What a council's terms mean."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actionplan.glossary import Term
from council.models import Council


class GlossaryTerm(models.Model):
    """A term or short form of this council, and what it means to somebody who reads it first.

    ``in_full`` is what a short form stands for: documents write it out at its first use. A word
    ("call-in") has only a ``sentence``, which the report's glossary prints.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="glossary")
    term = models.CharField(max_length=60)
    in_full = models.CharField(max_length=200, blank=True)
    sentence = models.CharField(max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ("term", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("council", "term"),
                name="glossary_term_once_a_council",
                violation_error_message="The glossary has this term already.",
            ),
            models.CheckConstraint(
                condition=~Q(in_full="") | ~Q(sentence=""),
                name="glossary_term_means_something",
                violation_error_message="Say what it stands for, or what it means.",
            ),
        ]

    def __str__(self) -> str:
        return self.term

    @property
    def value(self) -> Term:
        """The line as documents take it."""
        return Term(self.term, self.in_full, self.sentence)
