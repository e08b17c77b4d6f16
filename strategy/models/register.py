"""The family of strategies, and who looks at what how often."""

from django.db import models
from simple_history.models import HistoricalRecords

from council.choices import choices_of
from council.models import Post
from strategy.indicator import Frequency
from strategy.kinds import Incorporates, Position, RelatedKind
from strategy.models.parts import Part, code_once
from strategy.models.strategy import Strategy


class RelatedDocument(Part):
    """A line of the register: a strategy under this one, above it, or beside it."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="related")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=40, choices=choices_of(RelatedKind))
    position = models.CharField(max_length=10, choices=choices_of(Position), blank=True)
    owner_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="related_documents"
    )
    status_words = models.CharField(max_length=100, blank=True)
    review_due = models.DateField(null=True, blank=True)
    incorporates = models.CharField(max_length=10, choices=choices_of(Incorporates), blank=True)
    link = models.URLField(max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        constraints = [code_once("related_document")]

    def __str__(self) -> str:
        return self.title


class Rhythm(Part):
    """How often who looks at what: a monthly review, a quarterly report."""

    text = models.TextField()
    frequency = models.CharField(max_length=20, choices=choices_of(Frequency), blank=True)
    body = models.CharField(max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        constraints = [code_once("rhythm")]

    def __str__(self) -> str:
        return self.text[:80]
