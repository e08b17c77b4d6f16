"""A plan's key, timescales and columns: lines that are moved, added and removed without scripts."""

from dataclasses import replace

import pytest

from actionplan.key import as_data
from actionplan.key_lines import Guard
from actionplan.models import Action, Plan
from actionplan.services.plan_settings import save_key, save_plan
from actionplan.services.register import Why
from council.versions import CannotEdit, newest
from tests import factories

HUB = "/ashdown/plans/peer-review/set-up/"
KEY, BANDS, COLUMNS = (f"{HUB}{part}/" for part in ("key", "timescales", "columns"))
GREEN, AMBER, RED = ({**line, "counts": "on"} for line in as_data(factories.KEY))
BLUE = {
    "letter": "b",
    "word": "Blue",
    "shape": "diamond",
    "colour": "blue",
    "definition": "Complete",
    "guard": "complete",
}
A, B, C = as_data(factories.BANDS)
A, B = ({name: value for name, value in band.items() if name != "open_ended"} for band in (A, B))


def typed(plan: Plan, lines: list[dict], **given) -> dict:
    """The form as a browser sends it."""
    fields: dict = {"line-TOTAL_FORMS": len(lines), "line-INITIAL_FORMS": 0}
    for number, line in enumerate(lines):
        fields |= {f"line-{number}-{name}": str(value) for name, value in line.items()}
    return fields | {"seen": newest(plan), "reason": "Asked for", "meeting": ""} | given


def page(answer) -> str:
    return answer.content.decode()


def stands(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def in_form(answer, name: str) -> list:
    """One field of every line of the form that came back."""
    return [line[name].value() for line in answer.context["form"].lines.forms]


# ---- key


def test_key_is_shown_as_it_stands_and_saved_as_it_stands(cast, manager):
    answer = manager.get(KEY)
    assert in_form(answer, "word") == ["Green", "Amber", "Red"]
    assert [one.word for one in answer.context["form"].preview] == ["Green", "Amber", "Red"]
    before = cast.plan.history.count()
    assert manager.post(KEY, typed(cast.plan, [GREEN, AMBER, RED])).status_code == 302
    assert cast.plan.history.count() == before


def test_rating_is_added_with_its_guard_and_whether_it_counts(cast, manager):
    answer = manager.post(KEY, typed(cast.plan, [GREEN, AMBER, RED, BLUE]))
    assert answer.status_code == 302
    blue = stands(cast.plan).ratings[-1]
    assert (blue.letter, blue.guard, blue.counts) == ("B", Guard.COMPLETE, False)
    line = cast.plan.changes.get()
    said = "B Blue, blue diamond, not in the roll-up, only when complete: Complete"
    assert (line.kind, line.details) == ("key", [["Rating B", "Nothing", said]])


def test_order_is_the_order_of_the_lines_and_stands_in_the_register(cast, manager):
    manager.post(KEY, typed(cast.plan, [RED, GREEN, AMBER]))
    assert [one.letter for one in stands(cast.plan).ratings] == ["R", "G", "A"]
    assert cast.plan.changes.get().details[0][0] == "Order"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("up-3", ["Green", "Red", "Amber"]),
        ("down-1", ["Amber", "Green", "Red"]),
        ("up-1", ["Green", "Amber", "Red"]),
        ("down-3", ["Green", "Amber", "Red"]),
        ("remove-2", ["Green", "Red"]),
        ("add", ["Green", "Amber", "Red", None]),
        ("preview", ["Green", "Amber", "Red"]),
        ("start-brag", ["Green", "Amber", "Red", "Blue"]),
        ("up-9", ["Green", "Amber", "Red"]),
        ("up-", ["Green", "Amber", "Red"]),
        ("up-99999999999999999999", ["Green", "Amber", "Red"]),
        ("", ["Green", "Amber", "Red"]),
    ],
)
def test_buttons_rearrange_what_is_typed_and_save_nothing(cast, manager, wanted, words):
    answer = manager.post(KEY, typed(cast.plan, [GREEN, AMBER, RED], do=wanted))
    assert answer.status_code == 200
    assert in_form(answer, "word") == words
    assert "Not saved yet" in page(answer)
    assert [one.word for one in stands(cast.plan).ratings] == ["Green", "Amber", "Red"]


