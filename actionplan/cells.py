"""Actions counted by all that a dashboard shows of them, and added up again. Pure.

A cell is a number of actions of which everything here is true. One statement of the database
gives them all (``actionplan.queries.cells``), and every figure of a dashboard is a sum of cells, so
that the figures of a page cannot differ from each other.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from actionplan.figures import Facts, Figures, count
from actionplan.needs import Need


@dataclass(frozen=True, slots=True)
class Cell:
    """Some actions of one plan and recommendation that the same ``posts`` answer for.

    ``needs`` says how many of them have each need. ``is_quiet``: open, and nothing said for so
    long that the post may be silent.
    """

    plan: int
    recommendation: int | None
    posts: frozenset[int]
    facts: Facts
    is_quiet: bool = False
    needs: Mapping[Need, int] = field(default_factory=dict)


def figures_of_cells(cells: Iterable[Cell], as_at: date) -> Figures:
    """The figures of some cells."""
    return count((cell.facts for cell in cells), as_at)


def without_recommendations(cells: Iterable[Cell], as_at: date) -> list[Cell]:
    """The same actions in fewer cells: what differs by recommendation alone is one.

    A figure asks of a due date only whether there is one, and whether it has passed ``as_at``.
    """
    groups = by_key(cells, lambda cell: [_kind(cell, as_at)])
    return [_together(group) for group in groups.values()]


def _kind(cell: Cell, as_at: date) -> Hashable:
    """All that figures ask of a cell."""
    facts = cell.facts
    dated = facts.due is not None, facts.is_past_date(as_at)
    asked = facts.rating, facts.status, facts.has_lead, facts.updated, facts.counts
    return cell.plan, cell.posts, asked, dated, cell.is_quiet


def _together(cells: list[Cell]) -> Cell:
    number = sum(cell.facts.number for cell in cells)
    needs = {need: sum(cell.needs[need] for cell in cells) for need in cells[0].needs}
    facts = replace(cells[0].facts, number=number)
    return replace(cells[0], recommendation=None, facts=facts, needs=needs)


def by_key[Key](
    cells: Iterable[Cell], keys: Callable[[Cell], Iterable[Key]]
) -> dict[Key, list[Cell]]:
    """Cells under each of their keys; one with two keys (a job of two posts) is under both."""
    groups: dict[Key, list[Cell]] = {}
    for cell in cells:
        for key in keys(cell):
            groups.setdefault(key, []).append(cell)
    return groups


def silent_posts(cells: Iterable[Cell]) -> frozenset[int]:
    """The posts that answer for something open, and are quiet about all of it."""
    still_open = [cell for cell in cells if cell.facts.counts and cell.facts.is_open]
    groups = by_key(still_open, lambda cell: cell.posts)
    return frozenset(post for post, of in groups.items() if all(cell.is_quiet for cell in of))


def needs_of(
    cells: Iterable[Cell], silent: frozenset[int], held: frozenset[int]
) -> dict[Need, int]:
    """How many actions have each need; ``held`` are the posts that somebody holds."""
    counted = [cell for cell in cells if cell.facts.counts]
    still_open = [cell for cell in counted if cell.facts.is_open and cell.posts]
    found = {need: sum(cell.needs.get(need, 0) for cell in counted) for need in Need}
    found[Need.SILENT_LEAD] = _number(cell for cell in still_open if cell.posts & silent)
    found[Need.VACANT_POST] = _number(cell for cell in still_open if not cell.posts & held)
    return found


def _number(cells: Iterable[Cell]) -> int:
    return sum(cell.facts.number for cell in cells)
