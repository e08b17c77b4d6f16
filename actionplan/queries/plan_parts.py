"""A plan's figures by recommendation, theme, service area and post, from its cells."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from actionplan.cells import Cell, by_key, figures_of_cells
from actionplan.figure_tables import Counting, Table
from actionplan.leading.leads import name_of
from actionplan.models import Plan
from actionplan.queries.cells import Ground
from council.hostile import one_line
from council.models import Post

type Keys = Callable[[Cell], list[int | None]]


def groups(plan: Plan, ground: Ground, counting: Counting) -> list[Table]:
    cells = ground.of_plan(plan)
    headings = list(plan.recommendations.select_related("theme").order_by("order"))
    above = {one.pk: one for one in headings}
    names = {one.pk: f"{one}: {one_line(one.wording, 90)}" for one in headings}
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

    titles = {pk: name_of(one.title, is_vacant=pk not in ground.held) for pk, one in posts.items()}
    chosen: list[tuple[Keys, Mapping[int, str], tuple[str, str, str, str, str]]] = [
        (lambda cell: [cell.recommendation], names, BY_RECOMMENDATION),
        (theme, themes, BY_THEME),
        (area, dict(_by_name(areas)), BY_AREA),
        (lambda cell: list(cell.posts) or [None], dict(_by_name(titles)), BY_POST),
    ]
    return [
        _group(cells, ground.day, counting, keys, named, *words) for keys, named, words in chosen
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
    cells: Sequence[Cell],
    as_at: date,
    counting: Counting,
    keys: Keys,
    names: Mapping[int, str],
    part: str,
    heading: str,
    first: str,
    nothing: str,
    rule: str,
) -> Table:
    """One line for each name that has actions, and a last one for those of none."""
    groups = by_key(cells, keys)
    lines = []
    for key, label in [*names.items(), (None, nothing)]:
        if found := groups.get(key):
            figures = figures_of_cells(found, as_at)
            lines.append(counting.line(label, figures, {part: str(key or "none")}))
    return Table(heading, f"by-{part}", first, rule, lines)
