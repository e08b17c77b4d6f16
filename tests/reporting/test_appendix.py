"""The appendix of a committee report: which rows, which columns, what stands before and after."""

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import docx
import pytest
from PIL import Image

from actionplan.declared import Due, Precision, Proposal
from actionplan.document import Action, PlanDocument
from actionplan.figures import figures_of
from actionplan.marks import TONES
from actionplan.reporting.appendix import Appendix, Choice, told
from actionplan.reporting.appendix_front import second_page, summary_of_report, within
from actionplan.reporting.page import style_sources, write_html
from actionplan.reporting.parts import Block
from actionplan.reporting.pieces import Grid
from actionplan.reporting.printed_columns import LANDSCAPE, MARGIN, PER_LETTER, columns_of
from actionplan.reporting.report import ReportDocument, content_digest, from_bytes, to_bytes
from actionplan.reporting.rows import rows_of
from actionplan.reporting.tables import by_recommendation, dates_to_agree
from actionplan.reporting.template import Column, RowChoice
from actionplan.reporting.word import write_docx
from tests.reporting.committee import appendix_report, earlier
from tests.reporting.plans import one_row, real_plan

LETTER, CELL = 1.9, 2.9  # millimetres: a bold letter of 9 points, and what a cell keeps free


class Tables(HTMLParser):
    """The tables of a page: each a list of rows, each a list of words of a cell."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.headings: list[str] = []
        self.open = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"th", "td"}:
            self.tables[-1][-1].append("")
        elif tag in {"h1", "h2", "h3"}:
            self.headings.append("")
        self.open = tag if tag in {"th", "td", "h1", "h2", "h3"} else self.open

    def handle_endtag(self, tag: str) -> None:
        self.open = "" if tag in {"th", "td", "h1", "h2", "h3"} else self.open

    def handle_data(self, data: str) -> None:
        if self.open in {"h1", "h2", "h3"}:
            self.headings[-1] += data
        elif self.open:
            self.tables[-1][-1][-1] += data

    def of(self, *headings: str) -> list[list[list[str]]]:
        """The tables that have these headings among theirs."""
        return [one for one in self.tables if one and set(headings) <= set(one[0])]


def printed_names(made: Tables) -> list[str]:
    tables = made.of("Ref", "Action", "Commentary")
    return [row[0] for table in tables for row in table[1:] if row[0] and "contd" not in row[0]]


def test_every_action_stands_once_open_and_newly_done_first():
    plan = real_plan()
    made = Tables(write_html(appendix_report(plan)))
    assert Counter(printed_names(made)) == Counter(row.name for row in rows_of(plan))
    names = printed_names(made)
    first = set(names[: names.index("1.1")])  # completed long ago, so the second appendix begins
    still_open = {row.name for row in rows_of(plan) if row.action.is_open}
    assert still_open < first
    assert len(first - still_open) == len(Choice(plan, made_of(plan)).done)


def made_of(plan) -> Appendix:
    appendix = appendix_report(plan).appendix
    assert appendix
    return appendix


@pytest.mark.parametrize("rows", RowChoice)
def test_the_forms_choice_of_rows_is_what_is_printed(rows):
    plan = real_plan()
    theme = plan.themes[1].title or ""
    report = appendix_report(plan, rows=rows, theme=theme)
    appendix = report.appendix or Appendix()
    choice = Choice(plan, appendix)
    wanted = {row.name for row in rows_of(plan) if choice.prints(row) or choice.is_earlier(row)}
    assert set(printed_names(Tables(write_html(report)))) == wanted
    assert told(appendix)
    words = docx.Document(io.BytesIO(write_docx(report)))
    refs = {
        row.cells[0].text
        for table in words.tables
        if table.rows[0].cells[-1].text == "Commentary"
        for row in table.rows[1:]
    }
    assert refs == wanted


def test_of_one_theme_the_others_are_left_out():
    plan = real_plan()
    report = appendix_report(plan, rows=RowChoice.THEME, theme=plan.themes[1].title or "")
    headings = Tables(write_html(report)).headings
    words = [one.text for one in docx.Document(io.BytesIO(write_docx(report))).paragraphs]
    for said in (headings, words):
        assert plan.themes[1].title in said
        assert not {plan.themes[0].title, plan.themes[2].title} & set(said)
    assert "None of its actions is among them." not in words


def test_choices_differ():
    plan = real_plan()
    sizes = {}
    for rows in RowChoice:
        appendix = made_of(plan)
        choice = Choice(plan, replace(appendix, rows=rows, theme=plan.themes[1].title or ""))
        sizes[rows] = sum(map(choice.prints, rows_of(plan)))
    assert sizes[RowChoice.ALL] == 60
    assert sizes[RowChoice.OPEN] > 19
    assert 0 < sizes[RowChoice.EXCEPTIONS] < 19
    assert sizes[RowChoice.RED_AND_AMBER] == 11
    assert 0 < sizes[RowChoice.COMPLETED] < 41
    assert 0 < sizes[RowChoice.THEME] < 60
    assert sizes[RowChoice.EXTENSIONS] > 0


def test_the_forms_columns_are_what_is_printed():
    report = appendix_report(real_plan(), columns=(Column.RATING, Column.COMMENTARY))
    table = Tables(write_html(report)).of("Ref", "Commentary")[0]
    assert table[0] == ["Ref", "Action", "RAG", "Commentary"]
    words = docx.Document(io.BytesIO(write_docx(report)))
    headings = [[cell.text for cell in table.rows[0].cells] for table in words.tables]
    assert ["Ref", "Action", "RAG", "Commentary"] in headings


def standing_list() -> PlanDocument:
    """A plan of actions under no recommendation, with neither timescales nor priorities."""
    actions = tuple(
        Action(f"Report back {number}", reference=f"AASD-{number}") for number in (1, 12)
    )
    return replace(real_plan(), themes=(), bands=(), loose_actions=actions)


def test_a_standing_list_has_no_empty_columns_and_is_headed_once():
    document = standing_list()
    for report in (appendix_report(document), ReportDocument(document, "Ashdown")):
        page = Tables(write_html(report))
        headings = page.of("Ref", "Commentary")[0][0]
        assert headings[:2] == ["Ref", "Action"]
        assert not {"Timescale", "Priority"} & set(headings)
        assert {"Actions", "Every action"} <= set(page.headings)
        assert not {"Other actions", "Actions under no recommendation"} & set(page.headings)
    words = docx.Document(io.BytesIO(write_docx(appendix_report(document))))
    tops = [[cell.text for cell in table.rows[0].cells] for table in words.tables]
    assert not [one for one in tops if "Timescale" in one or "Priority" in one]


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("chosen", [tuple(Column), (), (Column.LEADS,), (Column.STATUS,)])
def test_columns_fit_the_paper(chosen, landscape):
    columns = columns_of(chosen, landscape=landscape)
    assert columns[0].code == "action"
    assert sum(one.letters * PER_LETTER + MARGIN for one in columns) <= LANDSCAPE
    assert all(one.letters >= 8 for one in columns)


def test_table_1_has_last_time_beside_this_time():
    plan, before = real_plan(), earlier(real_plan())
    whole = by_recommendation(plan, before).rows[-1]
    now, last = figures_of(plan), figures_of(before)
    assert f"{now.total} ({last.total})" in whole
    assert f"{now.complete} ({last.complete})" in whole
    assert f"{now.past_date} ({last.past_date})" in whole
    assert "(" not in "".join(by_recommendation(plan, None).rows[-1])


def test_second_page_has_bridge_exceptions_changes_and_key_in_this_order():
    report = appendix_report(real_plan())
    parts = list(second_page(report, made_of(real_plan())))
    assert [one.heading for one in parts] == [
        "Progress", "Exceptions", "What changed since the last report", "Key",
    ]  # fmt: skip
    said = [line for one in parts[0].pieces if isinstance(one, Block) for line in one.lines]
    assert any("56 + 4 added = 60" in line for line in said)
    (behind,) = (one for one in parts[1].pieces if isinstance(one, Grid))
    letters = [row[3][0] for row in behind.rows]
    assert letters == sorted(letters, key="RAG".index)


def test_dates_to_agree_are_a_table_only_where_there_are_any():
    due = Due("December 2023", date(2023, 12, 31), Precision.MONTH)
    asked = Proposal(due, "The supplier withdrew", date(2023, 6, 12), "Head of Finance")
    grid = dates_to_agree(one_row(due=Due("June 2023"), proposed=asked))
    assert grid
    assert grid.rows[0][2:] == (
        "June 2023", "December 2023", "The supplier withdrew", "Head of Finance",
    )  # fmt: skip
    assert dates_to_agree(one_row()) is None


def test_first_page_says_the_position_where_nobody_wrote_a_summary():
    appendix = made_of(real_plan())
    report = appendix_report(real_plan())
    said = summary_of_report(report, replace(appendix, summary=""))
    assert "41 of 60 complete" in str(said[0])
    assert "Since 31 March 2023" in str(said[1])


def test_a_summary_is_cut_after_120_words():
    assert within("one two\nthree four", 3).split() == ["one", "two", "three", "…"]
    assert within("one two", 3) == "one two"


def test_corrections_are_last_and_outside_the_digest():
    report = appendix_report(real_plan())
    made = Tables(write_html(report))
    assert made.headings[-1] == "Corrections"
    assert made.tables[-1][1][:5] == ["PR-3", "RAG", "Q4 2022/23", "G (Green)", "A (Amber)"]
    bare = replace(report, appendix=replace(made_of(real_plan()), corrections=()))
    assert content_digest(bare) == content_digest(report)
    assert content_digest(replace(bare, title="Another")) != content_digest(report)


def test_a_report_with_its_appendix_crosses_to_another_process():
    report = appendix_report(real_plan())
    assert from_bytes(to_bytes(report)) == report


def test_headings_of_the_three_appendices_follow_the_number():
    made = Tables(write_html(appendix_report(real_plan(), number=4)))
    found = [re.match(r"Appendix \d", one) for one in made.headings]
    assert [one[0] for one in found if one] == ["Appendix 4", "Appendix 5", "Appendix 6"]


def test_word_shows_the_bar_of_ratings_with_its_sentence_for_those_who_hear_it():
    report = appendix_report(real_plan())
    content = write_docx(report)
    made = docx.Document(io.BytesIO(content))
    (shape,) = made.inline_shapes
    sentence = "Ratings of the plan: 44 Green, 11 Amber, 0 Red, 5 not rated; 60 in all."
    assert shape._inline.docPr.get("descr") == sentence
    assert sentence in [one.text for one in made.paragraphs]
    drawn = Image.open(io.BytesIO(made.part.related_parts[shape._inline.graphic.graphicData.pic
                                  .blipFill.blip.embed].blob))  # fmt: skip
    colours = drawn.convert("RGB").getcolors(10_000) or []
    of_tone = {colour: number for number, colour in colours}
    green, amber = ((int(TONES[c].fill[1:], 16)) for c in ("green", "amber"))
    green_of, amber_of = (of_tone[(n >> 16, n >> 8 & 255, n & 255)] for n in (green, amber))
    assert green_of / amber_of == pytest.approx(4, rel=0.15)
    assert write_docx(report) == content


def test_no_heading_of_table_1_is_broken_within_a_word():
    grid = by_recommendation(real_plan(), earlier(real_plan()))
    portrait = 180 / sum(grid.shares)  # millimetres a share
    for heading, share in zip(grid.headings, grid.shares, strict=True):
        longest = max(map(len, heading.split()))
        assert longest * LETTER < share * portrait - CELL, heading


def test_word_has_a_contents_field_with_its_entries_written_out():
    made = docx.Document(io.BytesIO(write_docx(appendix_report(real_plan()))))
    xml = made.element.xml
    assert 'TOC \\o "1-2"' in xml
    anchors = re.findall(r'w:hyperlink w:anchor="(\w+)"', xml)
    assert anchors
    assert set(anchors) == set(re.findall(r'bookmarkStart [^>]*w:name="(\w+)"', xml))


def test_the_page_escapes_fetches_nothing_and_names_its_styles():
    hostile = one_row(title="<script>alert(1)</script>", commentary="a\u202eb")
    made = write_html(appendix_report(hostile))
    assert b"<script" not in made
    assert "\u202e" not in made.decode()
    assert b"http" not in made.replace(b"http://www.w3.org", b"")
    assert b"[[missing" not in made
    assert len(style_sources(made)) == made.count(b"<style>") == 1


def test_a_draft_says_so_in_html_and_word():
    report = replace(appendix_report(one_row()), is_draft=True)
    assert "DRAFT" in write_html(report).decode()
    assert (
        "DRAFT"
        in docx.Document(io.BytesIO(write_docx(report))).sections[0].header.paragraphs[0].text
    )
