"""A lead proposes a new date; the post named on the plan refuses, a committee agrees."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.asking import an_asking_plan
from tests.browser.steps import fits_the_width, log_in, no_axe_violations

BOARD = "/ashdown/plans/peer-review/"
ACTION = f"{BOARD}actions/PR-1/"
DATES = f"{BOARD}dates/"


@pytest.mark.parametrize(
    "browser_of", [{}, {"width": 375, "javascript": False}], ids=["desk", "plain phone"]
)
def test_a_new_date_is_proposed_refused_proposed_again_and_agreed(new_page, cast, browser_of):
    asking = an_asking_plan(cast)
    lead, chief, manager = (new_page(**browser_of) for _ in range(3))
    log_in(lead, cast.owner)
    log_in(chief, asking.approver)
    log_in(manager, cast.manager)

    propose(lead, "31 December 2023", "The elections came between.")
    expect(lead.locator("#messages")).to_contain_text("30 September 2023 stays in force")

    chief.goto(DATES)
    open_answer(chief)
    chief.get_by_role("button", name="Refuse").click()
    expect(chief.get_by_role("alert")).to_contain_text("Say why the date is refused.")
    if browser_of.get("javascript", True):  # axe is a script
        no_axe_violations(chief)
    chief.get_by_label("Reason").fill("Members were promised it before Christmas.")
    chief.get_by_role("button", name="Refuse").click()
    expect(chief.locator("#messages")).to_contain_text("is refused for PR-1")

    lead.goto(ACTION)
    expect(lead.locator("#history + ol")).to_contain_text("Members were promised it")
    propose(lead, "30 November 2023", "The workshop comes after the elections.")

    manager.goto(DATES)
    open_answer(manager)
    manager.get_by_label("Committee", exact=True).fill("Full Council")
    manager.get_by_label("Decided, minute awaited").check()
    manager.get_by_role("button", name="Agree").click()
    expect(manager.locator("#messages")).to_contain_text("PR-1 is due 30 November 2023 now")
    manager.get_by_label("Minute", exact=True).fill("34")
    manager.get_by_role("button", name="Save the minute").click()
    expect(manager.locator("#messages")).to_contain_text("minute 34")
    fits_the_width(manager)

    lead.goto(ACTION)
    facts = lead.get_by_role("region", name="How its date has moved")
    expect(facts).to_contain_text("agreed by Full Council, minute 34")
    expect(facts).to_contain_text("First agreed")
    fits_the_width(lead)


def propose(page: Page, day: str, reason: str) -> Any:
    """Update the action from its own page with another date."""
    page.goto(ACTION)
    page.get_by_label("Due", exact=True).fill(day)
    page.get_by_label("Why the date moves").fill(reason)
    page.get_by_role("button", name="Save update").click()
    expect(page.locator("#messages")).to_contain_text(f"{day} is proposed")


def open_answer(page: Page) -> None:
    page.locator("summary").filter(has_text="the new date of PR-1").click()
