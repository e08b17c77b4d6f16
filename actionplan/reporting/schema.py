"""What stands in a plan's JSON file, as a JSON Schema (draft 2020-12).

It is made from the types that ``write_json`` writes and ``from_json`` reads, so that neither can
say something else. A field may be added and stays optional; whatever else would make a file of
yesterday invalid wants a new ``SCHEMA`` and with it a new address.
"""

import inspect
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import EnumType
from functools import cache
from typing import Any, Union, get_args, get_origin

from actionplan.document import PlanDocument
from actionplan.interchange import SCHEMA, is_needed, types_of

CODE = re.compile(r"``([^`]+)``")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_TYPE = "application/schema+json"
AS_WRITTEN: dict[str, Any] = {"ensure_ascii": False, "indent": 2}
TEXT, COUNT = {"type": "string"}, {"type": "integer", "minimum": 0}
DAY = {"type": "string", "format": "date"}
NOTHING = {"type": "null"}
PLAIN: Mapping[Any, dict[str, Any]] = {
    str: TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: DAY,
}


def plan_file_schema(address: str = "") -> dict[str, Any]:
    """The schema of a whole file; ``address`` is where it is served and becomes its identity."""
    return {"$schema": DIALECT} | ({"$id": address} if address else {}) | _file()


@cache
def _file() -> dict[str, Any]:
    known: dict[str, Any] = {}
    plan = _schema_of(PlanDocument, known)
    document = _record({"schema": {"const": SCHEMA}, "plan": plan}, "The plan, whole.")
    return {
        "title": f"An action plan of a council, schema {SCHEMA}",
        **_record(_envelope() | {"document": document}, FILE),
        "$defs": known,
    }


FILE = (
    "What a plan says, and its figures as at one day. Dates are ISO 8601. Null and an empty list "
    "say that the source does not tell; posts are named by their title, people never."
)


def _envelope() -> dict[str, Any]:
    """What stands around the plan: words of the report, and figures (``reporting.data``)."""
    return {
        "council": _said(TEXT, "The council whose plan it is."),
        "title": _said(TEXT, "The title of the report."),
        "draft": _said(PLAIN[bool], "True for anything but a position that was closed."),
        "produced_from": _said(TEXT, "What the figures come from."),
        "position": _said(TEXT, "The figures as one sentence."),
        "not_shown": _said(TEXT, "What a file for the public leaves out; empty for nothing."),
        "figures": _figures(),
    }


def _figures() -> dict[str, Any]:
    numbers = {"type": "object", "additionalProperties": COUNT}
    return _record(
        {
            "as_at": _said(_or_null(DAY), "The day that every figure speaks of."),
            "total": _said(COUNT, "Actions that count in totals."),
            "complete": _said(COUNT, "Complete or business as usual."),
            "open": _said(COUNT, "Something is still to be done: the next three together."),
            "past_date": _said(COUNT, "Open, and past the date in force."),
            "no_date": _said(COUNT, "Open, without a date."),
            "dated_ahead": _said(COUNT, "Open, its date not past."),
            "kept_out": _said(COUNT, "Rows that a person has kept out of the totals."),
            "by_rating": _said(numbers, "How many have each letter of the key, or “not rated”."),
            "by_status": _said(numbers, "How many have each status, or “not stated”."),
        },
        "Counts, never averages.",
    )


def _schema_of(kind: Any, known: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; that of a record is put into ``known`` once and referred to."""
    if get_origin(kind) is tuple:
        return _list_of(get_args(kind), known)
    if get_origin(kind) in {Union, types.UnionType}:
        return _or_null(_schema_of(get_args(kind)[0], known))
    if is_dataclass(kind):
        return _referred(kind, known, _record_of)
    if isinstance(kind, EnumType):
        return _referred(kind, known, _words_of)
    return PLAIN[kind]


def _referred(
    kind: Any, known: dict[str, Any], made: Callable[[Any, dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    if kind.__name__ not in known:
        known[kind.__name__] = {}  # an action holds actions: it is named before it is told
        known[kind.__name__] = made(kind, known)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _record_of(kind: Any, known: dict[str, Any]) -> dict[str, Any]:
    told = {name: _schema_of(one, known) for name, one in types_of(kind).items()}
    needed = [field.name for field in fields(kind) if is_needed(field)]
    return _record(told, _doc(kind), needed)


def _words_of(kind: Any, known: dict[str, Any]) -> dict[str, Any]:
    return _said({"enum": [one.value for one in kind]}, _doc(kind))


def _list_of(inner: tuple[Any, ...], known: dict[str, Any]) -> dict[str, Any]:
    """A list of one type throughout, or of a fixed length."""
    if inner[-1] is Ellipsis:
        return {"type": "array", "items": _schema_of(inner[0], known)}
    places = [_schema_of(one, known) for one in inner]
    return {"type": "array", "prefixItems": places, "items": False, "minItems": len(places)}


def _record(told: dict[str, Any], words: str, needed: list[str] | None = None) -> dict[str, Any]:
    """An object with these keys and no others; all must stand there unless ``needed`` says."""
    required = list(told) if needed is None else needed
    kind = {"type": "object", "properties": told, "required": required}
    return _said(kind | {"additionalProperties": False}, words)


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, NOTHING]}


def _said(schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"description": words} | schema


def _doc(kind: Any) -> str:
    """What the type's own description says, without the marks of code."""
    words = " ".join((inspect.getdoc(kind) or "").split())
    return re.sub(r"\bNone\b", "null", CODE.sub(r"“\1”", words))
