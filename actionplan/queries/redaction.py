"""Where words stand that must go: in the record, and in everything else that holds texts."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from actionplan.models import (
    TOMBSTONE,
    Change,
    Correction,
    Entry,
    Evidence,
    LineProof,
    Narrative,
    PlanFile,
    RedactedPlace,
    Redaction,
    ReportFile,
    Seal,
)
from actionplan.proofs.passages import Passage
from actionplan.queries.redaction_places import Place, Places
from actionplan.queries.redaction_record import (
    changes_with,
    columns_with,
    corrections_with,
    each_of,
    entries_with,
    evidence_with,
    files_with,
    kept_with,
    narratives_with,
    seals_with,
)
from council.models import Council, KeptForm

SPECIAL = (
    Entry, Seal, PlanFile, Change, Correction, Narrative, Evidence, Redaction, RedactedPlace,
    ReportFile, LineProof,
)  # fmt: skip


def places_of(council: Council, words: str) -> Places:
    """Every place of a council in which the words stand. Reads all it has: a rare thing to do."""
    passage = Passage(words, TOMBSTONE)
    entries = list(entries_with(council, passage))
    return Places(
        entries,
        list(seals_with(council, passage)),
        list(files_with(council, passage, entries)),
        [
            *changes_with(council, passage),
            *corrections_with(council, passage),
            *narratives_with(council, passage),
        ],
        list(evidence_with(council, passage)),
        [place for model in _others() for place in _rows(model, council, passage)],
        list(kept_with(council, passage)),
        [form for form in _forms(council) if passage.stands_in(_typed(form))],
    )


# ---- everything else that holds texts, histories of rows too


def _others() -> list[Any]:
    """Tables of this application that hold texts and belong to a council."""
    models_ = apps.get_app_config("actionplan").get_models()
    return [one for one in models_ if one not in SPECIAL and _texts(one) and _to_council(one)]


def _texts(model: Any) -> tuple[str, ...]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
        and not field.choices
        and not isinstance(field, models.SlugField)
    )


def _to_council(model: Any) -> str | None:
    """How a table belongs to a council: "action__plan__council"; None where it does not."""
    ways: list[tuple[Any, tuple[str, ...]]] = [(model, ())]
    seen = {model}
    for table, way in ways:  # grows as it goes: the nearest way is found first
        for one in table._meta.concrete_fields:
            other: Any = one.related_model
            if other is Council:
                return "__".join((*way, one.name))
            if other and other not in seen and other._meta.app_label != "council":
                seen.add(other)
                ways.append((other, (*way, one.name)))
    return None


def _rows(model: Any, council: Council, passage: Passage) -> Iterator[Place]:
    names = _texts(model)
    rows = model._default_manager.filter(Q((str(_to_council(model)), council))).order_by("pk")
    for row in each_of(rows.only("pk", *names)):
        columns = columns_with(row, names, passage)
        if columns:
            yield Place(row, columns, f"{str(model._meta.verbose_name).capitalize()} {row.pk}")


# ---- forms that were typed and not sent


def _forms(council: Council) -> QuerySet[KeptForm]:
    return KeptForm.objects.filter(path__startswith=f"/{council.slug}/")


def _typed(form: KeptForm) -> list[str]:
    return [value for _, value in parse_qsl(form.fields)]
