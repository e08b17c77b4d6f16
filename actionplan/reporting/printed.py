"""The rows of a report's tables, ready for the template: every word escaped, none too tall."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from actionplan.key_lines import Rating
from actionplan.marks import rating_mark
from actionplan.reporting import phrases
from actionplan.reporting.cells import (
    Line,
    as_html,
    first_piece,
    lines_of,
    paragraphs,
    parted,
    tallness,
)
from actionplan.reporting.printed_columns import COMMENTARY, RATING, STANDARD, PrintedColumn
from actionplan.reporting.rows import Row
from actionplan.words import EDITED, status_words
from council.hostile import capped, one_line, run_on

SHORT = ("lead", "timescale", "priority", "when", "completion")
LONGEST_NAME = 16

# A row of which the commentary alone is tall may be cut by the end of a page, after its first 8
# lines or so, if it has more than 12 and its other cells end before that.
CUT_AFTER, CUT_OVER, OTHERS = 8, 12, 9
SEE_ABOVE = [Line("See the row above", "note")]


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a printed table: its name, then a cell for each column.

    ``tail`` is the rest of a tall commentary: a row of its own on paper, which the end of a page
    may cut, and part of this one in the tags. ``continued``: a row that goes on with the action
    of the row above.
    """

    name: str
    continued: bool
    cells: tuple[SafeString, ...]
    tail: SafeString | None = None

    @property
    def blanks(self) -> range:
        """The cells of the tail's row that stand before it."""
        return range(len(self.cells) - 1)


@dataclass(frozen=True, slots=True)
class Remainder:
    """The end of a text that is too long for its table: what it belongs to, and its words."""

    title: str
    words: SafeString


