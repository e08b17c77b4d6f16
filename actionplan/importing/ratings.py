"""A rating as plans write it: a letter, a word, a colour; never guessed without saying so."""

import re
from dataclasses import dataclass

from actionplan.dates.understood import Doubt
from actionplan.importing.colours import colour_of
from actionplan.importing.grid import Cell

LETTERS = {"red": "R", "amber": "A", "green": "G", "blue": "B"}
COLOURS = {letter: colour for colour, letter in LETTERS.items()}

# Words for a colour that plans use without any doubt, and those that leave one.
WORDS = {
    "r": "R", "a": "A", "g": "G", "b": "B", **LETTERS,
    **{f"{letter.lower()} {word}": letter for word, letter in LETTERS.items()},
}  # fmt: skip
LIKELY = {
    "yellow": "A", "orange": "A", "y": "A", "on track": "G", "on target": "G", "on schedule": "G",
    "progressing well": "G", "slight delay": "A", "some slippage": "A", "slippage": "A",
    "delayed": "A", "at risk": "A", "behind": "A", "behind schedule": "A", "some concerns": "A",
    "slightly behind": "A", "off track": "R", "off target": "R", "overdue": "R", "critical": "R",
    "not on track": "R", "on course": "G", "as planned": "G", "no concerns": "G", "no issues": "G",
    "slightly delayed": "A", "minor delay": "A", "minor delays": "A", "minor concerns": "A",
    "minor issues": "A", "some delay": "A", "some issues": "A", "in danger": "A", "slipping": "A",
    "partially on track": "A", "mostly on track": "A", "major concerns": "R", "major delay": "R",
    "major issues": "R", "significant slippage": "R", "significant concerns": "R",
    "not on target": "R", "seriously delayed": "R", "severe delay": "R", "failing": "R",
    "not achieved": "R", "significant delay": "R", "missed": "R",
}  # fmt: skip

# Discs and squares that people paste in place of a colour's name.
SIGNS = {
    "🟢": "green", "🟩": "green", "💚": "green", "🟠": "amber", "🟧": "amber", "🟡": "amber",
    "🟨": "amber", "🔴": "red", "🟥": "red", "🔵": "blue", "🟦": "blue",
}  # fmt: skip
# Which way it goes; that is no part of the rating.
NBSP = "\N{NO-BREAK SPACE}"
ARROWS = "↑↓↔⇧⇩⇑⇓▲▼△▽➔➚➘⬆⬇\ufe0f"

# "3 - Green": a place in a drop-down list.
RANK = re.compile(r"^\d{1,2}\s*[-–.):]\s*(?=\D)")

UNRATED = {"", "-", "n/a", "na", "none", "not rated", "tbc", "–", "not applicable"}
OPENING = re.compile(
    r"^(red|amber|green|blue|[ragb])\b(?:\s*(?:[-–—:,(/.]|\n|$)|\s)", re.IGNORECASE
)
PAIR = re.compile(
    r"(?:red|amber|green|blue|[ragb])\s*(?:/|\\|-|–|to|→|>|&|and)+\s*(?:red|amber|green|blue|[ragb])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RatingReading:
    """A rating's letter or None, what is doubtful, and words that say more than the rating."""

    letter: str | None = None
    doubts: tuple[Doubt, ...] = ()
    more: str = ""


def looks_rated(cell: Cell) -> bool:
    """Whether a cell looks like a rating, by its words or (if it has none) by its colour."""
    words = plain(cell.flat)
    return words in WORDS or words in LIKELY or (bool(OPENING.match(words)) and len(words) < 40)


def plain(words: str) -> str:
    """Words without capitals, brackets and marks; a coloured sign as its colour's name."""
    for sign, colour in SIGNS.items():
        words = words.replace(sign, f" {colour} ")
    words = RANK.sub("", without_direction(words).strip())
    return " ".join(words.casefold().split()).strip(" .*()[]")


def without_direction(words: str) -> str:
    """Words without an arrow at their end, nor the brackets around it.

    No regular expression: one would try each of ninety thousand brackets in a row as a beginning.
    """
    inner = words.rstrip(f") {NBSP}\t\n")
    before = inner.rstrip(ARROWS)
    return words if before == inner else before.rstrip(f"( {NBSP}\t\n")


def after_rating(words: str) -> str:
    """What follows a rating in its cell: "complete" of "Green - complete"."""
    opening = OPENING.match(plain(words))
    return plain(words)[opening.end() :].strip(" -–—:,(/.)") if opening else ""


def read_rating(cell: Cell, own: dict[str, str] | None = None) -> RatingReading:
    """The rating of a cell. ``own`` maps the words of the plan's own key to its letters."""
    words, colour = plain(cell.flat), colour_of(cell.shade)
    if words in UNRATED:
        return by_colour(words, colour)
    reading = by_words(words, cell.text, own or {})
    shaded = LETTERS.get(colour)
    if reading.letter and shaded and shaded != reading.letter and reading.letter in COLOURS:
        doubt = Doubt(
            f"The words say {COLOURS[reading.letter]} but the cell is {colour}; the words count."
        )
        return RatingReading(reading.letter, (*reading.doubts, doubt), reading.more)
    return reading


def by_colour(words: str, colour: str) -> RatingReading:
    """A rating from the colour of the cell alone."""
    more = "" if words in {"", "-", "–"} else words
    if not colour:
        return RatingReading(more=more)
    doubt = Doubt(f"The cell has no letter; it is {colour}, and that is taken as the rating.")
    return RatingReading(LETTERS[colour], (doubt,), more)


def by_words(words: str, full: str, own: dict[str, str]) -> RatingReading:
    """A rating from words: the plan's own key first, then the usual ones."""
    if words in own:
        return RatingReading(own[words])
    if words in WORDS:
        return RatingReading(WORDS[words])
    if PAIR.fullmatch(words):
        return RatingReading(None, (Doubt("Two ratings stand here, so none is set."),), full)
    if words in LIKELY:
        letter = LIKELY[words]
        return RatingReading(letter, (Doubt(f"“{full}” is read as {COLOURS[letter]}."),), full)
    return by_opening(words, full)


def by_opening(words: str, full: str) -> RatingReading:
    """A rating that stands before further words: "Green – on track"."""
    opening = OPENING.match(words)
    likely = LIKELY.get(re.split(r"\s+[-–—]\s+|[:;.,(]", words, maxsplit=1)[0].strip())
    if likely:
        return RatingReading(likely, (Doubt(f"“{full}” is read as {COLOURS[likely]}."),), full)
    if opening and not PAIR.match(words):
        letter = WORDS[opening[1]]
        others = set(re.findall(r"\b(?:red|amber|green|blue)\b", words[opening.end() :]))
        sure = len(opening[1]) > 1 and not others - {COLOURS[letter]}
        doubt = Doubt(f"“{full}” is read as {COLOURS[letter]}; its other words are kept.", not sure)
        return RatingReading(letter, (doubt,), full)
    return RatingReading(
        None, (Doubt("No rating could be read in these words; none is set."),), full
    )
