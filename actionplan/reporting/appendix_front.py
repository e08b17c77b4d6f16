"""The first two pages of the appendix: what it is for, and what members have to know. Pure."""

from collections.abc import Iterator

from actionplan.comparing.words import headline
from actionplan.reporting import decided
from actionplan.reporting.appendix import Appendix
from actionplan.reporting.narrative import HEADING, said_of
from actionplan.reporting.parts import Block, BlockKind, blocks
from actionplan.reporting.pieces import Key, Part, Piece, text
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.summary import summary_of
from actionplan.reporting.tables import (
    bar_of,
    by_recommendation,
    changes_in_brief,
    dates_to_agree,
    exceptions,
    names_of,
)
from actionplan.reporting.template import SUMMARY_WORDS
from actionplan.words import position

SUMMARY = "Summary"


def first_page(report: ReportDocument, appendix: Appendix) -> Iterator[Part]:
    """Purpose, summary and recommendations, each where there is one."""
    purpose = appendix.purpose or "To report how the actions of the plan stand."
    yield Part("Purpose", blocks(purpose))
    yield Part(SUMMARY, summary_of_report(report, appendix))
    asked = tuple(lettered(appendix.recommendations))
    if asked:
        yield Part("Recommendations", asked)


def summary_of_report(report: ReportDocument, appendix: Appendix) -> tuple[Piece, ...]:
    """The summary that was written, at most 120 words of it; else the position and what changed."""
    written = blocks(within(appendix.summary, SUMMARY_WORDS))
    if written:
        return written
    said = [text(f"{position(summary_of(report.document).whole)}.")]
    if appendix.changed:
        said.append(text(f"{headline(appendix.changed)}."))
    return tuple(said)


def within(words: str, most: int) -> str:
    """``words``, cut after ``most`` of them; its lines stay lines."""
    lines, left = [], most
    for line in words.splitlines():
        known = line.split()
        lines.append(line if len(known) <= left else " ".join([*known[:left], "…"]))
        left -= len(known)
        if left <= 0:
            break
    return "\n".join(lines)


def lettered(words: str) -> Iterator[Block]:
    """Recommendations as members vote on them: (a), (b), (c)."""
    lines = (one for line in words.splitlines() for block in blocks(line) for one in block.lines)
    for number, line in enumerate(lines):
        yield text(f"({chr(ord('a') + number % 26)}) {line}")


def second_page(report: ReportDocument, appendix: Appendix) -> Iterator[Part]:
    """The bridge, the four tables with the bar, and the key."""
    document = report.document
    yield Part("Progress", tuple(progress(report, appendix)), starts_page=True)
    if said := said_of(document, document.narrative):
        yield Part(HEADING, (said,))
    behind = exceptions(document, "Table 2, exceptions")
    none = text("No open action is red, amber or past its own date.")
    yield Part("Exceptions", (behind or none,))
    if dates := dates_to_agree(document, "Table 3, dates to agree"):
        yield Part("Dates to agree", (dates,))
    if appendix.decisions is not None:
        yield Part(decided.HEADING, (decided.told(appendix.decisions),))
    if appendix.changed:
        yield Part("What changed since the last report", tuple(changes(report, appendix)))
    if document.key or document.bands:
        yield Part("Key", (Key(),))


def progress(report: ReportDocument, appendix: Appendix) -> Iterator[Piece]:
    """The position, the bridge from the last total, table 1, and the bar with its sentence."""
    document, changed = report.document, appendix.changed
    summary = summary_of(document)
    yield text(f"{position(summary.whole)}.")
    if report.note:
        yield text(report.note)
    if changed and changed.bridge.steps:
        yield text(f"Actions since the last report: {changed.bridge}.")
    elif changed:
        yield text(f"As many actions as in the last report: {changed.bridge.after:,}.")
    yield by_recommendation(document, appendix.before)
    if summary.whole.kept_out:
        yield text(f"Rows kept out of every total, as headings for others: "
                   f"{summary.whole.kept_out:,}.")  # fmt: skip
    yield bar_of(summary)


def changes(report: ReportDocument, appendix: Appendix) -> Iterator[Piece]:
    """One sentence, and each kind of change with the actions it is about."""
    changed = appendix.changed
    if changed is None:
        return
    yield text(f"{headline(changed)}.")
    table = changes_in_brief(
        changed, names_of(appendix.before, report.document), "Table 4: what changed, worst first"
    )
    if table:
        yield table
        where = f"Appendix {appendix.number + 2} tells each change with its reason."
        yield Block(BlockKind.PARAGRAPH, (where,))
