"""What is the same of two plan documents, as values: the rows of each, and pairs of them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from actionplan.document import Action, PlanDocument


@dataclass(frozen=True, slots=True)
class Row:
    """An action where it stands: its place in document order, from 0.

    ``recommendation`` is the place of its recommendation among all, ``parent`` the place of the
    action that it is a part of; None for none.
    """

    place: int
    action: Action
    recommendation: int | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that are the same, by their places; with a ``doubt``, a person has to say whether."""

    before: int
    after: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs of two documents, in the order of the later one.

    ``doubts`` are of actions of the later one that have no partner, by their places.
    """

    actions: tuple[Pair, ...] = ()
    recommendations: tuple[Pair, ...] = ()
    doubts: Mapping[int, str] = field(default_factory=dict)


def rows_of(document: PlanDocument) -> list[Row]:
    """Every action in document order, with where it stands."""
    rows: list[Row] = []
    for place, recommendation in enumerate(document.recommendations()):
        _add(rows, recommendation.actions, place, None)
    _add(rows, document.loose_actions, None, None)
    return rows


def _add(
    rows: list[Row], actions: Iterable[Action], recommendation: int | None, parent: int | None
) -> None:
    for action in actions:
        row = Row(len(rows), action, recommendation, parent)
        rows.append(row)
        _add(rows, action.sub_actions, recommendation, row.place)