def test_what_is_typed_is_kept_when_a_line_is_added_however_wrong(cast, manager):
    odd = GREEN | {"word": "<b>x</b>", "shape": "star", "counts": ""}
    answer = manager.post(KEY, typed(cast.plan, [odd, AMBER], do="add", minute="34"))
    assert in_form(answer, "word")[0] == "<b>x</b>"
    assert not answer.context["form"].lines.forms[0]["counts"].value()
    assert answer.context["form"].lines.forms[2]["counts"].value()
    assert answer.context["form"].why["minute"].value() == "34"
    assert answer.context["form"]["seen"].value() == str(newest(cast.plan))
    assert "<b>x</b>" not in page(answer)


def test_line_that_is_left_empty_is_no_rating(cast, manager):
    empty = {"letter": " ", "word": "", "shape": "circle", "colour": "", "counts": "on"}
    assert manager.post(KEY, typed(cast.plan, [GREEN, empty, AMBER, RED])).status_code == 302
    assert len(stands(cast.plan).ratings) == 3


def test_two_ratings_of_one_shape_and_colour_are_refused(cast, manager):
    same = BLUE | {"shape": "circle", "colour": "green"}
    answer = manager.post(KEY, typed(cast.plan, [GREEN, AMBER, RED, same]))
    assert answer.status_code == 422
    assert "Green and Blue are both a green circle." in page(answer)
    assert page(answer).count("<title>Error: ") == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (BLUE | {"letter": "G"}, "each letter only once"),
        (BLUE | {"letter": ""}, "Give the rating a letter, or two."),
        (BLUE | {"letter": "7"}, "one or two of A to Z"),
        (BLUE | {"word": ""}, "Give the rating a word."),
        (BLUE | {"word": "\x07\x08"}, "Give the rating a word."),
        (BLUE | {"word": "x" * 41}, "40"),
        (BLUE | {"definition": "x" * 1001}, "1000"),
        (BLUE | {"shape": ""}, "Choose a shape."),
        (BLUE | {"colour": "pink"}, "pink"),
        (BLUE | {"guard": "never"}, "never"),
        (BLUE | {"word": "green"}, "Two ratings are called"),
    ],
)
def test_rating_that_is_none_is_refused_with_a_sentence(cast, manager, line, sentence):
    answer = manager.post(KEY, typed(cast.plan, [GREEN, AMBER, RED, line]))
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert len(stands(cast.plan).ratings) == 3


def test_letter_in_use_cannot_leave_and_the_page_says_which(cast, manager):
    answer = manager.post(KEY, typed(cast.plan, [GREEN, RED]))
    assert answer.status_code == 422
    assert "A (Amber) is in use and must stay in the key." in page(answer)


def test_letter_nobody_used_can_leave(cast, manager):
    manager.post(KEY, typed(cast.plan, [GREEN, AMBER, RED, BLUE]))
    assert manager.post(KEY, typed(cast.plan, [GREEN, AMBER, RED])).status_code == 302
    assert cast.plan.changes.first().details[0][2] == "Nothing"


def test_key_needs_a_rating(cast, manager):
    assert manager.post(KEY, typed(cast.plan, [])).status_code == 422


def test_more_ratings_than_twelve_are_refused(cast, manager):
    many = [
        BLUE | {"letter": "ABCDEFGHIJKLM"[number], "word": f"W{number}"} for number in range(13)
    ]
    answer = manager.post(KEY, typed(cast.plan, many))
    assert answer.status_code == 422
    assert "At most 12 lines are taken." in page(answer)


@pytest.mark.parametrize("sent", ["", "abc", "99999", "1" * 30])
@pytest.mark.parametrize("address", [KEY, BANDS, COLUMNS])
def test_form_that_lies_about_its_lines_is_refused(cast, manager, address, sent):
    fields = typed(cast.plan, [GREEN]) | {"line-TOTAL_FORMS": sent}
    assert manager.post(address, fields).status_code == 422
    assert manager.post(address, fields | {"do": "add"}).status_code == 200
    assert stands(cast.plan).key == cast.plan.key


