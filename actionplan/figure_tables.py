"""Tables of a plan's figures: by recommendation, theme, service area, post, period. Pure.

Each cell has a number, the filter that opens exactly its rows, and a shade from 0 to 4 for its
share of the line, so that a table is a heat map as well; the number is always said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from urllib.parse import urlencode

from actionplan.figures import Figures
from actionplan.key_lines import Rating
from actionplan.words import NOT_RATED

SHADES = 4
SHORT = 7  # letters of a word that stands in a narrow column


@dataclass(frozen=True, slots=True)
class TableCell:
    """A number under its column; ``url`` is "" where it opens nothing."""

    heading: str
    number: int
    url: str = ""
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, with the page of what it names, if it has one."""

    label: str
    cells: tuple[TableCell, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading, its anchor and the sentence that says how it counts."""

    heading: str
    anchor: str
    first: str
    rule: str
    lines: Sequence[Line] = ()

    @property
    def headings(self) -> list[str]:
        """The headings of its columns but the first."""
        return [cell.heading for cell in self.lines[0].cells] if self.lines else []

    @property
    def long_headings(self) -> list[str]:
        """Those with a word that a narrow column would break."""
        return [one for one in self.headings if max(map(len, one.split()), default=0) > SHORT]


@dataclass(frozen=True, slots=True)
class Counting:
    """How the lines of a plan's tables are made: its key, and where the rows are (""= nowhere)."""

    ratings: Sequence[Rating]
    board: str = ""
    only: Mapping[str, str] = field(default_factory=dict)

    def line(self, label: str, figures: Figures, part: Mapping[str, str], url: str = "") -> Line:
        """One line, of one part of the plan."""
        plain = [
            ("Actions", figures.total, {}),
            ("Complete", figures.complete, {"status": "done"}),
            ("Open", figures.open, {"status": "open"}),
            ("Past their date", figures.past_date, {"due": "past"}),
            ("No update this period", figures.not_updated, {"silent": "on"}),
        ]
        cells = [TableCell(words, number, self._url(part, query)) for words, number, query in plain]
        return Line(label, (*cells, *self._ratings(figures, part)), url)

    def _ratings(self, figures: Figures, part: Mapping[str, str]) -> list[TableCell]:
        found = figures.by_rating
        known = [(one.word, one.letter, found[one.letter]) for one in self.ratings if one.counts]
        known.append((NOT_RATED, "none", found[None]))
        known += [
            (one.word, one.letter, found[one.letter]) for one in self.ratings if not one.counts
        ]
        return [
            TableCell(
                word,
                number,
                self._url(part, {"rating": letter}),
                shade_of(number, figures.total),
            )
            for word, letter, number in known
        ]

    def _url(self, part: Mapping[str, str], query: Mapping[str, str]) -> str:
        return f"{self.board}?{urlencode({**part, **query, **self.only})}" if self.board else ""


def shade_of(number: int, total: int) -> int:
    """The share of a number as one of the shades; 0 for none."""
    return ceil(SHADES * number / total) if total else 0
