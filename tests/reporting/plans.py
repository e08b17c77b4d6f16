"""Plans to print: the real one, grown ones, and those that nobody would think of."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.importing.read import read_plan
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.rows import rows_of

SOURCE = Path(__file__).parent.parent / "data" / "owbc-peer-review" / "owbc-peer-review.docx"
COUNCIL = "Oadby & Wigston Borough Council"


@cache
def real_plan() -> PlanDocument:
    """The peer-review plan as its Word file has it, as at 30 June 2023."""
    return replace(read_plan(SOURCE).document, as_at=date(2023, 6, 30))


def grown(rows: int) -> PlanDocument:
    """A plan of ``rows`` real rows, nine under each recommendation."""
    actions = [row.action for row in rows_of(real_plan())]
    wordings = list(real_plan().recommendations())
    chosen = [
        replace(actions[number % len(actions)], reference=f"PR-{number + 1}")
        for number in range(rows)
    ]
    recommendations = [
        replace(
            wordings[place % len(wordings)],
            number=str(place + 1),
            actions=tuple(chosen[place * 9 : place * 9 + 9]),
        )
        for place in range(-(-rows // 9))
    ]
    return replace(real_plan(), themes=(Theme("All of it", tuple(recommendations)),))


def one_row(**facts: object) -> PlanDocument:
    """The real plan's key and bands with one action, of which ``facts`` are given."""
    # Each test names the fields it needs; a mapping of any of them has no type.
    action = replace(Action("The only action", reference="PR-1"), **facts)  # type: ignore[arg-type]
    recommendation = Recommendation("Do one thing", number="1", actions=(action,))
    return replace(real_plan(), themes=(Theme("One theme", (recommendation,)),))


def report(document: PlanDocument, **facts: object) -> ReportDocument:
    """A report of ``document`` for the council."""
    # Likewise.
    return ReportDocument(document, COUNCIL, **facts)  # type: ignore[arg-type]