def test_two_at_once_see_both_keys(cast, manager):
    mine = typed(cast.plan, [GREEN, AMBER, RED | {"word": "Mine"}])
    manager.post(KEY, typed(cast.plan, [GREEN, AMBER, RED | {"word": "Theirs"}]))
    answer = manager.post(KEY, mine)
    assert answer.status_code == 409
    label, theirs, yours = answer.context["form"].conflict[0]
    assert label == "Key"
    assert "R Theirs, red square" in theirs
    assert "R Mine, red square" in yours
    assert in_form(answer, "word") == ["Green", "Amber", "Mine"]
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert manager.post(KEY, again).status_code == 302
    assert stands(cast.plan).ratings[-1].word == "Mine"


@pytest.mark.parametrize("address", [KEY, BANDS, COLUMNS])
def test_adopted_plan_needs_a_reason(cast, manager, address):
    lines = {KEY: [GREEN, AMBER, RED, BLUE], BANDS: [A], COLUMNS: [{"was": "", "heading": "Cost"}]}
    answer = manager.post(address, typed(cast.plan, lines[address], reason=""))
    assert answer.status_code == 422
    assert "Say why this is changed." in page(answer)
    assert not cast.plan.changes.exists()


# ---- timescales


def test_bands_are_shown_with_their_days_and_saved(cast, manager):
    answer = manager.get(BANDS)
    assert answer.context["form"].days[0] == ("A", "1 July 2022 to 1 September 2022")
    new = {"code": "D", "words": "2 years", "from_months": 12, "to_months": 24, "open_ended": "on"}
    longer = [A, B, C | {"open_ended": "on"}, new]
    assert manager.post(BANDS, typed(cast.plan, longer)).status_code == 302
    assert stands(cast.plan).timescales[-1].to_months == 24
    line = cast.plan.changes.get()
    said = "D: 2 years (12 to 24 months, open-ended)"
    assert (line.kind, line.details) == ("key", [["Timescale D", "Nothing", said]])


def test_code_that_an_action_uses_cannot_leave_and_the_page_names_the_action(cast, manager):
    answer = manager.post(BANDS, typed(cast.plan, [A, C]))
    assert answer.status_code == 422
    said = "Timescale B cannot leave: PR-1 and PR-4 use it. Give them another timescale first."
    assert said in page(answer)
    assert len(stands(cast.plan).timescales) == 3


def test_of_many_actions_the_first_are_named(cast, manager):
    cast.plan.actions.update(timescale="B")
    answer = manager.post(BANDS, typed(cast.plan, [A, C]))
    assert "PR-1, PR-2, PR-3, PR-4, PR-5 and 1 other use it" in page(answer)


def test_code_that_nothing_uses_can_leave(cast, manager):
    assert manager.post(BANDS, typed(cast.plan, [A, B])).status_code == 302
    assert [one.code for one in stands(cast.plan).timescales] == ["A", "B"]


@pytest.mark.parametrize(
    "line",
    [
        {"code": "", "words": "Soon"},
        {"code": "A", "words": "Again"},
        {"code": "a", "words": "Again"},
        {"code": "D/E", "words": "Two"},
        {"code": "D", "words": ""},
        {"code": "D", "words": "x", "from_months": "many"},
        {"code": "D", "words": "x", "from_months": "-1"},
        {"code": "D", "words": "x", "to_months": "601"},
        {"code": "D", "words": "x", "to_months": "9" * 30},
        {"code": "D", "words": "x", "from_months": "6", "to_months": "3"},
        {"code": "x" * 11, "words": "x"},
    ],
    ids=str,
)
def test_band_that_is_none_is_refused(cast, manager, line):
    answer = manager.post(BANDS, typed(cast.plan, [A, B, C, line]))
    assert answer.status_code == 422
    assert len(stands(cast.plan).timescales) == 3


# ---- columns and fields asked


@pytest.fixture
def with_columns(cast) -> factories.Cast:
    Plan.objects.filter(pk=cast.plan.pk).update(columns=["Cost", "Risk"])
    Action.objects.filter(pk=cast.late.pk).update(extras=[["cost", "£200"], ["Other", "x"]])
    cast.plan.refresh_from_db()
    return cast


COST, RISK = ({"was": heading, "heading": heading} for heading in ("Cost", "Risk"))


def test_fields_asked_are_switched_on_and_stand_in_the_register(cast, manager):
    answer = manager.post(COLUMNS, typed(cast.plan, [], asks_confidence="on"))
    assert answer.status_code == 302
    assert stands(cast.plan).asks_confidence
    assert cast.plan.changes.get().details == [["Asks for confidence", "No", "Yes"]]


