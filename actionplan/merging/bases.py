"""What the sender of a stamped file started from: the document it was made from. Pure."""

from actionplan.document import PlanDocument
from actionplan.merging.pairs import Row, rows_of
from actionplan.merging.values import Base


def base_of(document: PlanDocument) -> Base:
    """The base of a file that carries the document it was made from."""
    rows = rows_of(document)
    names = [_name(one.number, one.text) for one in document.recommendations()]
    known = {row.action.reference: row for row in rows if row.action.reference}
    places = {reference: stands(row, rows, names) for reference, row in known.items()}
    actions = {reference: row.action for reference, row in known.items()}
    return Base(actions, places, tuple(document.recommendations()), whole=True)


def stands(row: Row, rows: list[Row], names: list[str]) -> tuple[str, str]:
    """Its recommendation, and the reference of what it is a part of."""
    above = "" if row.recommendation is None else names[row.recommendation]
    part_of = "" if row.parent is None else rows[row.parent].action.reference or ""
    return above, part_of


def _name(number: str | None, text: str) -> str:
    return f"Recommendation {number}" if number else text[:60]
