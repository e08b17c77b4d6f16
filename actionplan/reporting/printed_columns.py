"""The columns of a printed table of actions: what stands in each, and how wide it is.

The widths themselves are in report.css, by the code of the column; here is how many usual letters
fit on one line of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from actionplan.document import PlanDocument
from actionplan.reporting.template import Column

RATING, COMMENTARY = "rating", "commentary"


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column: its code, its heading, the parts of an action that it says, and its letters."""

    code: str
    heading: str
    parts: tuple[str, ...]
    letters: int = 0


# The report of a plan by itself.
STANDARD = (
    PrintedColumn("action", "Action", ("action",), 40),
    PrintedColumn("timescale", "Timescale", ("timescale",), 11),
    PrintedColumn("priority", "Priority", ("priority",), 8),
    PrintedColumn(RATING, "RAG", ()),
    PrintedColumn("completion", "Anticipated completion", ("due", "status"), 22),
    PrintedColumn(COMMENTARY, "Commentary", (COMMENTARY,), 54),
)
# Left out where nothing in the plan would stand in them.
OPTIONAL = (Column.TIMESCALE, Column.PRIORITY)
MARGIN, PER_LETTER = 3, 1.6  # millimetres
LANDSCAPE, PORTRAIT = 269, 182  # millimetres between the margins
NAME = 17
WIDTHS = {
    "action": 58, "lead": 31, "timescale": 21, "priority": 18, RATING: 26, "completion": 36,
    COMMENTARY: 0,
}  # fmt: skip
NARROW = WIDTHS | {"action": 50, "when": 22, "completion": 30}


def unused(document: PlanDocument) -> frozenset[Column]:
    """Timescale and priority, where the plan has no bands and no action has one."""
    actions = list(document.actions())
    used = {Column.PRIORITY} if any(one.priority for one in actions) else set()
    if document.bands or any(one.timescale for one in actions):
        used.add(Column.TIMESCALE)
    return frozenset(OPTIONAL) - used


def standard_columns(document: PlanDocument) -> tuple[PrintedColumn, ...]:
    """Those of the report of a plan by itself."""
    left_out = {one.value for one in unused(document)}
    return tuple(one for one in STANDARD if one.code not in left_out)


def columns_of(chosen: Iterable[Column], *, landscape: bool) -> tuple[PrintedColumn, ...]:
    """The columns that a form of report chose; the action always, and what is left goes to the
    commentary, or to the action where there is none.

    On portrait paper the lead stands below the action, and the priority below the timescale.
    """
    wanted = frozenset(chosen)
    found = [*(_landscape(wanted) if landscape else _portrait(wanted))]
    widths = WIDTHS if landscape else NARROW
    widest = COMMENTARY if Column.COMMENTARY in wanted else "action"
    others = NAME + sum(widths[one.code] for one in found if one.code != widest)
    width = widths | {widest: (LANDSCAPE if landscape else PORTRAIT) - others}
    return tuple(_fitting(one, width[one.code]) for one in found)


def _fitting(column: PrintedColumn, width: float) -> PrintedColumn:
    letters = max(int((width - MARGIN) / PER_LETTER), 4)
    return PrintedColumn(column.code, column.heading, column.parts, letters)


def _landscape(wanted: frozenset[Column]) -> Iterable[PrintedColumn]:
    yield PrintedColumn("action", "Action", ("action",))
    if Column.LEADS in wanted:
        yield PrintedColumn("lead", "Lead", ("lead",))
    if Column.TIMESCALE in wanted:
        yield PrintedColumn("timescale", "Timescale", ("timescale",))
    if Column.PRIORITY in wanted:
        yield PrintedColumn("priority", "Priority", ("priority",))
    yield from _common(wanted)


def _portrait(wanted: frozenset[Column]) -> Iterable[PrintedColumn]:
    yield PrintedColumn("action", "Action", ("action", *(["led by"] * (Column.LEADS in wanted))))
    when = {Column.TIMESCALE: "timescale", Column.PRIORITY: "named priority"}
    parts = tuple(part for column, part in when.items() if column in wanted)
    if parts:
        yield PrintedColumn("when", "Timescale", parts)
    yield from _common(wanted)


def _common(wanted: frozenset[Column]) -> Iterable[PrintedColumn]:
    if Column.RATING in wanted:
        yield PrintedColumn(RATING, "RAG", ())
    when = {Column.DUE: "due", Column.STATUS: "status"}
    parts = tuple(part for column, part in when.items() if column in wanted)
    if parts:
        yield PrintedColumn("completion", " and ".join(parts).capitalize(), parts)
    if Column.COMMENTARY in wanted:
        heading = "Commentary and queries" if Column.QUERIES in wanted else "Commentary"
        yield PrintedColumn(COMMENTARY, heading, (COMMENTARY,))
