"""All plans in force together: their ratings now, and at the ends of their closed periods."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from actionplan.charts import NONE, Column, Piece, stacked_columns
from actionplan.figure_tables import Line, Table, TableCell, shade_of
from actionplan.figures import Figures
from actionplan.models import Plan
from actionplan.queries.closed_figures import Then, closed_figures
from actionplan.queries.plan_trend import travel
from actionplan.words import NOT_RATED, day
from council.marks import TONES

DAYS = 7  # beside now; more, and the days below the columns run together
RULE = (
    "Adds up the plans in force, action by action; nothing is averaged. A closed period counts as "
    "it was locked: on each day a plan stands as it was last closed by then, and counts in no "
    "column before its first. Ratings of the same letter, word and colour are counted together."
)

type Parts = Sequence[tuple[Plan, Figures]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A rating as several plans may share it; not rated is one too."""

    word: str
    letter: str
    tone: str


UNRATED = Mark(NOT_RATED, "–", NONE)


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
    marks = _marks(now)
    columns = [_column(f"{end.day} {end:%b %Y}", parts, marks) for end, parts in stands]
    lines = [_line(day(end), parts, marks) for end, parts in stands]
    present = list(now.items())
    columns.append(_column("Now", present, marks))
    lines.append(_line("Now", present, marks))
    heading = "Ratings over the periods, all plans in force"
    return Trend(
        chart=stacked_columns("Ratings of all plans in force", columns),
        table=Table(heading, "all-plans", "Periods closed by", RULE, lines),
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


def _marks(plans: Iterable[Plan]) -> list[Mark]:
    """Every rating of the plans' keys once, in the order of the keys; not rated last."""
    found = dict.fromkeys(mark for plan in plans for mark in _key(plan).values())
    return [mark for mark in found if mark != UNRATED] + [UNRATED]


def _key(plan: Plan) -> dict[str | None, Mark]:
    rated: dict[str | None, Mark] = {
        one.letter: Mark(one.word, one.letter, one.colour if one.colour in TONES else "grey")
        for one in plan.ratings
    }
    return rated | {None: UNRATED}


def _counted(parts: Parts) -> Counter[Mark]:
    found: Counter[Mark] = Counter()
    for plan, figures in parts:
        for letter, mark in _key(plan).items():
            found[mark] += figures.by_rating[letter]
    return found


def _column(label: str, parts: Parts, marks: Sequence[Mark]) -> Column:
    counted = _counted(parts)
    pieces = (Piece(one.word, one.letter, one.tone, counted[one]) for one in marks)
    return Column(label, tuple(pieces))


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
