"""What becomes of each row of a merge: compared, new, set aside or missing. Pure."""

from collections.abc import Collection, Iterator, Mapping

from actionplan.merging.cells import Cells
from actionplan.merging.decided import with_value
from actionplan.merging.decisions import RowWord
from actionplan.merging.new_cells import new_cells
from actionplan.merging.pairs import Pair, Row, rows_of
from actionplan.merging.sides import Sides, nothing
from actionplan.merging.values import CellChange, RowChange, RowState


class RowChanges:
    """Looks at each row of both sides.

    ``known`` are rows of an earlier merge, by place, that are taken over where they still hold.
    """

    def __init__(self, sides: Sides, cells: Cells, known: Mapping[int, RowChange]) -> None:
        self.sides, self.cells, self.known = sides, cells, known
        self.book = sides.book
        self.taken_over: set[int] = set()

    def of_file(self) -> list[RowChange]:
        """The file's rows in its order, with those that were set aside."""
        rows = [self._row(row) for row in self.sides.theirs]
        rows += [self._aside(place) for place in self.sides.decided.aside]
        return sorted(rows, key=lambda row: row.place or 0)

    def missing(self, whole_plan: bool) -> Iterator[RowChange]:
        """Actions that the file does not have, though it could have had them."""
        taken = {pair.before for pair in self.sides.matching.actions}
        for row in self.sides.ours:
            reference = row.action.reference or ""
            could = not self.sides.base.whole or reference in self.sides.base.actions
            if row.place not in taken and could:
                reason = self.book.missing.get(reference, "")
                yield RowChange(
                    place=None,
                    reference=reference,
                    title=row.action.title,
                    recommendation=self.sides.our_whole(row).recommendation,
                    state=RowState.MISSING,
                    taken=whole_plan and bool(reason.strip()),
                    reason=reason,
                    ours=row.action,
                )

    def _row(self, row: Row) -> RowChange:
        pair = self.sides.pairs.get(row.place)
        known = self.known.get(row.place)
        if known and self._holds(known, row, pair):
            self.taken_over.add(row.place)
            return known
        if pair is None:
            return self._new_row(row)
        return self._known_row(row, pair)

    def _holds(self, known: RowChange, row: Row, pair: Pair | None) -> bool:
        """Whether a row that was compared before has the same partner, in the same place."""
        reference = self.sides.reference_of(pair)
        doubt = pair.doubt if pair else self.sides.matching.doubts.get(row.place, "")
        return (
            (known.reference, known.doubt, known.under) == (reference, doubt, self.sides.under(row))
            and known.theirs == row.action
            and (row.parent is None or row.parent in self.taken_over)
        )

    def _new_row(self, row: Row) -> RowChange:
        place = self.sides.decided.places[row.place]
        whole = self.sides.whole(row)
        cells = new_cells(whole, place, self.book, self.sides.plan)
        left = [cell.field for cell in cells if not cell.taken and cell.field != "title"]
        action = row.action
        for name in left:
            action = with_value(action, name, nothing(name))
        doubt = self.sides.matching.doubts.get(row.place, "")
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
            under=self.sides.under(row),
            index=row.place,
            parent=row.parent,
        )

    def _known_row(self, row: Row, pair: Pair) -> RowChange:
        place, known = self.sides.decided.places[row.place], self.sides.ours[pair.before]
        doubt = "" if self.book.row(place) else pair.doubt
        whole = self.sides.our_whole(known)
        theirs = self.sides.whole(row)
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
            under=self.sides.under(row),
            index=row.place,
            parent=row.parent,
            silent=self.cells.silent(whole, theirs, place),
        )

    def _aside(self, place: int) -> RowChange:
        row = rows_of(self.sides.file)[place]
        return RowChange(place, None, row.action.title, "", RowState.ASIDE, theirs=row.action)


def _state(cells: Collection[CellChange]) -> RowState:
    if any(cell.conflict for cell in cells):
        return RowState.CONFLICT
    return RowState.CHANGED if cells else RowState.UNCHANGED
