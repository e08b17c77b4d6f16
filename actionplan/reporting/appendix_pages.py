"""The appendix of a committee report as one HTML page: what stands where, in reading order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString

from actionplan.document import PlanDocument, Recommendation
from actionplan.marks import rating_mark, ratings_bar
from actionplan.reporting.appendix import NONE_HERE, Appendix, Choice, told
from actionplan.reporting.appendix_back import third_appendix
from actionplan.reporting.appendix_front import first_page, second_page
from actionplan.reporting.front import details_of, key_of, printed_rating
from actionplan.reporting.narrative import WHOLE, Said, said_of
from actionplan.reporting.narrative_page import said_html
from actionplan.reporting.pages import (
    Block,
    Section,
    block,
    loose_titles,
    named,
    section,
    theme_title,
)
from actionplan.reporting.parts import Block as Words
from actionplan.reporting.parts import BlockKind
from actionplan.reporting.pieces import Bar, Grid, Key, Part, Piece
from actionplan.reporting.printed import Pen
from actionplan.reporting.printed_columns import columns_of, unused
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.rows import Row, loose_rows, rows_of, rows_under
from actionplan.reporting.summary import Summary, in_words, rating_counts, summary_of
from actionplan.words import NOT_RATED, counted
from council.hostile import one_line

BESIDE = 2  # of the first page's parts stand beside its facts
KINDS = {BlockKind.PARAGRAPH: "p", BlockKind.BULLETS: "ul", BlockKind.NUMBERS: "ol"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece for the template: its kind, and what the template prints of it."""

    kind: str
    grid: Grid | None = None
    widths: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[SafeString | str, ...]], ...] = ()
    lines: tuple[str, ...] = ()
    bar: str = ""


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A heading with its pieces; ``running`` is short enough for the foot of a page."""

    heading: str
    anchor: str
    running: str
    pieces: tuple[Shown, ...]
    starts_page: bool


def context_of(report: ReportDocument) -> dict[str, object]:
    """All that the template needs; ``report`` has been made fit for where it is read.

    Numbers are words here: a child process has no settings by which a template could write them.
    """
    key = tuple(map(printed_rating, report.document.key))
    report = replace(report, document=replace(report.document, key=key))
    appendix = report.appendix or Appendix()
    page = _Page(report, appendix)
    opening = page.shown("first", first_page(report, appendix))
    return named(report) | {
        "number": str(appendix.number),
        "second": str(appendix.number + 1) if appendix.has_second else "",
        "third": str(appendix.number + 2),
        "told": told(appendix),
        "columns": page.pen.columns,
        "details": list(details_of(report)),
        "opening": opening[:BESIDE],
        "parts": (*opening[BESIDE:], *page.shown("part", second_page(report, appendix))),
        "sections": page.sections(),
        "earlier": page.earlier(),
        "last": page.shown("last", third_appendix(report, appendix)),
        "left_over": page.pen.left_over,
        "key": key_of(report.document),
        "bands": [(one_line(b.code, 8), one_line(b.words, 80)) for b in report.document.bands],
    }


class _Page:
    """What is carried along while the page is put together."""

    def __init__(self, report: ReportDocument, appendix: Appendix) -> None:
        self.document: PlanDocument = report.document
        self.summary: Summary = summary_of(report.document)
        # By identity: two recommendations may say the same.
        found = enumerate(self.document.recommendations(), 1)
        self.places = {id(one): place for place, one in found}
        self.choice = Choice(report.document, appendix)
        ratings = {c.letter: c.rating for c in self.summary.columns if c.letter and c.rating}
        chosen = frozenset(appendix.columns) - unused(report.document)
        columns = columns_of(chosen, landscape=appendix.landscape)
        asks = report.document.asks_confidence
        over_in = f"appendix {appendix.number + 2}"
        asked = appendix.queries_of
        self.pen = Pen(report.document.as_at, ratings, asks, columns, over_in, asked)
        self.marks = {
            f"{one.letter} {one.word}": rating_mark(one) for one in report.document.key
        } | {NOT_RATED: rating_mark(None)}

    # ---- tables of actions

    def sections(self) -> tuple[Section, ...]:
        """Every theme with its recommendations, and the chosen rows under each."""
        found, place = [], 0
        for number, theme in enumerate(self.document.themes, 1):
            blocks = []
            for one in theme.recommendations:
                place += 1
                rows = rows_under(one, theme, place)
                blocks.append(self._block(place, one, rows))
            if self.choice.shows(theme.title):
                found.append(section(number, theme_title(theme, self.document), tuple(blocks)))
        loose = list(filter(self.choice.prints, loose_rows(self.document)))
        if loose:
            above, title = loose_titles(self.document)
            caption = counted(len(loose), "action")
            printed = tuple(part for row in loose for part in self.pen.rows(row))
            only = Block(title, "loose", title, SafeString(""), "", caption, printed)
            found.append(section(len(found) + 1, above, (only,)))
        return tuple(found)

    def _block(self, place: int, one: Recommendation, rows: Iterator[Row]) -> Block:
        every = list(rows)
        shown = list(filter(self.choice.prints, every))
        caption = in_words(self.summary.columns, self.summary.parts[place - 1][2])
        if shown and len(shown) < len(every):
            caption = f"{caption}. Printed here: {len(shown):,}"
        made = block(place, one, caption, iter(shown), self.pen)
        said = said_html(said_of(self.document, one.narrative), made.title, self.pen)
        return replace(made, said=said, nothing=NONE_HERE if every else made.nothing)

    def earlier(self) -> tuple[Block, ...]:
        """The rows of the second appendix, under the recommendations that have any."""
        groups: dict[str, list[Row]] = {}
        for row in filter(self.choice.is_earlier, rows_of(self.document)):
            groups.setdefault(self._heading(row), []).append(row)
        return tuple(
            Block(
                title=f"{title}: earlier",
                anchor=f"earlier-{number}",
                entry=f"{title}: earlier",
                text=SafeString(""),
                leads="",
                caption=counted(len(rows), "action"),
                rows=tuple(part for row in rows for part in self.pen.rows(row)),
            )
            for number, (title, rows) in enumerate(groups.items(), 1)
        )

    def _heading(self, row: Row) -> str:
        if row.recommendation is None:
            return "Under no recommendation"
        place = self.places[id(row.recommendation)]
        return f"Recommendation {one_line(row.recommendation.number, 12) or place}"

    # ---- pieces

    def shown(self, name: str, parts: Iterator[Part]) -> tuple[ShownPart, ...]:
        """Parts for the template, each with an anchor."""
        return tuple(
            ShownPart(
                heading=part.heading,
                anchor=f"{name}-{number}",
                running=one_line(part.heading, 60),
                pieces=tuple(map(self._shown, part.pieces)),
                starts_page=part.starts_page,
            )
            for number, part in enumerate(parts, 1)
        )

    def _shown(self, piece: Piece) -> Shown:
        makers: dict[type, Callable[..., Shown]] = {
            Grid: self._grid,
            Bar: self._bar,
            Key: lambda _: Shown("key"),
            Said: lambda said: Shown("said", bar=said_html(said, WHOLE, self.pen)),
            Words: lambda words: Shown(KINDS[words.kind], lines=words.lines),
        }
        return makers[type(piece)](piece)

    def _grid(self, grid: Grid) -> Shown:
        rated = [heading == "Rating" for heading in grid.headings]
        rows = tuple(
            (
                first,
                tuple(
                    self.marks.get(cell, cell) if is_rating else cell
                    for cell, is_rating in zip(others, rated[1:], strict=True)
                ),
            )
            for first, *others in grid.rows
        )
        shares = grid.shares or (1,) * len(grid.headings)
        widths = tuple(str(100 * share // sum(shares)) for share in shares)
        return Shown("grid", grid=grid, widths=widths, rows=rows)

    def _bar(self, bar: Bar) -> Shown:
        drawn = ratings_bar(rating_counts(self.summary), "Ratings of the plan")
        return Shown("bar", lines=(bar.sentence,), bar=format_html("{}", drawn))
