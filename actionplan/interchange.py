"""A plan as plain JSON values and back, exactly: for export, and between processes.

Every field of every value is written, so that a reader of the file sees what may stand there.
Reading is strict: what is not understood is refused with a sentence that says where it stands.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from actionplan.document import PlanDocument

# Raised by one when the shape of a plan changes so that old files need to be understood anew.
SCHEMA = 1

# Actions within actions; no plan has more than three, and a file must not exhaust the stack.
DEEPEST = 60


def to_json(document: PlanDocument) -> dict[str, Any]:
    """The plan as JSON values: ``{"schema": 1, "plan": {...}}``, dates as ISO text."""
    return {"schema": SCHEMA, "plan": encode(document)}


def from_json(data: object) -> PlanDocument:
    """The plan that ``to_json`` wrote.

    Keys with a default may be missing. Raises ValueError with a sentence naming the place for
    another schema, unknown or missing keys, and values of the wrong kind.
    """
    given = record(data, "the file")
    if set(given) != {"schema", "plan"}:
        raise ValueError("The file must hold the keys “schema” and “plan” and no others.")
    if type(given["schema"]) is not int or given["schema"] != SCHEMA:
        raise ValueError(f"The file has schema {given['schema']!r}; this version reads {SCHEMA}.")
    document: PlanDocument = decode(PlanDocument, given["plan"], "plan")
    return document


def encode(value: Any) -> Any:
    """A value of the plan's types as JSON values."""
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    return value.value if isinstance(value, StrEnum) else value


def decode(kind: Any, data: object, where: str, depth: int = 0) -> Any:
    """The value of type ``kind`` that ``encode`` wrote as ``data``; ValueError otherwise."""
    if depth > DEEPEST:
        raise ValueError(f"{where} is nested too deeply.")
    if get_origin(kind) is tuple:
        return decode_tuple(kind, data, where, depth + 1)
    if get_origin(kind) in {Union, types.UnionType}:
        return None if data is None else decode(get_args(kind)[0], data, where, depth)
    if is_dataclass(kind):
        return decode_record(kind, data, where, depth + 1)
    return decode_plain(kind, data, where)


def decode_record(kind: Any, data: object, where: str, depth: int) -> Any:
    """A dataclass from an object with its fields."""
    given = record(data, where)
    known = types_of(kind)
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ValueError(f"{where} holds “{unknown[0]}”, which is not known.")
    needed = [one.name for one in fields(kind) if is_needed(one) and one.name not in given]
    if needed:
        raise ValueError(f"{where} lacks “{needed[0]}”.")
    return kind(
        **{name: decode(known[name], v, f"{where}.{name}", depth) for name, v in given.items()}
    )


def decode_tuple(kind: Any, data: object, where: str, depth: int) -> tuple[Any, ...]:
    """A list, of one type throughout or of a fixed length."""
    if not isinstance(data, list):
        raise ValueError(f"{where} must be a list.")
    inner = get_args(kind)
    if inner[-1] is Ellipsis:
        return tuple(decode(inner[0], v, f"{where}[{i}]", depth) for i, v in enumerate(data))
    if len(data) != len(inner):
        raise ValueError(f"{where} must hold {len(inner)} values.")
    pairs = enumerate(zip(inner, data, strict=True))
    return tuple(decode(one, v, f"{where}[{i}]", depth) for i, (one, v) in pairs)


def decode_plain(kind: Any, data: object, where: str) -> Any:
    """A text, number, truth value, date or one of a fixed list of words."""
    expected = str if kind is date or issubclass(kind, StrEnum) else kind
    if type(data) is not expected:
        raise ValueError(f"{where} must be {WANTED[expected]}.")
    try:
        return READERS.get(kind, kind)(data)
    except ValueError:
        raise ValueError(f"{where} cannot be {data!r}.") from None


def iso_day(text: str) -> date:
    """A date in the one form that we write, so that what is read is what was written."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


WANTED = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
READERS: Mapping[Any, Callable[[Any], Any]] = {date: iso_day}


def record(data: object, where: str) -> dict[str, Any]:
    """``data`` if it is an object with keys."""
    if not isinstance(data, dict):
        raise ValueError(f"{where} must be an object with keys.")
    return data


def is_needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def types_of(kind: Any) -> dict[str, Any]:
    """The fields of a dataclass and their types."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
