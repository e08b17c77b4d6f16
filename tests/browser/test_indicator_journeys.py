"""Owners of indicators at work: a quarter's values with and without scripts, on a phone, wrong."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.steps import fits_the_width, log_in, no_axe_violations
from tests.strategy.making import indicator, measured

QUARTER = "/ashdown/indicators/quarter/"
MARCH = date(2023, 3, 31)


@pytest.fixture
def visits(cast):
    made = indicator(
        cast.council, name="Visits", unit="number", target=80_000, good="up", owner_post=cast.post
    )
    measured(made, 73_390, MARCH)
    return made


@pytest.fixture
def report(cast):
    return indicator(
        cast.council, "K2", name="Report published", unit="yes/no", target=1, owner_post=cast.post
    )


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [1280, 375])
def test_owner_enters_values_is_asked_again_and_confirms(
    new_page, cast, visits, report, javascript, width
):
    page = new_page(javascript=javascript, width=width)
    log_in(page, cast.owner)
    page.goto("/ashdown/indicators/")
    page.get_by_role("button", name="Enter a quarter’s values").click()
    page.get_by_label("Value of Visits").fill("420")
    page.get_by_label("Value of Report published").select_option("Yes")
    page.get_by_role("button", name="Save values").click()

    summary = page.locator(".govuk-error-summary")
    expect(summary).to_contain_text("420 is less than a third of the last value, 73,390")
    expect(page.get_by_label("Value of Report published")).to_have_value("Yes")
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)
    page.get_by_label("It is right: Visits").check()
    page.get_by_role("button", name="Save values").click()
    expect(page.locator("#messages")).to_contain_text("2 values are saved for Q1 2023/24.")
    assert visits.measurements.count() == 2


@pytest.mark.parametrize("width", [1280, 375])
def test_mistakes_are_named_and_nothing_typed_is_lost(new_page, cast, visits, report, width):
    page = new_page(width=width)
    log_in(page, cast.owner)
    page.goto(QUARTER)
    no_axe_violations(page)
    page.get_by_label("Value of Visits").fill("12%")
    page.get_by_label("Day of Visits").fill("2023-07-01")
    page.get_by_label("Note on Visits").fill("Counted by hand.")
    page.get_by_role("button", name="Save values").click()

    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("“12%” is a percentage")
    expect(summary).to_contain_text("1 July 2023 lies in the future")
    expect(page.get_by_label("Note on Visits")).to_have_value("Counted by hand.")
    fits_the_width(page)
    no_axe_violations(page)
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Value of Visits")).to_be_focused()


def test_double_click_saves_once(page, cast, visits):
    log_in(page, cast.owner)
    page.goto(QUARTER)
    page.get_by_label("Value of Visits").fill("74,000")
    page.get_by_role("button", name="Save values").dblclick()
    expect(page.locator("h1")).to_have_text("Indicators")
    assert visits.measurements.count() == 2


@pytest.mark.parametrize("width", [1280, 375])
def test_page_with_chart_and_correction_has_no_barrier(new_page, cast, visits, width):
    measured(visits, 73_930, MARCH, note="Two figures had changed places.")
    measured(visits, 76_000, date(2023, 6, 30))
    measured(visits, 79_000, date(2024, 3, 31), forecast=True)
    page = new_page(width=width)
    log_in(page, cast.owner)
    page.goto(visits.get_absolute_url())
    expect(page.get_by_role("img")).to_have_count(1)
    fits_the_width(page)
    no_axe_violations(page)
    page.goto("/ashdown/indicators/")
    no_axe_violations(page)


@pytest.mark.parametrize("width", [1280, 375])
def test_plan_manager_edits_the_definition(new_page, cast, visits, width):
    page = new_page(width=width)
    log_in(page, cast.manager)
    page.goto(visits.get_absolute_url())
    page.get_by_role("link", name="Edit the definition").click()
    page.get_by_label("Target", exact=True).fill("85%")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("“85%” is a percentage")
    fits_the_width(page)
    no_axe_violations(page)
    page.get_by_label("Target", exact=True).fill("85,000")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("K1 is changed.")
    expect(page.locator(".gt-timeline")).to_contain_text("85,000")
    no_axe_violations(page)
