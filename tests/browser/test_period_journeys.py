"""A quarter of the plan is closed and locked in the browser, and read again a year later."""

from datetime import date

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from actionplan.models import Plan, Seal
from tests import factories
from tests.browser.steps import fits_the_width, log_in, no_axe_violations

PLAN = "/ashdown/plans/peer-review/"
Q1 = f"{PLAN}periods/q1-2023-24/"


def checked(page: Page, javascript: bool) -> None:
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_the_quarter_is_closed_and_stays_what_it_was(new_page, cast, javascript):
    factories.entry(cast.ahead, period=None, rating="A", commentary="As it was in March.")
    page = new_page(javascript=javascript, width=375 if javascript else 1280)
    log_in(page, cast.manager)

    page.goto(PLAN)
    page.get_by_role("link", name="Periods").click()
    page.get_by_role("link", name="Q1 2023/24").click()
    expect(page.get_by_text("have no update in this period")).to_be_visible()
    page.get_by_role("button", name="Begin closing").click()
    checked(page, javascript)
    page.get_by_role("button", name="Remind 1 lead by e-mail").click()
    expect(page.locator("#messages")).to_contain_text("1 lead was reminded by e-mail.")
    page.get_by_role("button", name="Close and lock").click()
    checked(page, javascript)
    page.get_by_label("Position as at").fill("1 July 2023")
    page.get_by_role("button", name="Close and lock Q1 2023/24").click()
    expect(page.get_by_text("not in the future")).to_be_visible()
    page.get_by_label("Position as at").fill("30 June 2023")
    page.get_by_role("button", name="Close and lock Q1 2023/24").click()
    expect(page.locator("#messages")).to_contain_text("Q1 2023/24 is closed and locked.")
    expect(page.get_by_text("As it was in March.")).to_be_visible()
    checked(page, javascript)
    reported = page.locator("#as-reported").inner_html()

    page.get_by_role("link", name="Periods").click()
    page.get_by_role("link", name="Q2 2023/24").click()
    expect(page.get_by_role("button", name="Begin closing")).to_be_visible()

    factories.entry(cast.ahead, rating="R", commentary="All is changed.")
    Plan.objects.filter(pk=cast.plan.pk).update(title="Another plan")
    with override_settings(GOLDEN_THREAD_TODAY=date(2024, 6, 30)):
        page.goto(Q1)
        assert page.locator("#as-reported").inner_html() == reported
        page.get_by_role("link", name="Correct PR-1").click()
        page.get_by_label("RAG: A (Amber)").check()
        page.get_by_label("What it should have said").fill("R (Red)")
        page.get_by_label("Minute that asked for it").fill("Audit Committee, minute 41")
        page.get_by_label("Why").fill("The working group had not met.")
        checked(page, javascript)
        page.get_by_role("button", name="Record the correction").click()
        beside = page.locator("#PR-1").get_by_text("RAG should read “R (Red)”")
        expect(beside).to_be_visible()
        checked(page, javascript)
    assert Seal.objects.get().as_at == date(2023, 6, 30)
