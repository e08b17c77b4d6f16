"""A plan manager makes a plan and says what its ratings mean, with scripts and without."""

import pytest
from playwright.sync_api import Page, expect

from actionplan.models import Plan
from tests.browser.steps import fits_the_width, log_in, no_axe_violations

PLANS = "/ashdown/plans/"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_manager_makes_a_plan_and_its_key_on_a_phone(new_page, cast, javascript):
    page = new_page(javascript=javascript, width=375)
    log_in(page, cast.manager)
    page.goto(PLANS)
    page.get_by_role("link", name="New plan").click()
    page.get_by_label("Blank: the usual key").check()
    page.get_by_label("Title").fill("Climate plan")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator("#messages")).to_contain_text("Climate plan is made.")
    page.get_by_role("link", name="Change the key").click()
    add_blue(page)
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator("#messages")).to_contain_text("Key: saved.")
    plan = Plan.objects.get(slug="climate-plan")
    assert [one.letter for one in plan.ratings] == ["G", "A", "B", "R"]


def add_blue(page: Page) -> None:
    """A fourth rating, moved up to the third place."""
    page.get_by_role("button", name="Add another rating").click()
    line = page.get_by_role("group", name="Rating 4")
    line.get_by_label("Letter").fill("B")
    line.get_by_label("Word").fill("Blue")
    line.get_by_label("Shape").select_option("diamond")
    line.get_by_label("Colour").select_option("blue")
    line.get_by_label("May be chosen").select_option("Only when complete")
    line.get_by_role("button", name="Up Rating 4").click()
    third = page.get_by_role("group", name="Rating 3")
    expect(third.get_by_label("Word")).to_have_value("Blue")
    expect(page.get_by_text("Not saved yet.")).to_be_visible()


def test_return_in_a_field_saves(page, cast):
    log_in(page, cast.manager)
    page.goto(f"{PLANS}peer-review/set-up/columns/")
    page.get_by_role("button", name="Add another column").click()
    page.get_by_text("Who agreed it, and where").click()
    page.get_by_label("Minute").fill("34")
    page.get_by_label("Why", exact=True).fill("Asked for")
    page.get_by_label("Heading").fill("Cost")
    page.get_by_label("Heading").press("Enter")
    expect(page.locator("#messages")).to_contain_text("Columns and fields asked: saved.")
    assert Plan.objects.get(pk=cast.plan.pk).columns == ["Cost"]


def test_what_is_wrong_is_named_and_led_to(page, cast):
    log_in(page, cast.manager)
    page.goto(f"{PLANS}peer-review/set-up/key/")
    page.get_by_role("group", name="Rating 2").get_by_label("Word").fill("")
    page.get_by_label("Why", exact=True).fill("Asked for")
    page.get_by_role("button", name="Save").last.click()
    page.get_by_role("link", name="Give the rating a word.").click()
    wrong = page.get_by_role("group", name="Rating 2").get_by_label("Word")
    expect(wrong).to_be_focused()
    no_axe_violations(page)


def test_two_managers_at_once_see_both_keys(new_page, cast):
    first, second = new_page(), new_page()
    for one, word in ((first, "Theirs"), (second, "Mine")):
        log_in(one, cast.manager)
        one.goto(f"{PLANS}peer-review/set-up/key/")
        one.get_by_role("group", name="Rating 3").get_by_label("Word").fill(word)
        one.get_by_label("Why", exact=True).fill("Asked for")
    for one in (first, second):
        one.get_by_role("button", name="Save").last.click()
    expect(second.get_by_text("Somebody else saved this")).to_be_visible()
    no_axe_violations(second)
    second.get_by_role("button", name="Save").last.click()
    expect(second.locator("#messages")).to_contain_text("Key: saved.")
