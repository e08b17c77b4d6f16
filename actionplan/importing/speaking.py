"""Of which fields of an action a file says something, if only that they are empty."""

from collections.abc import Iterable, Iterator

from actionplan.document import Action, PlanDocument
from actionplan.importing.fields import EXTRA, action_field, field_called
from actionplan.importing.notes import FoundTable

ORDER = (
    "title",
    "source_number",
    "steps",
    "rating",
    "status",
    "timescale",
    "priority",
    "due",
    "completed",
    "commentary",
    "confidence",
    "accountable",
    "delivery",
    "recommendation",
    "part_of",
)


def speaks(tables: Iterable[FoundTable], document: PlanDocument) -> tuple[str, ...]:
    """The fields that have a column, or that an action was given from another one.

    Columns of tables that held no action do not count. Further columns come last.
    """
    found = {*named_by_columns(tables), *named_by_actions(document)}
    return (*(name for name in ORDER if name in found), *sorted(found - set(ORDER)))


def named_by_columns(tables: Iterable[FoundTable]) -> Iterator[str]:
    """The fields to which the words of columns go."""
    for table in tables:
        for column in table.columns if table.rows else ():
            field = field_called(column.field)
            if field:
                yield action_field(field, column.heading)


def named_by_actions(document: PlanDocument) -> Iterator[str]:
    """The fields that an action has: "Complete" in a column of dates gives it a status."""
    if any(one.text or one.number for one in document.recommendations()):
        yield "recommendation"
    for action in document.actions():
        yield from said_of(action)


def said_of(action: Action) -> Iterator[str]:
    """The fields of one action that are not empty."""
    if action.sub_actions:
        yield "part_of"
    yield from (name for name in ORDER if getattr(action, name, None))
    yield from (f"{EXTRA}{heading}" for heading, _ in action.extras)
