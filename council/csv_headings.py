"""Which line of a list in CSV has its headings, and which column each of them names."""

import re
from collections.abc import Sequence

from council.csv_values import Column, UnreadableCsv

MOST_COLUMNS = 100
HEADING_WITHIN = 10  # lines: a list may have its title above the headings


def _plain(words: str) -> str:
    """A heading less case and signs: “E-mail (holder)” and “email holder” are one."""
    return re.sub(r"[\W_]+", "", words.casefold())


def _column(heading: str, columns: Sequence[Column]) -> Column | None:
    """The column that a heading stands for, if any."""
    plain = _plain(heading)
    for column in columns:
        if plain and plain in map(_plain, (column.name, column.title, *column.headings)):
            return column
    return None


def columns_of(cells: list[str], columns: Sequence[Column]) -> set[Column]:
    """Every column that a line of headings names."""
    found = (_column(cell, columns) for cell in cells[:MOST_COLUMNS])
    return {column for column in found if column}


def heading_place(lines: list[tuple[int, list[str]]], columns: Sequence[Column]) -> int:
    """Where the headings stand: the first line that names every column that must be there."""
    wanted = {column for column in columns if column.required}
    for place, (_, cells) in enumerate(lines[:HEADING_WITHIN]):
        found = columns_of(cells, columns)
        if found and wanted <= found:
            return place
    names = " and ".join(f"“{column.title}”" for column in columns if column.required)
    raise UnreadableCsv(
        f"No line at the top of the file has the heading {names}. Use the template’s headings."
    )


def places_of(headings: list[str], columns: Sequence[Column]) -> dict[int, Column]:
    """Which column stands where."""
    if len(headings) > MOST_COLUMNS:
        raise UnreadableCsv(f"The file has more than {MOST_COLUMNS} columns.")
    places: dict[int, Column] = {}
    for at, heading in enumerate(headings):
        column = _column(heading, columns)
        twice = [headings[one] for one, taken in places.items() if taken is column]
        if column and twice:
            raise UnreadableCsv(
                f"The columns “{twice[0]}” and “{heading}” both say “{column.title}”. "
                "Leave one out."
            )
        if column:
            places[at] = column
    return places
