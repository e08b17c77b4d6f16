"""What a file would change of a plan: each row and cell, compared three ways. Pure.

``ours`` is the plan as it stands, ``theirs`` the file, ``base`` what the file's sender started
from. Where theirs is the base, nobody has touched it; where ours is, the file has changed it;
else both have, which is a conflict for a person to settle. See docs/adr/0016.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from actionplan.action_fields import PLACES, Whole, fields_of, value_of
from actionplan.document import Action, PlanDocument
from actionplan.importing.notes import Doubted
from actionplan.merging.cells import Cells, new_cells
from actionplan.merging.decided import Book, Decided, decided, with_value
from actionplan.merging.decisions import CellWord, Decisions, RowWord
from actionplan.merging.matching import match
from actionplan.merging.pairs import Pair, Row, rows_of
from actionplan.merging.recommendations import Recommendations
from actionplan.merging.values import (
    Base,
    CellChange,
    Merge,
    Pairing,
    RowChange,
    RowState,
)
from actionplan.merging.whole import order_of_rows, whole_plan_differences


@dataclass(frozen=True, slots=True)
class Earlier:
    """A merge that was made before, and the decisions of that time."""

    merge: Merge
    decisions: Decisions

    def untouched(self, now: Book) -> Iterator[tuple[int, RowChange]]:
        """Its rows, by place in the decided document, of which nobody has said anything."""
        then = Book(self.decisions)
        for row in self.merge.rows:
            place = row.place
            if row.index is None or place is None:
                continue
            if not any(book.row(place) or book.by_row.get(place) for book in (then, now)):
                yield row.index, row


def merge(
    ours: PlanDocument,
    theirs: PlanDocument,
    *,
    base: Base | None = None,
    speaks: Collection[str] | None = None,
    decisions: Decisions | None = None,
    posts: Mapping[str, str] | None = None,
    whole_plan: bool = False,
    doubted: Doubted | None = None,
    earlier: Earlier | None = None,
) -> Merge:
    """Compare a file with the plan; rows in the file's order, then those it does not have.

    ``speaks`` are the fields that the file speaks of (None: those that any of its rows fills).
    Where the base of a field is not known, an empty cell says nothing; where it is, emptied is a
    statement. ``posts`` has the council's titles by ``plain`` title or alias. Only a file that is
    declared the ``whole_plan`` can drop what it does not have. A cell that is ``doubted`` empties
    nothing, nor takes a date away, unless a person says so. ``earlier`` is a merge of all the same
    but the decisions: its rows about which nothing was or is decided are taken over. Raises
    ValueError for typed words that cannot be read.
    """
    merging = _Merging(ours, theirs, base or Base(), Book(decisions or Decisions()), earlier)
    merging.speak(speaks, posts or {}, doubted or {})
    return merging.merge(posts or {}, whole_plan=whole_plan)


def hints(found: Decided, book: Book) -> tuple[dict[int, str], set[int]]:
    """What people have said of rows, by place in the decided document.

    First those that are the same as an action of the plan, with its reference; then those that
    are new, whatever they look like.
    """
    said = [(index, book.row(place)) for index, place in enumerate(found.places)]
    same = {index: one.reference for index, one in said if one and one.word is RowWord.SAME}
    return same, {index for index, one in said if one and one.word is RowWord.NEW}


def base_of(document: PlanDocument) -> Base:
    """The base of a file that carries the document it was made from."""
    rows = rows_of(document)
    names = [_name(one.number, one.text) for one in document.recommendations()]
    known = {row.action.reference: row for row in rows if row.action.reference}
    places = {reference: _stands(row, rows, names) for reference, row in known.items()}
    actions = {reference: row.action for reference, row in known.items()}
    return Base(actions, places, tuple(document.recommendations()), whole=True)


def _stands(row: Row, rows: list[Row], names: list[str]) -> tuple[str, str]:
    """Its recommendation, and the reference of what it is a part of."""
    above = "" if row.recommendation is None else names[row.recommendation]
    part_of = "" if row.parent is None else rows[row.parent].action.reference or ""
    return above, part_of


def _name(number: str | None, text: str) -> str:
    return f"Recommendation {number}" if number else text[:60]


class _Merging:
    """One comparison: pairs the rows, then looks at each."""

    def __init__(
        self,
        ours: PlanDocument,
        theirs: PlanDocument,
        base: Base,
        book: Book,
        earlier: Earlier | None,
    ) -> None:
        self.plan, self.file, self.base, self.book = ours, theirs, base, book
        self.decided = decided(theirs, book, ours)
        self.document = self.decided.document
        self.ours, self.theirs = rows_of(ours), rows_of(self.document)
        self.pairing = self._pairing(earlier.merge if earlier else None)
        self.matching = self.pairing.matching
        self.pairs = {pair.after: pair for pair in self.matching.actions}
        self.recommendations = Recommendations(ours, self.document, self.matching, base)
        same_rows = earlier and earlier.merge.places == self.decided.places
        self.known = dict(earlier.untouched(book)) if earlier and same_rows else {}
        self.taken_over: set[int] = set()

    def _pairing(self, earlier: Merge | None) -> Pairing:
        """Which rows are which actions: as before, where rows and hints are as they were."""
        same, new = hints(self.decided, self.book)
        known = earlier.pairing if earlier and earlier.document == self.document else None
        if known and (known.same, known.new) == (same, new):
            return known
        matching = match(self.plan, self.document, same=same, new=new, said=self._said())
        return Pairing(same, new, matching)

    def speak(
        self, speaks: Collection[str] | None, posts: Mapping[str, str], doubted: Doubted
    ) -> None:
        """Settle what the file speaks of: what it says it does, and where its rows stand."""
        filled = [row.action for row in self.theirs]
        spoken = set(speaks) if speaks is not None else _filled(filled)
        if any(row.recommendation is not None for row in self.theirs):
            spoken.add("recommendation")
        if any(row.parent is not None for row in self.theirs):
            spoken.add("part_of")
        self.cells = Cells(
            self.base, self.book, self.plan, spoken=spoken, posts=posts, doubted=doubted
        )

    def merge(self, posts: Mapping[str, str], *, whole_plan: bool) -> Merge:
        rows = [self._row(row) for row in self.theirs]
        rows += [self._aside(place) for place in self.decided.aside]
        rows.sort(key=lambda row: row.place or 0)
        recommendations = self.recommendations.changes(posts)
        others = whole_plan_differences(self.plan, self.document)
        others += order_of_rows(self.plan, self.document, self.matching)
        return Merge(
            (*rows, *self._missing(whole_plan)),
            recommendations,
            tuple(others),
            self.document,
            self.plan,
            self.decided.places,
            self.pairing,
        )

    # ---- what is known before the rows are paired

    def _said(self) -> dict[int, Action]:
        """What the last import said of actions of the plan, by place."""
        known = ((row.place, row.action.reference or "") for row in self.ours)
        said = self.base.actions
        return {place: said[reference] for place, reference in known if reference in said}

    # ---- rows

    def _row(self, row: Row) -> RowChange:
        pair = self.pairs.get(row.place)
        known = self.known.get(row.place)
        if known and self._holds(known, row, pair):
            self.taken_over.add(row.place)
            return known
        if pair is None:
            return self._new_row(row)
        return self._known_row(row, pair)

    def _holds(self, known: RowChange, row: Row, pair: Pair | None) -> bool:
        """Whether a row that was compared before has the same partner, in the same place."""
        reference = self.ours[pair.before].action.reference if pair else None
        doubt = pair.doubt if pair else self.matching.doubts.get(row.place, "")
        return (
            (known.reference, known.doubt, known.under) == (reference, doubt, self._under(row))
            and known.theirs == row.action
            and (row.parent is None or row.parent in self.taken_over)
        )

    def _whole(self, row: Row) -> Whole:
        """A row of the file with where it stands, in the plan's names."""
        parent = None if row.parent is None else self.theirs[row.parent]
        part_of = "" if parent is None else self._name_of(parent)
        return Whole(row.action, self.recommendations.name(self._under(row)), part_of)

    def _name_of(self, row: Row) -> str:
        pair = self.pairs.get(row.place)
        reference = self.ours[pair.before].action.reference if pair else None
        return reference or row.action.title

    def _under(self, row: Row) -> int | None:
        """The recommendation in which it stands by the file, or by what a person has typed."""
        cell = self.book.cell(self.decided.places[row.place], "recommendation")
        if cell and cell.word is CellWord.TYPED:
            return self.recommendations.typed(cell.words)
        return self.recommendations.of_file(row.recommendation)

    def _our_whole(self, row: Row) -> Whole:
        names = self.recommendations.names
        return Whole(row.action, *_stands(row, self.ours, names))

    def _new_row(self, row: Row) -> RowChange:
        place = self.decided.places[row.place]
        whole = self._whole(row)
        cells = new_cells(whole, place, self.book, self.plan)
        left = [cell.field for cell in cells if not cell.taken and cell.field != "title"]
        action = row.action
        for name in left:
            action = with_value(action, name, _nothing(name))
        doubt = self.matching.doubts.get(row.place, "")
        if self.book.is_row(place, RowWord.TAKE) or self.book.is_row(place, RowWord.NEW):
            doubt = ""
        refused = self.book.is_row(place, RowWord.LEAVE)
        return RowChange(
            place=place,
            reference=None,
            title=action.title,
            recommendation=whole.recommendation,
            state=RowState.NEW,
            doubt="" if refused else doubt,
            cells=cells,
            taken=not doubt and not refused,
            theirs=action,
            under=self._under(row),
            index=row.place,
            parent=row.parent,
        )

    def _known_row(self, row: Row, pair: Pair) -> RowChange:
        place, known = self.decided.places[row.place], self.ours[pair.before]
        doubt = "" if self.book.row(place) else pair.doubt
        whole = self._our_whole(known)
        theirs = self._whole(row)
        cells = self.cells.of(whole, theirs, place, doubtful=bool(doubt))
        return RowChange(
            place=place,
            reference=known.action.reference,
            title=known.action.title,
            recommendation=whole.recommendation,
            state=_state(cells),
            doubt=doubt,
            cells=cells,
            ours=known.action,
            theirs=row.action,
            under=self._under(row),
            index=row.place,
            parent=row.parent,
            silent=self.cells.silent(whole, theirs, place),
        )

    def _aside(self, place: int) -> RowChange:
        row = rows_of(self.file)[place]
        return RowChange(place, None, row.action.title, "", RowState.ASIDE, theirs=row.action)

    def _missing(self, whole_plan: bool) -> Iterator[RowChange]:
        """Actions that the file does not have, though it could have had them."""
        taken = {pair.before for pair in self.matching.actions}
        for row in self.ours:
            reference = row.action.reference or ""
            could = not self.base.whole or reference in self.base.actions
            if row.place not in taken and could:
                reason = self.book.missing.get(reference, "")
                yield RowChange(
                    place=None,
                    reference=reference,
                    title=row.action.title,
                    recommendation=self._our_whole(row).recommendation,
                    state=RowState.MISSING,
                    taken=whole_plan and bool(reason.strip()),
                    reason=reason,
                    ours=row.action,
                )


def _state(cells: Collection[CellChange]) -> RowState:
    if any(cell.conflict for cell in cells):
        return RowState.CONFLICT
    return RowState.CHANGED if cells else RowState.UNCHANGED


_BLANK = Action("")


def _nothing(name: str) -> object:
    """The value of a field of which nothing is said."""
    return getattr(_BLANK, name, "")


def _filled(actions: Collection[Action]) -> set[str]:
    """The fields of their own that any of the actions fills."""
    names = {name for action in actions for name in fields_of(action)} - set(PLACES)
    return {
        name
        for name in names
        if any(value_of(Whole(action), name) != _nothing(name) for action in actions)
    }
