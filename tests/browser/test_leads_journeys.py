"""Naming leads for actions that have none: at a desk, on a phone, without scripts."""

import pytest
from playwright.sync_api import expect

from actionplan.models import Lead
from council.models import PostHolding
from tests import factories
from tests.browser.steps import fits_the_width, log_in, no_axe_violations

GRID = "/ashdown/plans/peer-review/leads/"


@pytest.fixture
def unled(cast):
    """The plan as an import leaves it: six actions, and nobody leads any of them."""
    Lead.objects.all().delete()
    post = factories.post(cast.council, "Head of Housing")
    PostHolding.objects.create(post=post, person=cast.colleague)
    return cast


def said(page, sentence):
    """Wait for what the next page says at its top."""
    page.locator("#messages").get_by_text(sentence).wait_for()


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (True, 375), (False, 1280)])
def test_unled_actions_are_ticked_and_set_and_their_holder_can_update(
    new_page, unled, javascript, width
):
    page = new_page(javascript=javascript, width=width)
    log_in(page, unled.manager)
    page.goto(GRID)
    expect(page.get_by_text("6 of 6 actions have no lead.")).to_be_visible()
    page.get_by_role("link", name="Tick all 6 shown").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(6)
    page.get_by_role("link", name="Set the leads of what is ticked").click()
    page.get_by_label("Accountable").last.select_option("Head of Housing")
    page.get_by_label("Why").fill("Agreed with the directors")
    page.get_by_role("button", name="Set leads").click()
    said(page, "The leads of 6 actions are set from 30 June 2023.")
    expect(page.get_by_text("Every one of the 6 actions has a lead.")).to_be_visible()
    if javascript:  # both ask the page by script
        fits_the_width(page)
        no_axe_violations(page)
    holder = new_page(javascript=javascript, width=width)
    log_in(holder, unled.colleague)
    holder.goto("/ashdown/plans/peer-review/")
    expect(holder.get_by_role("link", name="Update PR-")).to_have_count(6)


def test_refused_form_keeps_what_was_ticked(plain_page, unled):
    log_in(plain_page, unled.manager)
    plain_page.goto(GRID)
    plain_page.get_by_label("PR-2 Train every councillor").check()
    plain_page.get_by_role("button", name="Set leads").click()
    plain_page.get_by_text("There is a problem").wait_for()
    assert plain_page.get_by_label("PR-2 Train every councillor").is_checked()


def test_one_action_is_changed_by_keyboard(page, unled):
    log_in(page, unled.manager)
    page.goto(GRID)
    page.get_by_role("link", name="Change who leads PR-5").press("Enter")
    page.get_by_label("Accountable").select_option("Head of Housing")
    page.get_by_label("Why").fill("Agreed with the directors")
    page.get_by_role("button", name="Save").press("Enter")
    said(page, "Who leads PR-5 is set.")


def test_one_post_gives_everything_to_another(phone, cast):
    factories.post(cast.council, "Head of Housing")
    log_in(phone, cast.manager)
    phone.goto(f"{GRID}relead/?post={cast.post.pk}")
    phone.get_by_label("Post that shall lead").select_option("Head of Housing (vacant)")
    phone.get_by_role("button", name="Show what would change").click()
    phone.get_by_role("heading", name="leads 1 action and 1 recommendation").wait_for()
    phone.get_by_label("Why").fill("Two posts became one")
    phone.get_by_role("button", name="Give what is ticked to Head of Housing").click()
    said(phone, "Head of Housing leads 1 action and 1 recommendation")
