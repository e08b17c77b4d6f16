"""All that a plan's figures page says, from one statement of cells and what was locked."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from textwrap import shorten

from django.urls import reverse

from actionplan.cells import Cell, by_key, figures_of_cells
from actionplan.charts import NONE, Column, Piece, stacked_columns
from actionplan.figure_tables import Counting, Line, Table, TableCell
from actionplan.figures import Figures
from actionplan.models import Period, Plan, Seal
from actionplan.promises import COMPLETED, IN_WORDS, RECORD, Promise
from actionplan.queries.cells import Ground
from actionplan.queries.first_screen import rows_of
from actionplan.queries.past_periods import sealed_periods, what_was_sealed
from actionplan.queries.promises import moves_of, promises_of, weeks_of
from actionplan.reporting.pack import Shown
from actionplan.sealed import BrokenSeal
from actionplan.words import NOT_RATED, counted, day
from council.marks import TONES
from council.models import Post

MOST = 8  # closed periods of a trend

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Then:
    """A closed period with the figures that were locked."""

    period: Period
    figures: Figures


def standing_of(ground: Ground) -> Shown:
    """The figures of the one plan of a ground.

    Six queries besides the ground's own, and one for each seal that this process has not read.
    """
    plan = ground.plans[0]
    now = figures_of_cells(ground.of_plan(plan), ground.day)
    before = closed_figures(plan)
    counting = _counting(plan, now)
    promises, weeks = promises_of(plan), weeks_of(plan, ground.day)
    return Shown(
        travel=_travel(plan, now, before),
        trend=stacked_columns(f"Ratings of {plan.title}", _columns(plan, now, before)),
        periods=_periods(plan, counting, now, before),
        groups=_groups(plan, ground, counting),
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


# ---- now and then


def closed_figures(plan: Plan) -> list[Then]:
    """The last closed periods, oldest first; one whose seal is broken is left out."""
    found = []
    for period in reversed(sealed_periods(plan)[:MOST]):
        try:
            found.append(Then(period, _locked(period.seal.pk, period.seal.sha256)))
        except BrokenSeal as broken:
            log.error("A closed period is left out of the trend: %s", broken)
    return found


@lru_cache(maxsize=256)
def _locked(seal: int, digest: str) -> Figures:
    """The figures in a seal; another text has another digest."""
    return what_was_sealed(Seal.objects.get(pk=seal)).figures


def _travel(plan: Plan, now: Figures, before: Sequence[Then]) -> str:
    """ "Since Q4 2022/23: Green 50, now 52; Red 3, now 0"."""
    if not before:
        return "No period is closed and locked yet, so there is nothing to compare with."
    then = before[-1]
    parts = [
        f"{word} {then.figures.by_rating[letter]}, now {now.by_rating[letter]}"
        for word, letter in _letters(plan)
    ]
    parts.append(f"past their date {then.figures.past_date}, now {now.past_date}")
    as_at = f" (as at {day(then.figures.as_at)})" if then.figures.as_at else ""
    return f"Since {then.period.name}{as_at}: {'; '.join(parts)}."


def _letters(plan: Plan) -> list[tuple[str, str | None]]:
    return [*((one.word, one.letter) for one in plan.ratings), (NOT_RATED, None)]


def _columns(plan: Plan, now: Figures, before: Iterable[Then]) -> list[Column]:
    columns = [Column(one.period.name, _pieces(plan, one.figures)) for one in before]
    return [*columns, Column("Now", _pieces(plan, now))]


def _pieces(plan: Plan, figures: Figures) -> tuple[Piece, ...]:
    rated = [
        Piece(
            one.word,
            one.letter,
            one.colour if one.colour in TONES else "grey",
            figures.by_rating[one.letter],
        )
        for one in plan.ratings
    ]
    return (*rated, Piece(NOT_RATED, "–", NONE, figures.by_rating[None]))


def _periods(plan: Plan, counting: Counting, now: Figures, before: Iterable[Then]) -> Table:
    locked = Counting(plan.ratings)
    lines = [
        locked.line(
            one.period.name,
            one.figures,
            {},
            reverse("periods:period_detail", args=[plan.council.slug, plan.slug, one.period.slug]),
        )
        for one in before
    ]
    lines.append(counting.line("Now", now, {}))
    rule = "Closed periods are as they were locked. Figures count actions; they never average."
    return Table("Ratings over the periods", "periods", "Period", rule, lines)


# ---- by part


def _groups(plan: Plan, ground: Ground, counting: Counting) -> list[Table]:
    cells = ground.of_plan(plan)
    headings = list(plan.recommendations.select_related("theme").order_by("order"))
    above = {one.pk: one for one in headings}
    names = {one.pk: f"{one}: {shorten(one.wording, 90, placeholder=' …')}" for one in headings}
    themes = {one.theme.pk: one.theme.title for one in headings if one.theme}
    posts = {one.pk: one for one in _posts(cells)}
    areas = {
        one.service_area.pk: one.service_area.name for one in posts.values() if one.service_area
    }

    def theme(cell: Cell) -> list[int | None]:
        of = above.get(cell.recommendation) if cell.recommendation else None
        return [of.theme_id if of else None]

    def area(cell: Cell) -> list[int | None]:
        found = {posts[post].service_area_id for post in cell.posts} - {None}
        return list(found) or [None]

    titles = {pk: one.title for pk, one in posts.items()}
    return [
        _group(ground, counting, lambda cell: [cell.recommendation], names, *BY_RECOMMENDATION),
        _group(ground, counting, theme, themes, *BY_THEME),
        _group(ground, counting, area, dict(_by_name(areas)), *BY_AREA),
        _group(
            ground, counting, lambda c: list(c.posts) or [None], dict(_by_name(titles)), *BY_POST
        ),
    ]


BY_RECOMMENDATION = (
    "recommendation", "By recommendation", "Recommendation", "No recommendation",
    "The darker a rating’s cell, the larger its share of the line; each action counts once.",
)  # fmt: skip
BY_THEME = ("theme", "By theme", "Theme", "No theme", "Each action counts once, in its theme.")
BY_AREA = (
    "area", "By service area", "Service area", "No service area",
    "An action counts in the area of the post that answers for it; in each, where posts of two "
    "areas do.",
)  # fmt: skip
BY_POST = (
    "answers", "By post", "Post", "Nobody answers",
    "An action counts under its accountable post, else under each officer lead of its "
    "recommendation, else under each SLT lead; so the lines may add up to more than the plan.",
)  # fmt: skip


def _by_name(names: Mapping[int, str]) -> list[tuple[int, str]]:
    return sorted(names.items(), key=lambda one: one[1].casefold())


def _posts(cells: Iterable[Cell]) -> list[Post]:
    wanted = {post for cell in cells for post in cell.posts}
    return list(Post.objects.filter(pk__in=wanted).select_related("service_area"))


def _group(  # noqa: PLR0917 - a table is all of this
    ground: Ground,
    counting: Counting,
    keys: Callable[[Cell], list[int | None]],
    names: Mapping[int, str],
    part: str,
    heading: str,
    first: str,
    nothing: str,
    rule: str,
) -> Table:
    """One line for each name that has actions, and a last one for those of none."""
    groups = by_key(ground.cells, keys)
    lines = []
    for key, label in [*names.items(), (None, nothing)]:
        if found := groups.get(key):
            figures = figures_of_cells(found, ground.day)
            lines.append(counting.line(label, figures, {part: str(key or "none")}))
    return Table(heading, f"by-{part}", first, rule, lines)


# ---- dates


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
