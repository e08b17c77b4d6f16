"""The pack of a plan's figures, from the values that its page shows."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.safestring import SafeString

from actionplan.figure_tables import Line, Table, TableCell
from actionplan.models import Plan
from actionplan.needs import GOOD_NEWS
from actionplan.queries.first_screen import Figure, FirstScreen
from actionplan.queries.glossary import glossary_of
from actionplan.queries.report import brand_of
from actionplan.reporting.pack import Pack, Shown
from actionplan.words import counted, day
from council.hostile import cleaned, one_line, printable

SILENT = "Posts that have said nothing for two closed periods or longer"


def pack_of(plan: Plan, sentence: str, first: FirstScreen, standing: Shown) -> Pack:
    """What is printed; words that somebody typed are made fit for print."""
    council = plan.council
    return Pack(
        title=one_line(printable(f"Figures of {plan.title}"), 200),
        council=one_line(printable(council.name), 120),
        sentence=sentence,
        good_news=GOOD_NEWS if first.is_good_news else "",
        needs=cleaned(_table("What needs you", (line.whole for line in first.needs)), printable),
        silent=cleaned(_table(SILENT, iter(first.silent)), printable),
        decisions=[printable(one) for one in _decisions(first)],
        standing=_fit(standing),
        brand=brand_of(council),
        glossary=cleaned(glossary_of(council.pk), printable),
    )


def _table(heading: str, figures: Iterator[Figure]) -> Table:
    lines = [Line(one.words, (TableCell("Open actions", one.number),)) for one in figures]
    return Table(heading, "", "What", "", lines)


def _decisions(first: FirstScreen) -> Iterator[str]:
    for one in first.dates:
        yield f"{counted(one.number, 'new date')} to agree"
    for report in first.reports:
        meeting = report.meeting
        yield f"Report to approve: {report.title}, for {meeting.committee} on {day(meeting.day)}"


def _fit(standing: Shown) -> Shown:
    """Its tables and sentences made fit for print; its drawings are so already."""
    nothing = SafeString()
    fit = cleaned(replace(standing, trend=nothing, timeline=nothing), printable)
    return replace(fit, trend=standing.trend, timeline=standing.timeline)
