"""Frozen dataclasses from plain values and back, strictly: for files that people edit by hand.

What equals its default is not written, so that a file shows what the source says and no more.
Reading refuses, with a sentence that says where, whatever is not understood. A place reads "in
principles, entry 3 (P3)": a person finds it without counting brackets.
"""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from council.texts import Limits, fault

WANTED = {
    str: "must be text",
    bool: "must be true or false",
    int: "must be a whole number",
    Decimal: "must be a number",
    date: "must be a date, as 2023-06-30",
}


def encode(value: Any) -> Any:
    """A dataclass as a dict of plain values, less what equals its default; parts likewise."""
    if is_dataclass(value):
        held = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: encode(this) for one, this in held if this != default_of(one)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    return value.value if isinstance(value, StrEnum) else value


def decode(kind: Any, data: object, where: str = "") -> Any:
    """The value of type ``kind`` that ``encode`` wrote as ``data``; ValueError otherwise."""
    kind = kind if get_origin(kind) is not Annotated else get_args(kind)[0]
    if get_origin(kind) in {Union, UnionType}:
        return decode(get_args(kind)[0], data, where)
    if get_origin(kind) is tuple:
        return decode_list(get_args(kind)[0], data, where)
    if is_dataclass(kind):
        return decode_record(kind, data, where)
    return decode_plain(kind, data, where)


def decode_record(kind: Any, data: object, where: str) -> Any:
    """A dataclass from a table with its keys; what has a default may be missing."""
    if not isinstance(data, dict):
        raise refusal(where, "must be a table with keys")
    known = types_of(kind)
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise refusal(joined(where, shown(unknown[0])), "is not a key that is known")
    for one in fields(kind):
        if is_needed(one) and one.name not in data:
            raise refusal(joined(where, one.name), "is missing")
    return kind(**{name: decode(known[name], data[name], joined(where, name)) for name in data})


def decode_list(kind: Any, data: object, where: str) -> tuple[Any, ...]:
    """A list of one type."""
    if not isinstance(data, list):
        raise refusal(where, "must be a list")
    return tuple(decode(kind, item, entry(where, n, item)) for n, item in enumerate(data, 1))


def decode_plain(kind: Any, data: object, where: str) -> Any:
    """A text, number, truth value, date or one of a fixed list of words."""
    if kind is Decimal and type(data) is int:
        return Decimal(data)
    expected = str if issubclass(kind, StrEnum) else kind
    if type(data) is not expected:
        raise refusal(where, WANTED[expected])
    if issubclass(kind, StrEnum) and data not in list(kind):
        words = ", ".join(f"“{one}”" for one in kind)
        raise refusal(where, f"cannot be “{shown(str(data))}”; it takes {words}")
    return kind(data) if issubclass(kind, StrEnum) else data


def check_limits(value: Any, where: str = "", *, most_items: int = 2_000) -> None:
    """Raise ValueError for a text outside its kind's limits, a blank one, or a list too long."""
    for one in fields(value):
        held, kind = getattr(value, one.name), types_of(kind_of(value))[one.name]
        place = joined(where, one.name)
        if isinstance(held, tuple) and len(held) > most_items:
            raise refusal(place, f"has {len(held):,} entries; at most {most_items:,} are taken")
        for part, its_place in parts_of(held, place):
            if isinstance(part, str) and not isinstance(part, StrEnum):
                check_text(part, limits_of(kind), its_place, needed=is_needed(one))
            elif is_dataclass(part):
                check_limits(part, its_place, most_items=most_items)


def check_text(text: str, limits: Limits | None, where: str, *, needed: bool) -> None:
    """One text against the limits of its kind; what has no default must not be blank."""
    if needed and not text.strip():
        raise refusal(where, "must not be empty")
    wrong = limits and fault(text, limits)
    if wrong:
        raise refusal(where, wrong)


def parts_of(held: Any, where: str) -> Iterator[tuple[Any, str]]:
    """What a field holds, one by one, each with its place."""
    if isinstance(held, tuple):
        for number, item in enumerate(held, 1):
            yield item, entry(where, number, item)
    else:
        yield held, where


def refusal(where: str, words: str) -> ValueError:
    """The error whose message is one sentence: the place, and what is wrong there."""
    *outer, last = where.split(" > ")
    place = f"in {', '.join(outer)}, " if outer else ""
    sentence = f"{place}{last or 'the file'} {words}."
    return ValueError(sentence[0].upper() + sentence[1:])


def joined(where: str, name: str) -> str:
    return f"{where} > {name}" if where else name


def entry(where: str, number: int, item: Any) -> str:
    """The place of a list's member, with its code where it has one."""
    code = item.get("code") if isinstance(item, dict) else getattr(item, "code", None)
    named = f" ({shown(code)})" if isinstance(code, str) and code else ""
    return f"{where} entry {number}{named}"


def shown(words: str) -> str:
    """Words of a file, short enough and safe to show in a sentence."""
    safe = "".join(letter if letter.isprintable() else "�" for letter in words)
    return safe if len(safe) <= 40 else f"{safe[:40]}…"


def default_of(one: "Field[Any]") -> Any:
    return one.default


def is_needed(one: "Field[Any]") -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def limits_of(kind: Any) -> Limits | None:
    """The limits of a kind of text, also inside a tuple or beside None."""
    if get_origin(kind) is Annotated:
        return next((one for one in get_args(kind)[1:] if isinstance(one, Limits)), None)
    return next(filter(None, map(limits_of, get_args(kind))), None)


def kind_of(value: Any) -> Any:
    return type(value)


@cache
def types_of(kind: Any) -> dict[str, Any]:
    """The fields of a dataclass and their types, with the limits of their texts."""
    hints = get_type_hints(kind, include_extras=True)
    return {one.name: hints[one.name] for one in fields(kind)}
