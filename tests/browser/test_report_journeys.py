"""A clerk writes a report to a committee, with scripts and without."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import fits_the_width, log_in, no_axe_violations
from tests.sealing import a_closed_period

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])


@BOTH
def test_clerk_begins_a_report_writes_a_section_and_reads_what_is_missing(
    new_page, cast, javascript
):
    factories.meeting(cast.council, date(2023, 9, 5), "Audit Committee")
    a_closed_period(cast.plan, date(2023, 3, 31), cast.manager, name="Q4 2022/23")
    page = new_page(javascript=javascript, width=375)
    log_in(page, cast.clerk)
    page.goto("/ashdown/meetings/")
    page.get_by_role("link", name="Reports", exact=True).click()
    page.get_by_role("link", name="Make a report").click()
    page.get_by_label("Title").fill("Peer review: progress")
    page.get_by_label("Peer review action plan").select_option("Q4 2022/23, closed and locked")
    page.get_by_label("Covering report with the action plan as appendix").check()
    page.get_by_role("button", name="Begin the report").click()
    expect(page.get_by_text("The section “Purpose of the report” is empty.")).to_be_visible()
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)
    page.get_by_role("link", name="a page of appendix 1").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("as at 31 March 2023")
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)
    page.go_back()
    page.get_by_role("link", name="Purpose of the report").click()
    page.get_by_label("Purpose of the report").press_sequentially("To report progress.")
    if javascript:  # kept while one types, without a button
        expect(page.locator("#kept")).to_contain_text("Saved")
        page.get_by_role("link", name="Back to the report").click()
    else:
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The section “Purpose of the report” is empty.")).to_have_count(0)
    page.get_by_label("Move it to").select_option("ready")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_role("alert")).to_contain_text("The implication “Legal” is empty.")
