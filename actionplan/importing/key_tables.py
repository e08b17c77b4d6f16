"""A key laid out as a table: "Blue | Complete" over "Green | On track", or shades beside words."""

import re
from collections.abc import Mapping, Sequence

from actionplan.importing.colours import colour_of
from actionplan.importing.columns import Columns
from actionplan.importing.grid import Cell, Row
from actionplan.importing.headings import KEYS
from actionplan.importing.ratings import COLOURS, WORDS, plain
from actionplan.importing.synonyms import Field

LONGEST = 200


def key_rows(rows: Sequence[Row], heads: Mapping[int, Columns]) -> Mapping[int, str]:
    """The rows that make up a key, by their place, each as a line: "Blue - Complete".

    Two rows at least, near each other, for different colours. Below the headings of a plan
    (``heads``, by their place) a shade alone is none, nor is a word in a column of ratings.
    """
    found: dict[int, tuple[str, str]] = {}
    above: tuple[Row, Columns] | None = None
    for place, row in enumerate(rows):
        above = (row, heads[place]) if place in heads else above
        line = defined(row, above[1] if above and goes_on(row, above[0]) else None)
        if line:
            found[place] = line
    return {
        place: f"{colour.capitalize()} - {words}"
        for place, (colour, words) in found.items()
        if any(
            rows[near].table == rows[place].table and found[near][0] != colour
            for near in near_to(place)
            if near in found
        )
    }


def near_to(place: int) -> tuple[int, ...]:
    """The places of the rows before and after, one of which may be empty."""
    return place - 2, place - 1, place + 1, place + 2


def goes_on(row: Row, head: Row) -> bool:
    """Whether a row belongs to a table with these headings, or to a further one as wide."""
    wide = bool(row.table) and not row.section and row.width == head.width
    return row.table == head.table or wide


RATED = {Field.RATING, Field.OTHER_RATING, Field.STATUS}


def defined(row: Row, columns: Columns | None) -> tuple[str, str] | None:
    """The colour that a row defines, and its meaning; ``columns`` are those of a plan above it."""
    filled = [cell for cell in row.filled if not KEYS.fullmatch(cell.flat)]
    if not row.table or len(filled) not in {1, 2}:
        return None
    if len(filled) == 2:
        first, second = filled
        if columns:
            rated = columns.field_at(first.column) in RATED
            return None if rated else pair(first, second)
        return pair(first, second) or pair(second, first)
    return None if columns else shaded(row, filled[0])


def shaded(row: Row, cell: Cell) -> tuple[str, str] | None:
    """The one colour of a row, and the words in or beside it."""
    colours = {colour for one in row.cells if (colour := colour_of(one.shade))}
    if len(colours) == 1 and plain(cell.flat) not in WORDS and is_meaning(cell.flat):
        return colours.pop(), cell.flat
    return None


def pair(colour: Cell, meaning: Cell) -> tuple[str, str] | None:
    """A colour and its meaning, if the two cells are that."""
    letter = WORDS.get(plain(colour.flat))
    if letter and is_meaning(meaning.flat) and plain(meaning.flat) not in WORDS:
        return COLOURS[letter], meaning.flat
    return None


def is_meaning(words: str) -> bool:
    """Whether words can say what a colour means; a number of actions does not."""
    return len(words) <= LONGEST and re.search(r"[A-Za-z]{3}", words) is not None
