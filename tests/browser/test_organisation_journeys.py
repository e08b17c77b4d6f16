"""A plan manager sets up posts in the browser only, with scripts and without."""

import pytest
from playwright.sync_api import expect

from council.models import Post, Role
from tests import factories
from tests.browser.steps import fits_the_width, log_in, no_axe_violations

SET_UP = "/ashdown/organisation/"
LIST = (
    "Job title;Department;Also known as;Holder e-mail\r\n"
    "Head of Finance;Finance;Chief accountant;daniel.okafor@example.gov.uk\r\n"
    "Tree officer;Parks;Chief Executive;\r\n"
)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_manager_adds_names_holds_and_merges_a_post(new_page, cast, javascript):
    page = new_page(javascript=javascript, width=375)
    log_in(page, cast.manager)
    page.goto(SET_UP)
    page.get_by_role("link", name="Posts and who holds them").click()
    page.get_by_role("link", name="Add a post").click()
    page.get_by_label("Title").fill("Head of Legal")
    page.get_by_role("button", name="Add the post").click()
    expect(page.locator("#messages")).to_contain_text("Head of Legal is added. It is vacant")
    page.get_by_role("link", name="Say who holds it").click()
    page.get_by_label("Person").select_option(label="Daniel Okafor (daniel.okafor@example.gov.uk)")
    page.get_by_label("First day").fill("1 May 2023")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#main")).to_contain_text("From 1 May 2023")
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("New title").fill("Solicitor")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", name="Solicitor", exact=True)).to_be_visible()
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)
    page.get_by_role("link", name="Merge into another post").click()
    page.get_by_label("The post that stays").select_option(label="Head of Law & Democracy")
    page.get_by_role("button", name="Show what will happen").click()
    expect(page.locator("#main")).to_contain_text("Solicitor; Head of Legal")
    page.get_by_label("hold the other post from today").check()
    page.get_by_role("button", name="Merge the two posts").click()
    expect(page.locator("#messages")).to_contain_text("Solicitor is merged into Head of Law")
    expect(page.get_by_role("row", name="Daniel Okafor")).to_contain_text("Job share")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_manager_brings_a_list_in(new_page, cast, javascript):
    page = new_page(javascript=javascript)
    log_in(page, cast.manager)
    page.goto(f"{SET_UP}posts/import/")
    page.get_by_label("CSV file").set_input_files(
        {"name": "posts.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    )
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("#main")).to_contain_text("0 to add, 1 to change")
    expect(page.locator("#main")).to_contain_text("is the title of another post")
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)
    page.get_by_role("button", name="Apply all but the refused rows").click()
    expect(page.locator("#main")).to_contain_text("1 changed")
    page.goto(f"{SET_UP}posts/")
    expect(page.get_by_role("row", name="Head of Finance")).to_contain_text("Daniel Okafor")


def test_post_that_leads_something_is_not_ended_and_the_page_says_why(page, cast):
    log_in(page, cast.manager)
    page.goto(f"{SET_UP}posts/{cast.post.pk}/end/")
    page.get_by_label("First day without the post").fill("30 June 2023")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("still leads")
    no_axe_violations(page)
    assert Post.objects.in_use().filter(pk=cast.post.pk).exists()


def test_new_council_starts_from_the_page_of_set_up(phone, transactional_db):
    manager = factories.member(factories.council(), Role.PLAN_MANAGER)
    log_in(phone, manager)
    phone.goto(SET_UP)
    expect(phone.get_by_role("heading", name="Start here")).to_be_visible()
    fits_the_width(phone)
    no_axe_violations(phone)
