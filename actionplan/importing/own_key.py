"""The key of a file of ours that has no stamp: from the sheet that says it, else from its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from actionplan.document import PlanDocument
from actionplan.due import parse_date
from actionplan.importing.key import GREY, USUAL
from actionplan.importing.own_cells import OwnRow, norm, text_of
from actionplan.key_lines import Band, Rating
from actionplan.reporting import columns as c
from actionplan.reporting.workbook_key import KEY_SHEETS
from actionplan.words import NOT_RATED

MOST_LINES = 200
RATINGS, BANDS = ("Rating", "Word"), ("Timescale", "Meaning")


def plan_of_key(book: Any) -> PlanDocument:
    """A plan without rows: title, day, key and bands as the sheet has them, else empty.

    The sheet does not say how a rating is drawn, so it is drawn as is usual for its letter.
    """
    lines = list(lines_of(book))
    said = {line[0]: line[1] for line in reversed(lines)}
    as_at = parse_date(said.get("Position as at", ""))
    return PlanDocument(
        said.get("Title", ""),
        as_at=as_at.date if as_at else None,
        key=tuple(rating(line) for line in below(lines, RATINGS)),
        bands=tuple(Band(line[0], line[1]) for line in below(lines, BANDS)),
    )


def lines_of(book: Any) -> Iterator[tuple[str, str, str]]:
    """The first three cells of each line of the sheet."""
    for sheet in book.worksheets:
        if sheet.title.casefold() in {one.casefold() for one in KEY_SHEETS}:
            for values in sheet.iter_rows(max_row=MOST_LINES, max_col=3, values_only=True):
                one, two, three = (norm(text_of(value)) for value in values)
                yield one, two, three


def below(
    lines: list[tuple[str, str, str]], heading: tuple[str, str]
) -> Iterator[tuple[str, str, str]]:
    """The lines from a heading on until an empty one."""
    found = False
    for line in lines:
        if found and not line[0]:
            return
        if found:
            yield line
        found = found or line[:2] == heading


def rating(line: tuple[str, str, str]) -> Rating:
    """A line of the key."""
    letter, word, definition = line
    usual = USUAL.get(letter, GREY)
    return replace(usual, letter=letter, word=word, definition=definition)


def key_of(rows: Sequence[OwnRow]) -> Iterator[Rating]:
    """The ratings that the rows use, with their words; drawn as is usual for their letters."""
    seen: set[str] = set()
    for row in rows:
        letter, word = row.words.get(c.RAG, ""), row.words.get(c.RATING, "")
        if letter and letter not in seen and word != NOT_RATED:
            seen.add(letter)
            usual = USUAL.get(letter, GREY)
            yield Rating(letter, word or letter, usual.shape, usual.colour)
