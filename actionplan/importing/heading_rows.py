"""Which rows of a table name its columns, and which words are rather content of a cell. Pure."""

from collections.abc import Callable
from functools import lru_cache

from actionplan.importing.grid import Row
from actionplan.importing.heading_names import best_name, plain
from actionplan.importing.headings import numbered
from actionplan.importing.leads import is_post, is_title
from actionplan.importing.periods import QUARTER
from actionplan.importing.ratings import LIKELY, WORDS
from actionplan.importing.ratings import plain as plain_rating
from actionplan.importing.synonyms import SYNONYMS, Field
from actionplan.status_words import status_of

LONGEST_HEADING = 70

Knows = Callable[[str], "Field | None"]


def is_heading_row(row: Row, knows: Knows = lambda _: None) -> bool:
    """Whether the row names columns: short words, at least half of them known, two meanings.

    Names of quarters ("Q1") name no column and speak against none. ``knows`` gives the field of a
    heading that people have said, or None.
    """
    cells = [cell for cell in row.filled if not cell.merged]
    if len(cells) < 2 or any(tells(cell.flat) for cell in cells):
        return False
    if any(plain_rating(cell.flat) in WORDS for cell in cells):
        return False
    if len(cells) == 2 and plain_rating(cells[1].flat) in LIKELY:
        return False  # a line of a form: "Current status" and "On track"
    known = [one for cell in cells if (one := knows(cell.flat) or field_named(cell.flat))]
    asked = [cell for cell in cells if not QUARTER.fullmatch(cell.flat)]
    return len(set(known)) >= 2 and len(known) * 2 >= len(asked) and not CENTRAL.isdisjoint(known)


def tells(words: str) -> bool:
    """Whether words are too long for a heading, or a sentence."""
    sentence = words.endswith(".") and len(words.split()) > 3
    return sentence or len(words) > LONGEST_HEADING


CENTRAL = {
    Field.ACTION, Field.RATING, Field.DUE, Field.COMMENTARY, Field.LEAD, Field.RECOMMENDATION,
}  # fmt: skip


@lru_cache(maxsize=4096)
def field_named(words: str) -> Field | None:
    """The field that some words name, unless they are rather the content of a cell.

    "HR Manager" is a post and "Complete" a status, though both could head a column.
    """
    best = best_name(words)
    if best is None or status_of(words):
        return None
    return best if is_whole(words) or not is_content(words) else None


def is_whole(words: str) -> bool:
    """Whether words are the name of a field and nothing more."""
    return any(plain(words) in names for names in SYNONYMS.values())


def is_content(words: str) -> bool:
    """Whether words that hold a field's name are rather a post or a recommendation."""
    stated = numbered(words)
    return is_title(words) or is_post(words) or bool(stated.number and stated.text != words)
