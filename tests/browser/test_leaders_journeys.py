"""Ten updates on a phone, and a chief executive from the first screen to an answer that is kept."""

from datetime import date

import pytest
from playwright.sync_api import expect

from actionplan.declared import Status
from actionplan.models import Action, Entry, Period
from tests import factories
from tests.browser.steps import fits_the_width, log_in, no_axe_violations, tab_to
from tests.closing import closed
from tests.factories import Cast

MINE = "/ashdown/my-updates/"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
LATER = date(2024, 3, 31)


def ten_to_give(cast: Cast) -> list[Action]:
    """Ten green actions of the owner's, of which the quarter that runs has not heard."""
    for action in (cast.ahead, cast.late, cast.undated):
        factories.entry(action, by=cast.owner, status=Status.COMPLETE, rating="G")
    made = []
    for number in range(1, 11):
        action = factories.action(cast.plan, f"Brief ward group {number}", accountable=cast.post)
        factories.entry(action, rating="G", status=Status.IN_PROGRESS, due=LATER)
        made.append(action)
    closed(cast)
    return made


def given(cast: Cast) -> int:
    """How many updates the quarter that runs has."""
    running = Period.objects.running().get(plan=cast.plan)
    return Entry.objects.filter(period=running, kind=Entry.Kind.UPDATE).count()


def test_ten_updates_are_given_on_a_phone_with_the_keyboard_only(phone, cast):
    actions = ten_to_give(cast)
    log_in(phone, cast.owner)
    phone.goto(MINE)
    expect(phone.locator("#my-progress")).to_contain_text("10 updates to give")
    fits_the_width(phone)
    for place, action in enumerate(actions):
        card = phone.get_by_role("form", name=f"Update {action.reference}", exact=True)
        if place == 0:  # one with a rating and words
            tab_to(phone, card.get_by_role("radio", name="G – Green"))
            phone.keyboard.press("ArrowDown")
            tab_to(phone, card.get_by_label("New commentary"))
            phone.keyboard.type(
                "The hall is booked twice because the caretaker is ill. We will move "
                "to the library by 14 August 2023."
            )
            tab_to(phone, card.get_by_role("button", name="Save update"))
        else:
            tab_to(phone, card.get_by_role("button", name="No change"))
        phone.keyboard.press("Enter")
        expect(phone.locator(f"#my-{action.pk}")).to_contain_text("Given:")
        expect(phone.locator(f"#my-{action.pk}")).to_be_focused()
    expect(phone.locator("#my-progress")).to_contain_text("All 10 given: thank you")
    no_axe_violations(phone)
    fits_the_width(phone)
    assert given(cast) == 10
    assert Action.objects.get(pk=actions[0].pk, latest__rating="A")


def test_ten_updates_are_given_on_a_phone_without_scripts(new_page, cast):
    ten_to_give(cast)
    phone = new_page(javascript=False, width=375)
    log_in(phone, cast.owner)
    phone.goto(MINE)
    fits_the_width(phone)
    for left in range(10, 0, -1):
        expect(phone.locator(".gt-mine__form")).to_have_count(left)
        phone.get_by_role("button", name="No change").first.click()
        expect(phone.get_by_text("is updated.")).to_be_visible()
    expect(phone.locator("#my-progress")).to_contain_text("All 10 given: thank you")
    assert given(cast) == 10


@BOTH
def test_a_chief_executive_asks_and_the_answer_is_kept(new_page, cast, javascript):
    factories.entry(cast.ahead, by=cast.owner, rating="R", commentary="The group has stopped.")
    leader, owner = new_page(javascript=javascript), new_page(javascript=javascript, width=375)
    log_in(leader, cast.slt)
    leader.goto("/ashdown/")
    leader.get_by_role("link", name="Red and open").click()
    leader.get_by_role("link", name="PR-1", exact=True).click()
    leader.get_by_text("Ask the lead a question").click()
    leader.get_by_role("form", name="Question about PR-1").get_by_role("textbox").fill(
        "Who chairs it from now on?"
    )
    leader.get_by_role("button", name="Send the question").click()
    expect(leader.get_by_text("Who chairs it from now on?").first).to_be_visible()
    if javascript:
        no_axe_violations(leader)

    log_in(owner, cast.owner)
    owner.goto(MINE)
    asked = owner.get_by_role("region", name="Queries and questions about PR-1")
    expect(asked).to_contain_text("Who chairs it from now on?")
    fits_the_width(owner)
    asked.get_by_role("form", name="Reply about PR-1").get_by_role("textbox").fill(
        "The Monitoring Officer, from Monday."
    )
    asked.get_by_role("button", name="Send the reply").click()
    kept = (
        "The Monitoring Officer, from Monday." if javascript else "Your reply about PR-1 is kept."
    )
    expect(owner.get_by_text(kept).first).to_be_visible()
    if javascript:
        no_axe_violations(owner)

    leader.goto(f"/ashdown/plans/{cast.plan.slug}/actions/PR-1/")
    history = leader.locator("#history ~ ol")
    expect(history).to_contain_text("Who chairs it from now on?")
    expect(history).to_contain_text("The Monitoring Officer, from Monday.")
    reply = Entry.objects.get(action=cast.ahead, kind=Entry.Kind.REPLY)
    assert reply.by == cast.owner


def test_a_draft_that_cannot_be_kept_says_so_and_leaves_the_text_alone(phone, cast, tolerated):
    tolerated += ["ERR_INTERNET_DISCONNECTED", "htmx:"]
    actions = ten_to_give(cast)
    log_in(phone, cast.owner)
    phone.goto(MINE)
    card = phone.get_by_role("form", name=f"Update {actions[0].reference}", exact=True)
    words = card.get_by_label("New commentary")
    phone.context.set_offline(True)
    words.press_sequentially("In the tunnel")
    expect(card.locator(".gt-mine__draft")).to_contain_text("Not kept. The server could not be")
    expect(words).to_be_focused()
    phone.context.set_offline(False)
    phone.keyboard.type(", and out.")
    expect(card.get_by_text("Kept as you type. Not sent yet.")).to_be_visible()
    expect(words).to_have_value("In the tunnel, and out.")


def test_a_draft_is_kept_as_one_goes_on_typing_and_stands_on_another_device(phone, new_page, cast):
    actions = ten_to_give(cast)
    log_in(phone, cast.owner)
    phone.goto(MINE)
    card = phone.get_by_role("form", name=f"Update {actions[0].reference}", exact=True)
    words = card.get_by_label("New commentary")
    words.press_sequentially("The caretaker")
    expect(card.get_by_text("Kept as you type. Not sent yet.")).to_be_visible()
    with phone.expect_response(lambda answer: answer.url.endswith("/draft/")):
        words.press_sequentially(" is ill.")
    expect(card.get_by_text("Kept as you type. Not sent yet.")).to_be_visible()
    desk = new_page(javascript=False)
    log_in(desk, cast.owner)
    desk.goto(MINE)
    other = desk.get_by_role("form", name=f"Update {actions[0].reference}", exact=True)
    expect(other.get_by_label("New commentary")).to_have_value("The caretaker is ill.")
