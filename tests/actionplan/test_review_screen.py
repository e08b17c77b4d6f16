"""The review of a file in the browser: what needs a person is asked, and each answer is kept."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.decisions import CellWord, Decisions, RowWord, from_data
from actionplan.models import Action, Entry, Plan, PlanFile
from actionplan.services.reading import keep_file
from council import clock
from council.models import Role
from council.services.work import begin
from tests import factories
from tests.importing.making import word_plan

HEADINGS = ["Action", "Lead", "By when", "RAG", "Update"]
HTMX = {"HX-Request": "true"}


def kept(cast, *rows, plan=None, title="Peer challenge"):
    """A file of rows: action, lead, due, rating, update."""
    content = word_plan(title, [HEADINGS, *(list(row) for row in rows)])
    return keep_file(
        council=cast.council, content=content, name="plan.docx", by=cast.manager, plan=plan
    )


def three(cast):
    """Two rows with the same doubt and one without."""
    return kept(
        cast,
        ("Publish the budget", "Head of Finance", "As above", "G", "Sent to all members."),
        ("Close the gap", "Head of Finance", "As above", "A", "The gap is known."),
        ("Train every councillor", "Head of Finance", "30 September 2023", "G", "Booked."),
    )


def page(file, step=""):
    return f"/ashdown/plan-files/{file.pk}/{step}"


def text(answer):
    return answer.content.decode()


def seen(client, file, place):
    """What the form of a row carries to tell that nobody has decided on it meanwhile."""
    whole = text(client.get(page(file, "?show=all")))
    row = whole[whole.index(f'id="row-{place}"') :]
    return value_in(row, "seen")


def value_in(html: str, name: str) -> str:
    """What the first hidden field of that name holds."""
    found = re.search(rf'name="{name}" value="(\w+)"', html)
    assert found, f"no field {name}"
    return found[1]


def decide(client, file, place, headers=None, **sent):
    sent.setdefault("seen", seen(client, file, place))
    return client.post(page(file, f"rows/{place}/"), sent, headers=headers)


def decisions(file):
    return from_data(PlanFile.objects.get(pk=file.pk).decisions)


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


# ---- what is not in the file


def test_missing_actions_are_listed_and_dropped_only_from_the_whole_plan(cast, manager):
    file = kept(cast, ("Something else", "Head of Finance", "June 2023", "G", ""), plan=cast.plan)
    reference = cast.undated.reference
    listed = text(manager.get(page(file, "?show=missing")))
    assert f'id="row-{reference}"' in listed
    assert "is dropped" not in listed
    declare_whole(file)
    assert f"Why {reference} is dropped" in text(manager.get(page(file, "?show=missing")))
    sent = {"reference": reference, "reason": "Not in the new strategy"}
    manager.post(page(file, "missing/"), sent)
    assert decisions(file).missing[0].reason == "Not in the new strategy"
    said = text(manager.get(page(file, "?show=missing")))
    assert "Will be dropped: Not in the new strategy" in said
    manager.post(page(file, "missing/"), {"reference": reference, "reason": ""})
    assert decisions(file).missing == ()


def declare_whole(file):
    stored = PlanFile.objects.get(pk=file.pk)
    stored.choices["covers"] = "whole"
    stored.save()


def test_action_of_another_plan_is_not_dropped(cast, manager):
    file = kept(cast, ("Something else", "Head of Finance", "June 2023", "G", ""), plan=cast.plan)
    declare_whole(file)
    manager.post(page(file, "missing/"), {"reference": "XX-1", "reason": "Not ours"})
    assert decisions(file) == Decisions()


# ---- what was found


def test_columns_are_changed_in_a_select_and_applied_at_once(cast, manager):
    file = three(cast)
    said = text(manager.get(page(file, "found/")))
    assert "3 actions under 0 recommendations" in said
    mark = value_in(said, "seen")
    sent = {"do": "columns", "seen": mark, "column-0-4": "other"}
    answer = manager.post(page(file, "found/"), sent, headers=HTMX | {"HX-Target": "columns"})
    part = text(answer)
    assert (answer.status_code, "<html" in part) == (200, False)
    assert '<option value="other" selected>' in part[part.index('name="column-0-4"') :]
    whole = text(manager.get(page(file, "?show=all")))
    assert "Commentary" not in whole


def test_decisions_stay_when_a_column_is_changed(cast, manager):
    file = three(cast)
    decide(manager, file, 0, field="due", do="take")
    decide(manager, file, 1, do="aside")
    said = text(manager.get(page(file, "found/")))
    mark = value_in(said, "seen")
    manager.post(page(file, "found/"), {"do": "columns", "seen": mark, "column-0-4": "other"})
    stay = decisions(file)
    assert ([one.place for one in stay.cells], [one.place for one in stay.rows]) == ([0], [1])


def test_column_that_is_no_meaning_changes_nothing(cast, manager):
    file = three(cast)
    mark = value_in(text(manager.get(page(file, "found/"))), "seen")
    manager.post(page(file, "found/"), {"do": "columns", "seen": mark, "column-0-4": "weather"})
    assert PlanFile.objects.get(pk=file.pk).choices["columns"] == []


def test_table_without_a_column_of_actions_is_shown_last_and_can_be_given_one(cast, manager):
    unknown = [["Lead", "Site", "By when"], ["Head of Parks", "Orchard", "May 2024"]]
    content = word_plan(unknown, [HEADINGS, ["Publish the budget", "", "", "", ""]])
    file = keep_file(council=cast.council, content=content, name="plan.docx", by=cast.manager)
    said = text(manager.get(page(file, "found/")))
    assert "1 action under" in said
    assert "Table 1: no column of actions" in said
    sent = {"do": "columns", "seen": value_in(said, "seen"), "column-1-1": "action"}
    manager.post(page(file, "found/"), sent)
    assert "2 actions under" in text(manager.get(page(file, "found/")))


def test_columns_chosen_in_two_windows(cast, manager):
    file = three(cast)
    mark = value_in(text(manager.get(page(file, "found/"))), "seen")
    for place, status in ((4, 302), (3, 409)):
        rest = {"title": "Peer challenge", "as_at": "1 June 2023"}
        sent = {"do": "columns", "seen": mark, f"column-0-{place}": "other"} | rest
        assert manager.post(page(file, "found/"), sent).status_code == status


@pytest.mark.parametrize(("word", "leads_to"), [("columns", "found/#columns"), ("", "")])
def test_nothing_typed_is_lost_to_the_other_button_without_scripts(cast, manager, word, leads_to):
    file = three(cast)
    sent = {
        "do": word,
        "seen": value_in(text(manager.get(page(file, "found/"))), "seen"),
        "column-0-4": "other",
        "title": "Peer challenge of 2023",
        "as_at": "31 March 2023",
        "covers": "some",
    }
    answer = manager.post(page(file, "found/"), sent)
    assert (answer.status_code, answer.url) == (302, page(file, leads_to))
    choices = PlanFile.objects.get(pk=file.pk).choices
    assert (choices["title"], choices["as_at"]) == ("Peer challenge of 2023", "2023-03-31")
    assert [one["field"] for one in choices["columns"]] == ["other"]


def test_columns_stay_chosen_where_the_rest_of_the_form_is_wrong(cast, manager):
    file = three(cast)
    mark = value_in(text(manager.get(page(file, "found/"))), "seen")
    sent = {"seen": mark, "column-0-4": "other", "title": "", "as_at": "soon"}
    answer = manager.post(page(file, "found/"), sent)
    said = text(answer)
    assert (answer.status_code, 'value="soon"' in said) == (422, True)
    assert '<option value="other" selected>' in said[said.index('name="column-0-4"') :]
    right = {**sent, "seen": value_in(said, "seen"), "title": "Trees", "as_at": "1 June 2023"}
    assert manager.post(page(file, "found/"), right).status_code == 302


# ---- an earlier quarter


def test_earlier_quarters_file_becomes_a_closed_past_period(cast, manager):
    rows = ("Review the constitution", "Head of Law & Democracy", "30 September 2023", "A", "")
    file = kept(cast, rows, plan=cast.plan)
    entries = Entry.objects.count()
    said = text(manager.get(page(file, "found/")))
    sent = {
        "seen": value_in(said, "seen"),
        "plan": cast.plan.pk,
        "as_at": "31 March 2023",
        "covers": "past",
        "period": "Q4 2022/23",
        "first_day": "1 January 2023",
        "last_day": "31 March 2023",
    }
    assert manager.post(page(file, "found/"), sent).status_code == 302
    last = text(manager.get(page(file, "bring-in/")))
    assert "will be closed and locked as this file says it stood on 31 March 2023" in last
    done = manager.post(page(file, "bring-in/"), {"seen": value_in(last, "seen")}, follow=True)
    assert "Q4 2022/23 of" in text(done)
    assert "of which nobody can be sure" in text(done)
    period = cast.plan.periods.get(slug="q4-2022-23")
    assert (period.state, Entry.objects.count()) == ("sealed", entries)
    assert manager.get(page(file, "undo/")).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"period": ""}, "Give the quarter a name."),
        ({"first_day": ""}, "Give the quarter a first day."),
        ({"last_day": ""}, "Give the quarter a last day."),
        ({"last_day": "1 December 2022"}, "The last day is before the first."),
        ({"plan": ""}, "Choose the plan whose earlier quarter this is."),
    ],
)
def test_earlier_quarter_needs_its_plan_its_name_and_its_days(cast, manager, wrong, says):
    file = kept(cast, ("Plant trees", "", "June 2023", "G", ""), plan=cast.plan)
    sent = {
        "plan": cast.plan.pk,
        "title": "Trees",
        "as_at": "31 March 2023",
        "covers": "past",
        "period": "Q4 2022/23",
        "first_day": "1 January 2023",
        "last_day": "31 March 2023",
    }
    answer = manager.post(page(file, "found/"), sent | wrong)
    assert (answer.status_code, says in text(answer)) == (422, True)


# ---- undone


def test_undoing_asks_for_a_reason_and_says_what_it_took_back(cast, manager):
    file = kept(cast, ("Plant trees", "Head of Parks", "June 2023", "G", ""), plan=cast.plan)
    manager.post(page(file, "bring-in/"), {"seen": file.version})
    assert manager.post(page(file, "undo/"), {"reason": " "}).status_code == 422
    done = manager.post(page(file, "undo/"), {"reason": "The wrong file"}, follow=True)
    assert "This import is undone" in text(done)
    assert "The wrong file" in text(done)
    assert not Action.objects.in_plan().filter(title="Plant trees").exists()


def test_what_was_worked_on_since_is_not_undone_and_is_named(cast, manager):
    file = kept(cast, ("Plant trees", "Head of Parks", "June 2023", "G", ""), plan=cast.plan)
    manager.post(page(file, "bring-in/"), {"seen": file.version})
    planted = Action.objects.get(title="Plant trees")
    factories.entry(planted, by=cast.manager, rating="A")
    answer = manager.post(page(file, "undo/"), {"reason": "The wrong file"})
    assert answer.status_code == 422
    assert f"{planted.reference} has been updated since" in text(answer)


# ---- brought in


def test_decision_in_another_window_stops_the_last_step(cast, manager):
    file = three(cast)
    decide(manager, file, 0, do="aside")
    answer = manager.post(page(file, "bring-in/"), {"seen": file.version})
    assert answer.status_code == 409
    assert "Somebody has decided something meanwhile." in text(answer)
    assert "Set aside: Publish the budget" in text(answer)
    assert PlanFile.objects.get().applied_at is None


# ---- nobody else's


def test_file_of_another_council_is_not_decided_on(cast, logged_in):
    file = three(cast)
    factories.join(cast.other_council, cast.manager, Role.PLAN_MANAGER)
    client = logged_in(cast.manager)
    for step in ("rows/0/", "alike/", "missing/", "found/", "bring-in/", "discard/", "again/"):
        address = f"/brackwater/plan-files/{file.pk}/{step}"
        assert client.post(address, {"do": "aside"}).status_code == 404
    assert decisions(file) == Decisions()


def test_removed_file_is_gone_with_its_upload(cast, manager, django_capture_on_commit_callbacks):
    file = three(cast)
    assert file.file.storage.exists(str(file.file.name))
    with django_capture_on_commit_callbacks(execute=True):
        manager.post(page(file, "discard/"))
    assert not PlanFile.objects.exists()
    assert not file.file.storage.exists(str(file.file.name))
    assert Plan.objects.filter(council=cast.council).count() == 1


def test_reading_and_deciding_change_no_plan(cast, manager):
    before = Action.objects.count()
    file = three(cast)
    decide(manager, file, 0, do="aside")
    assert Action.objects.count() == before


# ---- large files


def test_large_file_waits_for_the_queue_and_then_shows_its_rows(cast, manager, monkeypatch):
    monkeypatch.setattr("actionplan.services.reading.AT_ONCE", 0)
    file = three(cast)
    assert (file.state, file.work.done > 0) == ("read", True)
    assert 'id="row-0"' in text(manager.get(page(file)))


def test_large_file_that_cannot_be_read_says_why_and_its_upload_goes(
    cast, manager, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("actionplan.services.reading.AT_ONCE", -1)
    with django_capture_on_commit_callbacks(execute=True):
        file = keep_file(
            council=cast.council, content=b"%PDF-1.7", name="plan.pdf", by=cast.manager
        )
    assert file.state == "unreadable"
    assert "plan.pdf is a PDF" in text(manager.get(page(file)))
    assert not file.file.storage.exists(str(file.file.name))


def test_waiting_file_says_how_far_it_is_and_asks_again(cast, manager):
    file = three(cast)
    wait(file, done=120, total=300)
    said = text(manager.get(page(file)))
    assert "120 of 300 rows are read." in said
    assert 'hx-trigger="load delay:1s"' in said
    assert '<meta http-equiv="refresh"' in said
    part = manager.get(page(file), headers=HTMX | {"HX-Target": "progress"})
    assert "<html" not in text(part)


def test_page_goes_on_by_itself_when_the_file_is_read(cast, manager):
    file = three(cast)
    answer = manager.get(page(file), headers=HTMX | {"HX-Target": "progress"})
    assert answer["HX-Redirect"] == page(file, "found/")


def test_file_whose_worker_was_lost_is_read_again(cast, manager):
    file = three(cast)
    wait(file, done=1, total=2, started=timedelta(hours=2))
    assert "Read it again" in text(manager.get(page(file)))
    manager.post(page(file, "again/"))
    file.refresh_from_db()
    assert file.state == "read"


def test_file_that_is_being_read_is_not_read_twice(cast, manager):
    file = three(cast)
    wait(file, done=1, total=2)
    answer = manager.post(page(file, "again/"), follow=True)
    assert "still under way" in text(answer)


def wait(file, *, done, total, started=timedelta(0)):
    """Put a file back to where it waits for the queue."""
    work = begin(council=file.council, seconds=30, by=file.sent_by)
    work.started_at = clock.machine_time() - started
    work.asked_at = work.started_at
    work.done, work.total = done, total
    work.save()
    PlanFile.objects.filter(pk=file.pk).update(work=work, state="waiting", reading="")
