"""A document made to fit the plan's columns, with a note on everything that did not fit."""

from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from typing import NamedTuple

from actionplan.declared import Moment
from actionplan.document import Action, PlanDocument, Recommendation, Theme, with_sub_actions
from actionplan.importing.notes import Note
from actionplan.merging.alike import plain
from actionplan.words import moment, status_words

# What the columns hold, in characters; a test holds these equal to the models.
PLAN_TITLE = 300
THEME = 300
RECOMMENDATION_NUMBER = 20
POST = 200
ACTION_TITLE = 2_000
SOURCE_NUMBER = 40
TIMESCALE = 200
PRIORITY = 200
LONGEST = {
    "title": ACTION_TITLE,
    "source_number": SOURCE_NUMBER,
    "timescale": TIMESCALE,
    "priority": PRIORITY,
    "accountable": POST,
}


class Place(NamedTuple):
    """Where a row stands in a file, for a person, and its place in document order, from 0."""

    words: str
    action: int | None = None


def places(document: PlanDocument) -> Iterator[tuple[Place, Action]]:
    """Every action in document order with its place: "Recommendation 3, row 2"."""
    groups = [(named(one), one.actions) for one in document.recommendations()]
    groups.append(("No recommendation", document.loose_actions))
    count = 0
    for where, actions in groups:
        for row, action in enumerate(with_sub_actions(actions), start=1):
            yield Place(f"{where}, row {row}", count), action
            count += 1


def named(recommendation: Recommendation) -> str:
    """A recommendation by its number, else by how its wording begins."""
    number = recommendation.number
    return f"Recommendation {number}" if number else f"“{recommendation.text[:60]}”"


def fitted(document: PlanDocument) -> tuple[PlanDocument, list[Note]]:
    """The document as the database can hold it, and a note on each thing that had to give way.

    Words that are too long are cut (a recommendation's number goes before its wording instead);
    a day of completion is left out where the status is neither complete nor business as usual.
    """
    fitting = _Fitting(document)
    return fitting.document(), fitting.notes


def rated(
    document: PlanDocument, letters: Container[str], *, confidence: bool
) -> tuple[PlanDocument, list[Note]]:
    """The document without ratings that a plan's key does not have, and a note on each.

    Where the plan does not ask for ``confidence``, none is kept.
    """
    notes = [
        _no_such(place, row)
        for place, row in places(document)
        if row.rating and row.rating not in letters
    ]

    def change(row: Action) -> Action:
        return replace(
            row,
            rating=row.rating if row.rating in letters else None,
            confidence=row.confidence if confidence else None,
            sub_actions=tuple(map(change, row.sub_actions)),
        )

    return _each_action(document, change), notes


def _no_such(place: Place, row: Action) -> Note:
    said = f"The plan's key has no such rating, so it is not taken for “{row.title[:80]}”."
    where, letter = f"{place.words}, rating", row.rating or ""
    return Note(where, letter, said, True, place.action, "rating", unread=True)


def _each_action(document: PlanDocument, change: Callable[[Action], Action]) -> PlanDocument:
    """The document with every action of the top changed."""

    def of(recommendation: Recommendation) -> Recommendation:
        return replace(recommendation, actions=tuple(map(change, recommendation.actions)))

    themes = tuple(
        replace(theme, recommendations=tuple(map(of, theme.recommendations)))
        for theme in document.themes
    )
    loose = tuple(map(change, document.loose_actions))
    return replace(document, themes=themes, loose_actions=loose)


class _Fitting:
    """Goes through a document once, in document order."""

    def __init__(self, document: PlanDocument) -> None:
        self.whole = document
        self.notes: list[Note] = []
        self._places = places(document)
        self._wordings: dict[str, str] = {}

    def document(self) -> PlanDocument:
        return replace(
            self.whole,
            title=self._cut(Place("The plan"), "title", self.whole.title, PLAN_TITLE),
            themes=tuple(self._theme(theme) for theme in self.whole.themes),
            loose_actions=self._actions(self.whole.loose_actions),
        )

    def _theme(self, theme: Theme) -> Theme:
        recommendations = tuple(self._recommendation(one) for one in theme.recommendations)
        first = named(theme.recommendations[0]) if theme.recommendations else "The plan"
        title = self._cut(Place(first), "theme", theme.title, THEME) or None
        return Theme(title, recommendations)

    def _recommendation(self, found: Recommendation) -> Recommendation:
        place = Place(named(found))
        return replace(
            self._numbered(place, found),
            slt_leads=self._posts(place, found.slt_leads),
            officer_leads=self._posts(place, found.officer_leads),
            actions=self._actions(found.actions),
        )

    def _numbered(self, place: Place, found: Recommendation) -> Recommendation:
        """A number that is too long, or another one's, goes before the wording.

        Cut, two long numbers could be taken for one; and a plan has each number once, where a
        file may count anew under each heading.
        """
        number = found.number or ""
        first = self._wordings.setdefault(number, plain(found.text))
        why = "" if len(number) <= RECOMMENDATION_NUMBER else "Too long for a number"
        if number and not (_goes_on(found.text) or plain(found.text) == first):
            why = "Another recommendation has this number"
        if not why:
            return found
        self._say(place, "number", number, f"{why}: it stands before the wording instead.")
        return replace(found, number=None, text=f"{number} {found.text}".strip())

    def _actions(self, actions: tuple[Action, ...]) -> tuple[Action, ...]:
        return tuple(self._action(action) for action in actions)

    def _action(self, row: Action) -> Action:
        place, _ = next(self._places)
        return replace(
            row,
            title=self._cut(place, "action", row.title, ACTION_TITLE),
            source_number=self._cut(place, "number", row.source_number, SOURCE_NUMBER) or None,
            timescale=self._cut(place, "timescale", row.timescale, TIMESCALE) or None,
            priority=self._cut(place, "priority", row.priority, PRIORITY) or None,
            completed=self._completed(place, row),
            accountable=self._cut(place, "lead", row.accountable, POST) or None,
            delivery=self._posts(place, row.delivery),
            sub_actions=self._actions(row.sub_actions),
        )

    def _completed(self, place: Place, row: Action) -> Moment | None:
        if row.completed is None or row.is_complete:
            return row.completed
        understood = (
            f"The status is “{status_words(row.status)}”: the day of completion is left out."
        )
        day = moment(row.completed.date, row.completed.precision)
        self._say(place, "completed", day, understood)
        return None

    def _posts(self, place: Place, titles: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._cut(place, "lead", title, POST) for title in titles)

    def _cut(self, place: Place, name: str, words: str | None, most: int) -> str:
        if words is None or len(words) <= most:
            return words or ""
        self._say(place, name, words, f"Longer than {most:,} characters: cut there.")
        return words[:most].rstrip()

    def _say(self, place: Place, name: str, said: str, understood: str) -> None:
        self.notes.append(Note(f"{place.words}, {name}", said, understood, True, place.action))


def _goes_on(text: str) -> bool:
    """Whether a recommendation's words only say that it continues, or nothing."""
    return not text.strip() or "continued" in plain(text)
