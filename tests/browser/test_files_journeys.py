"""A plan comes as an officer's Word file, and goes out to be edited and comes back."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from actionplan.models import Action, Plan, PlanFile
from actionplan.queries.document import plan_document
from council import clock
from tests import factories
from tests.browser.steps import fits_the_width, log_in, no_axe_violations
from tests.importing.making import WORD

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
PLANS = "/ashdown/plans/"


def send(page: Page, path: Path | dict[str, object]) -> None:
    """Choose a file and have it read."""
    page.goto(PLANS)
    page.get_by_role("link", name="Import a file").click()
    page.locator("input[type=file]").set_input_files(path)  # type: ignore[arg-type]
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="What each column holds")).to_be_visible()


def checked(page: Page, *, javascript: bool) -> None:
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)


@BOTH
def test_officers_word_file_becomes_a_plan_and_is_taken_back(new_page, cast, javascript):
    page = new_page(javascript=javascript)
    log_in(page, cast.manager)
    send(page, WORD)
    keep_as_further_column(page, "Priority Rating", javascript=javascript)
    expect(page.get_by_label("Title of a new plan")).to_have_value(re.compile("Peer Review"))
    page.get_by_role("button", name="Go on to the rows").click()
    left = decide_for_all_alike(page)
    split(page, "Review Apprenticeships", javascript=javascript)
    checked(page, javascript=javascript)
    page.get_by_role("link", name="3. Bring it in").click()
    expect(page.get_by_text("61 new actions")).to_be_visible()
    expect(page.get_by_text(f"{left - 1} rows with an open question")).to_be_visible()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("7 recommendations and 61 actions added")).to_be_visible()
    checked(page, javascript=javascript)
    plan = Plan.objects.latest("pk")
    assert plan.actions.in_plan().count() == 61
    assert plan.actions.filter(title="Consider the apprenticeship levy").count() == 1
    assert sorted({pair[0] for one in plan.actions.all() for pair in one.extras}) == [
        "Priority Rating"
    ]
    undo(page)
    assert plan.actions.in_plan().count() == 0


def keep_as_further_column(page: Page, heading: str, *, javascript: bool) -> None:
    """Say that the columns of that heading are something else, which is applied at once."""
    tables = page.locator("#columns details").filter(has_text=heading)
    for number in range(tables.count()):
        table = page.locator("#columns details").filter(has_text=heading).nth(number)
        if not table.get_attribute("open") and table.get_attribute("open") != "":
            table.locator("summary").click()
        table.get_by_label(re.compile(f"What “{heading}” holds")).select_option("something else")
        if javascript:
            chosen = table.get_by_label(re.compile(f"What “{heading}” holds"))
            expect(chosen.locator("option[selected]")).to_have_text("something else")
    if not javascript:
        page.get_by_role("button", name="Read it again with these columns").click()


def decide_for_all_alike(page: Page) -> int:
    """Answer the first question for all rows that ask it; how many rows are left to decide on."""
    before = to_decide(page)
    page.get_by_role("button", name="All are right").first.click()
    expect(page.locator("#messages")).to_contain_text("Decided for")
    assert to_decide(page) < before
    return to_decide(page)


def to_decide(page: Page) -> int:
    words = page.locator("#review-counts").get_by_text("Needs a decision").inner_text()
    return int(words.split()[0])


def split(page: Page, title: str, *, javascript: bool) -> None:
    """Make two actions of the row of that title."""
    left = to_decide(page)
    row = page.locator("article").filter(has_text=title)
    row.get_by_text("Decide on the whole row").click()
    row.get_by_label("It is several actions").fill(f"{title}\nConsider the apprenticeship levy")
    row.get_by_role("button", name="Split it").click()
    if javascript:
        expect(row.get_by_text("Split into 2 actions")).to_be_visible()
    expect(page.locator("#review-counts")).to_contain_text(f"{left - 1} Needs a decision")


def undo(page: Page) -> None:
    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo the import").click()
    page.get_by_label("Why it is undone").fill("It was last quarter’s file")
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("heading", name="This import is undone")).to_be_visible()


# ---- out to Excel, edited, and back


@BOTH
def test_workbook_is_edited_offline_and_only_its_differences_come_back(new_page, cast, javascript):
    sheet = exported(cast)
    before = plan_document(cast.plan, clock.today())
    sheet.write("PR-1", "Commentary", "The working group has agreed the brief.")
    sheet.write("PR-2", "Commentary", "Three of five sessions held.")
    factories.entry(cast.late, by=cast.owner, rating="A", commentary="All sessions are booked.")
    page = new_page(javascript=javascript)
    log_in(page, cast.manager)
    send(page, sheet.sent())
    page.get_by_role("button", name="Go on to the rows").click()
    expect(page.locator("article")).to_have_count(1)
    conflict = page.locator("article").filter(has_text="Train every councillor")
    for words in ("All sessions are booked.", "Three of five", "Two of five sessions held."):
        expect(conflict.get_by_text(words).first).to_be_visible()
    checked(page, javascript=javascript)
    conflict.get_by_role("button", name="Take all of the file’s").click()
    page.get_by_role("link", name="3. Bring it in").click()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("2 changed: PR-1, PR-2")).to_be_visible()
    expect(page.get_by_text("4 unchanged")).to_be_visible()
    stands = Action.objects.filter(pk__in=(cast.ahead.pk, cast.late.pk)).order_by("number")
    assert list(stands.values_list("latest__commentary", "latest__by")) == [
        ("The working group has agreed the brief.", cast.manager.pk),
        ("Three of five sessions held.", cast.manager.pk),
    ]
    assert plan_document(cast.plan, clock.today()) != before


def test_unchanged_workbook_back_is_nothing_to_do(page, cast):
    log_in(page, cast.manager)
    send(page, exported(cast).sent())
    page.get_by_role("button", name="Go on to the rows").click()
    expect(page.locator("#review-counts")).to_contain_text("0 Needs a decision")
    page.get_by_role("link", name="3. Bring it in").click()
    expect(page.get_by_role("heading", name="Nothing to do")).to_be_visible()
    no_axe_violations(page)
    page.get_by_role("button", name="Close the review").click()
    expect(page.get_by_text("Nothing to do: the plan already said all")).to_be_visible()
    assert PlanFile.objects.get().receipt["nothing_to_do"]


class Sheet:
    """The exported workbook while somebody edits it."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.sheet = self.book["Actions"]
        self.headings = [cell.value for cell in self.sheet[1]]

    def write(self, reference: str, heading: str, words: str) -> None:
        row = next(row for row in self.sheet.iter_rows() if reference in {c.value for c in row})
        row[self.headings.index(heading)].value = words

    def sent(self) -> dict[str, object]:
        stream = io.BytesIO()
        self.book.save(stream)
        return {"name": "plan.xlsx", "mimeType": "application/zip", "buffer": stream.getvalue()}


def exported(cast: factories.Cast) -> Sheet:
    """The plan as its manager downloads it."""
    client = Client()
    client.force_login(cast.manager)
    answer = client.get(f"{PLANS}peer-review/download/?format=xlsx")
    return Sheet(b"".join(answer) if answer.streaming else answer.content)
