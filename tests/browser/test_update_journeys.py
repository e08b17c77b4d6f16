"""Officers at work: updating rows inline, by keyboard, on a phone, without scripts, two at once."""

import re

import pytest
from playwright.sync_api import Page, expect

from actionplan.models import Action
from tests import factories
from tests.browser.steps import fits_the_width, log_in, log_in_by_form, no_axe_violations

BOARD = "/ashdown/plans/peer-review/"


def row(page: Page, action: Action):
    return page.locator(f"#action-{action.number}")


def saved(page: Page, action: Action):
    """The row as it stands after it has been saved; the form that stood there is gone."""
    return page.locator(f"#action-{action.number}.gt-row--saved")


def open_form(page: Page, action: Action):
    """The form in the row of ``action``, opened from its Update link."""
    row(page, action).get_by_role("link", name=f"Update {action.reference}").click()
    form = form_of(page, action)
    expect(form.get_by_label("RAG")).to_be_focused()
    return form


def form_of(page: Page, action: Action):
    """The update form of ``action``, wherever it stands on the page."""
    return page.get_by_role("form", name=f"Update {action.reference}")


def latest(action: Action):
    action.refresh_from_db()
    return action.latest


@pytest.mark.parametrize("width", [1280, 375])
def test_officer_updates_a_row_without_leaving_the_page(new_page, cast, width):
    page = new_page(width=width)
    log_in(page, cast.owner)
    page.goto(BOARD)
    form = open_form(page, cast.ahead)
    expect(form).to_contain_text("A working group meets monthly.")
    fits_the_width(page)
    no_axe_violations(page)
    form.get_by_label("RAG").select_option("R")
    form.get_by_label("New commentary").fill("The group has stopped.\nWe need a chair.")
    form.get_by_role("button", name="Save update").click()

    expect(saved(page, cast.ahead)).to_contain_text("The group has stopped.")
    expect(saved(page, cast.ahead)).to_contain_text("Red")
    expect(page.locator("#plan-summary")).to_contain_text("Red 2")
    expect(page.locator("#announcer")).to_have_text("PR-1 is updated.")
    expect(page.get_by_role("link", name="Update PR-1")).to_be_focused()
    assert page.url.endswith(BOARD)
    no_axe_violations(page)
    assert latest(cast.ahead).commentary == "The group has stopped.\nWe need a chair."


def test_officer_updates_with_the_keyboard_only(page, cast):
    log_in(page, cast.owner)
    page.goto(BOARD)
    page.get_by_role("link", name="Update PR-1").focus()
    page.keyboard.press("Enter")
    form = page.get_by_role("form", name="Update PR-1")
    expect(form.get_by_label("RAG")).to_be_focused()
    page.keyboard.press("A")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(form.get_by_label("New commentary")).to_be_focused()
    page.keyboard.type("Waiting for the auditors.")
    form.get_by_role("button", name="Save update").focus()
    page.keyboard.press("Enter")
    expect(saved(page, cast.ahead)).to_contain_text("Waiting for the auditors.")
    assert latest(cast.ahead).rating == "A"


def test_escape_leaves_an_untouched_form_and_gives_the_focus_back(page, cast):
    log_in(page, cast.owner)
    page.goto(BOARD)
    open_form(page, cast.ahead)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Update PR-1")).to_be_focused()
    assert cast.ahead.entries.count() == 1


def test_errors_are_shown_in_the_row_and_get_the_focus(page, cast):
    log_in(page, cast.owner)
    page.goto(BOARD)
    form = open_form(page, cast.ahead)
    form.get_by_label("Due").fill("whenever")
    form.get_by_label("New commentary").fill("Kept while I mend the date.")
    form.get_by_role("button", name="Save update").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("gives no date")
    expect(page.get_by_label("New commentary")).to_have_value("Kept while I mend the date.")
    no_axe_violations(page)
    summary.get_by_role("link").click()
    expect(form_of(page, cast.ahead).get_by_label("Due")).to_be_focused()
    assert cast.ahead.entries.count() == 1


def test_no_change_wants_a_sentence_when_past_its_date(page, cast):
    log_in(page, cast.owner)
    page.goto(BOARD)
    form = open_form(page, cast.late)
    form.get_by_role("button", name="No change").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("say in a sentence why")
    page.get_by_label("New commentary").fill("The trainer is on leave until August.")
    page.get_by_role("button", name="No change").click()
    expect(saved(page, cast.late)).to_contain_text("The trainer is on leave until August.")
    assert latest(cast.late).no_change


