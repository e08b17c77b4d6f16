"""All that a plan's figures page says, from one statement of cells and what was locked."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from actionplan.cells import figures_of_cells
from actionplan.charts import Column, Piece, stacked_columns
from actionplan.figure_tables import Counting, Line, Table, TableCell
from actionplan.figures import Figures
from actionplan.models import Plan
from actionplan.promises import COMPLETED, IN_WORDS, RECORD, Promise
from actionplan.queries.cells import Ground
from actionplan.queries.closed_figures import closed_figures
from actionplan.queries.first_screen import rows_of
from actionplan.queries.plan_parts import groups
from actionplan.queries.plan_trend import columns, periods, travel
from actionplan.queries.promises import moves_of, promises_of, weeks_of
from actionplan.reporting.pack import Shown
from actionplan.words import counted, day


def standing_of(ground: Ground) -> Shown:
    """The figures of the one plan of a ground.

    Six queries besides the ground's own, and one where this process has not read all its seals.
    """
    plan = ground.plans[0]
    now = figures_of_cells(ground.of_plan(plan), ground.day)
    before = closed_figures([plan])[plan.pk]
    counting = _counting(plan, now)
    promises, weeks = promises_of(plan), weeks_of(plan, ground.day)
    return Shown(
        travel=travel(plan, now, before),
        trend=stacked_columns(f"Ratings of {plan.title}", columns(plan, now, before)),
        periods=periods(plan, counting, now, before),
        groups=groups(plan, ground, counting),
        timeline=stacked_columns("Open actions that fall due, by week", _week_columns(weeks)),
        weeks=_weeks(plan, weeks),
        punctuality=_promises(plan, promises, COMPLETED, *PUNCTUALITY),
        record=_promises(plan, promises, RECORD, *KEPT),
        moves=f"Dates have moved {counted(moves_of(plan), 'time')} in all.",
    )


PUNCTUALITY = (
    "Completed on time against late",
    "completed",
    "Counts actions that are complete or business as usual. Late means that every day its "
    "completion names lies after the date that was in force.",
)
KEPT = (
    "Promises: dates kept and moved",
    "promises",
    "Counts actions against the date that was agreed first. A date has moved where an update gave "
    "a reason for another one; a meeting that was put off is no move.",
)


def _counting(plan: Plan, now: Figures) -> Counting:
    board = reverse("actionplan:plan_detail", args=[plan.council.slug, plan.slug])
    return Counting(plan.ratings, board, {"counted": "on"} if now.kept_out else {})


def _week_columns(weeks: Mapping[date, int]) -> list[Column]:
    return [
        Column(f"{monday.day} {monday:%b}", (Piece("", "", "blue", number),))
        for monday, number in weeks.items()
    ]


def _weeks(plan: Plan, weeks: Mapping[date, int]) -> Table:
    lines = [
        Line(
            f"Week of {day(monday)}",
            (TableCell("Fall due", number, rows_of(plan, week=monday.isoformat())),),
        )
        for monday, number in weeks.items()
        if number
    ]
    rule = "Counts open actions by the date in force, from today on."
    return Table("What falls due in the next 90 days", "due", "Week", rule, lines)


def _promises(  # noqa: PLR0917 - a table is all of this
    plan: Plan,
    known: Mapping[Promise, int],
    chosen: Iterable[Promise],
    heading: str,
    anchor: str,
    rule: str,
) -> Table:
    lines = [
        Line(IN_WORDS[one], (TableCell("Actions", known[one], rows_of(plan, promise=one.value)),))
        for one in chosen
    ]
    return Table(heading, anchor, "Which", rule, lines)
