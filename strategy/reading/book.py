"""A StrategyDocument arranged for reading: chapters in the order of its places."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.utils.text import slugify

from strategy.document import Outcome, Principle, Section, Statement, StrategyDocument
from strategy.kinds import Place, StatementKind
from strategy.reading.facts import facts_of, indicator_row, register_row
from strategy.reading.family import Family, family_of
from strategy.reading.parts import Book, Chapter, Entry, Group, Piece
from strategy.reading.relations import Relative, relatives
from strategy.reading.scribe import Scribe
from strategy.words import capital, plural

RHYTHM = "rhythm"
USUAL_TITLES = {
    Place.INTRODUCTION: "Introduction",
    Place.VISION: "Vision",
    Place.RELATED: "Related documents",
    Place.INDICATORS: "Indicators",
    Place.CONCLUSION: "Conclusion",
}


def read_book(document: StrategyDocument, today: date, family: Family | None = None) -> Book:
    """The whole strategy for reading. ``family`` where more of it is known than the register."""
    binder = Binder(document)
    chapters = tuple(binder.chapters())
    return Book(
        title=document.title,
        chapters=chapters,
        statements=tuple(binder.visions),
        facts=facts_of(document, today),
        family=family_of(document, today) if family is None else family,
        register=tuple(register_row(one, today) for one in document.related),
        indicators=tuple(map(indicator_row, document.indicators)),
        footnotes=binder.scribe.footnotes(),
        notes=document.reading_notes,
        principles=document.labels.principle.plural,
        outcome=document.labels.outcome.singular,
        outcomes=document.labels.outcome.plural,
    )


class Binder:
    """Puts the parts of one strategy in their places."""

    def __init__(self, document: StrategyDocument) -> None:
        self.document = document
        self.scribe = Scribe(document.footnotes)
        self.relatives = relatives(document)
        self.last = ""
        self.visions = [
            (label, self.scribe.paragraphs(text))
            for label, text in (
                (document.vision_label, document.vision),
                ("The vision it serves", document.corporate_vision),
                (document.purpose_label, document.purpose),
            )
            if text
        ]

    def chapters(self) -> Iterator[Chapter]:
        """Every place that holds something, in reading order; rhythms before the conclusion."""
        for place in Place:
            if place is Place.CONCLUSION and self.document.rhythms:
                yield self._rhythm()
            pieces = self._pieces(place)
            entries, groups = self._contents(place)
            if pieces or entries or groups or self._stands_alone(place):
                yield self._chapter(place, pieces, entries, groups)

    def _stands_alone(self, place: Place) -> bool:
        """Whether a place has a block of its own besides text, entries and groups."""
        document = self.document
        if place is Place.RELATED:
            return bool(document.related or document.sits_under)
        return place is Place.INDICATORS and bool(document.indicators)

    def _chapter(
        self,
        place: Place,
        pieces: tuple[Piece, ...],
        entries: tuple[Entry, ...],
        groups: tuple[Group, ...],
    ) -> Chapter:
        """A single section lends its heading to the chapter; one of the same name loses it."""
        title, caption = self._title(place), ""
        if len(pieces) == 1:
            title, caption = pieces[0].heading or title, pieces[0].caption
        pieces = tuple(_without_heading(p, title) for p in pieces)
        kind = place.value if place not in _STATEMENTS else "statements"
        anchor = f"chapter-{slugify(place.value)}"
        return Chapter(anchor, title, kind, caption, pieces, entries, groups)

    def _title(self, place: Place) -> str:
        labels = self.document.labels
        if place is Place.PRINCIPLES:
            return capital(labels.principle.plural)
        if place is Place.OUTCOMES:
            return capital(labels.outcome.plural)
        return USUAL_TITLES.get(place) or capital(plural(StatementKind(place.value)))

    def _pieces(self, place: Place) -> tuple[Piece, ...]:
        """The sections of a place; a heading above several of them stands once."""
        pieces = []
        for one in self.document.sections_at(place):
            pieces.append(self._piece(one, one.chapter if one.chapter != self.last else ""))
            self.last = one.chapter
        return tuple(pieces)

    def _piece(self, one: Section, caption: str) -> Piece:
        text = self.scribe.paragraphs(one.text)
        return Piece(one.code, one.heading, caption, text, self._relatives(one.code))

    def _contents(self, place: Place) -> tuple[tuple[Entry, ...], tuple[Group, ...]]:
        if place is Place.PRINCIPLES:
            return tuple(self.principle(one) for one in self.document.principles), ()
        if place is Place.OUTCOMES:
            return (), tuple(self._areas())
        if place in _STATEMENTS:
            return (), tuple(self._statements(StatementKind(place.value)))
        return (), ()

    def principle(self, one: Principle) -> Entry:
        """A principle with its strands and the outcomes that stand under it and under no area."""
        strands = tuple((s.audience, self.scribe.paragraphs(s.text)) for s in one.strands)
        outcomes = self.document.outcomes_of_principle(one.code)
        return Entry(
            code=one.code,
            title=self.scribe.line(one.title),
            body=self.scribe.paragraphs(one.statement),
            strands=strands,
            outcomes=tuple(self._outcome(each) for each in outcomes if not each.area),
            relatives=self._relatives(one.code),
        )

    def _outcome(self, one: Outcome) -> Entry:
        return Entry(one.code, body=self.scribe.line(one.text), relatives=self._relatives(one.code))

    def _areas(self) -> Iterator[Group]:
        for area in self.document.areas:
            introduction = self.scribe.paragraphs(area.introduction)
            below = tuple(map(self._outcome, self.document.outcomes_of_area(area.code)))
            own = self._relatives(area.code)
            yield Group(area.title, area.code, introduction, below, own)
        loose = [one for one in self.document.outcomes if not one.area and not one.principle]
        if loose:
            yield Group("", entries=tuple(map(self._outcome, loose)))

    def _statements(self, kind: StatementKind) -> Iterator[Group]:
        """Neighbours that share a heading, or else a principle, stand under it."""
        titles = {one.code: one.title for one in self.document.principles}

        def heading(one: Statement) -> str:
            return one.group or titles.get(one.principle or "", "")

        for title, members in groupby(self.document.statements_of(kind), heading):
            yield Group(title, entries=tuple(map(self._statement, members)))

    def _statement(self, one: Statement) -> Entry:
        title = self.scribe.line(one.heading)
        body = (self.scribe.paragraphs if title else self.scribe.lines)(one.text)
        return Entry(one.code, title, body, relatives=self._relatives(one.code))

    def _rhythm(self) -> Chapter:
        entries = tuple(
            Entry(
                one.code,
                body=self.scribe.lines(one.text),
                footing=capital("; ".join(part for part in (one.body, one.frequency) if part)),
                relatives=self._relatives(one.code),
            )
            for one in self.document.rhythms
        )
        return Chapter("chapter-rhythm", "Who looks at it, and how often", RHYTHM, entries=entries)

    def _relatives(self, code: str) -> tuple[Relative, ...]:
        return self.relatives.get(code, ())


_STATEMENTS = {place for place in Place if place.value in set(StatementKind)}


def _without_heading(piece: Piece, title: str) -> Piece:
    if piece.heading.casefold() != title.casefold():
        return piece
    return Piece(piece.code, "", "", piece.text, piece.relatives)
