"""A file's document as people have decided on its rows and cells. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from actionplan.action_fields import EXTRA, Whole, value_of
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.merging.alike import plain
from actionplan.merging.decisions import CellDecision, CellWord, Decisions, RowDecision, RowWord
from actionplan.merging.pairs import Row, rows_of
from actionplan.merging.typed_words import typed_value


@dataclass(frozen=True, slots=True)
class Decided:
    """The document that is to be matched, and for each of its actions where it came from.

    ``places`` are places in the file's own document: of the actions that stand here, in their
    order, and in ``aside`` of the rows that are none. ``part_of`` has what a person typed there.
    """

    document: PlanDocument
    places: tuple[int, ...]
    aside: tuple[int, ...] = ()


OTHER_ROWS = {RowWord.ASIDE, RowWord.SPLIT}


class Book:
    """The decisions by row and cell, so that looking one up takes no search."""

    def __init__(self, decisions: Decisions) -> None:
        self._rows = {one.place: one for one in decisions.rows}
        self._cells = {(one.place, one.field): one for one in decisions.cells}
        self.by_row: dict[int, list[CellDecision]] = {}
        for one in decisions.cells:
            self.by_row.setdefault(one.place, []).append(one)
        self.missing = {one.reference: one.reason for one in decisions.missing}

    @property
    def changes_rows(self) -> bool:
        """Whether anything was decided by which the file's rows are others than they were read."""
        typed = any(one.word is CellWord.TYPED for one in self._cells.values())
        return typed or any(one.word in OTHER_ROWS for one in self._rows.values())

    def row(self, place: int) -> RowDecision | None:
        return self._rows.get(place)

    def cell(self, place: int, name: str) -> CellDecision | None:
        return self._cells.get((place, name))

    def is_row(self, place: int, word: RowWord) -> bool:
        """Whether the row was decided on in this way."""
        found = self._rows.get(place)
        return found is not None and found.word is word


def decided(
    theirs: PlanDocument, book: Book, key: PlanDocument, *, without_left: bool = False
) -> Decided:
    """The file's document without rows that are no actions, with rows split and cells as typed.

    Of a row that is split each part has the row's cells; its steps and its parts stay with the
    first. Ratings are read by the key of ``key``. With ``without_left`` cells that were left out
    are empty: where there is no plan that stands against them. Raises ValueError for typed words
    that cannot be read, which a form refuses before.
    """
    if not (without_left or book.changes_rows):
        return Decided(theirs, tuple(range(len(rows_of(theirs)))))
    deciding = _Deciding(theirs, book, key, without_left=without_left)
    document = deciding.document()
    aside = tuple(row.place for row in deciding.rows if book.is_row(row.place, RowWord.ASIDE))
    return Decided(document, tuple(deciding.places), aside)


class _Deciding:
    """Rebuilds the tree in document order, and keeps where each action came from."""

    def __init__(
        self, theirs: PlanDocument, book: Book, key: PlanDocument, *, without_left: bool
    ) -> None:
        self.theirs, self.book, self.key = theirs, book, key
        self.without_left = without_left
        self.rows = rows_of(theirs)
        self.places: list[int] = []
        self._next = iter(self.rows)
        self._moved: dict[str, list[tuple[Action, list[int]]]] = {}

    def document(self) -> PlanDocument:
        themes = tuple(
            Theme(theme.title, tuple(map(self._recommendation, theme.recommendations)))
            for theme in self.theirs.themes
        )
        loose = tuple(self._actions(self.theirs.loose_actions))
        return replace(self.theirs, themes=themes, loose_actions=loose)

    def _recommendation(self, found: Recommendation) -> Recommendation:
        return replace(found, actions=tuple(self._actions(found.actions)))

    def _actions(self, actions: tuple[Action, ...]) -> Iterator[Action]:
        for action in actions:
            row = next(self._next)
            if self.book.is_row(row.place, RowWord.ASIDE):
                yield from self._actions(action.sub_actions)
            else:
                yield from self._parts(row)

    def _parts(self, row: Row) -> Iterator[Action]:
        """The row's action as typed, or one for each title that it is split into."""
        action = self._typed(row)
        self.places.append(row.place)
        below = tuple(self._actions(action.sub_actions))
        word = self.book.row(row.place)
        if word is None or word.word is not RowWord.SPLIT or not word.titles:
            yield replace(action, sub_actions=below)
            return
        first, *others = word.titles
        yield replace(action, title=first, sub_actions=below)
        for title in others:
            self.places.append(row.place)
            yield replace(action, title=title, reference=None, steps=(), sub_actions=())

    def _typed(self, row: Row) -> Action:
        action = row.action
        for cell in self.book.by_row.get(row.place, ()):
            if cell.field in {"recommendation", "part_of"}:
                continue
            if cell.word is CellWord.TYPED:
                value = typed_value(cell.field, cell.words, self.key)
                action = with_value(action, cell.field, value)
            elif cell.word is CellWord.LEAVE and self.without_left:
                nothing = value_of(Whole(Action(action.title)), cell.field)
                action = with_value(action, cell.field, nothing)
        return action


def with_value(action: Action, name: str, value: Any) -> Action:
    """The action with another value of a field; a lead of its own is not inherited."""
    if name == "accountable" and value:
        action = replace(action, leads_inherited=False)
    if not name.startswith(EXTRA):
        return replace(action, **{name: value})
    heading = name.removeprefix(EXTRA)
    others = tuple(pair for pair in action.extras if plain(pair[0]) != plain(heading))
    return replace(action, extras=(*others, (heading, value)) if value else others)


def hints(found: Decided, book: Book) -> tuple[dict[int, str], set[int]]:
    """What people have said of rows, by place in the decided document.

    First those that are the same as an action of the plan, with its reference; then those that
    are new, whatever they look like.
    """
    said = [(index, book.row(place)) for index, place in enumerate(found.places)]
    same = {index: one.reference for index, one in said if one and one.word is RowWord.SAME}
    return same, {index for index, one in said if one and one.word is RowWord.NEW}
