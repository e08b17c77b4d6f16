"""The pack of a plan's figures, or of the dashboard, from the values that its page shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.safestring import SafeString

from actionplan.figure_tables import Line, Table, TableCell
from actionplan.models import Plan
from actionplan.needs import GOOD_NEWS
from actionplan.queries.council_trend import Trend
from actionplan.queries.decisions import decided_now, decision_of
from actionplan.queries.first_screen import Figure, FirstScreen
from actionplan.queries.glossary import glossary_of
from actionplan.queries.report import brand_of
from actionplan.reporting.decided import grid_of
from actionplan.reporting.pack import Pack, PlanPart, Shown, Together
from actionplan.words import counted, day
from council.hostile import cleaned, one_line, printable
from council.models import Council

# The heading of each table and of its columns: needs say themselves what they count, and all that
# posts are silent about is open.
NEEDS = ("What needs you", "What", "Actions")
SILENT = ("Posts that have said nothing for two closed periods or longer", "Post", "Open actions")


def pack_of(plan: Plan, sentence: str, first: FirstScreen, standing: Shown) -> Pack:
    """A plan's figures as they are printed; words that somebody typed are made fit for print."""
    pack = _pack(plan.council, f"Figures of {plan.title}", sentence, first, [plan])
    return replace(pack, standing=_fit(standing))


def council_pack_of(
    council: Council,
    sentence: str,
    first: FirstScreen,
    trend: Trend | None,
    in_force: Mapping[Plan, PlanPart],
) -> Pack:
    """All plans in force together as they are printed, as above."""
    together = Together(
        chart=trend.chart if trend else SafeString(),
        table=cleaned(trend.table, printable) if trend else None,
        plans=cleaned(tuple(in_force.values()), printable),
    )
    pack = _pack(council, f"Action plans of {council.name}", sentence, first, in_force)
    return replace(pack, together=together)


def _pack(
    council: Council, title: str, sentence: str, first: FirstScreen, plans: Iterable[Plan]
) -> Pack:
    """What a pack begins with, whatever it is of."""
    decided = grid_of([decision_of(one) for one in decided_now(plans)])
    needs = _table(NEEDS, first.needs_rule, (line.whole for line in first.needs))
    return Pack(
        title=one_line(printable(title), 200),
        council=one_line(printable(council.name), 120),
        sentence=sentence,
        good_news=GOOD_NEWS if first.is_good_news else "",
        needs=cleaned(needs, printable),
        silent=cleaned(_table(SILENT, first.silent_rule, first.silent), printable),
        decisions=[printable(one) for one in _decisions(first)],
        decided=cleaned(decided, printable),
        brand=brand_of(council),
        glossary=cleaned(glossary_of(council.pk), printable),
    )


def _table(headings: tuple[str, str, str], rule: str, figures: Iterable[Figure]) -> Table:
    """``headings`` are the table's own, and those of its two columns."""
    heading, first, number = headings
    lines = [Line(one.words, (TableCell(number, one.number),)) for one in figures]
    return Table(heading, "", first, rule, lines)


def _decisions(first: FirstScreen) -> Iterator[str]:
    for one in first.dates:
        yield f"{counted(one.number, 'new date')} to agree in {one.words}"
    for report in first.reports:
        meeting = report.meeting
        yield f"Report to approve: {report.title}, for {meeting.committee} on {day(meeting.day)}"


def _fit(standing: Shown) -> Shown:
    """Its tables and sentences made fit for print; its drawings are so already."""
    nothing = SafeString()
    fit = cleaned(replace(standing, trend=nothing, timeline=nothing), printable)
    return replace(fit, trend=standing.trend, timeline=standing.timeline)
