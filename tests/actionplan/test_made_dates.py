"""A cell of a CSV that a spreadsheet took for a date says what it said when it went out."""

from datetime import date

import pytest

from actionplan.dates.made import is_made_a_date
from actionplan.declared import Due, Moment, Precision
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.merging.bases import base_of
from actionplan.merging.plans import merge

MONTH = Precision.MONTH


def plan(**fields) -> PlanDocument:
    action = Action("Review the constitution", "PR-1", **fields)
    return PlanDocument(
        "Peer review", themes=(Theme(None, (Recommendation("Govern", "1", actions=(action,)),)),)
    )


def differences(before: PlanDocument, after: PlanDocument, **more) -> list[str]:
    speaks = ["commentary", "due", "completed", "timescale"]
    return [cell.field for cell in merge(before, after, speaks=speaks, **more).rows[0].cells]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("January 2024", "01/01/24"),  # LibreOffice, British or American
        ("January 2024", "Jan-24"),  # Excel
        ("January 2024", "2024-01-01"),
        ("March 2025", "01/03/2025"),
        ("March 2025", "03/01/25"),  # an American setting
        ("15 March 2024", "15/03/24"),
        ("15 March 2024", "03/15/24"),
        ("15 March 2024", "15-Mar-24"),
    ],
)
def test_the_same_date_in_a_spreadsheets_form_is_no_change(words, shown):
    before, after = plan(commentary=words, timescale=words), plan(commentary=shown, timescale=shown)
    assert differences(before, after) == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("January 2024", "01/02/24"),
        ("January 2024", "1 January 2024"),  # a person's form
        ("January 2024", "02/01/24"),
        ("1 January 2024", "Jan-24"),
        ("Agreed in January 2024", "01/01/24"),
        ("Q3 2023/24", "01/10/23"),
        ("Ongoing", "01/01/24"),
    ],
)
def test_another_date_or_a_persons_words_are_a_change(words, shown):
    before, after = plan(commentary=words), plan(commentary=shown)
    assert differences(before, after) == ["commentary"]


def test_due_words_beside_the_same_date_are_no_change():
    due = Due("3 April 2024", date(2024, 4, 3), Precision.DAY)
    shown = Due("04/03/24", date(2024, 4, 3), Precision.DAY)
    moved = Due("04/03/24", date(2024, 3, 4), Precision.DAY)
    assert differences(plan(due=due), plan(due=shown)) == []
    assert differences(plan(due=due), plan(due=moved)) == ["due"]


def test_a_month_of_completion_does_not_become_its_first_day():
    month = plan(completed=Moment(date(2024, 1, 31), MONTH))
    assert differences(month, plan(completed=Moment(date(2024, 1, 1)))) == []
    assert differences(month, plan(completed=Moment(date(2024, 1, 9)))) == ["completed"]


def test_a_file_that_still_has_its_stamp_is_believed():
    before, after = plan(commentary="January 2024"), plan(commentary="01/01/24")
    assert differences(before, after, base=base_of(before)) == ["commentary"]


def test_no_such_american_day_is_no_date():
    assert not is_made_a_date("January 2024", "02/30/24")
