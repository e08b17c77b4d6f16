"""Both sides of a merge: which rows are the same, and where each of them stands. Pure."""

from collections.abc import Collection

from actionplan.action_fields import PLACES, Whole, fields_of, value_of
from actionplan.document import Action, PlanDocument
from actionplan.merging.bases import stands
from actionplan.merging.decided import Book, decided, hints
from actionplan.merging.decisions import CellWord
from actionplan.merging.matching import match
from actionplan.merging.pairs import Pair, Row, rows_of
from actionplan.merging.recommendations import Recommendations
from actionplan.merging.values import Base, Merge, Pairing


class Sides:
    """A plan and a file, row by row; rows of the file are as people have decided.

    ``earlier`` is a merge of the same two, whose pairs serve again where nothing about them has
    changed.
    """

    def __init__(
        self,
        ours: PlanDocument,
        theirs: PlanDocument,
        base: Base,
        book: Book,
        earlier: Merge | None = None,
    ) -> None:
        self.plan, self.file, self.base, self.book = ours, theirs, base, book
        self.decided = decided(theirs, book, ours)
        self.document = self.decided.document
        self.ours, self.theirs = rows_of(ours), rows_of(self.document)
        self.pairing = self._pairing(earlier)
        self.matching = self.pairing.matching
        self.pairs = {pair.after: pair for pair in self.matching.actions}
        self.recommendations = Recommendations(ours, self.document, self.matching, base)

    def _pairing(self, earlier: Merge | None) -> Pairing:
        """Which rows are which actions: as before, where rows and hints are as they were."""
        same, new = hints(self.decided, self.book)
        known = earlier.pairing if earlier and earlier.document == self.document else None
        if known and (known.same, known.new) == (same, new):
            return known
        matching = match(self.plan, self.document, same=same, new=new, said=self._said())
        return Pairing(same, new, matching)

    def _said(self) -> dict[int, Action]:
        """What the last import said of actions of the plan, by place."""
        known = ((row.place, row.action.reference or "") for row in self.ours)
        said = self.base.actions
        return {place: said[reference] for place, reference in known if reference in said}

    def spoken(self, speaks: Collection[str] | None) -> set[str]:
        """The fields of which the file speaks: what it says it does, and where its rows stand."""
        filled = [row.action for row in self.theirs]
        spoken = set(speaks) if speaks is not None else _filled(filled)
        if any(row.recommendation is not None for row in self.theirs):
            spoken.add("recommendation")
        if any(row.parent is not None for row in self.theirs):
            spoken.add("part_of")
        return spoken

    def whole(self, row: Row) -> Whole:
        """A row of the file with where it stands, in the plan's names."""
        parent = None if row.parent is None else self.theirs[row.parent]
        part_of = "" if parent is None else self._name_of(parent)
        return Whole(row.action, self.recommendations.name(self.under(row)), part_of)

    def _name_of(self, row: Row) -> str:
        return self.reference_of(self.pairs.get(row.place)) or row.action.title

    def under(self, row: Row) -> int | None:
        """The recommendation in which it stands by the file, or by what a person has typed."""
        cell = self.book.cell(self.decided.places[row.place], "recommendation")
        if cell and cell.word is CellWord.TYPED:
            return self.recommendations.typed(cell.words)
        return self.recommendations.of_file(row.recommendation)

    def our_whole(self, row: Row) -> Whole:
        """A row of the plan with where it stands."""
        names = self.recommendations.names
        return Whole(row.action, *stands(row, self.ours, names))

    def reference_of(self, pair: Pair | None) -> str | None:
        """The reference that the plan's row of a pair has."""
        return self.ours[pair.before].action.reference if pair else None


BLANK = Action("")


def nothing(name: str) -> object:
    """The value of a field of which nothing is said."""
    return getattr(BLANK, name, "")


def _filled(actions: Collection[Action]) -> set[str]:
    """The fields of their own that any of the actions fills."""
    names = {name for action in actions for name in fields_of(action)} - set(PLACES)
    return {
        name
        for name in names
        if any(value_of(Whole(action), name) != nothing(name) for action in actions)
    }
