"""All plans in force together: their ratings now, and at the ends of their closed periods."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString

from actionplan.charts import Column, Piece, stacked_columns
from actionplan.figure_tables import Line, Table, TableCell, shade_of
from actionplan.figures import Figures
from actionplan.models import Plan
from actionplan.queries.closed_figures import Then, closed_figures
from actionplan.queries.plan_trend import travel
from actionplan.together import IN_WORDS, Mark, Whole, key_of, left_out_rule, marks_of
from actionplan.words import day

DAYS = 7  # beside now; more, and the days below the columns run together
RULE = (
    "Adds up the plans in force, action by action; nothing is averaged. A closed period counts as "
    "it was locked: on each day a plan stands as it was last closed by then, and counts in no "
    "column before its first. Ratings of the same letter, word and colour are counted together."
)

type Parts = Sequence[tuple[Plan, Figures]]


@dataclass(frozen=True, slots=True)
class Trend:
    """What is shown of all plans together; ``travel`` says by plan what its last period was."""

    chart: SafeString
    table: Table
    travel: Mapping[int, str]

    def travel_of(self, plan: Plan) -> str:
        """ "Since Q4 2022/23: Green 50, now 52"."""
        return self.travel.get(plan.pk, "")


def trend_of(now: Mapping[Plan, Figures]) -> Trend | None:
    """The trend of some plans; None where no period of any of them is closed.

    One query, and another where this process has not read all of their seals.
    """
    before = closed_figures(now)
    ends = sorted({one.period.last_day for of in before.values() for one in of})[-DAYS:]
    if not ends:
        return None
    stands = [(end, _by(end, now, before)) for end in ends]
    marks = marks_of(now)
    columns = [_column(f"{end.day} {end:%b %Y}", parts, marks) for end, parts in stands]
    lines = [_line(day(end), parts, marks) for end, parts in stands]
    present = list(now.items())
    columns.append(_column("Now", present, marks))
    lines.append(_now(present, marks))
    heading = "Ratings over the periods, all plans in force"
    return Trend(
        chart=stacked_columns("Ratings of all plans in force", columns),
        table=Table(heading, "all-plans", "Periods closed by", RULE + _left_out(marks), lines),
        travel={
            plan.pk: travel(plan, of, before[plan.pk])
            for plan, of in now.items()
            if before[plan.pk]
        },
    )


def _by(end: date, plans: Iterable[Plan], before: Mapping[int, Sequence[Then]]) -> Parts:
    """Each plan as it was last closed by a day, if it was."""
    then = {
        plan: [one.figures for one in before[plan.pk] if one.period.last_day <= end]
        for plan in plans
    }
    return [(plan, of[-1]) for plan, of in then.items() if of]


def _counted(parts: Parts) -> Counter[Mark]:
    found: Counter[Mark] = Counter()
    for plan, figures in parts:
        for letter, mark in key_of(plan).items():
            found[mark] += figures.by_rating[letter]
    return found


def _column(label: str, parts: Parts, marks: Sequence[Mark]) -> Column:
    counted = _counted(parts)
    pieces = (Piece(one.word, one.letter, one.tone, counted[one]) for one in marks if one.counts)
    return Column(label, tuple(pieces))


def _left_out(marks: Iterable[Mark]) -> str:
    return left_out_rule(one.word for one in marks if not one.counts)


def _now(parts: Parts, marks: Sequence[Mark]) -> Line:
    """The line of today, whose figures open their rows."""
    council = parts[0][0].council.slug
    plans = f"{reverse('actionplan:plan_list', args=[council])}#in-force"
    urls = [plans, *(_list(council, figure) for figure in IN_WORDS)]
    urls += [_list(council, Whole.RATED, one.query) for one in marks]
    line = _line("Now", parts, marks)
    cells = (replace(cell, url=url) for cell, url in zip(line.cells, urls, strict=True))
    return replace(line, cells=tuple(cells))


def _list(council: str, figure: Whole, query: Mapping[str, str] | None = None) -> str:
    return reverse("actionplan:figure_list", args=[council, figure.value], query=query or None)


def _line(label: str, parts: Parts, marks: Sequence[Mark]) -> Line:
    figures, counted = [of for _, of in parts], _counted(parts)
    total = sum(one.total for one in figures)
    cells = [
        TableCell("Plans", len(figures)),
        TableCell("Actions", total),
        TableCell("Complete", sum(one.complete for one in figures)),
        TableCell("Open", sum(one.open for one in figures)),
        TableCell("Past their date", sum(one.past_date for one in figures)),
    ]
    rated = (
        TableCell(one.word, counted[one], shade=shade_of(counted[one], total)) for one in marks
    )
    return Line(label, (*cells, *rated))
