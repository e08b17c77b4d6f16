"""The way in and out, as a person goes it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import log_in, log_in_by_form


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_person_logs_in_and_is_where_they_wanted_to_be(new_page, cast, javascript):
    page = new_page(javascript=javascript)
    page.goto("/ashdown/plans/peer-review/?rating=A")
    expect(page).to_have_url(re.compile("/account/login/"))
    log_in_by_form(page, cast.owner)
    expect(page).to_have_url(re.compile(r"/ashdown/plans/peer-review/\?rating=A$"))


def test_wrong_password_is_told_without_saying_whose(page, cast):
    page.goto("/account/login/")
    cast.owner.email = "nobody@example.gov.uk"
    log_in_by_form(page, cast.owner)
    expect(page.get_by_role("alert")).to_contain_text("not correct")
    expect(page).to_have_url(re.compile("/account/login/"))


def test_person_logs_out(page, cast):
    log_in(page, cast.owner)
    page.goto("/ashdown/")
    page.locator("summary", has_text="Account of").click()
    page.get_by_role("button", name="Log out").click()
    expect(page).not_to_have_url(re.compile("/ashdown/"))
    page.goto("/ashdown/")
    expect(page).to_have_url(re.compile("/account/login/"))
