"""Reports in the form of a committee's appendix, beside a period before."""

from dataclasses import replace
from datetime import date
from typing import Any

from actionplan.comparing.documents import compare
from actionplan.declared import Due, Status
from actionplan.document import Action, PlanDocument
from actionplan.reporting.appendix import Appendix, Corrected
from actionplan.reporting.report import ReportDocument
from tests.reporting.plans import report

CORRECTED = Corrected(
    "Q4 2022/23", "PR-3", "RAG", "G (Green)", "A (Amber)", "Minute 34", "Typed into another row."
)


def with_actions(plan: PlanDocument, change: Any) -> PlanDocument:
    """The plan with ``change`` of each top action and its number, from one; None drops it."""
    number, themes = 0, []
    for theme in plan.themes:
        recommendations = []
        for one in theme.recommendations:
            kept: list[Action] = []
            for action in one.actions:
                number += 1
                changed = change(action, number)
                kept += [changed] if changed else []
            recommendations.append(replace(one, actions=tuple(kept)))
        themes.append(replace(theme, recommendations=tuple(recommendations)))
    return replace(plan, themes=tuple(themes))


def earlier(plan: PlanDocument) -> PlanDocument:
    """A quarter before: each 7th was in progress, each 11th due earlier, each 13th is new."""

    def before(action: Action, number: int) -> Action | None:
        if number % 13 == 0:
            return None
        if number % 7 == 0:
            return replace(action, status=Status.IN_PROGRESS, rating="A")
        if number % 11 == 0:
            return replace(action, due=Due("March 2022", date(2022, 3, 31)))
        return action

    return replace(with_actions(plan, before), as_at=date(2023, 3, 31))


def appendix_report(plan: PlanDocument, **form: Any) -> ReportDocument:
    """The plan reported to a committee, with the quarter before and a correction of it."""
    before = earlier(plan)
    usual: dict[str, Any] = {
        "before": before,
        "changed": compare(before, plan),
        "corrections": (CORRECTED,),
        "summary": "Much was done.",
        "recommendations": "Note the position.\nAgree the new dates.",
    }
    return report(
        plan,
        committee="Policy, Finance and Development Committee",
        meeting_on=date(2023, 9, 5),
        author="Strategic Director",
        produced_from="Q1 2023/24, closed and locked",
        appendix=Appendix(**(usual | form)),
    )
