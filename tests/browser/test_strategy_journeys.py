"""A plan manager edits a strategy, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import fits_the_width, log_in, no_axe_violations
from tests.strategies import a_strategy

EDIT = "/ashdown/strategies/organisational-strategy/edit/"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_manager_edits_moves_and_is_refused_a_removal(new_page, cast, javascript):
    a_strategy(cast.council)
    page = new_page(javascript=javascript, width=375)
    log_in(page, cast.manager)
    page.goto(EDIT)
    page.get_by_role("link", name="Edit D1").click()
    page.get_by_label("Review due").fill("1 March 2024")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("D1 is saved.")
    page.get_by_role("button", name="Down P1").click()
    expect(page.locator("#messages")).to_contain_text("P1 has moved down.")
    page.get_by_role("link", name="Remove P1").click()
    page.get_by_role("button", name="Remove P1").click()
    expect(page.get_by_role("alert")).to_contain_text("P1 cannot be removed")
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)


def test_manager_adopts_a_draft_by_keyboard(page, cast):
    a_strategy(cast.council)
    log_in(page, cast.manager)
    page.goto(f"{EDIT}status/")
    page.get_by_label("Adopted by").focus()
    page.keyboard.type("Full Council")
    page.keyboard.press("Tab")
    page.keyboard.type("1 May 2023")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Adopted by Full Council on 1 May 2023")).to_be_visible()


def test_two_managers_at_once_see_both_versions(new_page, cast):
    a_strategy(cast.council)
    first, second = new_page(), new_page()
    for one in (first, second):
        log_in(one, cast.manager)
        one.goto("/ashdown/strategies/organisational-strategy/parts/principles/P1/edit/")
    first.get_by_label("Title").fill("Theirs")
    first.get_by_role("button", name="Save").click()
    expect(first.locator("#messages")).to_contain_text("P1 is saved.")
    second.get_by_label("Title").fill("Mine")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("Somebody else saved this")).to_be_visible()
    no_axe_violations(second)
    second.get_by_role("button", name="Save").click()
    expect(second.locator("#P1")).to_contain_text("Mine")
