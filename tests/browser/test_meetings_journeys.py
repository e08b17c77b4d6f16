"""A clerk keeps the calendar and a plan manager ties due dates to it, with scripts and without."""

from datetime import date

import pytest
from playwright.sync_api import expect

from actionplan.declared import Due, Precision
from tests import factories
from tests.browser.steps import fits_the_width, log_in, no_axe_violations

HERE = "/ashdown/meetings/"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])


@BOTH
def test_calendar_from_nothing_to_a_meeting_with_its_deadlines(new_page, cast, javascript):
    page = new_page(javascript=javascript, width=375)
    log_in(page, cast.clerk)
    page.goto(HERE)
    page.get_by_role("link", name="Add a meeting").click()
    page.get_by_label("Name", exact=True).fill("Policy, Finance & Development Committee")
    page.get_by_label("Other names").fill("PFD")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Use the usual ones").click()
    expect(page.locator("#messages")).to_contain_text("has the usual deadlines now")
    page.get_by_role("link", name="Cycles").click()
    page.get_by_role("link", name="Add a cycle").click()
    page.get_by_label("Name").fill("September 2023 cycle")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Calendar").click()
    page.get_by_role("link", name="Add a meeting").click()
    page.get_by_label("Committee").select_option("Policy, Finance & Development Committee")
    page.get_by_label("Day").fill("5 September 2023")
    page.get_by_label("Starts at").fill("6.30pm")
    page.get_by_label("Cycle").select_option("September 2023 cycle")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Agenda published: 25 August 2023")).to_be_visible()
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)


@BOTH
def test_due_date_is_tied_and_moves_with_its_meeting(new_page, cast, javascript):
    factories.meeting(cast.council, date(2023, 9, 12), "Full Council")
    due = Due("Full Council Sept 2023", date(2023, 9, 30), Precision.MONTH)
    factories.entry(cast.ahead, by=cast.owner, due=due)
    page = new_page(javascript=javascript)
    log_in(page, cast.manager)
    page.goto(f"{HERE}due/")
    expect(page.get_by_label("Full Council, 12 September 2023")).to_be_checked()
    page.get_by_label("Why").fill("The report goes to that meeting.")
    page.get_by_role("button", name="Tie the chosen ones").click()
    expect(page.locator("#messages")).to_contain_text("now hangs on a meeting")
    page.get_by_role("link", name="Calendar").click()
    page.get_by_role("link", name="12 September 2023").click()
    page.get_by_role("link", name="Move to another day").click()
    page.get_by_label("New day").fill("19 September 2023")
    page.get_by_role("button", name="See what moves with it").click()
    expect(page.get_by_role("row", name="PR-1")).to_contain_text("19 September 2023")
    page.get_by_label("Why").fill("The hall is flooded.")
    if javascript:
        no_axe_violations(page)
    page.get_by_role("button", name="Move the meeting").click()
    expect(page.locator("#messages")).to_contain_text("1 due date has moved with it")
    page.get_by_role("link", name="PR-1").click()
    latest = page.locator(".gt-timeline__entry--latest")
    expect(latest).to_contain_text("The meeting has moved")
    expect(latest).to_contain_text("12 September 2023 to 19 September 2023")


@BOTH
def test_calendar_is_imported_after_a_look_at_every_line(new_page, cast, javascript):
    factories.meeting(cast.council, date(2023, 9, 12), "Full Council")
    text = (
        "Committee,Date,Time\nCouncil (full),soon,\nFull Council,12/09/2023,7pm\nAudit,1/10/23,\n"
    )
    page = new_page(javascript=javascript, width=375)
    log_in(page, cast.manager)
    page.goto(f"{HERE}import/")
    file = {"name": "meetings.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("Calendar file").set_input_files(file)
    page.get_by_role("button", name="Show what it would do").click()
    expect(page.get_by_text("3 lines: 1 to be added, 1 changed, 1 refused.")).to_be_visible()
    expect(page.get_by_label("Audit will be made")).to_be_checked()
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#messages")).to_contain_text("2 of 3 lines changed it")
    expect(page.get_by_role("link", name="1 October 2023")).to_be_visible()
