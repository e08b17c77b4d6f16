"""A plan laid out as rows: one for each action and sub-action, with its place in the plan."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from actionplan.document import Action, PlanDocument, Recommendation, Theme


@dataclass(frozen=True, slots=True)
class Row:
    """An action where it stands. ``name`` is what people call it: its reference, else its place.

    ``part_of`` is the name of the action that a sub-action belongs to.
    """

    name: str
    action: Action
    theme: Theme | None = None
    recommendation: Recommendation | None = None
    part_of: str | None = None


def rows_of(document: PlanDocument) -> Iterator[Row]:
    """Every row of the plan in document order."""
    position = 0
    for theme in document.themes:
        for recommendation in theme.recommendations:
            position += 1
            yield from rows_under(recommendation, theme, position)
    yield from loose_rows(document)


def rows_under(recommendation: Recommendation, theme: Theme | None, position: int) -> Iterator[Row]:
    """The rows of one recommendation, which is the ``position``-th of its plan."""
    prefix = f"{recommendation.number or position}."
    for row in named(recommendation.actions, prefix):
        yield replace(row, theme=theme, recommendation=recommendation)


def loose_rows(document: PlanDocument) -> Iterator[Row]:
    """The rows that answer no recommendation."""
    return named(document.loose_actions, "")


def named(actions: tuple[Action, ...], prefix: str, part_of: str | None = None) -> Iterator[Row]:
    """Rows for ``actions`` and their sub-actions, those without a name numbered in their place."""
    for number, action in enumerate(actions, 1):
        known = (one.strip() for one in (action.reference, action.source_number) if one)
        name = next(filter(None, known), f"{prefix}{number}")
        yield Row(name, action, part_of=part_of)
        yield from named(action.sub_actions, f"{name}.", name)
