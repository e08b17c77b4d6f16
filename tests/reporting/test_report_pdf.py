"""The committee report: what a clerk, a councillor and a screen reader find in it.

One room, because every test reads the same few reports, which are costly to make.
"""

import logging
import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from actionplan.declared import Due, Step, StepState
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.figures import figures_of
from actionplan.reporting.pages import html_of
from actionplan.reporting.pdf import render_report, write_pdf
from actionplan.reporting.report import Brand, to_bytes
from actionplan.reporting.rows import rows_of
from actionplan.words import position
from council import pdf_fonts
from council.bounded import ChildRefused
from tests.pdf_reading import Reading, unmarked
from tests.reporting.committee import appendix_report
from tests.reporting.in_parts import bound_here
from tests.reporting.plans import grown, one_row, real_plan, report

pytestmark = pytest.mark.long

ARABIC = "ستقوم البلدية بمراجعة الخطة وتحديثها كل ربع سنة. " * 20
HEBREW = "המועצה תבחן את התוכנית ותעדכן אותה בכל רבעון. " * 20
EVERYTHING = one_row(
    title="Long action words " * 250,
    steps=tuple(Step("step words " * 20, StepState.DONE) for _ in range(40)),
    commentary="c " * 3000,
    due=Due("due words " * 300),
    timescale="T" * 400,
    priority="P " * 200,
    rating="ZZZZZZZZZZ" * 20,
)
LOOSE = replace(
    real_plan(),
    loose_actions=(
        Action(
            "A heading",
            sub_actions=(Action("Below it", exempt_paragraph="paragraph 3"),),
            counts_in_totals=False,
            extras=(("Budget", "£3"),),
        ),
    ),
)
PLANS = {
    "real": real_plan(),
    "empty": PlanDocument("Empty plan"),
    "no actions": replace(real_plan(), themes=(Theme(None, (Recommendation("Do it"),)),)),
    "one row": one_row(),
    "40,000 characters": one_row(commentary="word " * 8000),
    "40,000 characters in lines": one_row(commentary="some words\n" * 3600),
    "unbroken": one_row(commentary="x" * 40_000, title="y" * 3_000),
    "right to left": one_row(commentary=f"{ARABIC}\n{HEBREW}", title=ARABIC[:80]),
    "emoji": one_row(commentary="Done 😀 👍🏽 🇬🇧 👨‍👩‍👧 ✅ ✓ → 漢\ue000", title="🎉 party"),
    "Welsh": one_row(commentary="Ŵ ŵ Ŷ ŷ â ê î ô û", title="Cyngor Sir Gâr – tŷ"),
    "everything too long": EVERYTHING,
    "loose actions": LOOSE,
    "control characters": one_row(title="a\x00b\x1fc\ud800d\u202ee", commentary="\x07\ufffe"),
    "markup": one_row(
        title="</td></table><style>h1{display:none}</style><script>alert(1)</script>",
        commentary='<a href="file:///etc/passwd" rel=attachment>x</a> {{ 7|add:1 }} &lt;',
    ),
}  # fmt: skip

MIXED = f"{'word ' * 6000}{ARABIC * 5}{HEBREW * 5}😀 👍🏽 漢 {'x' * 2000}"
REPORTS = {name: report(plan) for name, plan in PLANS.items()} | {
    "appendix": appendix_report(real_plan()),
    "appendix, empty": appendix_report(PlanDocument("Empty plan")),
    "appendix, one row": appendix_report(one_row()),
    "appendix, hostile": appendix_report(
        one_row(title=ARABIC[:80], commentary=MIXED, rating="A", due=Due("due words " * 300)),
        landscape=False,
        summary=MIXED,
    ),
    "in parts": report(grown(110), is_draft=True),
    "in parts, appendix": appendix_report(grown(110), landscape=False),
}


@cache
def printed(name: str) -> Reading:
    if name.startswith("in parts"):
        return Reading(bound_here(REPORTS[name]))
    return Reading(render_report(to_bytes(REPORTS[name])))


