"""A plan's key and timescale bands as data: how they are stored, read and checked.

Stored as lists of plain dictionaries with the fields of ``Rating`` and ``Band``.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from json import dumps, loads
from typing import Any

from django.core.exceptions import ValidationError

from actionplan.document import Band, Rating

SHAPES = ("circle", "triangle", "square", "diamond")
COLOURS = ("green", "amber", "red", "blue", "grey")

# What a council means by the letters when its plan has no key of its own.
USUAL_RATINGS = {
    "G": Rating("G", "Green", "circle", "green", "On track or achieved"),
    "A": Rating("A", "Amber", "triangle", "amber", "In danger of falling behind"),
    "R": Rating("R", "Red", "square", "red", "Off target"),
    "B": Rating("B", "Blue", "diamond", "blue", "Complete"),
}
USUAL_KEY = tuple(USUAL_RATINGS[letter] for letter in "GAR")


def as_data(lines: Iterable[Rating | Band]) -> list[dict[str, Any]]:
    """Ratings or bands as they are stored."""
    return [asdict(line) for line in lines]


def as_ratings(data: list[dict[str, Any]]) -> tuple[Rating, ...]:
    """The stored key as ratings, in its order."""
    return _ratings(dumps(data))


def as_bands(data: list[dict[str, Any]]) -> tuple[Band, ...]:
    """The stored bands, in their order."""
    return tuple(Band(**line) for line in data)


@lru_cache(maxsize=256)
def _ratings(text: str) -> tuple[Rating, ...]:
    """The same objects for the same key, so that their drawings can be cached."""
    return tuple(Rating(**line) for line in loads(text))


def check_key(data: object) -> None:
    """Raise ValidationError unless ``data`` is a key: letters once each, known shapes, words."""
    ratings = [_made(Rating, line, "rating") for line in _lines(data)]
    letters = [rating.letter for rating in ratings]
    if not ratings or len(set(letters)) != len(letters):
        raise ValidationError("A key needs at least one rating, and each letter only once.")
    for rating in ratings:
        if not re.fullmatch(r"[A-Z]{1,2}", str(rating.letter)) or not rating.word:
            raise ValidationError("A rating needs a letter (one or two capitals) and a word.")
        if rating.shape not in SHAPES or rating.colour not in COLOURS:
            raise ValidationError(f"“{rating.word}” has a shape or colour that cannot be drawn.")


def check_bands(data: object) -> None:
    """Raise ValidationError unless ``data`` is a list of bands with a code once each."""
    codes = [_made(Band, line, "band").code for line in _lines(data)]
    if len(set(codes)) != len(codes) or not all(codes):
        raise ValidationError("Each timescale band needs a code of its own.")


def _lines(data: object) -> list[Any]:
    if not isinstance(data, list):
        raise ValidationError("Give a list.")
    return data


def _made[Line: (Rating, Band)](kind: type[Line], line: Any, name: str) -> Line:
    try:
        return kind(**line)
    except TypeError as error:
        raise ValidationError(f"This is no {name}: {line!r}.") from error
