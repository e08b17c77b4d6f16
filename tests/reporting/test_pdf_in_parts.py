"""A long report drawn in parts: the same report, and only what has changed is drawn again."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from django.core.cache import cache as kept

from actionplan.document import PlanDocument
from actionplan.reporting.pages import html_of
from actionplan.reporting.pdf import render_report, write_pdf
from actionplan.reporting.pdf_in_parts import key_of, shared_out
from actionplan.reporting.report import ReportDocument, to_bytes
from council import pdf_bound
from council.pdf_parts import ROWS_EACH, cut
from tests.pdf_reading import Reading
from tests.reporting.committee import with_actions
from tests.reporting.in_parts import bound_here
from tests.reporting.plans import grown, report

pytestmark = [pytest.mark.long, pytest.mark.any_engine]

LONG = 101


@cache
def whole() -> Reading:
    return Reading(render_report(to_bytes(report(grown(LONG)))))


@cache
def in_parts() -> Reading:
    return Reading(bound_here(report(grown(LONG))))


@pytest.fixture
def made() -> Reading:
    return in_parts()


def changed() -> PlanDocument:
    """One action in the middle of the plan says something else."""
    return with_actions(
        grown(LONG),
        lambda one, number: replace(one, commentary="Agreed in July.") if number == 50 else one,
    )


def keys_of(chosen: ReportDocument) -> list[str]:
    return [key_of(part) for part in cut(html_of(chosen)).parts()]


# The same report


def test_it_says_what_the_whole_says_in_the_same_tags(made):
    def said(reading: Reading) -> list[tuple[str, str]]:
        kinds = ("H1", "H2", "H3", "Caption", "TH", "TD", "Figure")
        return [(tag.type, tag.words) for tag in reading.tree.all(*kinds)]

    assert said(made) == said(whole())


def test_bookmarks_are_those_of_the_whole(made):
    assert made.bookmarks == whole().bookmarks


def test_contents_and_bookmarks_lead_to_the_pages_that_they_name(made):
    places = dict(pdf_bound.named_places(made.pdf))
    links = [link for page in made.pdf.pages for link in page.obj.get("/Annots", [])]
    assert links
    assert {str(link.Dest) for link in links} <= set(places)
    assert not [link for link in links if "/A" in link]
    for number in range(1, -(-LONG // 9) + 1):
        page = made.pages[places[f"recommendation-{number}"][0].objgen]
        assert f"Recommendation {number}" in made.page_words[page].replace("\xa0", " ")
        (entry,) = [e.words for e in made.tree.all("LI") if f"Recommendation {number}:" in e.words]
        assert re.findall(r"\d+", entry)[-1] == str(page + 1)


def test_every_sheet_has_its_number_its_head_and_its_section(made):
    total = len(made.pdf.pages)
    for number, said in enumerate(made.artifacts, 1):
        assert f"Page{number}of{total}" in said.replace(" ", "")
        assert grown(1).title.replace(" ", "") in said.replace(" ", "")
    middle = made.artifacts[total // 2].replace(" ", "")
    assert "Allofit" in middle


def test_each_piece_of_a_page_has_one_owner_in_the_tree(made):
    numbers = [int(one) for one in list(made.pdf.Root.StructTreeRoot.ParentTree.Nums)[::2]]
    assert all(before < after for before, after in pairwise(numbers))
    assert [int(page.obj.StructParents) in numbers for page in made.pdf.pages].count(False) == 0


# Only what has changed


def test_only_the_part_that_has_changed_is_drawn_again(db, made):
    first, after = report(grown(LONG)), report(changed())
    assert write_pdf(first) == made.content
    assert [key in kept for key in keys_of(after)].count(False) == 1
    assert write_pdf(after) == bound_here(after)
    assert all(key in kept for key in keys_of(after))
    one, other, *_ = keys_of(after)
    kept.set(other, kept.get(one))
    printed = Reading(write_pdf(after)).tree.words
    assert ("PR-50" in made.tree.words, "PR-50" in printed) == (True, False)


def test_a_front_that_does_not_come_to_rest_is_drawn_with_the_whole(monkeypatch):
    monkeypatch.setattr(pdf_bound, "TRIES", 0)
    chosen = report(grown(LONG))
    assert bound_here(chosen) == whole().content


# Where it is cut, and who draws


def test_recommendations_of_few_rows_stand_in_one_part():
    bodies = cut(html_of(report(grown(LONG)))).bodies
    rows = [body.count("<tr") for body in bodies]
    assert all(number >= ROWS_EACH for number in rows[:-1])
    assert len(rows) < -(-LONG // 9)


def test_what_a_person_types_cuts_nothing():
    plan = with_actions(grown(9), lambda one, _: replace(one, commentary="<!-- cut -->"))
    assert len(cut(html_of(report(plan))).bodies) == 1


def test_shares_are_of_about_one_size_and_none_is_empty():
    pages = {str(size): "x" * size for size in (50, 10, 40, 30, 20)}
    shares = shared_out(pages, 2)
    assert sorted(sum(map(len, share.values())) for share in shares) == [70, 80]
    assert len(shared_out({"only": "x"}, 4)) == 1
