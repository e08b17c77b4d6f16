"""A cell that holds two things: "Head of Finance\\n31 March 2024" is an owner and a date."""

import re
from dataclasses import replace

from actionplan.dates.around import is_sentence
from actionplan.due import read_due
from actionplan.importing.grid import Cell, Paragraph
from actionplan.importing.ratings import WORDS, plain
from actionplan.status_words import status_of

# Where the pieces of one line part: "Head of Finance, 31/03/2024", "Head of Finance – May 2024".
JOINT = re.compile(r"\s*[,;|]\s*|\s+[-–—/]\s+|\s*\((?=[^()]*\d)|(?<=\d)\)")


def parts(cell: Cell) -> tuple[Cell, Cell]:
    """The cell's words without and with a date, each as a cell of its own."""
    others: list[Paragraph] = []
    dates: list[Paragraph] = []
    for line in cell.filled:
        pieces = [one for one in JOINT.split(line.text) if one.strip()]
        days = [one for one in pieces if is_due(one)]
        rest = line.text if not days else ", ".join(one for one in pieces if one not in days)
        others += [replace(line, text=rest)] if rest else []
        dates += [replace(line, text=one) for one in days]
    return replace(cell, paragraphs=tuple(others)), replace(cell, paragraphs=tuple(dates))


# "GREEN – published in May": where a rating or a status ends and the words begin.
STANDING = re.compile(r"(?P<said>[^\n–—:;.,-]{1,30}?)\s*(?:[–—:;.,-]+\s*|\n|$)")


def after_standing(cell: Cell) -> Cell:
    """The cell's words without the rating or the status that they begin with."""
    if not cell.filled:
        return cell
    first, *others = cell.filled
    found = STANDING.match(first.text)
    if not found or not (plain(found["said"]) in WORDS or status_of(found["said"])):
        return cell
    rest = first.text[found.end() :]
    return replace(cell, paragraphs=(replace(first, text=rest), *others))


def is_due(words: str) -> bool:
    """Whether words are a due date or say why there is none ("Ongoing", "Complete")."""
    reading = read_due(words)
    plain = not any(doubt.needs_decision for doubt in reading.doubts)
    return (bool(reading.dates) and not is_sentence(words)) or (plain and not reading.dates)
