"""Tying the thread and searching, without scripts and by keyboard."""

from playwright.sync_api import expect

from tests.browser.steps import log_in
from tests.thread.making import a_strategy


def test_links_and_unlinks_without_scripts(plain_page, cast):
    a_strategy(cast.council)
    log_in(plain_page, cast.owner)
    plain_page.goto("/ashdown/plans/peer-review/actions/PR-2/")
    plain_page.get_by_role("link", name="Change what it serves").click()
    plain_page.get_by_label("Find an outcome or a principle").fill("know their work")
    plain_page.get_by_role("button", name="Find").press("Enter")
    plain_page.get_by_role("button", name="Link O1").press("Enter")
    expect(plain_page.get_by_text("O1 is linked.")).to_be_visible()
    plain_page.get_by_role("button", name="Unlink O1").press("Enter")
    expect(plain_page.get_by_text("It serves nothing yet.")).to_be_visible()


def test_searches_from_any_page_without_scripts(plain_page, cast):
    log_in(plain_page, cast.reader)
    plain_page.goto("/ashdown/plans/")
    plain_page.locator("#site-search").fill("PR-2")
    plain_page.locator("#site-search").press("Enter")
    plain_page.get_by_role("link", name="PR-2 Train every councillor").click()
    assert plain_page.url.endswith("/actions/PR-2/")
