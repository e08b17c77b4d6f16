"""How far what stands in a column looks like a field: from -1 (it cannot be) to 1 (it is)."""

import re
from collections.abc import Callable, Sequence

from actionplan.dates.written import find_dates
from actionplan.importing.colours import colour_of
from actionplan.importing.grid import Cell
from actionplan.importing.leads import is_councillor, is_post
from actionplan.importing.ratings import looks_rated
from actionplan.importing.synonyms import Field
from actionplan.status_words import leading_status, status_of

Test = Callable[[Cell], object]

BAND = re.compile(
    r"[A-E](?:\s*[/&-]\s*[A-E])?|(?:short|medium|long)(?:[ -]term)?|[SML]"
    r"|\d+\s*[-–]\s*\d+\+? months?",
    re.I,
)
LEVEL = re.compile(
    r"(?:very )?(?:high|medium|med|low|critical|essential|moderate|significant|fundamental)"
    r"(?: priority)?|[HMLA-E1-5]|H/M|M/L|P[1-5]|(?:must|should|could)(?: have)?|priority [1-5]",
    re.I,
)
CODE = re.compile(r"[A-Za-z]{0,4}[ ./-]?\d+(?:[./-]\d+)*[a-z]?[.)]?")
PERCENT = re.compile(r"\d{1,3}(\.\d+)? ?%|0?\.\d+|1(\.0)?|0")


def share(cells: Sequence[Cell], test: Test) -> float:
    """The part of the cells that pass a test."""
    return sum(1 for cell in cells if test(cell)) / len(cells) if cells else 0.0


def dated(cell: Cell) -> object:
    return cell.moment or find_dates(cell.text)


def due(cell: Cell) -> object:
    return dated(cell) or leading_status(cell.text)


def led(cell: Cell) -> bool:
    return is_post(cell.flat) and not is_councillor(cell.flat)


def rated(cell: Cell) -> bool:
    return looks_rated(cell) or bool(colour_of(cell.shade))


def narrative(cell: Cell) -> bool:
    """Whether a cell tells something, be it in three words."""
    long = len(cell.flat) > 30 or len(cell.flat.split()) > 2
    return long and not status_of(cell.flat) and not looks_rated(cell)


TESTS: dict[Field, Test] = {
    Field.TIMESCALE: lambda cell: BAND.fullmatch(cell.flat),
    Field.PRIORITY: lambda cell: LEVEL.fullmatch(cell.flat),
    Field.THEME: lambda cell: len(cell.flat) > 6 and not LEVEL.fullmatch(cell.flat),
    Field.RATING: lambda cell: looks_rated(cell) or status_of(cell.flat),
    Field.STATUS: lambda cell: status_of(cell.flat),
    Field.PERCENT: lambda cell: PERCENT.fullmatch(cell.flat),
    Field.DUE: due,
    Field.COMPLETED: dated,
    Field.LEAD: led,
    Field.NUMBER: lambda cell: CODE.fullmatch(cell.flat),
    Field.RECOMMENDATION_NUMBER: lambda cell: CODE.fullmatch(cell.flat),
    Field.COMMENTARY: narrative,
    Field.ACTION: lambda cell: len(cell.flat) > 20,
    Field.RECOMMENDATION: lambda cell: len(cell.flat) > 20,
}

ANSWER = re.compile(
    r"yes|no|y|n|n/a|(?:partially |partly |fully )?(?:accepted|agreed|rejected|approved)", re.I
)
# What no cell of a column may be if it is to hold the field: "Yes" is no action, a name no level.
AGAINST: dict[Field, Test] = {
    Field.ACTION: lambda cell: ANSWER.fullmatch(cell.flat),
    Field.PRIORITY: lambda cell: (
        (len(cell.flat) > 6 or cell.merged) and not LEVEL.fullmatch(cell.flat)
    ),
    Field.TIMESCALE: lambda cell: not BAND.fullmatch(cell.flat),
    Field.RATING: lambda cell: not rated(cell) and LEVEL.fullmatch(cell.flat),
    Field.STATUS: lambda cell: len(cell.flat) > 40 and not status_of(cell.flat),
    Field.NUMBER: lambda cell: len(cell.flat.split()) > 2,
    Field.RECOMMENDATION_NUMBER: lambda cell: len(cell.flat.split()) > 2,
    Field.LEAD: lambda cell: is_councillor(cell.flat) or (dated(cell) and not led(cell)),
}
MOST = 0.6


def content(field: Field, cells: Sequence[Cell]) -> float:
    """How far the cells look like ``field``; -1 where most of them speak against it."""
    if field in AGAINST and cells and share(cells, AGAINST[field]) >= MOST:
        return -1.0
    if field is Field.RATING and not share(cells, rated):
        return 0.0
    return share(cells, TESTS[field]) if field in TESTS else 0.0
