"""The cells of a row that is new to the plan. Pure."""

from actionplan.action_fields import (
    LOGGED,
    Whole,
    fields_of,
    in_words,
    is_empty,
    label_of,
    value_of,
)
from actionplan.document import PlanDocument
from actionplan.merging.decided import Book
from actionplan.merging.decisions import CellWord
from actionplan.merging.values import CellChange, CellKind


def kind_of(name: str) -> CellKind:
    """Whether taking a field is an update, or a change of structure."""
    return CellKind.UPDATE if name in LOGGED else CellKind.STRUCTURE


def new_cells(whole: Whole, place: int, book: Book, plan: PlanDocument) -> tuple[CellChange, ...]:
    """What a new action says, cell by cell; a cell that somebody left out is not taken."""
    cells = []
    for name in fields_of(whole.action):
        value = value_of(whole, name)
        if is_empty(value) or (name == "counts_in_totals" and value):
            continue
        decision = book.cell(place, name)
        cells.append(
            CellChange(
                field=name,
                label=label_of(name),
                base=None,
                ours="",
                theirs=in_words(name, value, plan),
                conflict=False,
                kind=kind_of(name),
                taken=decision is None or decision.word is not CellWord.LEAVE,
                decided=decision is not None,
                value=value,
            )
        )
    return tuple(cells)
