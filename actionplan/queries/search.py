"""Search across a council's strategies, plans and commentary: found, ranked, cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.db import connection
from django.db.models import Q

from actionplan.models import Action
from actionplan.queries import search_plain, search_postgresql
from actionplan.queries.conditions import referred_to, visible
from actionplan.queries.search_kinds import KINDS, Kind
from actionplan.search_words import references_of, words_of
from council.scope import Scope

# Rows of one kind that are ranked; who finds more needs another word.
CAP = 500
REFERENCE_RANK = 100.0


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that was found."""

    kind: Kind
    pk: int
    rank: float


@dataclass(frozen=True, slots=True)
class Found:
    """All hits, best first; how many of each kind; ``is_cut`` names kinds of which there are more.

    ``words`` are those that were looked for.
    """

    words: Sequence[str]
    hits: Sequence[Hit]
    counts: dict[str, int]
    is_cut: bool = False


def find(scope: Scope, asked: str, only: str = "") -> Found:
    """What a council's rows say of the words asked for; ``only`` is one kind, counts are of all.

    One query for each kind, one for references, one for the words.
    """
    words = words_of(asked)
    telling = engine().telling(words)
    named = _named(scope, words)
    with engine().searching():
        found = {kind.name: _hits(scope, kind, telling) for kind in KINDS}
    found["action"] = _with_named(named, found["action"])
    hits = [hit for name, each in found.items() if only in ("", name) for hit in each]
    return Found(
        words=words,
        hits=sorted(hits, key=lambda hit: -hit.rank),
        counts={name: len(each) for name, each in found.items()},
        is_cut=any(len(each) >= CAP for each in found.values()),
    )


def engine() -> ModuleType:
    """How this database searches."""
    return search_postgresql if connection.vendor == "postgresql" else search_plain


def _hits(scope: Scope, kind: Kind, words: Sequence[str]) -> list[Hit]:
    if not words:
        return []
    rows = candidates(scope, kind, words)
    return [Hit(kind, pk, rank) for pk, rank in rows.values_list("pk", "rank")[:CAP]]


def candidates(scope: Scope, kind: Kind, words: Sequence[str]) -> Any:
    """The council's rows that match, ranked; at most CAP of them are ranked at all."""
    matching = engine().matching(kind, kind.rows(scope), words).order_by("pk")
    rows = kind.model._default_manager.filter(pk__in=matching.values("pk")[:CAP])
    return engine().ranked(kind, rows, words)


def _named(scope: Scope, words: Sequence[str]) -> list[Hit]:
    """The actions whose references are among the words."""
    wanted = Q()
    for code, number in references_of(words):
        wanted |= referred_to(code, number)
    if not wanted:
        return []
    kind = KINDS[-1]
    rows = Action.objects.filter(wanted, visible(scope)).order_by("plan", "number")
    return [Hit(kind, pk, REFERENCE_RANK) for pk in rows.values_list("pk", flat=True)]


def _with_named(named: list[Hit], hits: list[Hit]) -> list[Hit]:
    known = {hit.pk for hit in named}
    return [*named, *(hit for hit in hits if hit.pk not in known)]
