"""A strategy: the top of the golden thread."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from council.choices import choices_of
from council.models import Council, Person
from strategy.document import Label, Labels
from strategy.indicator import Frequency
from strategy.kinds import Status

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from strategy.models.parts import Outcome, Principle


def usual_labels() -> dict[str, list[str]]:
    """What most councils call their levels: the singular and the plural of each."""
    return as_labels_data(Labels())


def as_labels_data(labels: Labels) -> dict[str, list[str]]:
    """Labels as they are stored."""
    return {
        level: [label.singular, label.plural]
        for level, label in (
            ("principle", labels.principle),
            ("area", labels.area),
            ("outcome", labels.outcome),
        )
    }


class Strategy(models.Model):
    """An agreed document with a vision, a purpose, a term and a review cycle.

    What a council calls its levels (principle, theme, workstream) is data. ``sits_under`` is the
    title of the strategy above where that one is not in the product; ``parent`` where it is.
    Footnotes and relations (two codes and why) stand on the row that they belong to.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="strategies")
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=80)
    status = models.CharField(max_length=20, choices=choices_of(Status), default=Status.DRAFT.value)
    vision = models.TextField(blank=True)
    vision_label = models.CharField(max_length=60, default="Vision")
    purpose = models.TextField(blank=True)
    purpose_label = models.CharField(max_length=60, default="Purpose")
    corporate_vision = models.TextField(blank=True)
    sits_under = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    owner = models.CharField(
        max_length=200, blank=True, help_text="The body whose strategy it is, if another."
    )
    author_post = models.CharField(max_length=200, blank=True)
    presented_to = models.CharField(max_length=200, blank=True)
    presented_on = models.DateField(null=True, blank=True)
    term_words = models.CharField(max_length=200, blank=True)
    term_start = models.DateField(null=True, blank=True)
    term_end = models.DateField(null=True, blank=True)
    review_words = models.CharField(max_length=300, blank=True)
    review_every = models.CharField(max_length=20, choices=choices_of(Frequency), blank=True)
    next_review = models.DateField(null=True, blank=True)
    adopted_by = models.CharField(max_length=200, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    status_set_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    status_set_on = models.DateField(null=True, blank=True, editable=False)
    source_document = models.CharField(max_length=300, blank=True)
    reading_notes = models.JSONField(default=list, blank=True)
    labels = models.JSONField(default=usual_labels)
    footnotes = models.JSONField(default=list, blank=True)
    relations = models.JSONField(default=list, blank=True)

    history = HistoricalRecords()

    if TYPE_CHECKING:
        principles: RelatedManager[Principle]
        outcomes: RelatedManager[Outcome]

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "strategies"
        constraints = [
            models.UniqueConstraint(fields=("council", "slug"), name="strategy_slug_once"),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]),
                name="strategy_status_known",
            ),
            models.CheckConstraint(
                condition=Q(term_start=None) | Q(term_end=None) | Q(term_end__gte=F("term_start")),
                name="strategy_term_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="strategy_not_under_itself"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategy:strategy_detail", args=[self.council.slug, self.slug])

    @property
    def names(self) -> Labels:
        """What the council calls the levels of this strategy."""
        return Labels(**{level: Label(*words) for level, words in self.labels.items()})
