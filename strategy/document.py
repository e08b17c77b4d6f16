"""A strategy as one value: what files, the database and printed documents all turn into.

Everything here is an immutable dataclass that knows nothing of Django or of files.

``None``, the empty text and the empty tuple mean "the source does not say". Nothing is ever a
guess. Every part has a ``code`` that is its own in the strategy and permanent: links from plans
lead to it. Texts of several paragraphs have one paragraph a line; ``[^1]`` in a text marks the
place of footnote 1. Posts are named by their title; people are never named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from council.texts import Code, Line, Link, Name, Phrase, Slug, Text
from strategy.indicator import Frequency, Indicator
from strategy.kinds import Incorporates, Place, Position, RelatedKind, StatementKind, Status


@dataclass(frozen=True, slots=True)
class Label:
    """What a council calls a level of its strategy, in small letters: workstream, workstreams."""

    singular: Name
    plural: Name


@dataclass(frozen=True, slots=True)
class Labels:
    """What the council calls its levels."""

    principle: Label = Label("principle", "principles")
    area: Label = Label("outcome area", "outcome areas")
    outcome: Label = Label("outcome", "outcomes")


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of the strategy's own text. ``chapter`` is the heading above its heading, if any.

    One without text is the council's own heading for what stands at its place.
    """

    code: Code
    place: Place
    heading: Line
    text: Text = ""
    chapter: Line = ""


@dataclass(frozen=True, slots=True)
class Strand:
    """What a principle means for one audience: "officers", "members"."""

    audience: Name
    text: Text


@dataclass(frozen=True, slots=True)
class Principle:
    """What the council holds to; a council may call it theme, priority or workstream."""

    code: Code
    title: Line
    statement: Text = ""
    strands: tuple[Strand, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeArea:
    """A heading under which outcomes stand."""

    code: Code
    title: Line
    introduction: Text = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What shall be true. It stands under an area, under a principle, under both or alone."""

    code: Code
    text: Text
    area: Code | None = None
    principle: Code | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Other text of the strategy; ``group`` is the heading it shares with its neighbours."""

    code: Code
    kind: StatementKind
    text: Text
    heading: Line = ""
    group: Line = ""
    principle: Code | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote; ``where`` is the code of the part that carries it."""

    mark: Name
    text: Text
    where: Code | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Two parts that belong together, read in either direction, and why."""

    from_code: Code
    to_code: Code
    reason: Line = ""


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """A line of the register of strategies.

    ``status_words`` are the source's ("WIP"). ``position`` says whether it stands above this
    strategy or below it. ``incorporates``: whether it has taken up this strategy's principles.
    """

    code: Code
    title: Line
    kind: RelatedKind
    position: Position | None = None
    owner_post: Phrase = ""
    status_words: Name = ""
    review_due: date | None = None
    incorporates: Incorporates | None = None
    link: Link = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often who looks at what: a monthly review, a quarterly report."""

    code: Code
    text: Text
    frequency: Frequency | None = None
    body: Line = ""


@dataclass(frozen=True, slots=True)
class StrategyDocument:
    """A whole strategy.

    ``term_words`` and ``review_words`` are the source's; ``term_start`` is the first and
    ``term_end`` the last day of what they name. ``sits_under`` is the title of the strategy above.
    ``owner`` is the body whose strategy it is where that is not the council itself, such as a
    shadow authority. ``reading_notes`` say, one each, what was decided when a source was read.
    """

    title: Line
    slug: Slug
    status: Status = Status.DRAFT
    vision: Text = ""
    vision_label: Name = "Vision"
    purpose: Text = ""
    purpose_label: Name = "Purpose"
    corporate_vision: Text = ""
    sits_under: Line = ""
    owner: Phrase = ""
    author_post: Phrase = ""
    presented_to: Phrase = ""
    presented_on: date | None = None
    term_words: Phrase = ""
    term_start: date | None = None
    term_end: date | None = None
    review_words: Line = ""
    review_every: Frequency | None = None
    next_review: date | None = None
    adopted_by: Phrase = ""
    adopted_on: date | None = None
    source_document: Line = ""
    reading_notes: tuple[Text, ...] = ()
    labels: Labels = Labels()
    sections: tuple[Section, ...] = ()
    principles: tuple[Principle, ...] = ()
    areas: tuple[OutcomeArea, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    rhythms: tuple[Rhythm, ...] = ()
    related: tuple[RelatedDocument, ...] = ()
    footnotes: tuple[Footnote, ...] = ()

    def statements_of(self, kind: StatementKind) -> tuple[Statement, ...]:
        """The statements of one kind, in document order."""
        return tuple(one for one in self.statements if one.kind is kind)

    def outcomes_of_area(self, code: str) -> tuple[Outcome, ...]:
        """The outcomes under one area."""
        return tuple(one for one in self.outcomes if one.area == code)

    def outcomes_of_principle(self, code: str) -> tuple[Outcome, ...]:
        """The outcomes under one principle."""
        return tuple(one for one in self.outcomes if one.principle == code)

    def sections_at(self, place: Place) -> tuple[Section, ...]:
        """The sections that stand at one place of the page."""
        return tuple(one for one in self.sections if one.place is place)

    def parts(self) -> Iterator[tuple[str, str]]:
        """Every code with the kind of part that carries it, in document order."""
        for kind in PARTS:
            for part in getattr(self, kind):
                yield part.code, kind


# The fields whose members have a code of their own.
PARTS = (
    "sections",
    "principles",
    "areas",
    "outcomes",
    "statements",
    "indicators",
    "rhythms",
    "related",
)
