"""A plan as it was reported in a period, as one text that never changes. Pure.

The text is JSON and is kept byte for byte, with its SHA-256 beside it. Texts of an older schema
are read by functions that stay here for ever: ``tests/data/seals`` has a sample of each.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from actionplan.document import Action, PlanDocument, with_sub_actions
from actionplan.figures import Facts, Figures, count, facts_of
from actionplan.glossary import Term
from actionplan.interchange import decode, encode, from_json, to_json
from actionplan.proofs.sealed_figures import figures_data, figures_from

# Raised by one when the shape of a sealed text changes; a plan's own shape has its schema within.
SCHEMA = 5
type Reader = Callable[[Mapping[str, Any]], "Sealed"]
OTHER = (
    "This period’s figures are not what was closed and locked: its digest does not fit. "
    "Restore them from a backup."
)


class BrokenSeal(Exception):
    """A sealed text that is not what was sealed; the message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it stood: its code, the facts in it, and the sentence, of an action or the plan.

    ``facts`` are names and values; ``reference`` is None for a query about the plan itself.
    ``state`` says how it stood ("Answered"), ``reason`` is what its lead answered, ``note`` what
    SLT said of that last; a query of schema 2 knows none of them.
    """

    code: str
    sentence: str
    reference: str | None = None
    facts: tuple[tuple[str, str], ...] = ()
    state: str = ""
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """All that was closed and locked.

    ``figures`` are those of the whole plan, ``sections`` those of each recommendation in the
    document's order and, last, those of the actions that answer none. ``heads`` are the ends of
    all actions' chains by reference; a file of an earlier quarter has none. ``lines`` is the end of
    the chain by which the register, corrections and narratives are proved. ``glossary`` is the
    council's as it was then, since its terms are written out in what is made from this.
    """

    as_at: date
    document: PlanDocument
    figures: Figures
    sections: tuple[Figures, ...]
    queries: tuple[Query, ...] = ()
    heads: Mapping[str, str] = field(default_factory=dict)
    glossary: tuple[Term, ...] = ()
    lines: str = ""


def as_reported(document: PlanDocument, as_at: date, period: str | None = None) -> Sealed:
    """A document with its figures as at a day.

    With the name of a period its figures also say how many have no update in that period.
    """

    def figures(actions: Iterable[Action]) -> Figures:
        return count((_facts(action, period) for action in actions), as_at)

    groups = [one.actions for one in document.recommendations()] + [document.loose_actions]
    return Sealed(
        as_at=as_at,
        document=document,
        figures=figures(document.actions()),
        sections=tuple(figures(with_sub_actions(actions)) for actions in groups),
    )


def _facts(action: Action, period: str | None) -> Facts:
    facts = facts_of(action)
    if period is None:
        return facts
    update = action.last_update
    return replace(facts, updated=update is not None and update.period == period)


def sealed_text(document: PlanDocument, as_at: date) -> str:
    """The text of a plan of which nothing but its document is known, such as an earlier file."""
    return text_of(as_reported(document, as_at))


def text_of(sealed: Sealed) -> str:
    """The one text: what is sealed, byte for byte."""
    data = {
        "seal": SCHEMA,
        "as_at": sealed.as_at.isoformat(),
        "document": to_json(sealed.document),
        "queries": [encode(query) for query in sealed.queries],
        "figures": {
            "plan": figures_data(sealed.figures),
            "sections": [figures_data(one) for one in sealed.sections],
        },
        "heads": dict(sealed.heads),
        "glossary": encode(sealed.glossary),
        "lines": sealed.lines,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """The hexadecimal digest of a text's bytes in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def unsealed(text: str, sha256: str) -> Sealed:
    """What was sealed, if the text is the one that was, whatever its schema.

    Raises BrokenSeal where a byte is another, or where it was sealed by a later version.
    """
    reader, data = _opened(text, sha256)
    return reader(data)


def figures_in(text: str, sha256: str) -> Figures:
    """The plan's figures alone, read without its actions. Raises BrokenSeal as ``unsealed``."""
    reader, data = _opened(text, sha256)
    if reader is _read_first:
        return reader(data).figures
    return figures_from(data["figures"]["plan"], date.fromisoformat(data["as_at"]))


def _opened(text: str, sha256: str) -> tuple[Reader, Mapping[str, Any]]:
    if sha256_of(text) != sha256:
        raise BrokenSeal(OTHER)
    data = json.loads(text)
    if data["seal"] not in READERS:
        raise BrokenSeal(f"This period was locked by another version (schema {data['seal']}).")
    return READERS[data["seal"]], data


def _read_first(data: Mapping[str, Any]) -> Sealed:
    """Schema 1 had the document alone: its figures are counted from it."""
    return as_reported(from_json(data["document"]), date.fromisoformat(data["as_at"]))


def _read_since_second(data: Mapping[str, Any]) -> Sealed:
    """Schema 3 says besides how queries were answered, 4 what the glossary said, 5 ``lines``."""
    as_at = date.fromisoformat(data["as_at"])
    figures = data["figures"]
    return Sealed(
        as_at=as_at,
        document=from_json(data["document"]),
        figures=figures_from(figures["plan"], as_at),
        sections=tuple(figures_from(one, as_at) for one in figures["sections"]),
        queries=decode(tuple[Query, ...], data["queries"], "queries"),
        heads=data["heads"],
        glossary=decode(tuple[Term, ...], data.get("glossary", []), "glossary"),
        lines=data.get("lines", ""),
    )


READERS: Mapping[int, Reader] = {
    1: _read_first,
    2: _read_since_second,
    3: _read_since_second,
    4: _read_since_second,
    5: _read_since_second,
}
