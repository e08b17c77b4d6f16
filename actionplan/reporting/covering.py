"""The covering report of a committee report, as plain values: what stands under each heading. Pure.

A section that people write has their words; the others are made from the plans' figures. What
nothing is known of (no change since an earlier period, no implication written) is left out with
its heading.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actionplan.comparing.comparison import Comparison
from actionplan.comparing.words import headline
from actionplan.document import PlanDocument, Recommendation
from actionplan.figures import Figures, figures_of
from actionplan.glossary import Term
from actionplan.reporting.appendix_front import lettered
from actionplan.reporting.decided import Decision, told
from actionplan.reporting.narrative import every_said
from actionplan.reporting.parts import Block, BlockKind, Typed, Written, blocks
from actionplan.reporting.pieces import Grid, Piece, text
from actionplan.reporting.positions import positions
from actionplan.reporting.report import Brand
from actionplan.reporting.summary import of
from actionplan.reporting.tables import (
    changes_in_brief,
    dates_to_agree,
    exceptions,
    last_time,
    names_of,
)
from actionplan.reporting.template import RowChoice, Section, SectionKind, TemplateForm
from actionplan.words import day, meaning, position


@dataclass(frozen=True, slots=True)
class Reported:
    """One plan in a report: its document, where it comes from, and the period before it.

    ``before`` and ``changed`` are None where no earlier period is closed, ``decisions`` where the
    form does not tell them.
    """

    document: PlanDocument
    produced_from: str
    before: PlanDocument | None = None
    changed: Comparison | None = None
    decisions: tuple[Decision, ...] | None = None


@dataclass(frozen=True, slots=True)
class Covering:
    """A covering report. ``cover`` holds pairs of a label and what was typed.

    ``template`` is the SHA-256 of the Word template that it is printed in, "" for the shipped form.
    Of the ``glossary`` the first use is written out.
    """

    council: str
    committee: str
    meeting_on: date
    title: str
    form: TemplateForm
    written: Written
    cover: tuple[tuple[str, str], ...]
    plans: tuple[Reported, ...]
    is_draft: bool
    brand: Brand
    late_reason: str = ""
    template: str = ""
    glossary: tuple[Term, ...] = ()


def sections(report: Covering) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """Each heading in the form's order with what stands under it, but for the empty ones."""
    for section in report.form.sections:
        pieces = tuple(content(report, section))
        if pieces:
            yield section.heading, pieces


def content(report: Covering, section: Section) -> Iterator[Piece]:
    """What stands in one section."""
    words = report.written.sections.get(section.code, Typed()).words
    if section.kind is SectionKind.RECOMMENDATIONS:
        yield from lettered(words)
    elif section.is_typed:
        yield from blocks(words)
    elif section.kind is SectionKind.IMPLICATIONS:
        yield from implications(report)
    elif section.kind is SectionKind.APPENDICES:
        yield from appendices(report)
    else:
        for plan in report.plans:
            yield from of_plan(plan, section.kind)


def of_plan(plan: Reported, kind: SectionKind) -> Iterator[Piece]:
    """What the figures of one plan say in a section of their own."""
    if kind is SectionKind.PROGRESS:
        yield from progress(plan)
    elif kind is SectionKind.EXCEPTIONS:
        yield behind(plan.document)
    elif kind is SectionKind.POSITIONS:
        if found := positions(plan.document):
            yield found
    elif kind is SectionKind.NARRATIVE:
        yield from every_said(plan.document)
    elif kind is SectionKind.DATES:
        if dates := dates_to_agree(plan.document):
            yield dates
    elif kind is SectionKind.DECISIONS:
        yield told(plan.decisions or ())
    elif kind is SectionKind.CHANGES and plan.changed:
        yield from changes(plan, plan.changed)
    elif kind is SectionKind.KEY and plan.document.key:
        lines = (f"{one.letter} {one.word}: {meaning(one)}" for one in plan.document.key)
        yield Block(BlockKind.BULLETS, tuple(lines))


def implications(report: Covering) -> Iterator[Piece]:
    """Every implication that somebody wrote, with the officer who gave it."""
    typed = report.written.implications
    rows = tuple(
        (one.heading, said.words, said.officer)
        for one in report.form.implications
        if (said := typed.get(one.code, Typed())).words.strip()
    )
    if rows:
        yield Grid("Implications", ("Implication", "What it means", "Officer"), rows, (2, 5, 2))


def appendices(report: Covering) -> Iterator[Piece]:
    """What is attached: three appendices a plan, or two where no rows are left for a second."""
    lines: list[str] = []
    for number, plan in enumerate(report.plans):
        first = appendix_number(number)
        title = f"{plan.document.title}{as_at(plan.document)}"
        lines.append(f"Appendix {first}: {title}")
        if report.form.rows is RowChoice.OPEN:
            lines.append(f"Appendix {first + 1}: actions of it completed or ended earlier")
        lines.append(f"Appendix {first + 2}: how its ratings are set, changes and words")
    yield Block(BlockKind.BULLETS, tuple(lines))


def appendix_number(place: int) -> int:
    """The number of the first appendix of the ``place``-th plan, from nought: each has three."""
    return 3 * place + 1


def as_at(document: PlanDocument) -> str:
    """ ", position as at 30 June 2023", where the day is known."""
    return f", position as at {day(document.as_at)}" if document.as_at else ""


def progress(plan: Reported) -> Iterator[Piece]:
    """The position, the bridge from last time's total, and the figures by recommendation."""
    document = plan.document
    yield text(f"{document.title}: {position(figures_of(document))}")
    if plan.changed and plan.changed.bridge.steps:
        yield text(f"From last time’s total: {plan.changed.bridge}.")
    last = last_time(plan.before, document)
    headings = ("Recommendation", "Actions", "Complete", "Open", "Past its date")
    rows = tuple(
        (called(one), *figures_of_one(of(document, one.actions), last.get(place)))
        for place, one in enumerate(document.recommendations())
    )
    if rows:
        beside = " (last time in brackets)" if last else ""
        yield Grid(f"Progress by recommendation{beside}", headings, rows, (7, 3, 4, 2, 3))


def figures_of_one(now: Figures, last: Figures | None) -> tuple[str, ...]:
    """Four figures of a recommendation, each with that of last time in brackets."""
    names = ("total", "complete", "open", "past_date")
    return tuple(
        f"{getattr(now, name):,}" + (f" ({getattr(last, name):,})" if last else "")
        for name in names
    )


def called(one: Recommendation) -> str:
    """A recommendation's number and its first line."""
    line = one.text.split("\n")[0]
    return f"{one.number}. {line}" if one.number else line


def behind(document: PlanDocument) -> Piece:
    """Open actions that are not on track or past their own date, worst first."""
    none = text(f"{document.title}: no open action is red, amber or past its date.")
    return exceptions(document) or none


def changes(plan: Reported, comparison: Comparison) -> Iterator[Piece]:
    """What changed since the period before, worst first."""
    yield text(f"{headline(comparison)}.")
    names = names_of(plan.before, plan.document)
    if table := changes_in_brief(comparison, names, "What changed, worst first"):
        yield table
