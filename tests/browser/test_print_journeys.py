"""What comes out of a printer in black and white: no buttons, every word, nothing cut off."""

import io
import re
from datetime import date

import pdfplumber
import pytest
from playwright.sync_api import Page

from tests import factories
from tests.browser.steps import log_in
from tests.closing import closed
from tests.factories import Cast

SHEET = "/ashdown/my-updates/posts/{post}/sheet/"
# What can only be pressed or followed.
PRESSED = (
    "Skip to main content", "Log out", "My councils", "Golden thread Meetings", "as PDF",
    "as Word", "Back to yourself", "Start from the last words", "Save update", "No change",
    "Keep this reason", "Ask the lead a question", "Meeting mode:", "Trends and figures",
    "In plain words:", "What it answers for",
)  # fmt: skip


@pytest.fixture
def rated(cast: Cast) -> Cast:
    """Actions of every rating, and one without, over a period that is closed."""
    for action, letter in ((cast.ahead, "R"), (cast.late, "A"), (cast.undated, "G")):
        factories.entry(action, by=cast.owner, rating=letter, commentary="The hall is booked.")
    closed(cast)
    factories.action(cast.plan, "Sell the old depot", accountable=cast.post, due=date(2023, 6, 1))
    return cast


def printed(page: Page, path: str) -> list[pdfplumber.page.Page]:
    """The pages on A4, as Chromium's own dialogue would make them."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    made = page.pdf(format="A4")
    return pdfplumber.open(io.BytesIO(made)).pages


def words_of(pages: list[pdfplumber.page.Page]) -> str:
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def cut_off(pages: list[pdfplumber.page.Page]) -> list[str]:
    """Letters that lie beyond the edge of their page."""
    return [
        char["text"]
        for page in pages
        for char in page.chars
        if char["text"].strip() and not 0 <= char["x0"] < char["x1"] <= page.width
    ]


def nothing_to_press(words: str) -> None:
    assert [one for one in PRESSED if one in words] == []


@pytest.mark.parametrize("path", ["/ashdown/", "/ashdown/plans/peer-review/"])
def test_dashboard_and_plan_print_every_rating_in_words(page, rated, path):
    log_in(page, rated.slt)
    pages = printed(page, path)
    words = words_of(pages)
    nothing_to_press(words)
    for rating in ("Green", "Amber", "Red", "Not rated"):
        assert rating in words
    assert "31 March 2023" in words or "3 months past its date" in words
    assert cut_off(pages) == []
    assert len(pages) <= 4


def test_every_row_of_the_dashboard_has_its_rating_beside_it(page, rated):
    log_in(page, rated.slt)
    words = words_of(printed(page, "/ashdown/"))
    worst = words.split("Worst first", 1)[1].split("By rating and status")[0]
    rows = re.findall(r"(Red|Amber|Green|Not rated) (PR-\d+)", worst)
    assert rows
    assert len(rows) == len(re.findall(r"PR-\d+", worst))


def test_all_columns_of_the_trend_are_printed(page, rated):
    log_in(page, rated.slt)
    words = words_of(printed(page, "/ashdown/"))
    heads = words.split("Periods closed by", 1)[1].split("Now", 1)[0]
    for head in ("Plans", "Actions", "Complete", "Open", "Green", "Amber", "Red", "Not rated"):
        assert head in heads


def test_no_heading_or_rule_of_a_table_of_figures_stands_at_the_end_of_a_page(page, rated):
    for number in range(40):
        factories.action(
            rated.plan, f"Plant tree {number}",
            accountable=factories.post(rated.council, f"Forester of the ward number {number}"),
        )  # fmt: skip
    log_in(page, rated.slt)
    pages = printed(page, "/ashdown/plans/peer-review/figures/")
    assert len(pages) > 3
    ends = [one.extract_text().rstrip().splitlines()[-1] for one in pages[:-1]]
    stranded = ("By ", "What falls due", "Completed on", "Promises", "each action counts once",
                "of the post that", "accountable post", "more than the plan", "from today on",
                "times in all")  # fmt: skip
    assert [end for end in ends if any(words in end for words in stranded)] == []


def test_the_sheet_prints_with_the_word_of_every_rating_and_room_for_notes(page, rated):
    log_in(page, rated.owner)
    pages = printed(page, SHEET.format(post=rated.post.pk))
    words = words_of(pages)
    nothing_to_press(words)
    for action, rating in ((rated.ahead, "Red"), (rated.late, "Amber"), (rated.undated, "Green")):
        assert re.search(rf"{action.reference} {action.title} {rating}, ", words)
    assert re.search(r"Sell the old depot Not rated, ", words)
    assert "Notes" in words
    assert cut_off(pages) == []
    assert len(pages) <= 2


def test_my_updates_print_what_is_due_without_its_buttons(page, rated):
    log_in(page, rated.owner)
    pages = printed(page, "/ashdown/my-updates/")
    words = words_of(pages)
    nothing_to_press(words)
    for shown in (rated.late.title, "The hall is booked.", "3 months past its date", "R – Red"):
        assert shown in words
    assert cut_off(pages) == []
    assert len(pages) <= 4


def test_plain_words_print_without_what_leads_elsewhere(page, rated):
    log_in(page, rated.slt)
    pages = printed(page, "/ashdown/plans/peer-review/in-plain-words/")
    words = words_of(pages)
    nothing_to_press(words)
    assert "More about it" not in words
    assert "What is worse since" in words
    assert cut_off(pages) == []
    assert len(pages) <= 3
