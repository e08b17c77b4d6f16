"""Putting a strategy that was read from a file into the database: made new, or brought up to it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from council import clock
from council.models import Council, Person, Post, PostAlias
from strategy import document as doc
from strategy.models import (
    Indicator,
    Measurement,
    Outcome,
    OutcomeArea,
    Principle,
    RelatedDocument,
    Rhythm,
    Section,
    Statement,
    Strategy,
)
from strategy.models.strategy import as_labels_data
from strategy.queries.document import SAME_NAME


class CannotStore(Exception):
    """A strategy that cannot go into the database; the message is one sentence."""


@dataclass(slots=True)
class Receipt:
    """What storing a strategy did: codes (and kinds) of what was added, changed, removed."""

    strategy: Strategy
    made: bool = False
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def nothing_to_do(self) -> bool:
        """Whether the database held all of it already."""
        return not (self.made or self.added or self.changed or self.removed)


@transaction.atomic
def store_strategy(
    *, document: doc.StrategyDocument, council: Council, by: Person | None
) -> Receipt:
    """Make the council's strategy with this slug equal to ``document``, in one transaction.

    Parts are known by their codes. Posts that are not known are made, vacant. Measurements are
    only added. Raises CannotStore when a part that the file lacks is served by actions.
    """
    found = Strategy.objects.select_for_update().filter(council=council, slug=document.slug)
    strategy = found.first() or Strategy(council=council, slug=document.slug)
    receipt = Receipt(strategy, made=strategy.pk is None)
    _save(strategy, _own_fields(document), by, receipt, "strategy")
    _Parts(receipt, by).store(document)
    return receipt


def _own_fields(document: doc.StrategyDocument) -> dict[str, Any]:
    fields = {name: getattr(document, name) for name in SAME_NAME}
    return fields | {
        "status": document.status.value,
        "review_every": document.review_every or "",
        "reading_notes": list(document.reading_notes),
        "labels": as_labels_data(document.labels),
        "footnotes": [asdict(footnote) for footnote in document.footnotes],
        "relations": [asdict(relation) for relation in document.relations],
    }


def _save(
    row: models.Model, fields: dict[str, Any], by: Person | None, receipt: Receipt, code: str
) -> None:
    """Save ``row`` with ``fields`` if that changes it, its history signed by ``by``."""
    if row.pk and all(getattr(row, name) == new for name, new in fields.items()):
        return
    if row.pk:
        receipt.changed.append(code)
    elif row is not receipt.strategy:
        receipt.added.append(code)
    for name, value in fields.items():
        setattr(row, name, value)
    row._history_user = by  # type: ignore[attr-defined]  # simple-history's documented way
    row.save()


class _Parts:
    """Brings the parts of one strategy up to a document, kind by kind."""

    def __init__(self, receipt: Receipt, by: Person | None) -> None:
        self.receipt = receipt
        self.strategy = receipt.strategy
        self.by = by
        self.rows: dict[str, Any] = {}
        self.posts = _posts(self.strategy.council)

    def store(self, document: doc.StrategyDocument) -> None:
        """Everything, those first that others point to; then remove what the file lacks."""
        kinds: list[tuple[type[models.Model], Iterable[Any], Any]] = [
            (Section, document.sections, self._section),
            (Principle, document.principles, self._principle),
            (OutcomeArea, document.areas, self._area),
            (Outcome, document.outcomes, self._outcome),
            (Statement, document.statements, self._statement),
            (Rhythm, document.rhythms, self._rhythm),
            (RelatedDocument, document.related, self._related),
            (Indicator, document.indicators, self._indicator),
        ]
        for model, parts, fields in kinds:
            self._store_kind(model, list(parts), fields)
        for indicator in document.indicators:
            self._store_measures(self.rows[indicator.code], indicator)
        for model, parts, _ in reversed(kinds):
            self._remove(model, {part.code for part in parts})

    def _store_kind(self, model: Any, parts: list[Any], fields: Any) -> None:
        known = {row.code: row for row in model.objects.filter(strategy=self.strategy)}
        for order, part in enumerate(parts, start=1):
            row = known.get(part.code) or model(strategy=self.strategy, code=part.code)
            _save(row, fields(part) | {"order": order}, self.by, self.receipt, part.code)
            self.rows[part.code] = row

    def _remove(self, model: Any, codes: set[str]) -> None:
        for row in model.objects.filter(strategy=self.strategy).exclude(code__in=codes):
            try:
                row.delete()
            except ProtectedError as error:
                raise CannotStore(
                    f"“{row}” ({row.code}) is not in the file, and it is still linked to: "
                    "take the links away first."
                ) from error
            self.receipt.removed.append(row.code)

    def _section(self, part: doc.Section) -> dict[str, Any]:
        return {
            "place": part.place.value,
            "chapter": part.chapter,
            "heading": part.heading,
            "text": part.text,
        }

    def _principle(self, part: doc.Principle) -> dict[str, Any]:
        strands = [asdict(strand) for strand in part.strands]
        return {"title": part.title, "statement": part.statement, "strands": strands}

    def _area(self, part: doc.OutcomeArea) -> dict[str, Any]:
        return {"title": part.title, "introduction": part.introduction}

    def _outcome(self, part: doc.Outcome) -> dict[str, Any]:
        return {
            "text": part.text,
            "area": self.rows.get(part.area or ""),
            "principle": self.rows.get(part.principle or ""),
        }

    def _statement(self, part: doc.Statement) -> dict[str, Any]:
        return {
            "kind": part.kind.value,
            "heading": part.heading,
            "text": part.text,
            "group": part.group,
            "principle": self.rows.get(part.principle or ""),
        }

    def _rhythm(self, part: doc.Rhythm) -> dict[str, Any]:
        return {"text": part.text, "frequency": part.frequency or "", "body": part.body}

    def _related(self, part: doc.RelatedDocument) -> dict[str, Any]:
        return {
            "title": part.title,
            "kind": part.kind.value,
            "position": part.position or "",
            "owner_post": self._post(part.owner_post),
            "status_words": part.status_words,
            "review_due": part.review_due,
            "incorporates": part.incorporates or "",
            "link": part.link,
        }

    def _indicator(self, part: Any) -> dict[str, Any]:
        same = "name baseline baseline_date target target_words target_date tolerance formula note"
        fields = {name: getattr(part, name) for name in same.split()}
        stated = {
            name: getattr(part, name) or "" for name in ["unit", "good", "frequency", "computed"]
        }
        return fields | stated | {"owner_post": self._post(part.owner_post)}

    def _store_measures(self, row: Indicator, part: Any) -> None:
        """What it measures, and the measurements that are not there yet."""
        for kind, manager in ((Outcome, row.outcomes), (Principle, row.principles)):
            wanted = {self.rows[code].pk for code in part.measures if type(self.rows[code]) is kind}
            if set(manager.values_list("pk", flat=True)) != wanted:
                manager.set(wanted)
                self.receipt.changed.append(part.code)
        known = set(row.measurements.values_list("day", "value", "forecast"))
        new = [one for one in part.measurements if (one.day, one.value, one.forecast) not in known]
        Measurement.objects.bulk_create(
            Measurement(
                indicator=row,
                day=one.day,
                value=one.value,
                forecast=one.forecast,
                note=one.note,
                by=self.by,
                recorded_at=clock.now(),
            )
            for one in new
        )
        if new and part.code not in self.receipt.added:
            self.receipt.changed.append(part.code)

    def _post(self, title: str) -> Post | None:
        """The post of that name or alias; an unknown one is made, vacant."""
        if not title:
            return None
        if title.casefold() not in self.posts:
            council = self.strategy.council
            self.posts[title.casefold()] = Post.objects.create(council=council, title=title)
        return self.posts[title.casefold()]


def _posts(council: Council) -> dict[str, Post]:
    aliases = PostAlias.objects.filter(council=council).select_related("post")
    posts = {alias.name.casefold(): alias.post for alias in aliases}
    return posts | {post.title.casefold(): post for post in Post.objects.filter(council=council)}
