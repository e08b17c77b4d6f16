"""A plan's own key: what its ratings mean and how long its timescale bands are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from actionplan.declared import Status
from actionplan.key_lines import Band, Rating
from actionplan.status_words import leading_status, status_of

# Shapes and colours that every drawing of a rating knows.
USUAL = {
    "G": Rating("G", "Green", "circle", "green"),
    "A": Rating("A", "Amber", "triangle", "amber"),
    "R": Rating("R", "Red", "square", "red"),
    "B": Rating("B", "Blue", "diamond", "blue"),
}
GREY = Rating("", "", "square", "grey")

COLOUR_LINE = re.compile(
    r"(?<![\w/])(?P<word>green|amber|red|blue)(?:\s*\((?P<letter>[A-Z]{1,2})\))?(?:\s+rating|\s+status)?"
    r"\s*[-–—:=]\s*(?P<definition>\S.*?)"
    r"(?=\s*$|\s{3,}|\t|[;,|]?\s+(?:green|amber|red|blue)(?:\s*\([A-Z]\))?\s*[-–—:=])",
    re.IGNORECASE | re.MULTILINE,
)
LETTER_LINE = re.compile(
    r"(?<![\w/])(?P<letter>[RAGB])\s*[=:–-]\s*(?P<word>green|amber|red|blue)\b(?:\s*[-–—:(]\s*(?P<definition>[^\n;,)]*))?",
    re.I,
)
# "B = complete and evidenced; G = on target": letters that are explained without their colours.
SHORT_LINE = re.compile(
    r"(?<![\w/])(?P<letter>[RAGB])\s*[=:–-]\s*(?P<definition>[A-Za-z(][^\n;=]*?)"
    r"(?=\s*$|\s*[;,|]\s*[RAGB]\s*[=:–-])",
    re.MULTILINE,
)
BAND_LINE = re.compile(
    r"(?<![\w/])(?P<code>[A-Z])\s*[:=–—-]\s*(?P<words>(?P<from>\d+)\s*(?:[-–—]|to)\s*(?P<to>\d+)\s*(?P<open>\+?)"
    r"\s*(?P<unit>months?|weeks?|years?))",
    re.IGNORECASE,
)


@dataclass
class Key:
    """The ratings and bands that a file defines, in its order."""

    ratings: dict[str, Rating] = field(default_factory=dict)
    bands: dict[str, Band] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.ratings or self.bands)

    def words(self) -> dict[str, str]:
        """The words of the ratings, each with its letter."""
        return {rating.word.casefold(): letter for letter, rating in self.ratings.items()}

    def statuses(self) -> dict[str, Status]:
        """The ratings whose meaning is a status, as blue often means complete."""
        found = {letter: meant(rating.definition) for letter, rating in self.ratings.items()}
        return {letter: status for letter, status in found.items() if status}

    def add(self, other: "Key") -> None:
        """Take over what is not defined yet."""
        self.ratings = other.ratings | self.ratings
        self.bands = other.bands | self.bands


def meant(definition: str) -> Status | None:
    """The status that a definition is, or begins with, where it leaves no choice."""
    choice = re.search(r"\bor\b|/", definition)
    return status_of(definition) or (None if choice else leading_status(definition))


def read_key(lines: Iterable[str]) -> Key:
    """The key in some lines: "Green - on track", "A: 1-3 months, B: 3-6 months"."""
    key = Key()
    for line in lines:
        for match in COLOUR_LINE.finditer(line):
            letter = (match["letter"] or match["word"][0]).upper()
            key.ratings.setdefault(letter, rating(letter, match["word"], match["definition"]))
        for match in LETTER_LINE.finditer(line):
            letter = match["letter"].upper()
            key.ratings.setdefault(letter, rating(letter, match["word"], match["definition"] or ""))
        for match in short_lines(line):
            letter = match["letter"]
            word = USUAL[letter].word
            key.ratings.setdefault(letter, rating(letter, word, match["definition"]))
        for match in BAND_LINE.finditer(line):
            key.bands.setdefault(match["code"].upper(), band(match))
    return key


def short_lines(line: str) -> list[re.Match[str]]:
    """The letters of a line that explains red or green among two ratings or more."""
    found = list(SHORT_LINE.finditer(line))
    letters = {match["letter"] for match in found}
    return found if len(letters) >= 2 and letters & {"R", "G"} else []


def rating(letter: str, word: str, definition: str) -> Rating:
    """One line of a key, drawn as its colour usually is."""
    usual = USUAL.get(word[0].upper(), GREY)
    definition = " ".join(definition.split()).strip()
    if definition.count(")") > definition.count("("):
        definition = definition.rstrip(") ")
    return Rating(letter, word.capitalize(), usual.shape, usual.colour, definition)


# In months; a band in weeks is rounded to whole months, up.
UNITS = {"month": 1.0, "year": 12.0, "week": 12 / 52}


def band(match: re.Match[str]) -> Band:
    """One timescale band: code, words, and its months."""
    months = UNITS[match["unit"].casefold().rstrip("s")]
    first, last = (-int(-int(match[name]) * months // 1) for name in ("from", "to"))
    words = " ".join(match["words"].split())
    return Band(match["code"].upper(), words, first, last, open_ended=bool(match["open"]))


def is_key_line(line: str) -> bool:
    """Whether a line defines ratings or bands and says little else."""
    rest = line
    for pattern in (COLOUR_LINE, LETTER_LINE, BAND_LINE):
        rest = pattern.sub("", rest)
    rest = SHORT_LINE.sub("", rest) if short_lines(line) else rest
    return rest != line and len(rest.strip(" *,;.|")) <= 30
