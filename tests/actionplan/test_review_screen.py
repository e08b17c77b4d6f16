"""The review of a file in the browser: what needs a person is asked, and each answer is kept."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.merging.decisions import CellWord, Decisions, RowWord
from actionplan.models import Action, PlanFile
from tests.actionplan.review_pages import (
    HEADINGS,
    HTMX,
    decide,
    decisions,
    kept,
    page,
    seen,
    text,
    three,
    value_in,
)

# ---- what is shown


def test_only_rows_that_need_a_decision_are_shown_at_first(cast, manager):
    said = text(manager.get(page(three(cast))))
    assert 'id="row-0"' in said
    assert 'id="row-1"' in said
    assert 'id="row-2"' not in said
    assert "No date is set: “As above” points at another row." in said


def test_every_row_shows_its_cells_as_they_were_and_as_understood(cast, manager):
    said = text(manager.get(page(three(cast), "?show=all")))
    row = said[said.index('id="row-2"') :]
    for words in (*HEADINGS, "Head of Finance", "30 September 2023", "Booked.", "Green"):
        assert words in row


def test_file_without_a_doubt_shows_its_new_rows(cast, manager):
    file = kept(
        cast, ("Publish the budget", "Head of Finance", "30 June 2023", "G", "Sent to all.")
    )
    said = text(manager.get(page(file)))
    assert '<span class="gt-count__number">0</span> Needs a decision' in said
    assert 'id="row-0"' in said


def test_unknown_filter_and_page_are_the_usual_ones(cast, manager):
    file = three(cast)
    usual = text(manager.get(page(file, "?show=nonsense&page=99")))
    assert 'id="row-0"' in usual


def test_long_file_comes_in_pages(cast, manager):
    file = kept(
        cast, *((f"Action {n}", "Head of Finance", "June 2023", "G", "") for n in range(60))
    )
    first, second = (text(manager.get(page(file, f"?show=all&page={n}"))) for n in (1, 2))
    assert first.count("<article") == 50
    assert second.count("<article") == 10


def test_count_of_actions_is_of_the_file_and_not_of_the_plan(cast, manager):
    row = ("Publish the budget", "Head of Finance", "As above", "G", "")
    file = kept(cast, row, plan=cast.plan)
    assert "1 action under" in text(manager.get(page(file, "found/")))


def test_number_of_queries_does_not_grow_with_the_rows(cast, manager):
    few = kept(cast, ("Publish the budget", "Head of Finance", "As above", "G", ""), plan=cast.plan)
    many = kept(
        cast,
        *((f"Action {n}", f"Head of {n}", "As above", "G", "") for n in range(30)),
        plan=cast.plan,
    )
    counts = []
    for file in (few, many):
        with CaptureQueriesContext(connection) as queries:
            manager.get(page(file, "?show=all"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# ---- one cell


@pytest.mark.parametrize("word", [CellWord.TAKE, CellWord.LEAVE])
def test_cell_is_decided_and_no_longer_asked(cast, manager, word):
    file = three(cast)
    assert decide(manager, file, 0, field="due", do=word).status_code == 302
    (one,) = decisions(file).cells
    assert (one.place, one.field, one.word) == (0, "due", word)
    assert 'id="row-0"' not in text(manager.get(page(file)))


def test_cell_is_typed_and_read_by_the_rules_of_its_field(cast, manager):
    file = three(cast)
    decide(manager, file, 0, field="due", do="typed", words=" End of September 2023 ")
    (one,) = decisions(file).cells
    assert one.words == "End of September 2023"
    said = text(manager.get(page(file, "?show=all")))
    assert "You said: End of September 2023" in said


def test_typed_words_that_give_no_date_say_so(cast, manager):
    file = three(cast)
    decide(manager, file, 0, field="due", do="typed", words="31 April 2024")
    assert "You said: 31 April 2024 (no date)" in text(manager.get(page(file, "?show=all")))


def test_row_that_may_be_a_heading_is_asked_in_words_that_have_one_meaning(cast, manager):
    file = kept(
        cast,
        *((words, "", "", "", "") for words in ("Recruitment", "Development")),
        ("Plant trees", "Head of Parks", "June 2023", "G", "Planted."),
    )
    said = text(manager.get(page(file)))
    for words in ("It is an action", "It is a heading: leave it out of totals", "All are actions"):
        assert words in said
    decide(manager, file, 0, field="counts_in_totals", do="heading")
    decide(manager, file, 1, field="counts_in_totals", do="take")
    said = text(manager.get(page(file, "?show=all")))
    assert "A heading for others: left out of totals" in article(said, 0)
    assert "<strong>An action</strong>" in article(said, 1)
    manager.post(page(file, "bring-in/"), {"seen": PlanFile.objects.get(pk=file.pk).version})
    counts = dict(Action.objects.exclude(plan=cast.plan).values_list("title", "counts_in_totals"))
    assert (counts["Recruitment"], counts["Development"]) == (False, True)


def test_heading_is_no_answer_to_another_question(cast, manager):
    file = three(cast)
    assert decide(manager, file, 0, field="due", do="heading").status_code == 422
    assert decisions(file) == Decisions()


@pytest.mark.parametrize(
    ("field", "words", "says"),
    [
        ("due", "  ", "Say what it should be."),
        ("rating", "Purple", "Purple is not one of the available choices."),
        ("completed", "soon", "is no date"),
        ("due", "x" * 501, "at most 500"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_kept(cast, manager, field, words, says):
    file = three(cast)
    headers = HTMX | {"HX-Target": "row-0"}
    answer = decide(manager, file, 0, headers, field=field, do="typed", words=words)
    assert decisions(file) == Decisions()
    assert answer.status_code == 422
    assert says in text(answer)


def test_decision_is_taken_back(cast, manager):
    file = three(cast)
    decide(manager, file, 0, field="due", do="take")
    decide(manager, file, 0, field="due", do="undecided")
    assert decisions(file) == Decisions()


# ---- a row as a whole


def test_row_is_set_aside_and_stands_among_those(cast, manager):
    file = three(cast)
    decide(manager, file, 0, do="aside")
    assert decisions(file).of_row(0).word is RowWord.ASIDE
    said = text(manager.get(page(file, "?show=aside")))
    assert "Set aside: it is no action" in said


def test_row_is_split_by_its_lines(cast, manager):
    file = three(cast)
    decide(manager, file, 0, do="split", titles="Publish the budget\n\n Explain it to residents ")
    assert decisions(file).of_row(0).titles == ("Publish the budget", "Explain it to residents")
    assert "Split into 2 actions" in text(manager.get(page(file, "?show=all")))


def test_split_into_one_is_refused(cast, manager):
    file = three(cast)
    answer = decide(manager, file, 0, do="split", titles="Publish the budget")
    assert (answer.status_code, decisions(file)) == (422, Decisions())
    assert '<a href="#row-0">Name two actions or more, one a line.</a>' in text(answer)
    assert '<a href="#titles-0">Name two actions or more, one a line.</a>' in text(answer)


@pytest.mark.parametrize("headers", [None, HTMX | {"HX-Target": "row-1"}], ids=["plain", "htmx"])
@pytest.mark.parametrize(
    ("sent", "control"),
    [
        ({"do": "split", "titles": "Only one line"}, "titles-1"),
        ({"do": "same", "reference": "PR-999"}, "same-1"),
        ({"do": "typed", "field": "due", "words": "Words " * 100}, "id_words-1-0"),
    ],
)
def test_what_was_typed_and_is_wrong_stands_in_its_form_again(
    cast, manager, sent, control, headers
):
    file = kept(
        cast,
        ("Something else", "Head of Finance", "As above", "G", ""),
        ("Another thing", "Head of Finance", "As above", "G", ""),
        plan=cast.plan,
    )
    said = text(decide(manager, file, 1, headers, **sent))
    row = article(said, 1)
    typed = sent.get("titles") or sent.get("reference") or sent["words"].strip()
    start = row.index(f'id="{control}"')
    assert typed in row[start - 800 : start + 800]
    assert f'href="#{control}"' in row
    opened = row[: row.index(f'id="{control}"')].rindex("<details")
    assert row[opened:].startswith('<details class="gt-more" open>')


def test_each_control_of_the_page_has_an_id_of_its_own(cast, manager):
    file = three(cast)
    ids = re.findall(r' id="([^"]+)"', text(manager.get(page(file))))
    assert sorted(set(ids)) == sorted(ids)


def test_row_that_no_longer_needs_a_decision_leads_to_the_next_one(cast, manager):
    file = three(cast)
    back = page(file, "?show=decide")
    places = [decide(manager, file, n, field="due", do="take", back=back).url for n in (0, 1)]
    assert places == [f"{back}#row-1", f"{back}#review-counts"]
    stays = decide(manager, file, 0, do="aside", back=page(file, "?show=all"))
    assert stays.url == page(file, "?show=all#row-0")


def test_htmx_is_led_to_the_receipt_of_a_file_that_was_brought_in_meanwhile(cast, manager):
    file = three(cast)
    mark = seen(manager, file, 0)
    manager.post(page(file, "bring-in/"), {"seen": file.version})
    asked = HTMX | {"HX-Target": "row-0"}
    answer = manager.post(page(file, "rows/0/"), {"do": "aside", "seen": mark}, headers=asked)
    assert (answer.content, answer["HX-Redirect"]) == (b"", page(file))
    assert "no longer under review" in text(manager.get(page(file, "receipt/")))


def test_row_that_may_be_an_action_of_the_plan_is_offered_those_the_file_does_not_have(
    cast, manager
):
    file = kept(cast, ("Something else", "Head of Finance", "June 2023", "G", ""), plan=cast.plan)
    offered = text(manager.get(page(file, "?show=all"))).partition('<datalist id="references">')[2]
    assert f'<option value="{cast.undated.reference}">' in offered


def test_row_is_an_action_of_the_plan(cast, manager):
    file = kept(cast, ("Something else", "Head of Finance", "June 2023", "G", ""), plan=cast.plan)
    decide(manager, file, 0, do="same", reference=cast.undated.reference.lower())
    assert decisions(file).of_row(0).reference == cast.undated.reference


def test_row_is_no_action_that_the_plan_does_not_have(cast, manager):
    file = kept(cast, ("Something else", "Head of Finance", "June 2023", "G", ""), plan=cast.plan)
    answer = decide(manager, file, 0, do="same", reference="PR-999")
    assert decisions(file) == Decisions()
    assert "The plan has no action PR-999." in text(answer)


@pytest.mark.parametrize("sent", [{"do": "burn"}, {"do": "burn", "field": "due"}, {}])
def test_nonsense_is_refused(cast, manager, sent):
    file = three(cast)
    decide(manager, file, 0, **sent)
    assert decisions(file) == Decisions()


def test_row_that_the_file_does_not_have(cast, manager):
    file = three(cast)
    assert manager.post(page(file, "rows/3/"), {"do": "aside", "seen": ""}).status_code == 404


# ---- all alike


def test_one_answer_for_all_rows_that_ask_the_same(cast, manager):
    file = three(cast)
    said = text(manager.get(page(file)))
    key = value_in(said, "group")
    answer = manager.post(page(file, "alike/"), {"group": key, "do": "take"}, follow=True)
    assert "Decided for 2 rows." in text(answer)
    assert [(one.place, one.word) for one in decisions(file).cells] == [
        (0, CellWord.TAKE),
        (1, CellWord.TAKE),
    ]


def test_only_the_rows_of_one_question(cast, manager):
    file = three(cast)
    key = value_in(text(manager.get(page(file))), "group")
    assert text(manager.get(page(file, f"?alike={key}"))).count("<article") == 2
    assert text(manager.get(page(file, "?alike=none"))).count("<article") == 0


def test_answer_for_all_leaves_what_was_decided_before(cast, manager):
    file = kept(
        cast,
        *((f"Action {n}", "Head of Finance", "As above", "G", "") for n in range(3)),
    )
    key = value_in(text(manager.get(page(file))), "group")
    decide(manager, file, 1, field="due", do="leave")
    manager.post(page(file, "alike/"), {"group": key, "do": "take"})
    words = {one.place: one.word for one in decisions(file).cells}
    assert words == {0: CellWord.TAKE, 1: CellWord.LEAVE, 2: CellWord.TAKE}


def test_question_that_is_answered_already(cast, manager):
    file = three(cast)
    answer = manager.post(page(file, "alike/"), {"group": "gone", "do": "take"}, follow=True)
    assert "decided on already" in text(answer)


# ---- two people, two windows


def test_second_window_does_not_overwrite_the_first(cast, manager):
    file = three(cast)
    old = seen(manager, file, 0)
    decide(manager, file, 0, do="aside")
    answer = manager.post(page(file, "rows/0/"), {"do": "take", "seen": old}, follow=True)
    assert "Somebody else has decided on this row meanwhile." in text(answer)
    assert decisions(file).of_row(0).word is RowWord.ASIDE


def test_decisions_on_different_rows_do_not_meet(cast, manager):
    file = three(cast)
    marks = [seen(manager, file, place) for place in (0, 1)]
    for place, mark in enumerate(marks):
        decide(manager, file, place, do="aside", seen=mark)
    assert len(decisions(file).rows) == 2


def test_htmx_gets_the_row_as_a_fresh_page_shows_it(cast, manager):
    file = three(cast)
    asked = HTMX | {"HX-Target": "row-0"}
    sent = {"field": "due", "do": "take", "back": page(file, "?show=all")}
    url = page(file, "rows/0/?show=all")
    part = text(manager.post(url, sent | {"seen": seen(manager, file, 0)}, headers=asked))
    fresh = text(manager.get(page(file, "?show=all")))
    assert "<html" not in part
    assert 'id="review-counts"' in part
    row = part[part.index("<article") : part.index("</article>")]
    assert without_tokens(row) == without_tokens(article(fresh, 0))


def article(whole, place):
    start = whole.rindex("<article", 0, whole.index(f'id="row-{place}"') + 1)
    return whole[start : whole.index("</article>", start)]


def without_tokens(html):
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    html = re.sub(r'value="/ashdown[^"]*"', "", html).replace(" data-focus", "")
    return re.sub(r"\s+", " ", html)
