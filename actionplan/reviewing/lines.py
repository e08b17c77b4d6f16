"""The rows of a file as the review shows them: source, what was understood, what is to decide."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from actionplan.action_fields import Whole, in_words, label_of, value_of
from actionplan.importing.notes import Note, Reading
from actionplan.merging.decisions import Decisions
from actionplan.merging.values import Merge, RecommendationChange, RowChange
from actionplan.reviewing.cells import Cell, with_difference
from actionplan.reviewing.line import Line, State
from actionplan.reviewing.words import understood

# What a row is by comparison with the plan as it stands now.
COMPARED = {State.CHANGED, State.CONFLICT, State.UNCHANGED}

# What goes without saying, until it is asked about.
USUAL = {"counts_in_totals": "Yes: it is an action"}


class Book:
    """Notes and decisions by row and field, so that no row has to look through all of them.

    ``past`` is for the file of an earlier quarter: it is locked as it stands, so nothing in it is
    a change of the plan, and every doubt of the reader counts.
    """

    def __init__(
        self,
        reading: Reading,
        decisions: Decisions,
        merge: Merge,
        earlier: Mapping[int, tuple[RowChange, Line]],
        *,
        past: bool,
    ) -> None:
        self.earlier = earlier
        self.reading, self.plan, self.past = reading, merge.plan, past
        self.headings = {one.name: heading_of(one) for one in merge.recommendations}
        self.actions = list(reading.document.actions())
        self.notes: dict[int | None, dict[str, list[Note]]] = defaultdict(lambda: defaultdict(list))
        for note in reading.notes:
            self.notes[note.action][note.field].append(note)
        self.rows = {one.place: one for one in decisions.rows}
        self.cells = {(one.place, one.field): one for one in decisions.cells}

    def line(self, row: RowChange) -> Line:
        """One row of the comparison with what stands in the file, is said and is decided."""
        place = row.place
        if place is None:
            return self._missing(row)
        change, known = self.earlier.get(place, (None, None))
        if known and change is row and known.recommendation == self._heading(row):
            return known
        sources = self.reading.rows
        return Line(
            place=place,
            title=row.title,
            state=self._state(row),
            recommendation=self._heading(row),
            reference=row.reference or "",
            doubt=row.doubt,
            source=sources[place] if place < len(sources) else None,
            cells=tuple(self._cells(place, row)),
            notes=self._notes(place, "", row),
            decision=self.rows.get(place),
        )

    def _state(self, row: RowChange) -> State:
        state = State(row.state.value)
        return State.KNOWN if self.past and state in COMPARED else state

    def _heading(self, row: RowChange) -> str:
        return self.headings.get(row.recommendation, row.recommendation)

    def _missing(self, row: RowChange) -> Line:
        """An action of the plan that the file does not have."""
        return Line(
            place=None,
            title=row.title,
            state=State.MISSING,
            recommendation=self._heading(row),
            reference=row.reference or "",
            reason=row.reason,
        )

    def _cells(self, place: int, row: RowChange) -> Iterator[Cell]:
        """What was understood of the row, then what else of the plan it would change or asks."""
        said = dict(understood(self.actions[place], self.reading.document))
        compared = row.cells if row.reference and not self.past else ()
        differ = {cell.field: cell for cell in compared}
        for name in dict.fromkeys((*said, *differ, *filter(None, self.notes[place]))):
            cell = Cell(
                field=name,
                label=label_of(name),
                theirs=said.get(name) or USUAL.get(name, ""),
                ours="" if name in said or self.past else self._plan_has(row, name),
                notes=self._notes(place, name, row),
                decision=self.cells.get((place, name)),
            )
            yield with_difference(cell, differ[name]) if name in differ else cell

    def _plan_has(self, row: RowChange, name: str) -> str:
        """What the plan has in a field, in words; "" where the row is new."""
        return in_words(name, value_of(Whole(row.ours), name), self.plan) if row.ours else ""

    def _notes(self, place: int, field: str, row: RowChange) -> tuple[Note, ...]:
        """The reader's notes; where the plan says the same already, nothing is asked."""
        notes = self.notes[place].get(field, ())
        if self.past:
            return tuple(notes)
        return tuple(
            note if row.asks(note) else replace(note, needs_decision=False) for note in notes
        )


def heading_of(change: RecommendationChange) -> str:
    """ "Recommendation 3: Agree the vision": its number and its wording on one line."""
    found = change.ours or change.theirs
    wording = " ".join(found.text.split()) if found else ""
    if not (found and found.number):
        return wording or change.name
    return f"{change.name}: {wording}" if wording and wording != change.name else change.name


def lines_of(
    merge: Merge,
    reading: Reading,
    decisions: Decisions,
    earlier: Mapping[int, tuple[RowChange, Line]] | None = None,
    *,
    past: bool = False,
) -> list[Line]:
    """Every row of the file once, in its order; then the actions that it does not have.

    ``earlier`` are rows of the same reading and plan, by place, about which nothing was decided.
    """
    book = Book(reading, decisions, merge, earlier or {}, past=past)
    once: dict[int | str, RowChange] = {}
    for row in merge.rows:
        once.setdefault(row.reference or "" if row.place is None else row.place, row)
    return [book.line(row) for row in once.values()]
