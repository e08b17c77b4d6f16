"""The covering report of a committee report, as plain values: what stands under each heading. Pure.

A section that people write has their words; the others are made from the plans' figures. What
nothing is known of (no change since an earlier period, no implication written) is left out with
its heading.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actionplan.change_sentences import sentence
from actionplan.change_words import groups, headline
from actionplan.comparing import severity
from actionplan.comparison import Comparison
from actionplan.document import Action, PlanDocument, Recommendation
from actionplan.figures import Figures, figures_of
from actionplan.matching import match_recommendations
from actionplan.reporting.parts import Block, BlockKind, Typed, Written, blocks
from actionplan.reporting.report import Brand
from actionplan.reporting.template import Section, SectionKind, TemplateForm
from actionplan.words import counted, day, meaning, position

NO_LEAD, NO_DATE = "No lead", "No date"


@dataclass(frozen=True, slots=True)
class Reported:
    """One plan in a report: its document, where it comes from, and the period before it.

    ``before`` and ``changed`` are None where no earlier period is closed.
    """

    document: PlanDocument
    produced_from: str
    before: PlanDocument | None = None
    changed: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Covering:
    """A covering report. ``cover`` holds pairs of a label and what was typed."""

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


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its caption, its headings, its rows of as many words."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece = Block | Grid


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
        yield from exceptions(plan.document)
    elif kind is SectionKind.CHANGES and plan.changed:
        yield from changes(plan.changed)
    elif kind is SectionKind.KEY and plan.document.key:
        lines = (f"{one.letter} {one.word}: {meaning(one)}" for one in plan.document.key)
        yield Block(BlockKind.BULLETS, tuple(lines))


def text(words: str) -> Block:
    """A paragraph."""
    return Block(BlockKind.PARAGRAPH, (words,))


def lettered(words: str) -> Iterator[Block]:
    """Recommendations as members vote on them: (a), (b), (c)."""
    lines = (one for line in words.splitlines() for block in blocks(line) for one in block.lines)
    for number, line in enumerate(lines):
        yield text(f"({chr(ord('a') + number % 26)}) {line}")


def implications(report: Covering) -> Iterator[Piece]:
    """Every implication that somebody wrote, with the officer who gave it."""
    typed = report.written.implications
    rows = tuple(
        (one.heading, said.words, said.officer)
        for one in report.form.implications
        if (said := typed.get(one.code, Typed())).words.strip()
    )
    if rows:
        yield Grid("Implications", ("Implication", "What it means", "Officer"), rows)


def appendices(report: Covering) -> Iterator[Piece]:
    """What is attached."""
    lines = tuple(
        f"Appendix {number}: {plan.document.title}{as_at(plan.document)}"
        for number, plan in enumerate(report.plans, 1)
    )
    yield Block(BlockKind.BULLETS, lines)


def as_at(document: PlanDocument) -> str:
    """ ", position as at 30 June 2023", where the day is known."""
    return f", position as at {day(document.as_at)}" if document.as_at else ""


def progress(plan: Reported) -> Iterator[Piece]:
    """The position, the bridge from last time's total, and the figures by recommendation."""
    document = plan.document
    yield text(f"{document.title}: {position(figures_of(document))}")
    if plan.changed and plan.changed.bridge.steps:
        yield text(f"From last time’s total: {plan.changed.bridge}.")
    last = last_time(plan)
    headings = ("Recommendation", "Actions", "Complete", "Open", "Past its date")
    rows = tuple(
        (called(one), *figures_of_one(figures_of(document, one.actions), last.get(place)))
        for place, one in enumerate(document.recommendations())
    )
    if rows:
        beside = " (last time in brackets)" if last else ""
        yield Grid(f"Progress by recommendation{beside}", headings, rows)


def last_time(plan: Reported) -> dict[int, Figures]:
    """The figures of each recommendation in the period before, by its place in the later plan."""
    if plan.before is None:
        return {}
    before, after = list(plan.before.recommendations()), list(plan.document.recommendations())
    return {
        pair.after: figures_of(plan.before, before[pair.before].actions)
        for pair in match_recommendations(before, after)
    }


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


def exceptions(document: PlanDocument) -> Iterator[Piece]:
    """Open actions that are not on track or past their own date, worst first."""
    found = [one for one in document.actions() if is_exception(document, one)]
    found.sort(key=lambda one: severity(document.key, one.rating) or (-1, 0), reverse=True)
    if not found:
        yield text(f"{document.title}: no open action is red, amber or past its date.")
        return
    rows = tuple(exception(document, one) for one in found)
    number = counted(len(rows), "action", "actions")
    yield Grid(f"Exceptions: {number}", ("Ref", "Action", "Lead", "Rating", "Due"), rows)


def is_exception(document: PlanDocument, one: Action) -> bool:
    """Whether members have to look at an action."""
    rating = document.rating(one.rating)
    off_track = rating is not None and rating.colour in {"red", "amber"}
    late = bool(document.as_at and one.due.date and one.due.date < document.as_at)
    return one.is_open and one.counts_in_totals and (off_track or late)


def exception(document: PlanDocument, one: Action) -> tuple[str, ...]:
    """One row: reference, words, lead, rating as letter and word, due with its fact."""
    rating = document.rating(one.rating)
    rated = f"{rating.letter} {rating.word}" if rating else "Not rated"
    late = document.as_at and one.due.date and one.due.date < document.as_at
    due = one.due.words or (day(one.due.date) if one.due.date else NO_DATE)
    return (
        one.reference or "",
        one.title,
        led_by(one),
        rated,
        f"{due}: past its date" if late else due,
    )


def led_by(one: Action) -> str:
    """Its accountable lead, else the first of those who deliver it and how many more."""
    lead, *others = [*filter(None, [one.accountable]), *one.delivery] or [NO_LEAD]
    return f"{lead} and {len(others)} more" if others and not one.accountable else lead


def changes(comparison: Comparison) -> Iterator[Piece]:
    """What changed since the period before, worst first."""
    yield text(f"{headline(comparison)}.")
    rows = tuple(
        (group.heading, line.action.reference or "", line.action.title,
         sentence(line, group.kind, comparison.after.as_at))
        for group in groups(comparison)
        for line in group.lines
    )  # fmt: skip
    if rows:
        yield Grid("What changed", ("Change", "Ref", "Action", "What"), rows)
