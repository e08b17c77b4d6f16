"""A plan now beside its closed periods: ratings, what has changed since the last, the table."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from actionplan.charts import NONE, Column, Piece
from actionplan.figure_tables import Counting, Table
from actionplan.figures import Figures
from actionplan.models import Plan
from actionplan.queries.closed_figures import Then
from actionplan.together import left_out_rule
from actionplan.words import NOT_RATED, day
from council.marks import TONES


def travel(plan: Plan, now: Figures, before: Sequence[Then]) -> str:
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
    rated = ((one.word, one.letter) for one in plan.ratings if one.counts)
    return [*rated, (NOT_RATED, None)]


def columns(plan: Plan, now: Figures, before: Sequence[Then]) -> list[Column]:
    """A column a closed period and one for now; none where there is nothing to compare with."""
    if not before:
        return []
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
        if one.counts
    ]
    return (*rated, Piece(NOT_RATED, "–", NONE, figures.by_rating[None]))


def periods(plan: Plan, counting: Counting, now: Figures, before: Iterable[Then]) -> Table:
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
    rule += left_out_rule(one.word for one in plan.ratings if not one.counts)
    return Table("Ratings over the periods", "periods", "Period", rule, lines)
