"""A report as one HTML page for the PDF maker: what stands where, in the order it is read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString

from actionplan.document import PlanDocument, Recommendation, Theme
from actionplan.marks import ratings_bar
from actionplan.reporting import phrases
from actionplan.reporting.cells import lines_of, paragraphs
from actionplan.reporting.front import details_of, key_of, printed_rating, rules, summary_rows
from actionplan.reporting.narrative import WHOLE, said_of
from actionplan.reporting.narrative_page import said_html
from actionplan.reporting.printed import Pen, PrintedRow, Remainder
from actionplan.reporting.printed_columns import standard_columns
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.rows import Row, loose_rows, rows_under
from actionplan.reporting.summary import Summary, in_words, rating_counts, summary_of
from actionplan.reporting.written_out import html_written_out
from actionplan.words import counted, day, position
from council.hostile import capped, cleaned, one_line, printable
from council.pdf_parts import CUT

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
MARK = SafeString(CUT)
MANY_ENTRIES = 8  # after a longer list of contents, the plan starts on a page of its own


@dataclass(frozen=True, slots=True)
class Block:
    """A recommendation (or the actions under none) with the rows of its table."""

    title: str
    anchor: str
    entry: str
    text: SafeString
    leads: str
    caption: str
    rows: tuple[PrintedRow, ...]
    nothing: str = "No actions are recorded here."
    said: SafeString | str = ""
    response: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A theme with its blocks; ``running`` is its title short enough for the foot of a page."""

    title: str
    anchor: str
    running: str
    blocks: tuple[Block, ...]


def html_of(report: ReportDocument) -> str:
    """The report as HTML for paper. Everything that the report says is escaped."""
    return rendered(cleaned(report, printable))


def rendered(report: ReportDocument, css: str = "") -> str:
    """The report as HTML; it has been made fit for where it is read.

    With ``css``, a style sheet of ours, it is a page by itself; without it, one for the PDF maker.
    """
    if report.appendix:
        from actionplan.reporting.appendix_pages import context_of as context

        template, known = engine().get_template("pdf/appendix.html"), context(report)
    else:
        template, known = engine().get_template("pdf/report.html"), context_of(report)
    page = template.render(Context(known | {"css": SafeString(css), "cut": "" if css else MARK}))
    return html_written_out(page, report.glossary)


@cache
def engine() -> Engine:
    """Django's templates without the rest of Django; a missing variable shows itself."""
    return Engine(dirs=[str(TEMPLATES)], string_if_invalid="[[missing: %s]]")


def context_of(report: ReportDocument) -> dict[str, object]:
    """All that the template needs; ``report`` has been made fit for print."""
    document = replace(report.document, key=tuple(map(printed_rating, report.document.key)))
    summary = summary_of(document)
    ratings = {c.letter: c.rating for c in summary.columns if c.letter and c.rating}
    asks, columns = document.asks_confidence, standard_columns(document)
    pen = Pen(document.as_at, ratings, asks, columns)
    sections = tuple(sections_of(document, summary, pen))
    return named(report) | {
        "columns": pen.columns,
        "details": list(details_of(report)),
        "position": position(summary.whole),
        "said": said_html(said_of(document, document.narrative), WHOLE, pen),
        "bar": ratings_bar(rating_counts(summary), "Ratings of the plan"),
        "summary": summary_rows(summary),
        "headings": [column.heading for column in summary.columns],
        "kept_out": str(summary.whole.kept_out or ""),
        "key": key_of(document),
        "bands": [(one_line(b.code, 8), one_line(b.words, 80)) for b in document.bands],
        "sections": sections,
        "starts_a_page": sum(1 + len(one.blocks) for one in sections) > MANY_ENTRIES,
        "rules": rules(document),
        "left_over": pen.left_over,
        "extras": [(one_line(a, 80), one_line(b, 2000)) for a, b in document.extras],
    }


def named(report: ReportDocument) -> dict[str, object]:
    """What every page of a report says of it."""
    as_at = report.document.as_at
    return {
        "title": one_line(report.heading, 300),
        "running": one_line(report.heading, 80),
        "council": one_line(report.council, 120),
        "brand": report.brand,
        "is_draft": report.is_draft,
        "as_at": day(as_at) if as_at else "",
        "author": one_line(report.author, 120),
        "is_portrait": bool(report.appendix and not report.appendix.landscape),
    }


# Themes and recommendations


def sections_of(document: PlanDocument, summary: Summary, pen: Pen) -> Iterator[Section]:
    """Every theme with its recommendations; last, the actions that answer none."""
    first = 1
    for number, theme in enumerate(document.themes, 1):
        blocks = tuple(blocks_of(theme, first, document, pen, summary))
        first += len(blocks)
        yield section(number, theme_title(theme, document), blocks)
    if document.loose_actions:
        title, _ = loose_titles(document)
        yield section(len(document.themes) + 1, title, (loose_block(document, pen),))


def theme_title(theme: Theme, document: PlanDocument) -> str:
    """The theme's title; a plain word where it has none."""
    plain = "Recommendations" if len(document.themes) == 1 else "Recommendations under no theme"
    return one_line(theme.title, 200) or plain


def section(number: int, title: str, blocks: tuple[Block, ...]) -> Section:
    return Section(title, f"section-{number}", one_line(title, 60), blocks)


def blocks_of(
    theme: Theme, first: int, document: PlanDocument, pen: Pen, summary: Summary
) -> Iterator[Block]:
    """The recommendations of a theme; ``first`` is the place of its first in the plan."""
    for place, one in enumerate(theme.recommendations, first):
        rows = rows_under(one, theme, place)
        figures = summary.parts[place - 1][2]
        made = block(place, one, in_words(summary.columns, figures), rows, pen)
        said = said_of(document, one.narrative)
        yield replace(made, said=said_html(said, made.title, pen))


def block(place: int, one: Recommendation, caption: str, rows: Iterator[Row], pen: Pen) -> Block:
    """One recommendation as it is printed."""
    title = f"Recommendation {one_line(one.number, 12) or place}"
    return Block(
        title=title,
        anchor=f"recommendation-{place}",
        entry=f"{title}: {one_line(one.text, 90)}" if one.text.strip() else title,
        text=long_text(one.text, title, pen),
        leads=one_line(phrases.leads_sentence(one), 600),
        caption=caption,
        rows=printed(rows, pen),
        response=long_text(phrases.response_line(one), f"{title}: response", pen),
    )


def long_text(text: str, title: str, pen: Pen) -> SafeString:
    """A text, a paragraph a line; the end of a very long one in the appendix under ``title``."""
    shown, rest = capped(text)
    if rest:
        pen.left_over.append(Remainder(title, paragraphs(lines_of(rest))))
        shown += "\nGoes on in appendix B."
    return paragraphs(lines_of(shown))


def loose_titles(document: PlanDocument) -> tuple[str, str]:
    """What the section and the table of actions under no recommendation are called.

    A plan such as a standing list has no others.
    """
    if any(document.recommendations()):
        return "Other actions", "Actions under no recommendation"
    return "Actions", "Every action"


def loose_block(document: PlanDocument, pen: Pen) -> Block:
    """The actions that answer no recommendation."""
    _, title = loose_titles(document)
    caption = counted(len(document.loose_actions), "action")
    rows = printed(loose_rows(document), pen)
    return Block(title, "loose", title, SafeString(""), "", caption, rows)


def printed(rows: Iterator[Row], pen: Pen) -> tuple[PrintedRow, ...]:
    return tuple(part for row in rows for part in pen.rows(row))
