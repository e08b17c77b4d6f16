"""The cells of one row, compared three ways, and what happens to each. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from actionplan.action_fields import (
    EXTRA,
    LEADS,
    Whole,
    fields_of,
    in_words,
    is_empty,
    label_of,
    same_value,
    value_of,
)
from actionplan.dates.made import is_made_a_date
from actionplan.dates.proposing import needs_agreement
from actionplan.declared import Due
from actionplan.document import Action, PlanDocument
from actionplan.importing.notes import Doubted
from actionplan.merging.alike import plain
from actionplan.merging.bases import UNKNOWN, Sender
from actionplan.merging.decided import Book
from actionplan.merging.decisions import CellWord, RowWord
from actionplan.merging.new_cells import kind_of
from actionplan.merging.values import Base, CellChange, CellKind

TO_BE_AGREED = "Due (to be agreed)"


class Cells:
    """Compares the cells of rows that are in the plan.

    ``spoken`` are the fields that the file speaks of, ``posts`` the council's own titles;
    ``doubted`` are the cells whose words the reader asks about.
    """

    def __init__(
        self,
        base: Base,
        book: Book,
        plan: PlanDocument,
        *,
        spoken: Iterable[str],
        posts: Mapping[str, str],
        doubted: Doubted,
    ) -> None:
        self.book, self.plan, self.posts = book, plan, posts
        self.sender = Sender(base)
        self.doubted = doubted
        self.spoken = {name.casefold() for name in spoken}

    def of(
        self, ours: Whole, theirs: Whole, place: int, *, doubtful: bool
    ) -> tuple[CellChange, ...]:
        """The differences of one row. ``doubtful``: nothing is taken that nobody decided on."""
        theirs = replace(theirs, action=self._called(theirs.action))
        base = self.sender.base(ours.action.reference)
        found = [
            self._cell(name, ours, theirs, base, place) for name in self._names(ours, theirs, place)
        ]
        cells = self._as_one_declaration([cell for cell in found if cell], ours, base)
        return tuple(self._taken(cell, place, ours, base, doubtful=doubtful) for cell in cells)

    def silent(self, ours: Whole, theirs: Whole, place: int) -> tuple[str, ...]:
        """Fields of which nothing was read, though that is news, and the plan has something."""
        base = self.sender.base(ours.action.reference)
        return tuple(
            name
            for name in self._names(ours, theirs, place)
            if is_empty(value_of(theirs, name))
            and not is_empty(value_of(ours, name))
            and self._is_news(name, theirs, base, place)
        )

    def _is_news(self, name: str, theirs: Whole, base: Whole | None, place: int) -> bool:
        """Whether nobody knows what the sender started from, or the cell was left unread since."""
        was = self.sender.was(base, name)
        if was is UNKNOWN:
            return True
        return self._is_unread(name, theirs, place) and not is_empty(was)

    def _is_unread(self, name: str, theirs: Whole, place: int) -> bool:
        """Whether words stand in the cell and nothing was read from them.

        In a further column that keeps the words of such a cell nothing else is said.
        """
        value, asked = value_of(theirs, name), self.doubted.get(place, {})
        if is_empty(value):
            return bool(asked.get(name))
        return name.startswith(EXTRA) and any(
            said == value and is_empty(value_of(theirs, other)) for other, said in asked.items()
        )

    def _called(self, action: Action) -> Action:
        """The action with posts called as the council calls them."""
        lead = action.accountable
        return replace(
            action,
            accountable=self.posts.get(plain(lead), lead) if lead else None,
            delivery=tuple(
                dict.fromkeys(self.posts.get(plain(one), one) for one in action.delivery)
            ),
        )

    def _names(self, ours: Whole, theirs: Whole, place: int) -> list[str]:
        """The fields to compare: those the file speaks of, and those that somebody typed."""
        typed = {one.field for one in self.book.by_row.get(place, ()) if one.word is CellWord.TYPED}
        names = dict.fromkeys([*fields_of(theirs.action), *fields_of(ours.action), *sorted(typed)])
        once: dict[str, str] = {}
        for name in names:
            if name in typed or name.casefold() in self.spoken:
                once.setdefault(name.casefold(), name)
        return list(once.values())

    def _cell(
        self, name: str, ours: Whole, theirs: Whole, base: Whole | None, place: int
    ) -> CellChange | None:
        """One difference, or None where there is none that the file could state."""
        cell = self.book.cell(place, name)
        typed = cell is not None and cell.word is CellWord.TYPED
        if name in LEADS and not typed and self._same_leads(ours.action, theirs.action):
            return None
        mine, their, was = value_of(ours, name), value_of(theirs, name), self.sender.was(base, name)
        if same_value(name, mine, their):
            return None
        if not typed and self._says_nothing(name, their, mine, was):
            return None
        if not typed and self._is_unread(name, theirs, place):
            return None
        if name == "due" and self._waits(ours.action, their):
            return None
        return CellChange(
            field=name,
            label=self._label(name, ours.action, their),
            base=None if was is UNKNOWN else in_words(name, was, self.plan),
            ours=in_words(name, mine, self.plan),
            theirs=in_words(name, their, self.plan),
            conflict=was is not UNKNOWN and not self.sender.is_untouched(name, ours, base),
            kind=kind_of(name),
            taken=False,
            value=their,
        )

    def _says_nothing(self, name: str, their: Any, mine: Any, was: Any) -> bool:
        """Whether the cell is as it was sent, or as a spreadsheet shows what it took for a date."""
        if is_empty(their) if was is UNKNOWN else same_value(name, their, was):
            return True
        return not self.sender.started.whole and any(
            is_made_a_date(one, their) for one in (mine, was)
        )

    def _label(self, name: str, ours: Action, their: Any) -> str:
        """What the cell is called; a promised date is only proposed where the plan says so."""
        asks = name == "due" and self.plan.asks_date_agreement
        proposes = asks and needs_agreement(ours.due, their)
        return TO_BE_AGREED if proposes else label_of(name)

    @staticmethod
    def _waits(ours: Action, due: Due) -> bool:
        """Whether that date is proposed already and waits for an answer."""
        return ours.proposed is not None and same_value("due", ours.proposed.due, due)

    @staticmethod
    def _same_leads(ours: Action, theirs: Action) -> bool:
        """Whether the same posts lead: inherited ones may stand in a row in any order."""
        mine, their = _posts(ours), _posts(theirs)
        if ours.leads_inherited:
            return not their or set(map(plain, mine)) == set(map(plain, their))
        return same_value("accountable", ours.accountable, theirs.accountable) and same_value(
            "delivery", ours.delivery, theirs.delivery
        )

    def _as_one_declaration(
        self, cells: list[CellChange], ours: Whole, base: Whole | None
    ) -> list[CellChange]:
        """If the lead has spoken since, whatever the file declares otherwise is a conflict."""
        if not self.sender.spoken_since(ours.action, base):
            return cells
        return [
            replace(cell, conflict=True) if cell.kind is CellKind.UPDATE else cell for cell in cells
        ]

    def _taken(
        self, cell: CellChange, place: int, ours: Whole, base: Whole | None, *, doubtful: bool
    ) -> CellChange:
        """The difference with what becomes of it: as decided, else only where it is certain."""
        decision = self.book.cell(place, cell.field)
        if decision:
            conflict = cell.conflict and decision.word is not CellWord.TYPED
            taken = decision.word is not CellWord.LEAVE
            return replace(cell, taken=taken, decided=True, conflict=conflict)
        row = self.book.row(place)
        if row and row.word in {RowWord.TAKE, RowWord.LEAVE}:
            return replace(cell, taken=row.word is RowWord.TAKE, decided=True)
        known = cell.base is not None or cell.kind is CellKind.UPDATE
        sure = known and not self._loses_date(cell, place, ours)
        return replace(cell, taken=sure and not cell.conflict and not doubtful)

    def _loses_date(self, cell: CellChange, place: int, ours: Whole) -> bool:
        """Whether words that nobody could read a date in would take the plan's date away."""
        dated = cell.field == "due" and ours.action.due.date and not cell.value.date
        return bool(dated) and "due" in self.doubted.get(place, {})


def _posts(action: Action) -> list[str]:
    return [one for one in (action.accountable, *action.delivery) if one]
