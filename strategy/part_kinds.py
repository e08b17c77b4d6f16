"""The kinds of part that are edited by hand, as data: one mechanism serves them all."""

from dataclasses import dataclass
from typing import Any

from strategy.document import Labels
from strategy.models import (
    Outcome,
    OutcomeArea,
    Principle,
    RelatedDocument,
    Rhythm,
    Section,
    Statement,
)


@dataclass(frozen=True, slots=True)
class PartKind:
    """One kind: its name in addresses, its model, what it is called, its fields in order."""

    name: str
    model: type[Any]
    singular: str
    plural: str
    prefix: str
    fields: tuple[str, ...]

    def called(self, labels: Labels) -> tuple[str, str]:
        """The council's own words for one and for several of them."""
        own = {"principles": labels.principle, "areas": labels.area, "outcomes": labels.outcome}
        label = own.get(self.name)
        return (label.singular, label.plural) if label else (self.singular, self.plural)


# The strategy's own fields that are edited on one form.
OWN = (
    "title",
    "vision",
    "vision_label",
    "purpose",
    "purpose_label",
    "corporate_vision",
    "sits_under",
    "owner",
    "author_post",
    "presented_to",
    "presented_on",
    "term_words",
    "term_start",
    "term_end",
    "review_words",
    "review_every",
    "next_review",
    "source_document",
    "labels",
    "reading_notes",
)

KINDS = {
    kind.name: kind
    for kind in (
        PartKind(
            "sections", Section, "section", "sections", "S", ("place", "chapter", "heading", "text")
        ),
        PartKind(
            "principles",
            Principle,
            "principle",
            "principles",
            "P",
            ("title", "statement", "strands"),
        ),
        PartKind(
            "areas", OutcomeArea, "outcome area", "outcome areas", "A", ("title", "introduction")
        ),
        PartKind("outcomes", Outcome, "outcome", "outcomes", "O", ("text", "area", "principle")),
        PartKind(
            "statements",
            Statement,
            "statement",
            "statements",
            "C",
            ("kind", "heading", "text", "group", "principle"),
        ),
        PartKind("rhythms", Rhythm, "rhythm", "rhythms", "R", ("text", "frequency", "body")),
        PartKind(
            "related",
            RelatedDocument,
            "related document",
            "related documents",
            "D",
            (
                "title",
                "kind",
                "position",
                "owner_post",
                "status_words",
                "review_due",
                "incorporates",
                "link",
            ),
        ),
    )
}
