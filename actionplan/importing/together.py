"""What columns mean beside each other: one for each quarter, two things in one, whose number."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from actionplan.importing.colours import colour_of
from actionplan.importing.columns import Column
from actionplan.importing.grid import Cell, Row
from actionplan.importing.grouped_rows import grouped
from actionplan.importing.heading_names import FAINT, KNOWN, named
from actionplan.importing.leads import is_post
from actionplan.importing.periods import period
from actionplan.importing.shared_cells import after_standing, parts
from actionplan.importing.synonyms import Field
from actionplan.importing.unnamed import with_ratings

Cells = Mapping[int, Sequence[Cell]]
Columns = tuple[Column, ...]

# What the columns of earlier periods become, by what the latest one holds.
EARLIER = {Field.RATING: Field.OTHER_RATING, Field.COMMENTARY: Field.EARLIER_COMMENTARY}


def considered(columns: Columns, rows: Sequence[Row], cells: Cells) -> Columns:
    """The columns after all that they say about each other was weighed.

    What people said of a column stands.
    """
    body = [row for row in rows if row.table and not row.spans]
    for field in EARLIER:
        columns = latest(columns, field, body)
    columns = grouped(finest(with_ratings(columns, rows), rows), body)
    return numbered(with_shared(columns, cells), rows)


# One column for each period.


def latest(columns: Columns, field: Field, body: Sequence[Row]) -> Columns:
    """The columns with the latest period's as ``field``, where there is one for each period.

    The latest is the last one in which anything stands: later ones wait to be filled in.
    """
    same = [one for one in columns if one.field is field or means(one, field)]
    if any(one.told for one in same):
        return columns
    periods = {one.index: found for one in same if (found := period(one.heading))}
    if len(periods) < 2 or len({kind for kind, _ in periods.values()}) > 1:
        return columns
    filled = [at for at in periods if any(says(row, at) for row in body)]
    chosen = max(filled or periods, key=lambda at: periods[at][1])
    fields = dict.fromkeys(periods, EARLIER[field]) | {chosen: field}
    return tuple(of_period(one, fields) if one.index in fields else one for one in columns)


def of_period(column: Column, fields: Mapping[int, Field]) -> Column:
    """A column of one period with its field."""
    field = fields[column.index]
    reason = f"“{column.heading}” is one of several periods; it holds {field}."
    return replace(column, field=field, rival=None, reason=reason)


def means(column: Column, field: Field) -> bool:
    """Whether a column without a field of its own is best named as ``field``."""
    names = named(column.heading)
    best = max(names, key=lambda one: names[one], default=None)
    return (
        column.field is Field.OTHER and not column.told and best is field and names[field] >= KNOWN
    )


def says(row: Row, column: int) -> bool:
    """Whether a row says something in a column, in words or by a colour, for it alone."""
    cell = row.at(column)
    return cell is not None and cell.across == 1 and bool(cell.text or colour_of(cell.shade))


# The finest of several columns.


def finest(columns: Columns, rows: Sequence[Row]) -> Columns:
    """The columns with the milestones as actions, where each has a date or rating of its own.

    The action that they stand under is then what they answer.
    """
    action = next((one for one in columns if one.field is Field.ACTION and not one.told), None)
    finer = action and next((one for one in columns if is_finer(one, action, columns, rows)), None)
    if action is None or finer is None:
        return columns
    fields = {one.field for one in columns}
    changed = {finer.index: Field.ACTION, action.index: Field.RECOMMENDATION}
    if Field.RECOMMENDATION in fields:
        above = next(one for one in columns if one.field is Field.RECOMMENDATION)
        changed |= {above.index: Field.THEME if Field.THEME not in fields else Field.OTHER}
    return tuple(made_finer(one, changed) for one in columns)


def made_finer(column: Column, changed: Mapping[int, Field]) -> Column:
    """A column with its changed field, which a person should look at."""
    if column.index not in changed:
        return column
    field = changed[column.index]
    reason = f"“{column.heading}” holds {field}, since each milestone has a date or rating."
    return replace(column, field=field, rival=column.field, reason=reason)


def is_finer(column: Column, action: Column, columns: Columns, rows: Sequence[Row]) -> bool:
    """Whether a column is filled anew, with a date or rating, where the action only goes on."""
    if column.told or column.index <= action.index or not may_be_finer(column):
        return False
    own = [one.index for one in columns if one.field in {Field.DUE, Field.RATING, Field.STATUS}]
    body = [row for row in rows if row.table and not row.spans and row.filled]
    going_on = [row for row in body if not row.fresh(action.index) and row.fresh(column.index)]
    dated = [row for row in going_on if any(row.fresh(index) for index in own)]
    return len(dated) * 4 >= len(body) and len(dated) * 5 >= len(going_on) * 4 > 0


def may_be_finer(column: Column) -> bool:
    """Whether a column's heading could name actions, though another one does."""
    unused = column.field in {Field.STEPS, Field.OTHER}
    return unused and named(column.heading).get(Field.ACTION, 0.0) >= KNOWN


