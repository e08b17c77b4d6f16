"""What a file has otherwise than the plan, and what is not taken from it: said in notes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from actionplan.action_fields import EXTRA, LEADS
from actionplan.importing.notes import Note
from actionplan.merging.values import CellChange, CellKind, Merge, RowChange, RowState

if TYPE_CHECKING:
    from actionplan.services.apply_receipt import Receipt

NAMES = {
    "title": "action",
    "source_number": "number",
    "first_due": "first due date",
    "counts_in_totals": "counts in totals",
    "part_of": "part of",
    "wording": "wording",
    "theme": "theme",
    "slt_leads": "SLT leads",
    "officer_leads": "officer leads",
    "response": "response",
    "response_reason": "reason for the response",
} | dict.fromkeys(LEADS, "leads")
KEPT = "No date could be read, so the plan keeps the one that it has."
UPDATED_SINCE = "Updated in the product since the last import: left as it is there."


def say_differences(receipt: "Receipt", merge: Merge) -> None:
    """Note everything that is not taken and that nobody has decided to leave."""
    orders = [one for one in merge.others if one.where.endswith(", order")]
    for one in merge.others:
        if one not in orders:
            _say(receipt, one.where, one.said, one.has)
    for change in merge.recommendations:
        if change.doubt:
            receipt.notes.append(Note(change.name, _begins(change.theirs), change.doubt, True))
        for cell in change.cells:
            if not cell.taken:
                _say(receipt, f"{change.name}, {NAMES[cell.field]}", cell.theirs, cell.ours)
    for one in orders:
        _say(receipt, one.where, one.said, one.has)
    for row in merge.rows:
        _of_row(receipt, row)


def _begins(found: object) -> str:
    return str(getattr(found, "text", ""))[:200]


def _of_row(receipt: "Receipt", row: RowChange) -> None:
    """What is open about one row; a doubt comes before its cells."""
    if row.doubt:
        where = row.reference or row.recommendation or "No recommendation"
        words = f"{row.doubt} Nothing is done until somebody says what it is."
        said = row.theirs.title if row.theirs else row.title
        receipt.differ(Note(where, said, words, True, row.place))
        return
    if row.state is RowState.NEW or not row.reference:
        return
    for name, cells in _by_name(cell for cell in row.cells if cell.is_open).items():
        said = "; ".join(cell.theirs for cell in cells if cell.theirs)
        has = "; ".join(cell.ours for cell in cells if cell.ours)
        at = {"action": row.place, "field": cells[0].field}
        _say(receipt, f"{row.reference}, {name}", said, has, **at)


def _by_name(cells: Iterable[CellChange]) -> dict[str, list[CellChange]]:
    """Structure that is open, under the names that people know; words of leads come as one."""
    found: dict[str, list[CellChange]] = {}
    for cell in cells:
        if cell.kind is CellKind.STRUCTURE:
            is_extra = cell.field.startswith(EXTRA)
            name = "further columns" if is_extra else NAMES.get(cell.field, cell.field)
            found.setdefault(name, []).append(cell)
    return found


def _say(receipt: "Receipt", where: str, said: str, has: str, **at: Any) -> None:
    plans = f"The plan has “{has}”" if has else "The plan has nothing here"
    understood = "The plan has another order" if where.endswith(", order") else plans
    receipt.differ(Note(where, said, f"{understood}; it is left as it is.", True, **at))
