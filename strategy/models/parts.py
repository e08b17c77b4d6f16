"""The parts of a strategy: sections, principles, outcome areas, outcomes, statements."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from council.choices import choices_of
from strategy.kinds import Place, StatementKind
from strategy.models.strategy import Strategy


class Part(models.Model):
    """Something of a strategy with a code of its own, permanent, which links and files use."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="%(class)ss")
    code = models.SlugField(max_length=60)
    order = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ("strategy", "order")


def code_once(name: str) -> models.UniqueConstraint:
    """The constraint that a code stands for one part of its kind in a strategy."""
    return models.UniqueConstraint(fields=("strategy", "code"), name=f"{name}_code_once")


class Section(Part):
    """A piece of the strategy's own text, at its place on the page."""

    place = models.CharField(max_length=40, choices=choices_of(Place))
    chapter = models.CharField(max_length=300, blank=True)
    heading = models.CharField(max_length=300)
    text = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        constraints = [code_once("section")]

    def __str__(self) -> str:
        return self.heading


class Principle(Part):
    """What the council holds to; a council may call it theme, priority or workstream.

    ``strands`` say what it means for one audience: a list of audience and text.
    """

    title = models.CharField(max_length=300)
    statement = models.TextField(blank=True)
    strands = models.JSONField(default=list, blank=True)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        constraints = [code_once("principle")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        strategy = self.strategy
        return reverse(
            "strategy:principle_detail", args=[strategy.council.slug, strategy.slug, self.code]
        )


class OutcomeArea(Part):
    """A heading under which outcomes stand."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="areas")
    title = models.CharField(max_length=300)
    introduction = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        constraints = [code_once("area")]

    def __str__(self) -> str:
        return self.title


class Outcome(Part):
    """What shall be true: the lowest level of a strategy, which actions and indicators serve."""

    text = models.TextField()
    area = models.ForeignKey(
        OutcomeArea, models.PROTECT, null=True, blank=True, related_name="outcomes"
    )
    principle = models.ForeignKey(
        Principle, models.PROTECT, null=True, blank=True, related_name="outcomes"
    )

    history = HistoricalRecords()

    class Meta(Part.Meta):
        constraints = [code_once("outcome")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        strategy = self.strategy
        return reverse(
            "strategy:outcome_detail", args=[strategy.council.slug, strategy.slug, self.code]
        )


class Statement(Part):
    """Other text of a strategy, by kind: value, behaviour, implication, achievement and more."""

    kind = models.CharField(max_length=40, choices=choices_of(StatementKind))
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    group = models.CharField(max_length=300, blank=True)
    principle = models.ForeignKey(
        Principle, models.PROTECT, null=True, blank=True, related_name="statements"
    )

    history = HistoricalRecords()

    class Meta(Part.Meta):
        constraints = [code_once("statement")]

    def __str__(self) -> str:
        return self.heading or self.text[:80]
