"""A lead says how confident they are; the head of service agrees, or returns it with a note."""

from typing import Any

import pytest
from playwright.sync_api import expect

from council.models import Role, ServiceArea
from tests import factories
from tests.browser.steps import fits_the_width, log_in, no_axe_violations

BOARD = "/ashdown/plans/peer-review/"
ACTION = f"{BOARD}actions/PR-1/"


@pytest.fixture
def head(cast):
    """The head of the service of the cast's lead, whose plan asks for both."""
    cast.plan.asks_confidence = cast.plan.asks_agreement = True
    cast.plan.save()
    person = factories.member(cast.council, Role.OFFICER, name="Ruth Adeyemi")
    post = factories.post(cast.council, "Director of Governance", held_by=person)
    area = ServiceArea.objects.create(council=cast.council, name="Governance", head=post)
    cast.post.service_area = area
    cast.post.save()
    return person


@pytest.mark.parametrize(
    "browser_of", [{}, {"width": 375}, {"javascript": False}], ids=["desk", "phone", "plain"]
)
def test_update_is_said_returned_said_again_and_agreed(new_page, cast, head, browser_of):
    lead, chief = new_page(**browser_of), new_page(**browser_of)
    log_in(lead, cast.owner)
    log_in(chief, head)

    say(lead, "Low", "Nobody chairs the group.")
    chief.goto(ACTION)
    expect(standing(chief)).to_contain_text("Not yet agreed")
    chief.get_by_role("button", name="Return").click()
    expect(chief.get_by_role("alert")).to_contain_text("Say in a sentence why you return it.")
    if "javascript" not in browser_of:  # axe is a script
        no_axe_violations(chief)
    chief.get_by_label("Note to the lead").fill("Who will chair it, and from when?")
    chief.get_by_role("button", name="Return").click()
    expect(chief.locator("#messages")).to_contain_text("returned to its lead")

    lead.goto(ACTION)
    expect(standing(lead)).to_contain_text("Who will chair it, and from when?")
    fits_the_width(lead)
    say(lead, "Medium", "The director chairs it from July.")
    chief.goto(ACTION)
    chief.get_by_role("button", name="Agree").click()
    expect(standing(chief)).to_contain_text("Agreed by Ruth Adeyemi, as Director of Governance")
    fits_the_width(chief)
    lead.goto(BOARD)
    row = lead.locator("#action-1")
    expect(row).to_contain_text("Confidence: medium")
    expect(row).not_to_contain_text("Not yet agreed")


def standing(page: Any) -> Any:
    return page.get_by_role("region", name="agreed").or_(
        page.get_by_role("region", name="Returned with a note")
    )


def say(page: Any, confidence: str, words: str) -> None:
    """Update the action from its own page."""
    page.goto(ACTION)
    page.get_by_role("radio", name=confidence).check()
    page.get_by_label("New commentary").fill(words)
    page.get_by_role("button", name="Save update").click()
    expect(page.locator("#messages")).to_contain_text("PR-1 is updated.")
