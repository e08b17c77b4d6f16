"""A workbook of ours that was edited offline, in the review: nothing in it goes unseen."""

import io

import openpyxl
import pytest

from actionplan.models import Doubt, PlanFile
from actionplan.services.reading import keep_file
from tests.actionplan.review_pages import decide, page, text

DOWNLOAD = "/ashdown/plans/peer-review/download/?format=xlsx"


@pytest.fixture
def send(cast, manager):
    """Downloads the plan, writes into its rows, and sends it back: ``send({"PR-1": {"RAG": …}})``.

    Words for the row "" go into every row.
    """
    answer = manager.get(DOWNLOAD)
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    headings = [cell.value for cell in book["Actions"][1]]

    def sent(written=()):
        for row in book["Actions"].iter_rows(min_row=2):
            for name in ("", row[0].value):
                for heading, words in dict(written).get(name, {}).items():
                    row[headings.index(heading)].value = words
        stream = io.BytesIO()
        book.save(stream)
        content = stream.getvalue()
        return keep_file(council=cast.council, content=content, name="plan.xlsx", by=cast.manager)

    return sent


def test_cells_that_cannot_be_understood_are_asked_about_though_the_plan_stays(manager, send):
    file = send(
        {
            "PR-1": {"RAG": "Purple"},
            "PR-2": {"Commentary": "=A1"},
            "PR-3": {"Revisions": "moved twice"},
        }
    )
    asked = text(manager.get(page(file)))
    assert "3</span> Needs a decision" in asked
    for words in ("Purple", "A formula has no saved result", "only tells what the product knows"):
        assert words in asked
    assert "It is right" not in asked
    decide(manager, file, 0, field="rating", do="leave")
    last = text(manager.get(page(file, "bring-in/")))
    assert "the rest waits for somebody" in last
    assert "2 rows with an open question" in last
    manager.post(page(file, "bring-in/"), {"seen": PlanFile.objects.get().version})
    assert set(Doubt.objects.values_list("action__number", "field")) == {
        (2, "commentary"),
        (3, ""),
    }


def test_leads_and_wording_of_recommendations_are_said_before_the_last_button(manager, send):
    officers = {"": {"Officer leads": "Head of Finance", "Recommendation": "In other words"}}
    last = text(manager.get(page(send(officers), "bring-in/")))
    assert "Nothing to do" not in last
    assert "Other leads for Recommendation 1" in last
    assert "the plan keeps its own: Recommendation 1, wording" in last


def test_button_under_nothing_to_do_says_what_it_does(manager, send):
    last = text(manager.get(page(send(), "bring-in/")))
    assert "The plan already says all that the file says." in last
    assert "Close the review</button>" in last


def test_addresses_of_answers_lead_to_the_review_when_they_are_opened(manager, send):
    file = send({"PR-1": {"RAG": "Purple"}})
    review = page(file)
    for step, leads_to in (
        ("rows/1/", f"{review}?show=all&page=1#row-1"),
        ("alike/", review),
        ("missing/", f"{review}?show=missing"),
    ):
        assert manager.get(page(file, step)).headers["Location"] == leads_to
    assert manager.get(page(file, "rows/99/")).status_code == 404
    said = text(manager.get(f"{review}?show=all"))
    assert 'gt-review__under">Recommendation 1: ' in said
