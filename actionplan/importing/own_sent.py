"""The plan as it went out, row by row: what each cell said, and where each action stood."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from actionplan.document import Action, PlanDocument
from actionplan.importing.own_cells import OwnRow, flat, norm, shown
from actionplan.reporting.columns import ACTION, REF, Column, headings_of, sheet_columns
from actionplan.reporting.rows import Row, rows_of
from council.hostile import cleaned, readable

Words = Callable[[PlanDocument], Callable[[Row], dict[str, str]]]


@dataclass(frozen=True, slots=True)
class SentRow:
    """One action as it went out. ``group`` is its recommendation's place, None for none.

    ``parent`` is the place of the action that it is a part of; ``was`` what its cells said.
    """

    place: int
    action: Action
    group: int | None
    parent: int | None
    name: str
    was: Mapping[str, str]


@dataclass
class Sent:
    """All rows that went out, and how the plan's own headings stand over their columns."""

    document: PlanDocument
    rows: list[SentRow] = field(default_factory=list)
    further: Mapping[str, str] = field(default_factory=dict)

    def matched(self, rows: Sequence[OwnRow]) -> dict[int, OwnRow]:
        """The row of the file for each action, by the action's place.

        Rows that share a name are told apart by their order, a copy by its wording.
        """
        sent, came = defaultdict(list), defaultdict(list)
        for one in self.rows:
            sent[one.name].append(one)
        for row in rows:
            came[norm(row.words.get(REF, ""))].append(row)
        return {
            one.place: row
            for name, ones in sent.items()
            for one, row in zip(ones, originals(ones, came[name]), strict=False)
        }


def originals(sent: Sequence[SentRow], came: Sequence[OwnRow]) -> Sequence[OwnRow]:
    """Of rows with one name as many as went out: those whose wording did, then the first."""
    if len(came) <= len(sent):
        return came
    wordings = {one.was.get(ACTION) for one in sent}
    likely = sorted(came, key=lambda row: row.words.get(ACTION) not in wordings)
    chosen = {id(row) for row in likely[: len(sent)]}
    return [row for row in came if id(row) in chosen]


def sent_rows(document: PlanDocument, words: Words | None = None) -> Sent:
    """What went out for ``document``, written as its writer wrote it: a workbook's, else ``words``.

    ``words`` makes of a plan what says the words of each row by the headings of a workbook.
    """
    clean = cleaned(document, readable)
    columns = sheet_columns(clean)
    said = words(clean) if words else partial(cells, columns)
    both = zip(places(document), map(said, rows_of(clean)), strict=True)
    rows = [
        SentRow(place, action, group, parent, was[REF], was)
        for place, ((action, group, parent), was) in enumerate(both)
    ]
    return Sent(document, rows, dict(further(document, clean, columns)))


def further(
    document: PlanDocument, clean: PlanDocument, written: Sequence[Column]
) -> Iterator[tuple[str, str]]:
    """The plan's own headings, and those that stand over their columns: the last ones written."""
    own = headings_of(clean)
    over = dict(zip(own, (flat(one.heading) for one in written[-len(own) :]), strict=False))
    for heading in headings_of(document):
        yield heading, over[readable(heading)]


def cells(columns: Sequence[Column], row: Row) -> dict[str, str]:
    """What a row says under each heading."""
    return {flat(one.heading): shown(one.of(row)) for one in columns}


def places(document: PlanDocument) -> Iterator[tuple[Action, int | None, int | None]]:
    """Each action in document order with the places of its recommendation and its whole."""
    counter = iter(range(10**9))
    for group, one in enumerate(document.recommendations()):
        yield from under(one.actions, group, None, counter)
    yield from under(document.loose_actions, None, None, counter)


def under(
    actions: Sequence[Action], group: int | None, parent: int | None, counter: Iterator[int]
) -> Iterator[tuple[Action, int | None, int | None]]:
    """Some actions and, after each, its parts."""
    for action in actions:
        place = next(counter)
        yield action, group, parent
        yield from under(action.sub_actions, group, place, counter)