def test_second_person_is_shown_both_versions_and_decides(new_page, cast):
    first, second = new_page(), new_page()
    log_in(first, cast.owner)
    log_in(second, cast.manager)
    for page in (first, second):
        page.goto(BOARD)
        open_form(page, cast.ahead)
    form_of(second, cast.ahead).get_by_label("RAG").select_option("A")
    second.get_by_label("New commentary").fill("Theirs: delayed.")
    second.get_by_label("Where the lead said so").fill("e-mail, 12 June")
    second.get_by_role("button", name="Save update").click()
    expect(saved(second, cast.ahead)).to_contain_text("Theirs: delayed.")

    first.get_by_label("New commentary").fill("Mine: on its way.")
    first.get_by_role("button", name="Save update").click()
    expect(first.locator(".govuk-error-summary")).to_contain_text("updated PR-1 while you were")
    expect(first.locator(".gt-versions")).to_contain_text("Theirs: delayed.")
    expect(first.get_by_label("New commentary")).to_have_value("Mine: on its way.")
    expect(form_of(first, cast.ahead).get_by_label("RAG")).to_have_value("A")
    no_axe_violations(first)
    first.get_by_role("button", name="Save update").click()
    expect(saved(first, cast.ahead)).to_contain_text("Mine: on its way.")
    assert cast.ahead.entries.count() == 3


def test_session_that_ends_in_mid_typing_loses_nothing(page, cast, tolerated):
    tolerated.append("Response Status Error Code 401")
    log_in(page, cast.owner)
    page.goto(BOARD)
    form = open_form(page, cast.ahead)
    form.get_by_label("New commentary").fill("Long thought about.")
    page.context.clear_cookies(name="sessionid")
    form.get_by_role("button", name="Save update").click()
    expect(page.locator(".gt-problem")).to_contain_text("You have been logged out")
    expect(page.get_by_label("New commentary")).to_have_value("Long thought about.")
    log_in(page, cast.owner)
    page.get_by_role("button", name="Save update").click()
    expect(saved(page, cast.ahead)).to_contain_text("Long thought about.")
    assert cast.ahead.entries.count() == 2


def test_double_click_saves_once(page, cast):
    log_in(page, cast.owner)
    page.goto(BOARD)
    form = open_form(page, cast.ahead)
    form.get_by_label("RAG").select_option("A")
    form.get_by_role("button", name="Save update").dblclick()
    expect(saved(page, cast.ahead)).to_contain_text("Amber")
    assert cast.ahead.entries.count() == 2


@pytest.mark.parametrize("width", [1280, 375])
def test_the_same_journey_without_scripts(new_page, cast, width):
    page = new_page(javascript=False, width=width)
    log_in(page, cast.owner)
    page.goto(f"{BOARD}?mine=on")
    row(page, cast.ahead).get_by_role("link", name="Update PR-1").click()
    expect(page).to_have_url(re.compile(r"/PR-1/update/\?next="))
    page.get_by_label("Due", exact=True).fill("31 December 2023")
    page.get_by_role("button", name="Save update").click()
    expect(page.get_by_role("alert")).to_contain_text("The due date moves: say why.")
    page.get_by_label("Why the date moves").fill("Waits for the boundary review.")
    page.get_by_role("button", name="Save update").click()
    expect(page).to_have_url(re.compile(r"/plans/peer-review/\?mine=on#action-1$"))
    expect(page.locator("#messages")).to_contain_text("PR-1 is updated.")
    expect(row(page, cast.ahead)).to_contain_text("First agreed: 30 September 2023")


def test_session_that_ends_without_scripts_gives_the_form_back_after_log_in(plain_page, cast):
    page = plain_page
    log_in(page, cast.owner)
    page.goto(f"{BOARD}actions/PR-1/update/")
    page.get_by_label("New commentary").fill("Long thought about.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save update").click()
    expect(page).to_have_url(re.compile("/account/login/"))
    log_in_by_form(page, cast.owner)
    expect(page.get_by_label("New commentary")).to_have_value("Long thought about.")
    page.get_by_role("button", name="Save update").click()
    expect(row(page, cast.ahead)).to_contain_text("Long thought about.")


def test_filters_work_without_scripts_and_can_be_shared(plain_page, cast):
    page = plain_page
    log_in(page, cast.colleague)
    page.goto(BOARD)
    filters = page.get_by_role("search", name="Filter the actions")
    filters.get_by_label("Words").fill("councillor")
    filters.get_by_role("button", name="Filter").click()
    expect(page).to_have_url(re.compile(r"q=councillor"))
    expect(page.locator("tr.gt-row")).to_have_count(1)
    expect(page.locator(".gt-filters__shown")).to_contain_text("Showing 1 of 6")


def test_leader_goes_from_the_sentence_to_the_rows(page, cast):
    log_in(page, cast.slt)
    page.goto("/")
    expect(page.get_by_text("1 of 6 complete; of 5 open")).to_be_visible()
    page.get_by_role("link", name="Past their own date").click()
    expect(page.locator("tr.gt-row")).to_have_count(1)
    page.get_by_role("link", name="PR-2", exact=True).click()
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    expect(page.locator(".gt-timeline")).to_contain_text("Two of five sessions held.")


def test_clerk_downloads_the_pdf_for_a_meeting(page, cast):
    factories.meeting(cast.council)
    log_in(page, cast.clerk)
    page.goto(BOARD)
    page.get_by_role("link", name="Download PDF, Word or Excel").click()
    page.get_by_label("Meeting").select_option(index=1)
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Download").click(timeout=60_000)
    assert waiting.value.suggested_filename.endswith(".pdf")
