"""What a file would change of a plan: each row and cell, compared three ways. Pure.

``ours`` is the plan as it stands, ``theirs`` the file, ``base`` what the file's sender started
from. Where theirs is the base, nobody has touched it; where ours is, the file has changed it;
else both have, which is a conflict for a person to settle. See docs/adr/0016.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from actionplan.document import PlanDocument
from actionplan.importing.notes import Doubted
from actionplan.merging.cells import Cells
from actionplan.merging.decided import Book
from actionplan.merging.decisions import Decisions
from actionplan.merging.row_changes import RowChanges
from actionplan.merging.sides import Sides
from actionplan.merging.values import Base, Merge, RowChange
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
    book = Book(decisions or Decisions())
    sides = Sides(ours, theirs, base or Base(), book, earlier.merge if earlier else None)
    cells = Cells(
        sides.base,
        book,
        ours,
        spoken=sides.spoken(speaks),
        posts=posts or {},
        doubted=doubted or {},
    )
    rows = RowChanges(sides, cells, _untouched(earlier, sides))
    return _merged(rows, posts or {}, whole_plan=whole_plan)


def _untouched(earlier: Earlier | None, sides: Sides) -> dict[int, RowChange]:
    """The rows of an earlier merge of the same rows of which nobody has said anything."""
    same_rows = earlier and earlier.merge.places == sides.decided.places
    return dict(earlier.untouched(sides.book)) if earlier and same_rows else {}


def _merged(rows: RowChanges, posts: Mapping[str, str], *, whole_plan: bool) -> Merge:
    sides = rows.sides
    of_file = rows.of_file()
    recommendations = sides.recommendations.changes(posts)
    others = whole_plan_differences(sides.plan, sides.document)
    others += order_of_rows(sides.plan, sides.document, sides.matching)
    return Merge(
        (*of_file, *rows.missing(whole_plan)),
        recommendations,
        tuple(others),
        sides.document,
        sides.plan,
        sides.decided.places,
        sides.pairing,
    )
