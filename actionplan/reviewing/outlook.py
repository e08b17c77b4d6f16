"""What bringing a file in will do, in figures and names, for the page before the last button."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actionplan.merging.values import CellKind, Merge, RowChange, RowState
from actionplan.reviewing.line import Line


@dataclass(frozen=True, slots=True)
class Outlook:
    """What will be done, and what will be left.

    ``added`` are titles of new actions, ``updated`` and ``restructured`` references of actions that
    get an update or a change of structure, ``dropped`` those that leave the plan. ``left`` are rows
    with a conflict or a difference that nobody decided on; ``refused`` are titles of new rows that
    are not brought in; ``open_rows`` counts rows with a question for the set-up list. ``releads``
    are recommendations whose leads change, ``otherwise`` what the file has otherwise of a
    recommendation or of the plan as a whole, and no import takes.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    restructured: tuple[str, ...]
    dropped: tuple[str, ...]
    left: tuple[str, ...]
    refused: tuple[str, ...]
    aside: tuple[str, ...]
    untouched: tuple[str, ...]
    unchanged: int
    recommendations: int
    open_rows: int
    releads: tuple[str, ...]
    otherwise: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the plan will be what it was."""
        done = (self.added, self.updated, self.restructured, self.dropped, self.releads)
        return not any(done) and not self.recommendations


def outlook(merge: Merge, lines: Iterable[Line]) -> Outlook:
    """What a merge will do as decisions stand; ``lines`` are the rows of the review."""
    return Outlook(
        added=tuple(row.title for row in merge.of_state(RowState.NEW) if row.taken),
        updated=_with_taken(merge, CellKind.UPDATE),
        restructured=_with_taken(merge, CellKind.STRUCTURE),
        dropped=tuple(row.reference or "" for row in merge.rows if _is_dropped(row)),
        left=tuple(row.reference or "" for row in merge.rows if row.reference and _is_left(row)),
        refused=tuple(row.title for row in merge.of_state(RowState.NEW) if not row.taken),
        aside=tuple(row.title for row in merge.of_state(RowState.ASIDE)),
        untouched=tuple(
            row.reference or "" for row in merge.of_state(RowState.MISSING) if not row.taken
        ),
        unchanged=merge.counts[RowState.UNCHANGED],
        recommendations=sum(1 for one in merge.recommendations if one.state is RowState.NEW),
        open_rows=sum(line.needs for line in lines),
        releads=tuple(_relead(merge)),
        otherwise=tuple(_otherwise(merge)),
    )


def _relead(merge: Merge) -> Iterator[str]:
    """Recommendations of the plan whose leads the file changes."""
    for one in merge.recommendations:
        if one.ours and any(cell.taken for cell in one.cells):
            yield one.name


def _otherwise(merge: Merge) -> Iterator[str]:
    """What stays as the plan has it: "Recommendation 4, wording"; "The plan, key"."""
    for one in merge.recommendations:
        for cell in one.cells:
            if not cell.taken:
                label = cell.label if cell.label.startswith("SLT") else cell.label.lower()
                yield f"{one.name}, {label}"
    for other in merge.others:
        yield other.where


def _with_taken(merge: Merge, kind: CellKind) -> tuple[str, ...]:
    """References of known actions of which a cell of that kind is taken."""
    return tuple(
        row.reference
        for row in merge.rows
        if row.reference and any(cell.kind is kind for cell in row.taken_cells)
    )


def _is_dropped(row: RowChange) -> bool:
    return row.state is RowState.MISSING and row.taken


def _is_left(row: RowChange) -> bool:
    return bool(row.doubt) or any(cell.is_open for cell in row.cells)
