"""By which titles two files are taken for the same plan."""

import pytest

from actionplan.merging.titles import code_for, same_plan, slug_for, without_dates


@pytest.mark.parametrize(
    "later",
    [
        "Peer Review Action Plan",
        "peer review  action plan",
        "Peer Review Action Plan – Updated June 2023",
        "Peer Review Action Plan – Updated 30 June 2023",
        "Peer Review Action Plan as at 30th of June 2023",
        "Peer Review Action Plan, June 30 2023",
        "Peer Review Action Plan 30/06/2023",
        "Peer Review Action Plan 30.06.23",
        "Peer Review Action Plan 2023-06-30",
        "Peer Review Action Plan Q1 2023/24",
        "Peer Review Action Plan v2",
        "Peer Review Action Plan (version 12)",
    ],
)
def test_date_words_do_not_make_another_plan(later):
    assert same_plan("Peer Review Action Plan – Updated March 2022", later)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Recovery Plan Phase 1", "Recovery Plan Phase 2"),
        ("Recovery Plan Phase 1 June 2023", "Recovery Plan Phase 2 June 2023"),
        ("Audit 7 action plan", "Audit 12 action plan"),
        ("Section 11 audit", "Section 17 audit"),
        ("June 2023", "July 2023"),
        ("30 June 2023", "Q1 2023/24"),
        ("", "June 2023"),
    ],
)
def test_numbers_of_the_name_and_bare_dates_do(first, second):
    assert not same_plan(first, second)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Corporate Peer Review Action Plan – Updated June 2023", "PR"),
        ("Annual Governance Statement, March 2023", "AGS"),
        ("June 2023", "AP"),
    ],
)
def test_month_of_a_file_is_no_part_of_the_references(title, code):
    assert code_for(title, set()) == code
    assert code_for(title, {code}) == f"{code}2"


def test_a_title_that_is_only_a_date_is_still_its_own():
    assert same_plan("June 2023", "June  2023")
    assert without_dates("June 2023") == ""
    assert slug_for("June 2023", set()) == "plan"
    assert slug_for("Recovery Plan Phase 2", set()) == "recovery-plan-phase-2"
