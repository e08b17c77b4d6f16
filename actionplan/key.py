"""A plan's key and timescale bands as data: how they are stored, read and checked.

Stored as lists of plain dictionaries with the fields of ``Rating`` and ``Band``.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import lru_cache
from json import dumps, loads
from typing import Any, get_type_hints

from django.core.exceptions import ValidationError

from actionplan.key_lines import Band, Guard, Rating

SHAPES = ("circle", "triangle", "square", "diamond")
COLOURS = ("green", "amber", "red", "blue", "grey")
OFF_TRACK = frozenset({"amber", "red"})  # the colours that members have to look at
MOST_MONTHS = 600  # fifty years: longer than any plan
MOST_RATINGS = 12
MOST_BANDS = 12

# What a council means by the letters when its plan has no key of its own.
USUAL_RATINGS = {
    "G": Rating("G", "Green", "circle", "green", "On track or achieved"),
    "A": Rating("A", "Amber", "triangle", "amber", "In danger of falling behind"),
    "R": Rating("R", "Red", "square", "red", "Off target"),
    "B": Rating("B", "Blue", "diamond", "blue", "Complete"),
}
USUAL_KEY = tuple(USUAL_RATINGS[letter] for letter in "GAR")
NOT_DUE_YET = Rating("N", "Not due yet", "circle", "grey", "Not to start yet", counts=False)
# What a plan manager may start from: the button's words, and the ratings.
USUAL_KEYS: dict[str, tuple[str, tuple[Rating, ...]]] = {
    "rag": ("Red, amber, green", USUAL_KEY),
    "brag": (
        "Red, amber, green, and blue for complete",
        (*USUAL_KEY, replace(USUAL_RATINGS["B"], guard=Guard.COMPLETE)),
    ),
    "not-due": ("Red, amber, green, and grey for not due yet", (*USUAL_KEY, NOT_DUE_YET)),
}
GUARDS = {
    Guard.NONE: "Any time",
    Guard.COMPLETE: "Only when complete",
    Guard.OPEN: "Only while open",
    Guard.COMMENTARY: "Not without a commentary",
}


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
    lines = loads(text)
    return tuple(Rating(**line | {"guard": Guard(line.get("guard", ""))}) for line in lines)


def check_key(data: object) -> None:
    """Raise ValidationError unless ``data`` is a key: letters once each, known shapes, words."""
    ratings = [_made(Rating, line, "rating") for line in lines_of(data)]
    letters = [rating.letter for rating in ratings]
    if not ratings or len(set(letters)) != len(letters):
        raise ValidationError("A key needs at least one rating, and each letter only once.")
    for rating in ratings:
        if not re.fullmatch(r"[A-Z]{1,2}", rating.letter) or not rating.word.strip():
            raise ValidationError("A rating needs a letter (one or two capitals) and a word.")
        if rating.shape not in SHAPES or rating.colour not in COLOURS:
            raise ValidationError(f"“{rating.word}” has a shape or colour that cannot be drawn.")


def check_marks(ratings: Iterable[Rating]) -> None:
    """Raise ValidationError where two ratings look the same, or are called the same.

    Colour alone never tells ratings apart, and colour and shape together must not fail to.
    """
    looks: dict[tuple[str, str], Rating] = {}
    words: dict[str, Rating] = {}
    for rating in ratings:
        other = looks.setdefault((rating.shape, rating.colour), rating)
        if other is not rating:
            raise ValidationError(
                f"{other.word} and {rating.word} are both a {rating.colour} {rating.shape}. "
                "Give one of them another shape, so that nobody takes one for the other."
            )
        if words.setdefault(rating.word.casefold(), rating) is not rating:
            raise ValidationError(f"Two ratings are called “{rating.word}”. Rename one of them.")


def rating_words(rating: Rating) -> str:
    """A rating in one line, for registers and conflicts: all that it is."""
    parts = [f"{rating.letter} {rating.word}", f"{rating.colour} {rating.shape}"]
    if not rating.counts:
        parts.append("not in the roll-up")
    if rating.guard:
        parts.append(GUARDS[rating.guard].lower())
    line = ", ".join(parts)
    return f"{line}: {rating.definition}" if rating.definition else line


def is_key(data: object) -> bool:
    """Whether ``check_key`` finds nothing wrong with ``data``."""
    try:
        check_key(data)
    except ValidationError:
        return False
    return True


def check_bands(data: object) -> None:
    """Raise ValidationError unless ``data`` is a list of bands with a code once each."""
    bands = [_made(Band, line, "band") for line in lines_of(data)]
    codes = [band.code for band in bands]
    if len(set(codes)) != len(codes) or not all(codes):
        raise ValidationError("Each timescale band needs a code of its own.")
    months = [month or 0 for band in bands for month in (band.from_months, band.to_months)]
    if not all(0 <= month <= MOST_MONTHS for month in months):
        raise ValidationError(f"The months of a band are numbers from 0 to {MOST_MONTHS}.")


def lines_of(data: object) -> list[Any]:
    """``data``, which must be a list."""
    if not isinstance(data, list):
        raise ValidationError("Give a list.")
    return data


def is_text(value: object) -> bool:
    """Whether ``value`` is text that every database can hold and every page can show."""
    return isinstance(value, str) and not re.search("[\0\ud800-\udfff]", value)


def _made[Line: (Rating, Band)](kind: type[Line], line: Any, name: str) -> Line:
    """One line as a value; raises ValidationError where a part is missing or of a wrong type."""
    try:
        made = kind(**line)
    except TypeError as error:
        raise ValidationError(f"This is no {name}: {line!r}.") from error
    for part, wanted in get_type_hints(kind).items():
        value = getattr(made, part)
        if not _is_of(wanted, value):
            raise ValidationError(f"The “{part}” of a {name} cannot be {value!r}.")
    return made


def _is_of(wanted: Any, value: object) -> bool:
    """Whether a stored value is one that the field of a line may have."""
    if wanted is str:
        return is_text(value)
    return value in list(Guard) if wanted is Guard else isinstance(value, wanted)
