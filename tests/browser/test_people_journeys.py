"""A plan manager invites somebody, who gets in; and lets somebody leave. Scripts on and off."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import expect

from council.models import Role
from tests import factories
from tests.browser.steps import fits_the_width, log_in, no_axe_violations

ROOM = "/ashdown/organisation/people/"
WORDS = "a quite different passphrase"


@pytest.fixture(autouse=True)
def _nobody_was_sent_anything(db):
    cache.clear()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_invited_person_reads_the_mail_sets_a_password_and_sees_the_council(
    new_page, cast, javascript
):
    page = new_page(javascript=javascript, width=375)
    log_in(page, cast.manager)
    page.goto(ROOM)
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_label("Name", exact=True).fill("Nora New")
    page.get_by_label("E-mail").fill("Nora.New@example.gov.uk")
    page.get_by_label("Officer: updates").check()
    page.get_by_label("Head of Finance").check()
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("is sent to nora.new@example.gov.uk")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nora New")
    fits_the_width(page)

    (letter,) = mail.outbox
    link = re.search(r"http://\S+/key/\S+", str(letter.body))
    assert link
    theirs = new_page(javascript=javascript, width=375)
    theirs.goto(link[0])
    for field in theirs.locator("main input[type=password]").all():
        field.fill(WORDS)
    theirs.get_by_role("button", name="Save password").click()
    theirs.get_by_role("main").get_by_role("link", name="Log in").click()
    theirs.get_by_label("Email").fill("nora.new@example.gov.uk")
    theirs.get_by_label("Password", exact=True).fill(WORDS)
    theirs.get_by_role("button", name="Log in").click()
    expect(theirs.locator(".gt-header__council")).to_have_text("Ashdown Borough Council")
    theirs.goto("/ashdown/plans/peer-review/actions/PR-4/update/")
    expect(theirs.get_by_role("button", name="Save").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_somebody_leaves_and_comes_back(new_page, cast, javascript):
    page = new_page(javascript=javascript)
    log_in(page, cast.manager)
    page.goto(ROOM)
    page.get_by_role("link", name="Priya Raman").click()
    page.get_by_role("link", name="Leaves the council").click()
    page.get_by_label("Access ends on").fill("30 June 2023")
    page.get_by_role("button", name="Show what becomes vacant").click()
    expect(page.get_by_role("row", name="Head of Law")).to_contain_text("Becomes vacant")
    if javascript:
        no_axe_violations(page)
    page.get_by_role("button", name="Confirm: access ends on 30 June 2023").click()
    expect(page.locator("#messages")).to_contain_text("Vacant from that day: Head of Law")
    theirs = new_page(javascript=javascript)
    log_in(theirs, cast.owner)
    theirs.goto("/")
    expect(theirs.get_by_text("Ask the plan manager who invited you")).to_be_visible()
    page.get_by_role("link", name="Comes back to the council").click()
    page.get_by_role("button", name="Give access again").click()
    expect(page.locator("#messages")).to_contain_text("belongs to the council again")
    theirs.goto("/")
    expect(theirs.locator(".gt-header__council")).to_have_text("Ashdown Borough Council")


def test_list_of_people_is_looked_at_and_applied_without_scripts(plain_page, cast):
    page = plain_page
    log_in(page, cast.manager)
    page.goto(f"{ROOM}import/")
    content = b"Name,E-mail,Roles,Posts\nNora New,nora@example.gov.uk,officer; SLT,\nX,x,,\n"
    page.get_by_label("CSV file").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("row", name="Nora New")).to_contain_text(
        "Roles: Officer, SLT".lower()[:6]
    )
    expect(page.get_by_role("row", name="X", exact=False).last).to_contain_text("Refused.")
    page.get_by_role("button", name="Invite 1, without the refused rows").click()
    expect(page.get_by_text("1 person invited, 0 there already. 1 e-mail sent.")).to_be_visible()
    assert len(mail.outbox) == 1


def test_administrator_picks_a_colour_and_the_header_wears_it(page, cast):
    log_in(page, factories.member(cast.council, Role.SYSTEM_ADMINISTRATOR))
    page.goto(f"{ROOM}council/")
    page.get_by_label("Background of the header, picked").fill("#004d40")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("are saved")
    expect(page.get_by_label("Background of the header, typed")).to_have_value("#004d40")
    page.get_by_label("Background of the header, typed").fill("white")
    page.get_by_role("button", name="Save").click()
    summary = page.get_by_role("alert")
    summary.get_by_role("link", name="Give a colour").click()
    expect(page.get_by_label("Background of the header, typed")).to_be_focused()
    no_axe_violations(page)
