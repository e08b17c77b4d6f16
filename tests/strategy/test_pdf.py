"""The PDF of a strategy: what a reader and a screen reader find in it."""

import logging
import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from council.bounded import TookTooLong
from council.pdf import render
from strategy.document import Principle, Section, StrategyDocument
from strategy.kinds import Place, Status
from strategy.reporting.pdf import Printing, html_of, strategy_pdf_bytes
from tests import factories
from tests.pdf_reading import Reading, unmarked
from tests.strategies import SMALL, a_strategy
from tests.strategy.sources import FILES, strategy_of

HOSTILE = replace(
    SMALL,
    title="</title><style>h1{display:none}</style>",
    vision="x" * 5_000,
    principles=(Principle("P1", "漢 → ✓ Ŵ 😀", "{{ 7|add:1 }} <script>alert(1)</script>"),),
    outcomes=(),
    relations=(),
    sections=(Section("S1", Place.INTRODUCTION, "Purpose", "word " * 4_000),),
)
STRATEGIES = {name: strategy_of(name) for name in FILES} | {
    "small": SMALL,
    "bare": StrategyDocument("Bare", "bare"),
    "hostile": HOSTILE,
}


def printing(document: StrategyDocument) -> Printing:
    return Printing(document, date(2023, 6, 30), "Ashdown Borough Council")


@cache
def printed(name: str) -> Reading:
    return Reading(render(html_of(printing(STRATEGIES[name]))))


def squashed(words: str) -> str:
    return re.sub(r"[\s\u200b•]", "", words.replace("\xa0", " "))


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_page_is_tagged_and_says_its_place(name):
    made = printed(name)
    for number, page in enumerate(made.pdf.pages, 1):
        assert unmarked(page) == []
        assert f"Page{number}of{len(made.pdf.pages)}" in squashed(made.artifacts[number - 1])


@pytest.mark.parametrize("name", STRATEGIES)
def test_headings_follow_one_another_without_a_gap(name):
    levels = [int(one.type[1]) for one in printed(name).tree.all("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_table_has_a_caption_and_headers(name):
    for table in printed(name).tables:
        assert len(list(table.all("Caption"))) == 1
        assert {head.scope for head in table.all("TH")} <= {"/Column", "/Row"}


@pytest.mark.parametrize("name", STRATEGIES)
def test_items_of_lists_hold_no_paragraphs(name):
    for item in printed(name).tree.all("LI"):
        assert "P" not in [child.type for child in item.children]


@pytest.mark.parametrize("name", STRATEGIES)
def test_no_variable_of_a_template_is_missing(name):
    assert "[[missing" not in html_of(printing(STRATEGIES[name]))


@pytest.mark.parametrize("name", FILES)
def test_all_principles_outcomes_and_statements_are_there(name):
    said, document = squashed(printed(name).tree.words), STRATEGIES[name]
    texts = [one.title for one in document.principles]
    texts += [one.text for one in document.outcomes] + [one.text for one in document.statements]
    for text in texts:
        for line in re.sub(r"\[\^\w+\]", "\n", text).split("\n"):
            assert squashed(line) in said


def test_bookmarks_and_contents_lead_to_every_chapter():
    made = printed(FILES[0])
    titles = {squashed(title) for _, title in made.bookmarks}
    assert {squashed(one.words) for one in made.tree.all("H2", "H3")} <= titles
    entries = "\n".join(squashed(one.words) for one in made.tree.all("LI"))
    found = re.search(r"^5\.SupportingOutcomes(\d+)", entries, re.MULTILINE)
    assert found
    assert "5.SupportingOutcomes" in squashed(made.page_words[int(found[1]) - 1])


def test_family_is_a_figure_with_words():
    figures = list(printed(FILES[0]).tree.all("Figure"))
    assert any(
        "under it sit Medium Term Financial Strategy" in str(one.element.Alt) for one in figures
    )


def test_draft_and_superseded_say_so_on_every_page():
    assert all("DRAFT" in words for words in printed(FILES[0]).artifacts)
    assert "SUPERSEDED" in html_of(printing(replace(SMALL, status=Status.SUPERSEDED)))
    assert "DRAFT" not in html_of(printing(replace(SMALL, status=Status.ADOPTED)))


def test_markup_is_printed_and_never_obeyed():
    said = squashed(printed("hostile").tree.words)
    assert "{{7|add:1}}<script>alert(1)</script>" in said
    assert "[U+6F22]" in said
    assert said.count("word") == 4_000


def test_no_footnote_is_lost():
    made = printed(FILES[0])
    assert "Backtopage" in squashed(made.tree.words)
    assert "apm.org.uk" in squashed(made.tree.words)


def test_the_same_strategy_makes_the_same_bytes_in_a_child():
    assert strategy_pdf_bytes(printing(SMALL)) == printed("small").content


def test_library_has_nothing_to_complain_of(caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        render(html_of(printing(SMALL)))
    assert caplog.messages == []


def test_what_is_no_colour_is_refused():
    with pytest.raises(ValueError, match="colour"):
        replace(printing(SMALL), ground="red}")


# ---- as a download


def test_download_is_a_pdf_of_that_name(cast, logged_in):
    a_strategy(cast.council)
    answer = logged_in(cast.reader).get("/ashdown/strategies/organisational-strategy/pdf/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert 'filename="organisational-strategy.pdf"' in answer.headers["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")


def test_download_that_takes_too_long_says_what_to_do(cast, logged_in, monkeypatch):
    def slow(*_: object) -> bytes:
        raise TookTooLong("stopped")

    a_strategy(cast.council)
    monkeypatch.setattr("strategy.views.files.strategy_pdf_bytes", slow)
    answer = logged_in(cast.reader).get("/ashdown/strategies/organisational-strategy/pdf/")
    assert answer.status_code == 503
    assert "Try again" in answer.content.decode()


def test_download_writes_out_the_first_use_of_a_term_and_leaves_the_vision(cast, logged_in):
    factories.term(cast.council, "O&S", "Overview & Scrutiny")
    principles = (
        Principle("P1", "O&S", "O&S asks first."),
        Principle("P2", "Openness", "O&S publishes."),
    )
    vision = "A council that O&S trusts."
    document = replace(SMALL, vision=vision, principles=principles, relations=())
    a_strategy(cast.council, document)
    answer = logged_in(cast.reader).get("/ashdown/strategies/organisational-strategy/pdf/")
    said = " ".join(Reading(answer.content).tree.words.replace("\xa0", " ").split())
    assert vision in said
    assert said.count("Overview & Scrutiny (O&S)") == 1
    assert "Overview & Scrutiny (O&S) asks first." in said
    assert "O&S publishes." in said