@pytest.fixture
def real() -> Reading:
    return printed("real")


# Every plan, however odd


@pytest.mark.parametrize("name", REPORTS)
def test_every_page_is_tagged_and_says_its_place(name):
    made = printed(name)
    total = len(made.pdf.pages)
    for number, page in enumerate(made.pdf.pages, 1):
        assert unmarked(page) == []
        assert f"Page{number}of{total}" in made.artifacts[number - 1].replace(" ", "")


@pytest.mark.parametrize("name", REPORTS)
def test_every_table_has_a_caption_a_header_and_regular_rows(name):
    for table in printed(name).tables:
        assert len([one for one in table.children if one.type == "Caption"]) == 1
        rows = [
            row for group in table.children if group.type != "Caption" for row in group.children
        ]
        assert len({len(row.children) for row in rows}) == 1
        heads = list(table.all("TH"))
        assert heads
        assert {head.scope for head in heads} <= {"/Column", "/Row"}
        assert all(head.words.strip() for head in heads)


@pytest.mark.parametrize("name", REPORTS)
def test_headings_follow_one_another_without_a_gap(name):
    levels = [int(one.type[1]) for one in printed(name).tree.all("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", REPORTS)
def test_fonts_are_of_the_allowed_families_only(name):
    allowed = {
        family.replace(" ", "-") + weight
        for family in pdf_fonts.FAMILIES
        for weight in ("", "-Bold")
    }
    assert printed(name).fonts <= allowed


@pytest.mark.parametrize("name", REPORTS)
def test_no_variable_of_a_template_is_missing(name):
    assert "[[missing" not in html_of(REPORTS[name])


@pytest.mark.parametrize("name", REPORTS)
def test_every_rating_is_a_word(name):
    for table in action_tables(printed(name)):
        heads = [one.words.strip() for one in next(table.all("THead")).all("TH")]
        for row in printed(name).rows(table):
            assert re.search(r"[A-Za-z]{3,}", row[heads.index("RAG")])


@pytest.mark.parametrize("name", REPORTS)
def test_every_picture_has_words(name):
    for figure in printed(name).tree.all("Figure"):
        assert str(figure.element.Alt).strip()


def action_tables(made: Reading) -> list:
    tables = ((table, next(table.all("THead"), None)) for table in made.tables)
    return [table for table, head in tables if head and "Commentary" in head.words]


# The real plan


def test_each_action_is_one_row(real):
    names = [row[0] for table in action_tables(real) for row in real.rows(table)]
    assert names == [row.name for row in rows_of(real_plan())]
    assert len(names) == 60


def test_each_recommendation_has_a_heading_and_its_wording(real):
    headings = [one.words.strip() for one in real.tree.all("H3")]
    assert headings == [f"Recommendation{number}" for number in range(1, 8)] or headings == [
        f"Recommendation {number}" for number in range(1, 8)
    ]
    said = squashed(real.tree.words)
    for one in real_plan().recommendations():
        assert all(squashed(line) in said for line in one.text.split("\n"))


def test_all_words_of_every_action_are_there(real):
    rows = [row for table in action_tables(real) for row in real.rows(table)]
    for row, cells in zip(rows_of(real_plan()), rows, strict=True):
        action = row.action
        assert squashed(action.title) in squashed(cells[1])
        assert all(squashed(step.words) in squashed(cells[1]) for step in action.steps)
        assert squashed(cells[2]) == squashed(action.timescale or "Not stated")
        assert squashed(cells[3]) == squashed(action.priority or "Not stated")
        assert squashed(action.due.words or "None recorded") in squashed(cells[5])
        assert squashed(cells[6]) == squashed(action.commentary or "None recorded")


def test_figures_are_those_that_are_counted(real):
    figures = figures_of(real_plan())
    summary = next(table for table in real.tables if "Whole plan" in table.words)
    *parts, whole = real.rows(summary)
    assert whole == ["Whole plan", "44", "11", "0", "5", "60", "41", "19", "10"]
    counts = [figures.by_rating[one] for one in ("G", "A", "R", None)]
    known = [*counts, figures.total, figures.complete, figures.open, figures.past_date]
    assert [int(one) for one in whole[1:]] == known
    for place in range(1, 9):
        assert sum(int(row[place]) for row in parts) == int(whole[place])


def test_as_many_rows_say_that_they_are_past_their_date_as_are_counted(real):
    rows = [row for table in action_tables(real) for row in real.rows(table)]
    past = [row for row in rows if "Pastitsowndate" in squashed(row[5])]
    assert len(past) == figures_of(real_plan()).past_date


def test_position_is_said_in_one_sentence(real):
    assert squashed(position(figures_of(real_plan()))) in squashed(real.page_words[0])


def test_bookmarks_lead_to_every_heading(real):
    titles = [title for _, title in real.bookmarks]
    assert titles[0] == real_plan().title
    for heading in real.tree.all("H2"):
        assert squashed(heading.words) in {squashed(title) for title in titles}
    assert sum(title.startswith("Recommendation ") for title in titles) == 7
    assert {depth for depth, _ in real.bookmarks} == {1, 2, 3}


def test_contents_name_the_page_of_each_recommendation(real):
    for entry in real.tree.all("LI"):
        found = re.match(r"Recommendation(\d).*?(\d+)$", squashed(entry.words))
        if found:
            said = squashed(real.page_words[int(found[2]) - 1])
            assert f"Recommendation{found[1]}" in said


def test_key_and_bands_are_explained(real):
    said = squashed(real.tree.words)
    for one in real_plan().key:
        assert squashed(one.definition) in said
    for band in real_plan().bands:
        assert f"Timescale{band.code}" in said
        assert squashed(band.words) in said


def test_headers_repeat_on_each_page_that_a_table_runs_on(real):
    for number, words in enumerate(real.page_words):
        rows = re.search(r"PR-\d|\d\.\d", words) and "Commentary" in words
        starts = squashed(words).count("AnticipatedcompletionCommentary")
        assert bool(rows) == bool(starts) or number < 2


def test_no_heading_is_left_at_the_foot_of_a_page(real):
    place = {}
    for heading in real.tree.all("H2", "H3"):
        place[heading.words] = page_of(real, heading)
    for table in real.tables:
        assert page_of(real, next(table.all("Caption"))) == page_of(real, next(table.all("TD")))
    for before, after in zip(list(real.tree.all("H3")), action_tables(real), strict=True):
        assert page_of(real, before) == page_of(real, next(after.all("TD")))


def page_of(made: Reading, tag) -> int:
    return made.pages[tag.element.Pg.objgen]


def squashed(words: str) -> str:
    """Words without what print adds or drops between them: spaces, unseen breaks, bullets."""
    plain = words.replace("‑", "-").replace("\xa0", " ")
    return re.sub(r"[\s\u200b•]", "", plain)


# The appendix of a committee report


def test_first_page_is_one_page_and_the_figures_begin_the_second():
    made = printed("appendix")
    first, second = (squashed(words) for words in made.page_words[:2])
    for words in (
        "Appendix 1",
        "Purpose",
        "Summary",
        "Recommendations",
        "(b) Agree the new dates.",
    ):
        assert squashed(words) in first
    assert "Progress" not in first
    assert "Table1" in second
    assert str(made.pdf.docinfo.Title).endswith("position as at 30 June 2023")


def test_actions_are_attached_as_data():
    made = printed("appendix")
    (spec,) = made.pdf.Root.AF
    assert str(spec.AFRelationship) == "/Data"
    rows = spec.EF.F.read_bytes().decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Ref,Theme,")
    assert made.pdf.Root.Names.EmbeddedFiles.Names[0] == "actions.csv"


def test_no_heading_of_the_appendix_is_left_at_the_foot_of_a_page():
    made = printed("appendix")
    for table in made.tables:
        assert page_of(made, next(table.all("Caption"))) == page_of(made, next(table.all("TD")))
    read = list(made.tree.all("H2", "H3", "P", "Caption", "LI", "TD"))
    for heading, after in pairwise(read):
        if heading.type in {"H2", "H3"}:
            assert page_of(made, heading) == page_of(made, after)


# What the report says of itself


def test_cover_says_what_it_is_for():
    made = Reading(
        render_report(
            to_bytes(
                report(
                    one_row(),
                    title="Peer review: progress",
                    committee="Policy, Finance and Development Committee",
                    meeting_on=date(2023, 7, 25),
                    dated=date(2023, 7, 10),
                    author="Strategic Director",
                    produced_from="The live plan, 10 July 2023",
                )
            )
        )
    )
    first = squashed(made.page_words[0])
    for words in (
        "Oadby & Wigston Borough Council", "Peer review: progress", "25 July 2023",
        "10 July 2023", "Policy, Finance and Development Committee", "Strategic Director",
        "Position as at30 June 2023", "The live plan, 10 July 2023",
    ):  # fmt: skip
        assert squashed(words) in first
    assert str(made.pdf.docinfo.Title) == "Peer review: progress – position as at 30 June 2023"
    assert str(made.pdf.docinfo.Author) == "Strategic Director"


def test_a_draft_says_so_on_every_page():
    made = Reading(render_report(to_bytes(report(one_row(), is_draft=True))))
    assert all("DRAFT" in words for words in made.artifacts)
    assert "DRAFT" in str(made.pdf.docinfo.Title)
    assert not any("DRAFT" in words for words in printed("one row").page_words)


def test_colours_are_the_councils():
    brand = Brand(background="#102030", text="#fefefe", accent="#405060")
    assert "--ground: #102030" in html_of(report(one_row(), brand=brand))


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "#123456}", "url(x)"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(ValueError, match="colour"):
        Brand(accent=colour)


# Hostile words


def test_markup_is_printed_and_never_obeyed():
    made = printed("markup")
    said = made.tree.words
    assert "<style>h1{display:none}</style>" in said.replace(" ", "").replace("\u200b", "")
    assert "{{7|add:1}}" in squashed(said)
    assert not any("/Annots" in page.obj and uris(page) for page in made.pdf.pages)


def uris(page) -> list[str]:
    return [str(one.A.URI) for one in page.obj.Annots if "/A" in one and "/URI" in one.A]


def test_long_commentary_goes_on_in_the_appendix_and_loses_nothing():
    made = printed("40,000 characters")
    assert made.tree.words.count("word") - made.tree.words.count("words") == 8000
    assert "Goes on in appendix B" in made.tree.words
    assert any(title.startswith("Appendix B") for _, title in made.bookmarks)


def test_long_lines_lose_nothing_either():
    assert squashed(printed("40,000 characters in lines").tree.words).count("somewords") == 3600


def test_rows_of_many_words_are_kept_under_one_name():
    made = printed("everything too long")
    names = [row[0] for table in action_tables(made) for row in made.rows(table)]
    assert names[0] == "PR-1"
    assert set(names[1:]) == {"PR-1contd"} or set(names[1:]) == {"PR-1 contd"}


def test_characters_without_a_glyph_are_named():
    said = squashed(printed("emoji").tree.words)
    assert "[U+6F22]" in said
    assert "[U+E000]" in said
    assert "😀" in said


def test_lone_surrogates_and_controls_do_no_harm():
    assert "abc[U+FFFD]de" in squashed(printed("control characters").tree.words)


# The same bytes, within limits, without a word of complaint


def test_the_same_report_makes_the_same_bytes_in_a_child():
    chosen = report(one_row(commentary="Ŵ 😀"))
    assert write_pdf(chosen) == render_report(to_bytes(chosen))


def test_library_has_nothing_to_complain_of(caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        render_report(to_bytes(report(LOOSE, is_draft=True)))
    assert caplog.messages == []


def test_a_plan_of_too_many_rows_is_refused_with_a_sentence():
    with pytest.raises(ChildRefused, match="at most 2,000 actions"):
        write_pdf(report(grown(2_001)))