@dataclass(slots=True)
class Pen:
    """What is carried along while rows are printed: day, ratings, and what is left to print.

    ``asks_confidence`` says that the plan asks how confident its owners are. What is too long for
    its cell goes on in the appendix called ``over_in``. ``queries`` are lines under the commentary,
    by reference.
    """

    as_at: date | None
    ratings: dict[str, Rating]
    asks_confidence: bool = False
    columns: tuple[PrintedColumn, ...] = STANDARD
    over_in: str = "appendix B"
    queries: dict[str, list[str]] = field(default_factory=dict)
    left_over: list[Remainder] = field(default_factory=list)

    def rows(self, row: Row) -> Iterator[PrintedRow]:
        """An action as one row, or as several where it says more than half a page holds."""
        cells = self.cells(row)
        letters = {column.code: column.letters for column in self.columns}
        pieces = {name: parted(lines, letters[name]) for name, lines in cells.items()}
        if only_commentary_is_tall(cells, letters):
            first, rest = first_piece(cells[COMMENTARY], letters[COMMENTARY], CUT_AFTER)
            row_so_far = self.printed(row, pieces | {COMMENTARY: [first]}, 0)
            yield replace(row_so_far, tail=as_html(rest))
        else:
            for number in range(max(map(len, pieces.values()))):
                yield self.printed(row, pieces, number)

    def printed(self, row: Row, pieces: dict[str, list[list[Line]]], number: int) -> PrintedRow:
        """The ``number``-th of the rows in which an action is printed."""
        cells = {name: as_html(piece(name, them, number)) for name, them in pieces.items()}
        cells[RATING] = self.rating(row)
        name = one_line(row.name, LONGEST_NAME)
        return PrintedRow(name, number > 0, tuple(cells[one.code] for one in self.columns))

    def cells(self, row: Row) -> dict[str, list[Line]]:
        """What each column but the rating says of an action."""
        return {
            column.code: [line for part in self.parts(column) for line in part(row)]
            for column in self.columns
            if column.code != RATING
        }

    def parts(self, column: PrintedColumn) -> list[Callable[[Row], Iterable[Line]]]:
        """What the parts of a column say of a row."""
        if column.code == "completion":
            return [lambda row: self.completion(row, column.parts)]
        known: dict[str, Callable[[Row], Iterable[Line]]] = {
            "action": self.wording,
            "lead": lambda row: [Line(one_line(phrases.leads_of(row.action), 300))],
            "led by": lambda row: [Line(f"Lead: {one_line(phrases.leads_of(row.action), 300)}",
                                        "note")],
            "timescale": lambda row: self.stated(row.action.timescale, row, "timescale"),
            "priority": lambda row: self.stated(row.action.priority, row, "priority"),
            "named priority": self.priority,
            COMMENTARY: self.commentary,
        }  # fmt: skip
        return [known[part] for part in column.parts]

    def stated(self, words: str | None, row: Row, what: str) -> list[Line]:
        """The words, or that the plan does not say."""
        return self.shown(phrases.or_not_stated(words), row, what)

    def priority(self, row: Row) -> list[Line]:
        """The priority where no heading says that it is one."""
        words = f"Priority: {phrases.or_not_stated(row.action.priority).lower()}"
        return [Line(one_line(words, 200), "note")]

    def wording(self, row: Row) -> Iterator[Line]:
        """The action's title, its steps and remarks."""
        yield from self.shown(row.action.title, row, "action")
        steps = "\n".join(map(phrases.step_words, row.action.steps))
        yield from self.shown(steps, row, "steps", "bullet")
        beside = any("lead" in one.parts or "led by" in one.parts for one in self.columns)
        remarks = phrases.remarks(row, leads=not beside)
        yield from (Line(one_line(words, 200), "note") for words in remarks)

    def completion(self, row: Row, parts: tuple[str, ...]) -> list[Line]:
        """Due words, and what is known about dates; the status where it is asked for."""
        asks = self.asks_confidence
        if "due" not in parts:
            return [Line(status_words(row.action.status))]
        due, *facts = phrases.completion(row.action, self.as_at, asks_confidence=asks)
        wanted = (one for one in facts if "status" in parts or not one.startswith("Status: "))
        notes = (Line(one_line(fact, 200), kind_of(fact)) for fact in wanted)
        return [*self.shown(due, row, "anticipated completion"), *notes]

    def commentary(self, row: Row) -> list[Line]:
        """The commentary, columns that only the plan has, queries, the day of the last update."""
        action = row.action
        lines = self.shown(action.reported_words or phrases.NONE_RECORDED, row, "commentary")
        if action.is_edited:
            lines.append(Line(EDITED, "note"))
        for heading, words in action.extras:
            lines += self.shown(f"{one_line(heading, 80)}: {words}", row, one_line(heading, 80))
        for words in self.queries.get(action.reference or "", ()):
            lines += self.shown(words, row, "query")
        update = phrases.last_update(action)
        return [*lines, Line(update, "note")] if update else lines

    def shown(self, text: str, row: Row, what: str, kind: str = "text") -> list[Line]:
        """``text`` as lines; beyond what a table takes, it goes on in an appendix."""
        start, rest = capped(text)
        lines = lines_of(start, kind)
        if rest:
            name = one_line(row.name, LONGEST_NAME)
            self.left_over.append(Remainder(f"{name}: {what}", paragraphs(lines_of(run_on(rest)))))
            lines.append(Line(f"Goes on in {self.over_in} under “{name}: {what}”", "note"))
        return lines

    def rating(self, row: Row) -> SafeString:
        """Shape, letter and word; the letter alone in words where the key does not know it."""
        rating = self.ratings.get(row.action.rating or "")
        if rating is None or rating.shape:
            return rating_mark(rating)
        return format_html("{}", rating.word)


def only_commentary_is_tall(cells: dict[str, list[Line]], letters: dict[str, int]) -> bool:
    """Whether a row may be cut within its commentary, and nowhere else."""
    tall = {name: tallness(lines, letters[name]) for name, lines in cells.items()}
    return tall.pop(COMMENTARY, 0) > CUT_OVER and max(tall.values()) <= OTHERS


def piece(name: str, pieces: list[list[Line]], number: int) -> list[Line]:
    """The ``number``-th piece of a cell; short cells say the same again in further rows."""
    if number < len(pieces):
        return pieces[number]
    return pieces[0] if name in SHORT and len(pieces) == 1 else SEE_ABOVE


def kind_of(fact: str) -> str:
    """A note, or what should strike the eye: that a date is past."""
    return "past" if fact.startswith(phrases.PAST) else "note"
