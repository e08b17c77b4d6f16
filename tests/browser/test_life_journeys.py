"""A plan from draft to archive, in the browser, by its manager and one of its leads."""

import pytest
from playwright.sync_api import Page, expect

from actionplan.models import Plan
from council.models import ServiceArea
from tests import factories
from tests.browser.steps import fits_the_width, log_in, no_axe_violations

PLAN = "/ashdown/plans/climate/"


@pytest.fixture
def climate(cast):
    """A draft with four actions that the owner leads, and a plan to follow it."""
    made = factories.plan(
        cast.council,
        "Climate plan",
        slug="climate",
        code="CP",
        state="draft",
        open_period=False,
    )
    for title in ("Plant trees", "Insulate homes", "Buy electric vans", "Build a dam"):
        factories.action(made, title, accountable=cast.post)
    factories.plan(cast.council, "Climate plan two", slug="climate-two", code="C2", state="draft")
    ServiceArea.objects.create(council=cast.council, name="Parks")
    factories.meeting(cast.council)
    return made


def settle(page: Page, reference: str, way: str, box: str = "", words: str = "") -> None:
    """Tick one action and say what becomes of it; ``box`` is what that way also needs."""
    page.get_by_label(reference).check()
    page.get_by_label(way).check()
    if box.startswith("Complete"):
        page.get_by_label(box).fill(words)
    elif box:
        page.get_by_label(box).select_option(label=words)
    page.get_by_label("Why").fill("The plan has run its course.")
    page.get_by_role("button", name="Settle the ticked actions").click()


def archive(page):
    page.get_by_role("button", name="Archive the plan").click()
    page.get_by_label("Why").fill("Everything is settled.")
    page.get_by_role("button", name="Archive").click()


def close_the_last_period(page):
    page.goto(f"{PLAN}periods/q1-2023-24/")
    page.get_by_role("button", name="Begin closing").click()
    page.get_by_role("button", name="Close and lock").click()
    page.get_by_label("This was the plan’s last period: open no other").check()
    page.get_by_role("button", name="Close and lock").click()
    expect(page.locator("#messages")).to_contain_text("Q1 2023/24 is closed and locked.")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_plan_from_draft_to_archive(new_page, cast, climate, javascript):
    page, lead = new_page(javascript=javascript, width=375), new_page(javascript=javascript)
    log_in(page, cast.manager)
    log_in(lead, cast.owner)

    lead.goto(f"{PLAN}actions/CP-1/")
    expect(lead.get_by_text("updates begin when it is adopted.")).to_be_visible()

    page.goto(PLAN)
    page.get_by_role("link", name="Life of the plan").click()
    page.get_by_role("button", name="Adopt the plan").click()
    page.get_by_label("Day of adoption").fill("1 June 2023")
    page.get_by_label("Minute").fill("Minute 34")
    page.get_by_role("button", name="Adopt").click()
    expect(page.locator("#messages")).to_contain_text("The plan is adopted.")

    lead.goto(f"{PLAN}actions/CP-1/update/")
    lead.get_by_label("New commentary").fill("Two hundred trees stand.")
    lead.get_by_role("button", name="Save update").click()
    expect(lead.get_by_text("Two hundred trees stand.").first).to_be_visible()

    page.get_by_role("button", name="Start closing the plan").click()
    page.get_by_label("Why").fill("Its term ends.")
    page.get_by_role("button", name="Start closing").click()
    page.get_by_role("button", name="Settle what is open").click()
    fits_the_width(page)
    settle(page, "CP-1", "It is complete", "Complete: on which day", "12 June 2023")
    expect(page.locator("#messages")).to_contain_text("3 actions are still open.")
    settle(page, "CP-2", "It is business as usual", "Business as usual: the", "Parks")
    settle(page, "CP-3", "It is carried on", "Carried on: in", "C2, under no recommendation")
    settle(page, "CP-4", "It is not pursued")
    expect(page.locator("#messages")).to_contain_text("Nothing is open any more")

    archive(page)
    expect(page.get_by_text("Q1 2023/24 still runs.").first).to_be_visible()
    close_the_last_period(page)
    page.goto(f"{PLAN}life/")
    archive(page)
    expect(page.locator("#messages")).to_contain_text("The plan is archived.")
    if javascript:
        no_axe_violations(page)

    lead.goto("/ashdown/search/?q=CP-3")
    expect(lead.locator(f'a[href="{PLAN}actions/CP-3/"]')).to_be_visible()
    expect(lead.locator('a[href="/ashdown/plans/climate-two/actions/CP-3/"]')).to_be_visible()
    lead.goto(f"{PLAN}actions/CP-1/")
    expect(lead.get_by_text("it can be read and no longer be updated")).to_be_visible()
    assert Plan.objects.get(pk=climate.pk).is_archived


def test_forgotten_field_is_named_and_the_ticks_stay(page, cast):
    Plan.objects.filter(pk=cast.plan.pk).update(state="closing")
    log_in(page, cast.manager)
    page.goto("/ashdown/plans/peer-review/life/settle/")
    settle(page, "PR-2", "It is complete")
    link = page.get_by_role("link", name="Say on which day it was complete, or that the day is")
    expect(link).to_be_visible()
    expect(page.get_by_label("PR-2")).to_be_checked()
    link.click()
    expect(page.get_by_label("Complete: on which day")).to_be_focused()
    no_axe_violations(page)