# Two things in one column.


def with_shared(columns: Columns, cells: Cells) -> Columns:
    """The columns with a second meaning for one that holds two things."""
    columns = (*columns, *told_with_rating(columns, cells))
    fields = {one.field for one in columns}
    if fields.isdisjoint({Field.DUE, Field.REVISED_DUE}):
        return (*columns, *second(columns, Field.LEAD, Field.DUE, cells))
    if Field.LEAD not in fields:
        return (*columns, *second(columns, Field.DUE, Field.LEAD, cells))
    return columns


def told_with_rating(columns: Columns, cells: Cells) -> Columns:
    """The column "Progress and RAG" once more as commentary, where no other column holds that."""
    found = next((one for one in columns if one.field is Field.RATING and not one.told), None)
    if found is None or any(one.field is Field.COMMENTARY for one in columns):
        return ()
    says_so = named(found.heading).get(Field.COMMENTARY, 0.0) >= FAINT
    if not says_so and not mostly(goes_further, cells.get(found.index, ())):
        return ()
    reason = f"“{found.heading}” holds {Field.RATING} and {Field.COMMENTARY}"
    return (replace(found, field=Field.COMMENTARY, reason=reason, rival=None),)


def goes_further(cell: Cell) -> bool:
    """Whether a rating is followed by two words or more: "Red: 14 families"."""
    after = after_standing(cell)
    return after is not cell and len(after.flat.split()) >= 2


def mostly(test: Callable[[Cell], bool], cells: Sequence[Cell]) -> bool:
    """Whether half of the cells, and at least one, pass a test."""
    return len([one for one in cells if test(one)]) * 2 >= max(1, len(cells))


def second(columns: Columns, first: Field, wanted: Field, cells: Cells) -> Columns:
    """The column of ``first`` once more as ``wanted``, if half of its cells hold both."""
    found = next((one for one in columns if one.field is first), None)
    standing = cells.get(found.index, ()) if found else ()
    if found is None or found.told or not mostly(holds_both, standing):
        return ()
    reason = f"“{found.heading}” holds {first} and {wanted}"
    return (replace(found, field=wanted, reason=reason, rival=None),)


def holds_both(cell: Cell) -> bool:
    """Whether a post and a date stand in one cell."""
    post, day = parts(cell)
    return bool(day.text) and is_post(post.flat)


# Whose number it is.


def numbered(columns: Columns, rows: Sequence[Row]) -> Columns:
    """The columns with a number before the recommendation as the recommendation's own.

    A number that changes while the recommendation stays is the action's.
    """
    fields = {one.field: one for one in columns}
    number, text = fields.get(Field.NUMBER), fields.get(Field.RECOMMENDATION)
    if number is None or text is None or Field.RECOMMENDATION_NUMBER in fields:
        return columns
    if number.told or number.index > text.index or "action" in number.heading.casefold():
        return columns
    if not names_recommendations(number.index, text.index, rows):
        return columns
    made = replace(number, field=Field.RECOMMENDATION_NUMBER, rival=None)
    return tuple(made if one is number else one for one in columns)


def names_recommendations(number: int, text: int, rows: Sequence[Row]) -> bool:
    """Whether every number stands beside a recommendation, and each has but one."""
    pairs = [(row.fresh(number), row.fresh(text)) for row in rows if row.table and not row.spans]
    numbers = [one for one in pairs if one[0]]
    named_once = {words: one for one, words in numbers}
    return bool(numbers) and all(words and named_once[words] == one for one, words in numbers)
