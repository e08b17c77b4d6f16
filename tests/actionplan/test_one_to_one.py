"""The 1:1 sheet: one post's open actions, last two updates, queries and room for notes."""

import io
from datetime import date
from itertools import pairwise
from uuid import uuid4

import docx
import pytest
from django.urls import reverse
from docx.shared import Mm

from actionplan.queries.one_to_one import last_updates
from actionplan.services.answering import ask_question
from actionplan.services.deriving import derive_plan
from actionplan.services.speaking import Speaker
from tests import factories
from tests.pdf_reading import Reading, unmarked

pytestmark = pytest.mark.django_db


def address(cast, kind=""):
    name, parts = ("one_to_one_file", [kind]) if kind else ("one_to_one", [])
    return reverse(f"mine:{name}", args=[cast.council.slug, cast.post.pk, *parts])


@pytest.fixture
def spoken(cast):
    """Three updates of one action, a question, and the queries that stand."""
    for words in ("Said <b>first</b>.", "Said second.", "Said third."):
        factories.entry(cast.late, by=cast.owner, rating="A", commentary=words)
    words = "Is it funded?"
    ask_question(action=cast.late, words=words, once=uuid4(), speaker=Speaker(cast.slt))
    derive_plan(cast.plan)
    return cast


def told(cast, client):
    """What the page, the PDF and the Word file say."""
    word = docx.Document(io.BytesIO(client.get(address(cast, "docx")).content))
    pdf = client.get(address(cast, "pdf"))
    assert pdf["Content-Disposition"].startswith("attachment")
    page = client.get(address(cast)).content.decode()
    return page, Reading(pdf.content).tree.words, "\n".join(one.text for one in word.paragraphs)


def test_page_pdf_and_word_say_the_same(spoken, logged_in):
    for said in told(spoken, logged_in(spoken.owner)):
        flat = " ".join(said.replace("\xa0", " ").split())
        for words in ("Said third.", "Said second.", "Is it funded?", "Query:", "Notes", "PR-2"):
            assert words in flat, words
        assert "Said <b>first" not in flat
        assert "Said &lt;b&gt;first" not in flat
        assert spoken.complete.reference + " " not in flat  # which is no longer open


def test_the_pdf_is_tagged_and_its_headings_leave_no_gap(spoken, logged_in):
    made = Reading(logged_in(spoken.owner).get(address(spoken, "pdf")).content)
    assert [words for page in made.pdf.pages for words in unmarked(page)] == []
    levels = [int(one.type[1]) for one in made.tree.all("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_slip_that_was_corrected_is_no_update(cast):
    slip = factories.entry(cast.late, by=cast.owner, rating="R", commentary="A slip.")
    factories.entry(cast.late, by=cast.owner, rating="A", kind="correction", about=slip)
    entries = last_updates([cast.late])[cast.late.pk]
    assert slip not in entries
    assert [entry.kind for entry in entries] == ["correction", "update"]


def test_the_word_file_stands_upright_with_real_headings_and_room_for_notes(spoken, logged_in):
    content = logged_in(spoken.owner).get(address(spoken, "docx")).content
    document = docx.Document(io.BytesIO(content))
    section = document.sections[0]
    sides = (section.page_width, section.page_height)
    assert [round((side or Mm(0)) / Mm(1)) for side in sides] == [210, 297]
    styles = {one.style.name for one in document.paragraphs if one.style}
    assert styles >= {"Title", "Heading 1", "Heading 2"}
    assert len(document.tables) == 1


def test_queries_do_not_grow_with_actions(spoken, logged_in, django_assert_max_num_queries):
    client = logged_in(spoken.owner)
    for number in range(10):
        more = factories.action(spoken.plan, f"More {number}", accountable=spoken.post)
        factories.entry(more, by=spoken.owner, rating="G", due=date(2023, 9, 1))
    with django_assert_max_num_queries(12):
        assert client.get(address(spoken)).status_code == 200


def test_the_first_use_of_a_term_is_in_full_on_the_page_and_in_both_files(spoken, logged_in):
    factories.term(spoken.council, "MTFS", "Medium Term Financial Strategy")
    words = "The MTFS <b>waits</b>. Council has not seen the MTFS."
    factories.entry(spoken.late, by=spoken.owner, rating="A", commentary=words)
    made = told(spoken, logged_in(spoken.owner))
    assert "<b>waits" not in made[0]
    for said in made:
        flat = " ".join(said.replace("\xa0", " ").split())
        assert flat.count("The Medium Term Financial Strategy (MTFS) ") == 1
        assert "Council has not seen the MTFS." in flat
