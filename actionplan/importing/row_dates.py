"""When the action of one row is due, when it was first, and when it was completed."""

from actionplan.dates.around import spoken
from actionplan.declared import Due, Moment, Revision, Status
from actionplan.due import DueReading, read_due
from actionplan.importing.grid import Cell
from actionplan.importing.row_cells import RowCells
from actionplan.importing.synonyms import Field

ONE_DONE = "Two actions seem to share this row and only one has this status; none is set."
STANDS = "No other date is named, so the first one stands."
# What people write where a date was not revised.
UNREVISED = {
    "", "-", "–", "—", "n/a", "na", "n/k", "none", "nil", "no", "no change", "not applicable",
    "not revised", "unchanged", "no revision", "as original", "as planned", "same", "as before",
}  # fmt: skip
TWO_THINGS = "Two things seem to share this row; it is read as one action."


class RowDates(RowCells):
    """The dates of one row."""

    def due(self) -> tuple[Due, Due, tuple[Revision, ...], Status | None]:
        """The due date in force, the first one, the revision between, and a status said there."""
        first = self.due_of(Field.DUE)
        revised = DueReading(Due()) if self.stands() else self.due_of(Field.REVISED_DUE)
        if not revised.due:
            return first.due, Due(), (), first.status
        if not first.due:
            return revised.due, Due(), (), revised.status
        revision = Revision(first.due, revised.due)
        return revised.due, first.due, (revision,), revised.status or first.status

    def stands(self) -> bool:
        """Whether the first date stands, as a revised one that says nothing tells."""
        cell = self.cell(Field.REVISED_DUE)
        said = cell.flat.casefold().strip(" .") in UNREVISED and bool(self.cell(Field.DUE).text)
        if said and cell.text:
            self.note(Field.REVISED_DUE, STANDS, decide=False)
        return said

    def due_of(self, wanted: Field) -> DueReading:
        """What one cell with due words says."""
        cell = self.cell(wanted)
        if cell.moment:
            return DueReading(Due(cell.text, cell.moment.date, cell.moment.precision))
        if cell.serial:
            day = spoken(cell.serial)
            self.note(wanted, f"The number {cell.text} is read as a date of a workbook, {day}.")
            return DueReading(Due(cell.text, cell.serial.date, cell.serial.precision))
        reading = read_due(cell.text)
        shared = self.shared(cell)
        if shared:
            self.note(wanted, shared, about="status" if shared == ONE_DONE else "")
        if shared == ONE_DONE:
            return DueReading(reading.due, None)
        self.doubt(wanted, reading.doubts)
        return reading

    def shared(self, cell: Cell) -> str:
        """What to say of two things in one row, held level by empty lines, or nothing."""
        parts = [read_due("\n".join(one.text for one in block)) for block in cell.blocks]
        actions = [block for block in self.cell(Field.ACTION).blocks if not block[0].bullet]
        if len(actions) > 1 and len({part.status for part in parts}) > 1:
            return ONE_DONE
        dates = {part.due.date for part in parts if part.due.date}
        return TWO_THINGS if len(parts) > 1 and (len(dates) > 1 or len(actions) > 1) else ""

    def second_status(self) -> Status | None:
        """A status that is said twice of a row of one action, held apart by empty lines."""
        blocks = self.cell(Field.DUE).blocks
        said = {read_due("\n".join(one.text for one in block)).status for block in blocks}
        is_one = len(self.cell(Field.ACTION).filled) == 1
        return said.pop() if is_one and len(blocks) > 1 and len(said) == 1 else None

    def completed(self) -> Moment | None:
        """The date of completion, where a column gives one."""
        cell = self.cell(Field.COMPLETED)
        if cell.moment or not cell.text:
            return cell.moment
        reading = read_due(cell.text)
        if reading.due.date and reading.due.precision and len(reading.dates) == 1:
            return Moment(reading.due.date, reading.due.precision)
        self.note(
            Field.COMPLETED, "No single date of completion could be read; the words are kept."
        )
        self.keep(Field.COMPLETED)
        return None
