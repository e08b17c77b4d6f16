"""What was answered to a question on a cell, in words, as the answer is understood."""

from actionplan.action_fields import is_empty
from actionplan.document import PlanDocument
from actionplan.merging.decisions import CellDecision, CellWord
from actionplan.merging.typed_words import typed_value
from actionplan.reviewing.cells import Cell
from actionplan.reviewing.words import shown

COUNTS = "counts_in_totals"
# A button's word: the row is no action, and one press says so instead of typed words.
HEADING = "heading"


def answered(cell: Cell, key: PlanDocument) -> str:
    """ "Taken as understood"; "Left out"; what was typed, with the date that it gives.

    Empty where nobody has answered. ``key`` is the document whose ratings count.
    """
    decision = cell.decision
    if decision is None:
        return ""
    if decision.field == COUNTS:
        return _counts(decision)
    if decision.word is CellWord.TYPED:
        return f"You said: {_typed(decision, key)}"
    if decision.word is CellWord.TAKE:
        return "The file’s words are taken" if cell.differs else "Taken as understood"
    return "The plan’s words stay" if cell.differs or cell.ours else "Left out"


def _counts(decision: CellDecision) -> str:
    heading = decision.word is CellWord.TYPED and decision.words == "no"
    return "A heading for others: left out of totals" if heading else "An action"


def _typed(decision: CellDecision, key: PlanDocument) -> str:
    if decision.field in {"recommendation", "part_of"}:
        return decision.words
    try:
        value = typed_value(decision.field, decision.words, key)
    except ValueError:  # readable when it was typed, as under another key
        return decision.words
    return "nothing" if is_empty(value) else shown(decision.field, value, key)
