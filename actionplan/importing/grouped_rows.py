"""What several actions share: a column left of them, merged down, that no heading explains."""

from collections.abc import Sequence
from dataclasses import replace

from actionplan.importing.columns import Column
from actionplan.importing.grid import Row
from actionplan.importing.heading_names import KNOWN, named
from actionplan.importing.synonyms import Field

WORDY = 2  # words on average, in what names a group


def grouped(columns: tuple[Column, ...], body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns with one left of the actions as what they answer, where it is merged down them.

    Its heading names nothing that is known, or a project, and no other column groups the rows.
    """
    fields = {one.field: one for one in columns}
    action = fields.get(Field.ACTION)
    groups = {Field.RECOMMENDATION, Field.RECOMMENDATION_NUMBER, Field.THEME}
    if action is None or not groups.isdisjoint(fields):
        return columns
    left = [one for one in columns if may_group(one) and one.index < action.index]
    found = next((one for one in left if shares(one.index, action.index, body)), None)
    if found is None:
        return columns
    reason = f"“{found.heading}” is merged down over several actions, so they answer it."
    made = replace(found, field=Field.RECOMMENDATION, rival=Field.OTHER, reason=reason)
    return tuple(made if one is found else one for one in columns)


def may_group(column: Column) -> bool:
    """Whether a column has no field, and its heading none but that of an action."""
    known = {field for field, weight in named(column.heading).items() if weight >= KNOWN}
    return column.field is Field.OTHER and not column.told and known <= {Field.ACTION}


def shares(column: int, action: int, body: Sequence[Row]) -> bool:
    """Whether a column's cells, in words, go down over rows with actions of their own."""
    own = [words for row in body if (words := row.fresh(column))]
    down = [row for row in body if (cell := row.at(column)) and cell.merged and row.fresh(action)]
    return bool(down) and sum(len(words.split()) for words in own) >= WORDY * len(own) > 0
