"""What a committee report is made of, as plain values: the house form of a committee. Pure.

A template says which parts a report has, in which order and under which headings, which of them
must be filled, and which rows and columns its appendix prints. ``TemplateForm`` is kept as JSON
with each report, as it was when the report was begun, so that a later change of the form changes
no report that was written in it. What was typed is not here: see ``actionplan.reporting.parts``.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from council.texts import Line, Name, Slug, Text
from council.values import check_limits, decode, encode

SUMMARY_WORDS = 120  # the most that fits beside the cover's facts on page 1


class SectionKind(StrEnum):
    """What fills a section: words that somebody types, or what the plan's figures say."""

    TEXT = "text"  # paragraphs and lists
    SUMMARY = "summary"  # the same, at most SUMMARY_WORDS words, on page 1
    RECOMMENDATIONS = "recommendations"  # one a line, printed as a, b, c
    IMPLICATIONS = "implications"  # the template's implications, each with its officer
    NARRATIVE = "narrative"  # what the SLT leads said of the period
    PROGRESS = "progress"  # the bridge, table 1 and the bar with its sentence
    POSITIONS = "positions"  # where each recommendation stands, and what is still open of it
    EXCEPTIONS = "exceptions"  # table 2, worst first
    DATES = "dates"  # table 3, dates to agree
    DECISIONS = "decisions"  # what SLT decided in the period, in meeting mode
    CHANGES = "changes"  # table 4, what changed since the last period
    KEY = "key"  # what the ratings mean
    APPENDICES = "appendices"  # the list of what is attached


TYPED = frozenset({SectionKind.TEXT, SectionKind.SUMMARY, SectionKind.RECOMMENDATIONS})


class RowChoice(StrEnum):
    """Which actions the appendix prints."""

    ALL = "all"
    OPEN = "open"
    EXCEPTIONS = "exceptions"
    THEME = "one theme"
    RED_AND_AMBER = "red and amber"
    COMPLETED = "completed since last meeting"
    EXTENSIONS = "extensions"


class Column(StrEnum):
    """A column of the appendix; the reference and the action always stand first.

    Queries with their leads' reasons stand under the commentary, where the form asks for them.
    """

    LEADS = "leads"
    TIMESCALE = "timescale"
    PRIORITY = "priority"
    RATING = "rating"
    STATUS = "status"
    DUE = "due"
    COMMENTARY = "commentary"
    QUERIES = "queries"


USUAL_COLUMNS = tuple(column for column in Column if column is not Column.QUERIES)


class Numbering(StrEnum):
    """How typed paragraphs are numbered: not, within each section (2.1), or through the report."""

    NONE = "none"
    SECTION = "section"
    THROUGH = "through"


class Stage(StrEnum):
    """Where a report stands, in this order. A template may leave out those in ``OPTIONAL``."""

    BEGUN = "begun"
    LOCKED = "figures locked"
    DRAFTED = "drafted"
    COMMENTS = "comments"
    SLT = "SLT"
    CHAIR = "chair's pre-agenda"
    READY = "ready"
    PUBLISHED = "published"
    CONSIDERED = "considered"
    RESOLVED = "resolution recorded"


OPTIONAL = frozenset({Stage.COMMENTS, Stage.SLT, Stage.CHAIR})
# From here on nothing empty, nothing unlocked, nothing unsigned: the report is final.
FINAL = (Stage.READY, Stage.PUBLISHED, Stage.CONSIDERED, Stage.RESOLVED)


@dataclass(frozen=True, slots=True)
class Section:
    """One part under its heading. ``code`` names what was typed of it, and is unique in a form."""

    code: Slug
    heading: Line
    kind: SectionKind = SectionKind.TEXT
    required: bool = False
    hint: Text = ""

    @property
    def is_typed(self) -> bool:
        """Whether somebody writes it; all others are made from the figures."""
        return self.kind in TYPED


@dataclass(frozen=True, slots=True)
class Implication:
    """One kind of implication (legal, financial, …): words, and the officer who gave them."""

    code: Slug
    heading: Line
    required: bool = False


@dataclass(frozen=True, slots=True)
class CoverField:
    """A fact on the cover, such as the report's author.

    One with a ``governance_word`` stands only where the committee has that word, and then under
    the committee's own ("Portfolio holder" → "Lead member").
    """

    code: Slug
    label: Line
    required: bool = False
    hint: Text = ""
    governance_word: Name = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """Somebody who must have seen it, such as the Monitoring Officer: a name and a day."""

    code: Slug
    label: Line
    required: bool = True


@dataclass(frozen=True, slots=True)
class TemplateForm:
    """The whole form. The covering report is portrait always; ``landscape`` is the appendix.

    ``publishes_queries`` says that public editions have facts and leads' reasons of queries.
    """

    title: Line
    sections: tuple[Section, ...]
    implications: tuple[Implication, ...] = ()
    cover: tuple[CoverField, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    leave_out: tuple[Stage, ...] = ()
    rows: RowChoice = RowChoice.OPEN
    columns: tuple[Column, ...] = USUAL_COLUMNS
    numbering: Numbering = Numbering.NONE
    landscape: bool = True
    publishes_queries: bool = False

    def __post_init__(self) -> None:
        check_form(self)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages a report in this form goes through, in their order."""
        return tuple(stage for stage in Stage if stage not in self.leave_out)

    @property
    def tells_decisions(self) -> bool:
        """Whether it says what SLT decided."""
        return any(section.kind is SectionKind.DECISIONS for section in self.sections)

    @property
    def typed_sections(self) -> tuple[Section, ...]:
        """The sections that somebody writes, in their order."""
        return tuple(section for section in self.sections if section.is_typed)


def check_form(form: TemplateForm) -> None:
    """Raise ValueError with a sentence for a form in which no report could be written."""
    check_limits(form, most_items=60)
    for named in (form.sections, form.implications, form.cover, form.sign_offs):
        codes = [one.code for one in named]
        twice = next((code for code in codes if codes.count(code) > 1), None)
        if twice:
            raise ValueError(f"The code “{twice}” stands twice; each needs one of its own.")
    if set(form.leave_out) - OPTIONAL:
        raise ValueError("Only comments, SLT and the chair's pre-agenda can be left out.")
    if not form.typed_sections:
        raise ValueError("A report needs at least one section that somebody writes.")
    if Column.QUERIES in form.columns and Column.COMMENTARY not in form.columns:
        raise ValueError("Queries stand under the commentary: the form needs that column too.")
    if form.implications and SectionKind.IMPLICATIONS not in {one.kind for one in form.sections}:
        raise ValueError("The form has implications and no section that prints them.")


def with_decisions(form: TemplateForm) -> TemplateForm:
    """The same with what SLT decided: after what is behind, else as the last section."""
    if any(one.kind is SectionKind.DECISIONS for one in form.sections):
        return form
    kinds = [one.kind for one in form.sections]
    exceptions = SectionKind.EXCEPTIONS
    place = kinds.index(exceptions) + 1 if exceptions in kinds else len(kinds)
    section = Section("decisions", "Decisions of SLT", SectionKind.DECISIONS)
    return replace(form, sections=(*form.sections[:place], section, *form.sections[place:]))


def form_data(form: TemplateForm) -> dict[str, Any]:
    """The form as plain JSON values; what equals its default is left out."""
    data: dict[str, Any] = encode(form)
    return data


def form_from(data: object) -> TemplateForm:
    """The form that ``form_data`` wrote. Raises ValueError with a sentence for anything else."""
    form: TemplateForm = decode(TemplateForm, data)
    return form
