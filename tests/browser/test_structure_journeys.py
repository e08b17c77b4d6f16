"""A plan manager changes what a plan is made of, with scripts and without."""

import pytest
from playwright.sync_api import expect

from actionplan.models import Action
from tests.browser.steps import fits_the_width, log_in, no_axe_violations

STRUCTURE = "/ashdown/plans/peer-review/structure/"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_manager_orders_splits_and_finds_it_in_the_register(new_page, cast, javascript):
    page = new_page(javascript=javascript, width=375)
    log_in(page, cast.manager)
    page.goto("/ashdown/plans/peer-review/")
    page.get_by_role("link", name="Edit structure").click()
    page.get_by_role("button", name="Down PR-1").click()
    expect(page.locator("#messages")).to_contain_text("PR-1 has moved.")
    expect(page.get_by_role("button", name="Down PR-1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Down PR-1")).to_be_focused()
    page.get_by_role("link", name="Move, split, merge, drop PR-1").click()
    page.get_by_role("link", name="Split").click()
    page.get_by_label("The new actions").fill("Review the rules\nReview the powers")
    page.get_by_role("button", name="Split").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why this is changed.")
    page.get_by_label("Why").fill("Two teams, two actions")
    page.get_by_role("button", name="Split").click()
    expect(page.locator("#messages")).to_contain_text("PR-1 goes on as PR-7 and PR-8.")
    fits_the_width(page)
    page.get_by_role("link", name="change register").click()
    expect(page.locator(".gt-bridge")).to_have_text("6 + 1 split = 7")
    expect(page.locator(".gt-timeline")).to_contain_text("Two teams, two actions")
    if javascript:
        no_axe_violations(page)


def test_row_is_dragged_to_another_place(page, cast):
    log_in(page, cast.manager)
    page.set_viewport_size({"width": 1280, "height": 1600})  # a drag does not scroll by itself
    page.goto(STRUCTURE)
    page.locator("#action-1 .gt-drag").drag_to(page.locator("#action-3"))
    expect(page.locator("#messages")).to_contain_text("PR-1 has moved.")
    order = [one.number for one in Action.objects.filter(plan=cast.plan).in_plan_order()]
    assert order == [2, 3, 1, 4, 5, 6]


def test_two_managers_at_once_see_both_versions(new_page, cast):
    first, second = new_page(), new_page()
    for one in (first, second):
        log_in(one, cast.manager)
        one.goto(f"{STRUCTURE}actions/PR-1/edit/")
        one.get_by_label("Why").fill("Agreed in May")
    first.get_by_label("Action", exact=True).fill("Theirs")
    first.get_by_role("button", name="Save").click()
    expect(first.locator("#messages")).to_contain_text("PR-1 is saved.")
    second.get_by_label("Action", exact=True).fill("Mine")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("Somebody else saved this")).to_be_visible()
    no_axe_violations(second)
    second.get_by_role("button", name="Save").click()
    expect(second.locator("#action-1")).to_contain_text("Mine")