def test_renamed_column_takes_the_words_of_every_action_along_with_history(with_columns, manager):
    cast = with_columns
    lines = [COST | {"heading": "Budget"}, RISK, {"was": "", "heading": "Area"}]
    assert manager.post(COLUMNS, typed(cast.plan, lines)).status_code == 302
    assert stands(cast.plan).columns == ["Budget", "Risk", "Area"]
    late = Action.objects.get(pk=cast.late.pk)
    assert late.extras == [["Budget", "£200"], ["Other", "x"]]
    assert late.history.latest().history_user == cast.manager
    assert Action.objects.get(pk=cast.ahead.pk).history.count() == cast.ahead.history.count()
    assert ["Column renamed", "Cost", "Budget"] in cast.plan.changes.get().details


def test_two_columns_may_change_names_with_each_other(with_columns, manager):
    cast = with_columns
    lines = [COST | {"heading": "Risk"}, RISK | {"heading": "Cost"}]
    assert manager.post(COLUMNS, typed(cast.plan, lines)).status_code == 302
    assert Action.objects.get(pk=cast.late.pk).extras[0] == ["Risk", "£200"]


def test_removed_column_leaves_its_words_with_their_actions(with_columns, manager):
    cast = with_columns
    assert manager.post(COLUMNS, typed(cast.plan, [RISK])).status_code == 302
    assert Action.objects.get(pk=cast.late.pk).extras[0] == ["cost", "£200"]


def test_form_cannot_rename_what_is_no_column_of_the_plan(with_columns, manager):
    cast = with_columns
    lines = [COST, RISK, {"was": "Other", "heading": "Mine"}]
    assert manager.post(COLUMNS, typed(cast.plan, lines)).status_code == 302
    assert Action.objects.get(pk=cast.late.pk).extras[1] == ["Other", "x"]


def test_tick_that_is_taken_away_stays_away_when_a_line_is_added(with_columns, manager):
    cast = with_columns
    Plan.objects.filter(pk=cast.plan.pk).update(asks_agreement=True)
    answer = manager.post(COLUMNS, typed(cast.plan, [COST], asks_confidence="on", do="add"))
    form = answer.context["form"]
    assert form["asks_confidence"].value() == "on"
    assert not form["asks_agreement"].value()
    assert in_form(answer, "was") == ["Cost", None]


@pytest.mark.parametrize(
    "lines",
    [
        [{"was": "", "heading": "x" * 61}],
        [{"was": "", "heading": "Cost"}, {"was": "", "heading": "COST"}],
        [{"was": "", "heading": f"Column {number}"} for number in range(13)],
        [{"was": "", "heading": "commentary"}],
        [{"was": "", "heading": "Last update  agreed"}],
    ],
    ids=["long", "twice", "many", "usual", "usual where it is asked for"],
)
def test_columns_that_are_none_are_refused(cast, manager, lines):
    assert manager.post(COLUMNS, typed(cast.plan, lines)).status_code == 422
    assert stands(cast.plan).columns == []


# ---- the services by themselves


def test_service_refuses_ratings_that_look_the_same(cast):
    same = replace(factories.KEY[1], shape="circle", colour="green")
    with pytest.raises(CannotEdit, match="both a green circle"):
        save_key(
            plan=cast.plan,
            ratings=(factories.KEY[0], same),
            seen=newest(cast.plan),
            by=cast.manager,
            why=Why("Asked for"),
        )


def test_service_changes_nothing_of_an_archived_plan(cast):
    Plan.objects.update(state="archived")
    with pytest.raises(CannotEdit, match="archived"):
        save_plan(
            plan=cast.plan,
            values={"title": "Another"},
            seen=newest(cast.plan),
            by=cast.manager,
            why=Why("Asked for"),
        )


def test_service_keeps_a_code_that_stands_in_references(cast):
    with pytest.raises(CannotEdit, match="can change no more"):
        save_plan(
            plan=cast.plan,
            values={"code": "ZZ"},
            seen=newest(cast.plan),
            by=cast.manager,
            why=Why("Asked for"),
        )
    assert stands(cast.plan).code == "PR"
