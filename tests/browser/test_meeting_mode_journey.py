"""A chief executive goes through the exceptions at a meeting: keys, links, a decision, a wall."""

from datetime import date

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from actionplan.models import Action, Entry
from tests import factories
from tests.browser.steps import fits_the_width, log_in, no_axe_violations, tab_to
from tests.factories import Cast

MEETING = "/ashdown/exceptions/"
DECISION = "Appoint a caterer for the civic centre and report back."


@pytest.fixture
def three(cast: Cast) -> Cast:
    """Three exceptions, of which the second is PR-2."""
    factories.action(cast.plan, "Sell the old depot", due=date(2023, 6, 29))
    return cast


def box_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Decision")


def is_at(page: Page, place: str, reference: str) -> None:
    expect(page.get_by_role("navigation", name="Exceptions", exact=True)).to_contain_text(place)
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)


def test_the_arrow_keys_step_through_and_leave_alone_whoever_types(page, three):
    log_in(page, three.slt)
    page.goto(MEETING)
    page.get_by_role("link", name="Start with the worst").click()
    expect(page.get_by_text("The left and right arrow keys go")).to_be_visible()
    is_at(page, "1 of 3", three.elsewhere.reference)
    page.keyboard.press("ArrowRight")
    is_at(page, "2 of 3", three.late.reference)
    page.keyboard.press("ArrowLeft")
    is_at(page, "1 of 3", three.elsewhere.reference)
    page.keyboard.press("ArrowLeft")  # nothing stands before the first
    page.keyboard.press("Shift+ArrowRight")  # which selects
    is_at(page, "1 of 3", three.elsewhere.reference)
    page.keyboard.press("ArrowRight")
    is_at(page, "2 of 3", three.late.reference)

    box = box_of(page)
    tab_to(page, box)
    page.keyboard.type("Apoint a caterer")
    for _ in range(len("oint a caterer")):
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("p")
    expect(box).to_have_value("Appoint a caterer")
    is_at(page, "2 of 3", three.late.reference)
    no_axe_violations(page)


def test_nothing_that_was_typed_is_lost_by_an_arrow_key(page, three):
    log_in(page, three.slt)
    page.goto(f"{MEETING}{three.plan.slug}/{three.late.reference}/")
    box_of(page).fill(DECISION)
    page.get_by_role("heading", level=1).click()  # out of the box
    asked: list[str] = []
    page.on("dialog", lambda dialog: stay(dialog, asked))
    page.keyboard.press("ArrowRight")
    expect(box_of(page)).to_have_value(DECISION)
    assert asked == ["beforeunload"]
    box_of(page).fill("")  # so that the page can be closed


def stay(dialog: Dialog, asked: list[str]) -> None:
    asked.append(dialog.type)
    dialog.dismiss()


def test_a_decision_with_who_and_by_when_is_kept_with_the_keyboard_only(page, three):
    log_in(page, three.slt)
    page.goto(f"{MEETING}{three.plan.slug}/{three.elsewhere.reference}/")
    page.keyboard.press("ArrowRight")
    is_at(page, "2 of 3", three.late.reference)
    tab_to(page, box_of(page))
    page.keyboard.type(DECISION)
    page.keyboard.press("Tab")
    page.keyboard.type(three.post.title)
    page.keyboard.press("Tab")
    page.keyboard.type("31 July 2023")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    was_kept(page, three)
    no_axe_violations(page)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sell the old depot")


def test_the_same_by_links_without_scripts(plain_page, three):
    page = plain_page
    log_in(page, three.slt)
    page.goto(MEETING)
    page.get_by_role("link", name="Start with the worst").click()
    expect(page.get_by_text("The left and right arrow keys go")).to_be_hidden()
    page.get_by_role("link", name="Next").first.click()
    is_at(page, "2 of 3", three.late.reference)
    box_of(page).fill(DECISION)
    page.get_by_label("Who").select_option(three.post.title)
    page.get_by_label("By when").fill("31 July 2023")
    page.get_by_role("button", name="Keep the decision").click()
    was_kept(page, three)


def was_kept(page: Page, cast: Cast) -> None:
    """On the page, in the log, and as an action of SLT's standing list."""
    said = page.locator("#messages")
    expect(said).to_contain_text(f"The decision about {cast.late.reference} is kept.")
    decisions = page.get_by_role("region", name="Decisions")
    expect(decisions).to_contain_text(DECISION)
    expect(decisions).to_contain_text(f"{cast.post.title}, by 31 July 2023")
    arisen = Action.objects.get(plan__is_standing=True)
    title = f"{DECISION} (About {cast.late.reference})"
    assert (arisen.title, arisen.first_due_date) == (title, date(2023, 7, 31))
    assert arisen.leads.get().post == cast.post
    entry = Entry.objects.get(action=cast.late, kind=Entry.Kind.DECIDED)
    assert entry.change
    assert (entry.by, entry.change.action) == (cast.slt, arisen)


def test_on_a_wall_a_row_is_read_from_three_metres_and_without_scrolling(page, three):
    page.set_viewport_size({"width": 1920, "height": 1080})
    words = "The caterer has withdrawn and the second will not answer. " * 3
    factories.entry(three.late, by=three.owner, rating="R", commentary=words)
    log_in(page, three.slt)
    page.goto(f"{MEETING}{three.plan.slug}/{three.late.reference}/")
    # 28 pixels of a 65 inch screen are 21 mm, their capitals 14.
    for shown in (page.get_by_text(words), page.get_by_text("Red", exact=True).first):
        assert size_of(shown) >= 28
    assert size_of(page.get_by_role("heading", level=1)) >= 40
    foot = page.get_by_role("button", name="Keep the decision").bounding_box()
    assert foot
    assert foot["y"] + foot["height"] <= 1080
    fits_the_width(page)
    no_axe_violations(page)


def size_of(shown: Locator) -> float:
    """How large the letters of an element are drawn, in pixels of the screen."""
    size = "one => parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom"
    return float(shown.evaluate(size))
