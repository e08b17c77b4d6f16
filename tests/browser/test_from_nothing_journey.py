"""From an empty council to a plan that its leads hold: one plan manager, in the browser only.

The real Word file goes in; at the end there are 60 actions whose leads hold them, three people who
can log in and update just their own, and a calendar of meetings.
"""

import re

import pytest
from django.core import mail
from django.utils.html import escape
from playwright.sync_api import expect

from actionplan.models import Plan
from council import clock
from council.models import Membership, PostHolding, Role
from tests import factories
from tests.browser.steps import log_in
from tests.importing.making import WORD

pytestmark = pytest.mark.long

ORGANISATION = "/ashdown/organisation/"
CALENDAR = """Committee,Date,Time,Place,Cycle
Full Council,18/07/2023,18:30,Council Chamber,July 2023 cycle
"Policy, Finance and Development Committee",12/09/2023,18:30,Council Chamber,September 2023 cycle
"Policy, Finance and Development Committee",31/10/2023,18:30,Council Chamber,October 2023 cycle
"""
# Between them the three hold every post that leads something in the plan.
PEOPLE = {
    "Priya Raman": {"Head of Law & Democracy", "Legal & Democratic Services Manager"},
    "Daniel Okafor": {
        "Corporate Projects & IT Manager",
        "Head of Finance",
        "Strategic Director (S151 Officer)",
    },
    "Margaret Ellis": None,  # all that is left
}


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_from_an_empty_council_to_a_plan_that_its_leads_hold(new_page, db, javascript):
    council = factories.council()
    manager = factories.member(council, Role.PLAN_MANAGER)
    page = new_page(javascript=javascript, width=1280)
    log_in(page, manager)
    page.goto("/ashdown/")
    page.get_by_role("link", name="Action plans").click()
    import_the_real_plan(page)
    lead_what_nobody_leads(page)
    invite_three_people(page, council)
    import_the_calendar(page)
    plan = Plan.objects.get()
    check_that_every_lead_is_held(plan)
    for name in PEOPLE:
        check_that_they_update_their_own(new_page(javascript=javascript), name, plan)


def import_the_real_plan(page):
    page.get_by_role("link", name="Import a file").click()
    page.locator("input[type=file]").set_input_files(WORD)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Go on to the rows").click()
    page.get_by_role("link", name="3. Bring it in").click()
    expect(page.get_by_text("60 new actions")).to_be_visible()
    page.get_by_role("button", name="Bring it in").click()
    assert page.get_by_text("7 recommendations and 60 actions added").is_visible()
    page.get_by_role("main").get_by_role("link", name="Corporate Peer Review Action Plan").click()


def lead_what_nobody_leads(page):
    """Two recommendations of the real plan name no lead."""
    page.get_by_role("link", name="Set up the plan").click()
    page.get_by_role("link", name="Leads", exact=True).click()
    page.get_by_role("search", name="Filter the actions").get_by_label("Accountable").select_option(
        "none"
    )
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("link", name=re.compile(r"Tick all \d+ shown")).click()
    page.get_by_label("Accountable").last.select_option("Chief Executive (vacant)")
    page.get_by_label("Why").fill("Agreed by the senior leadership team")
    page.get_by_role("button", name="Set leads").click()
    expect(page.get_by_text("Every one of the 60 actions has a lead.")).to_be_visible()


def invite_three_people(page, council):
    left = set(council.posts.values_list("title", flat=True))
    for name, posts in PEOPLE.items():
        held = left if posts is None else posts
        assert held <= left
        left = left - held  # a new set: the last takes what is left
        page.goto(f"{ORGANISATION}people/invite/")
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_label("E-mail").fill(address_of(name))
        page.get_by_role("checkbox", name="Officer").first.check()
        for title in held:
            page.get_by_label(title, exact=True).or_(page.get_by_label(f"{title} (vacant)")).check()
        page.get_by_role("button", name="Invite").click()


def import_the_calendar(page):
    page.get_by_role("link", name="Meetings", exact=True).first.click()
    page.get_by_role("link", name="Import a calendar").first.click()
    page.get_by_label("File").set_input_files(
        {"name": "calendar.csv", "mimeType": "text/csv", "buffer": CALENDAR.encode()}
    )
    page.get_by_role("button", name="Show what it would do").click()
    page.get_by_role("button", name=re.compile("Apply|Bring in|Add|Change")).first.click()
    page.goto("/ashdown/meetings/")
    for day in ("18 July 2023", "12 September 2023", "31 October 2023"):
        expect(page.get_by_text(day).first).to_be_visible()


def check_that_every_lead_is_held(plan):
    held = set(PostHolding.objects.on(clock.today()).values_list("post", flat=True))
    own = set(plan.actions.exclude(leads=None).values_list("leads__post", flat=True))
    above = set(plan.recommendations.values_list("leads__post", flat=True)) - {None}
    assert plan.actions.count() == 60
    assert own | above <= held


def check_that_they_update_their_own(page, name, plan):
    """They follow the link of their invitation, choose a password, and see what is theirs."""
    invitation = next(one for one in mail.outbox if address_of(name) in one.to)
    link = re.search(r"https?://[^/]+(/account/password/reset/key/\S+)", str(invitation.body))
    assert link, "The invitation leads nowhere."
    page.goto(link[1])
    for label in ("New Password", "New Password (again)"):
        page.get_by_label(label, exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Save password").click()
    page.goto("/account/login/")
    page.get_by_label("Email").fill(address_of(name))
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.goto(f"/ashdown/plans/{plan.slug}/?mine=on")
    mine = page.get_by_role("link", name=re.compile("^Update ")).count()
    page.goto(f"/ashdown/plans/{plan.slug}/")
    assert 0 < mine < 60
    expect(page.get_by_role("link", name=re.compile("^Update "))).to_have_count(mine)
    first = page.get_by_role("link", name=re.compile("^Update ")).first
    page.goto(first.get_attribute("href"))
    page.get_by_label("Commentary").fill(f"Seen by {name}.")
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(page.get_by_text(escape(f"Seen by {name}.")).first).to_be_visible()
    assert Membership.objects.get(person__email=address_of(name)).is_officer


def address_of(name):
    return f"{name.lower().replace(' ', '.')}@example.gov.uk"
