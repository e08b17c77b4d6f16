"""Entering a quarter's values: what is saved, what is refused, and that nothing else is lost.

One room, because every test sends the same form.
"""

import re
import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council.models import PostHolding
from strategy.models import Measurement
from strategy.services.measuring import Entry, SavedAlready, record_measurements
from tests import factories
from tests.strategy.making import indicator, measured, strategy

MARCH, JUNE = date(2023, 3, 31), date(2023, 6, 30)


@pytest.fixture
def spend(cast):
    """In pounds, of the owner's post; £19.5 million three months ago."""
    made = indicator(cast.council, owner_post=cast.post)
    measured(made, 19_500_000, MARCH)
    return made


@pytest.fixture
def calls(cast):
    """In percent, of the owner's post; never measured."""
    return indicator(
        cast.council, "K2", name="Calls answered", unit="%", target=90, owner_post=cast.post
    )


@pytest.fixture
def owner(cast, logged_in):
    return logged_in(cast.owner)


def address(cast):
    return reverse("indicators:indicator_quarter", args=[cast.council.slug])


def page(client, cast, query=""):
    answer = client.get(address(cast) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def shown(text):
    """Every field of a page as the browser would send it untouched."""
    fields = {}
    for tag in re.findall(r"<input [^>]+>", text):
        kind, name, value = (
            (re.search(rf'\b{key}="([^"]*)"', tag) or [None, ""])[1]
            for key in ("type", "name", "value")
        )
        if kind != "checkbox" and name:
            fields[name] = value
    for name, options in re.findall(r'<select [^>]*name="([^"]+)".*?>(.*?)</select>', text, re.S):
        chosen = re.search(r"<option selected>(.*?)</option>", options)
        fields[name] = chosen[1] if chosen else ""
    return fields


def send(client, cast, query="", **typed):
    """Post the page as it stands with ``typed`` in place: i3_value for the field i3-value."""
    fields = shown(page(client, cast, query))
    changes = {name.replace("_", "-"): value for name, value in typed.items()}
    assert set(changes) <= set(fields) | {name for name in changes if name.endswith("-confirm")}
    return client.post(address(cast), fields | changes)


def words(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def key(indicator, name="value"):
    return f"i{indicator.pk}_{name}"


def latest(indicator, **filters):
    return indicator.measurements.filter(**filters).order_by("pk").last()


# ---- saved


def test_values_of_several_indicators_are_saved_together(cast, owner, spend, calls):
    typed = {key(spend): "£19.2m", key(spend, "note"): "Two posts vacant.", key(calls): "88%"}
    answer = send(owner, cast, **typed)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("indicators:indicator_list", args=[cast.council.slug])
    one, other = latest(spend), latest(calls)
    assert (one.value, one.day, one.by) == (19_200_000, JUNE, cast.owner)
    assert (one.note, one.forecast) == ("Two posts vacant.", False)
    assert (other.value, other.note) == (88, "")
    assert "2 values are saved for Q1 2023/24." in owner.get(answer["Location"]).content.decode()


def test_rows_that_were_not_touched_are_skipped(cast, owner, spend, calls):
    before = Measurement.objects.count()
    answer = send(owner, cast)
    assert answer.status_code == 302
    assert Measurement.objects.count() == before
    assert "Nothing was changed" in owner.get(answer["Location"]).content.decode()


def test_forecast_is_saved_for_its_day(cast, owner, spend):
    send(owner, cast, **{key(spend, "forecast"): "18.9m", key(spend, "note"): "If bids hold."})
    made = latest(spend)
    assert (made.value, made.day, made.forecast) == (18_900_000, date(2024, 3, 31), True)
    assert made.note == "If bids hold."
    assert not spend.measurements.filter(day=JUNE).exists()


def test_value_that_stands_is_shown_and_corrected_by_a_later_one(cast, owner, spend):
    measured(spend, 19_300_000, JUNE)
    text = page(owner, cast)
    assert 'value="19,300,000"' in text
    assert send(owner, cast, **{key(spend): "19,250,000"}).status_code == 302
    assert [one.value for one in spend.measurements.filter(day=JUNE)] == [19_300_000, 19_250_000]


def test_value_of_a_past_quarter_may_be_entered(cast, owner, spend):
    typed = {key(spend): "20m", key(spend, "day"): "2022-12-31"}
    assert send(owner, cast, "?quarter=2022-q3", **typed).status_code == 302
    assert latest(spend, day=date(2022, 12, 31)).value == 20_000_000


def test_yes_or_no_is_chosen(cast, owner):
    made = indicator(cast.council, unit="yes/no", target=1, owner_post=cast.post)
    assert send(owner, cast, **{key(made): "Yes"}).status_code == 302
    assert latest(made).value == 1


# ---- refused, and nothing else lost


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("value", "12%", "K1: “12%” is a percentage; this is measured in pounds"),
        ("value", "lots", "K1: “lots” is not a number"),
        ("value", "1.2.3", "K1: “1.2.3” has more than one decimal point"),
        ("day", "2023-07-01", "K1: 1 July 2023 lies in the future: today is 30 June 2023."),
        ("day", "2023-03-31", "K1: 31 March 2023 lies outside Q1 2023/24"),
        ("day", "soon", "K1: “soon” is not a date"),
        ("forecast", "£1.2.3", "K1: “£1.2.3” has more than one decimal point"),
        ("note", "x" * 2001, "K1: The note has 2,001 characters; 2,000 are taken."),
    ],
)
def test_wrong_field_is_refused_with_a_sentence_and_the_rest_stays(
    cast, owner, spend, calls, field, typed, sentence
):
    before = Measurement.objects.count()
    fields = {key(spend): "19.2m", key(calls): "88", key(calls, "note"): "Kept words."}
    answer = send(owner, cast, **(fields | {key(spend, field): typed}))
    assert answer.status_code == 422
    assert Measurement.objects.count() == before
    text = words(answer)
    assert sentence in text
    assert f'href="#i{spend.pk}-{field}"' in text
    assert f'id="i{spend.pk}-{field}-error"' in text
    assert "Nothing has been saved yet" in text
    again = shown(answer.content.decode())
    assert again[f"i{calls.pk}-value"] == "88"
    assert again[f"i{calls.pk}-note"] == "Kept words."
    assert again[f"i{spend.pk}-{field}"] == typed


def test_wrong_answer_to_yes_or_no_is_refused_and_stays_in_sight(cast, owner):
    made = indicator(cast.council, unit="yes/no", target=1, owner_post=cast.post)
    answer = send(owner, cast, **{key(made): "12%"})
    assert answer.status_code == 422
    assert "“12%” is not an answer" in words(answer)
    assert "<option selected>12%</option>" in words(answer)


def test_value_cannot_be_taken_away(cast, owner, spend):
    measured(spend, 19_300_000, JUNE)
    answer = send(owner, cast, **{key(spend): ""})
    assert answer.status_code == 422
    assert "stays on record" in words(answer)


def test_note_alone_is_refused(cast, owner, spend):
    answer = send(owner, cast, **{key(spend, "note"): "Waiting for the ledger."})
    assert answer.status_code == 422
    assert "A note stands beside a value" in words(answer)


# ---- asked again


def test_value_far_from_the_last_one_is_saved_only_when_confirmed(cast, owner):
    visits = indicator(cast.council, name="Visits", unit="number", owner_post=cast.post)
    measured(visits, 73_390, MARCH)
    answer = send(owner, cast, **{key(visits): "420"})
    assert answer.status_code == 422
    text = words(answer)
    assert "420 is less than a third of the last value, 73,390 on 31 March 2023." in text
    assert visits.measurements.count() == 1

    again = shown(answer.content.decode())
    (tick,) = re.findall(r'name="i\d+-confirm" type="checkbox" value="([^"]+)"', text)
    assert owner.post(address(cast), again).status_code == 422
    other = again | {f"i{visits.pk}-value": "421", f"i{visits.pk}-confirm": tick}
    assert owner.post(address(cast), other).status_code == 422
    assert visits.measurements.count() == 1
    confirmed = again | {f"i{visits.pk}-confirm": tick}
    assert owner.post(address(cast), confirmed).status_code == 302
    assert latest(visits).value == 420


def test_what_somebody_else_has_entered_meanwhile_is_said_before_it_is_corrected(
    cast, owner, spend
):
    fields = shown(page(owner, cast))
    measured(spend, 19_300_000, JUNE, by=cast.manager)
    answer = owner.post(address(cast), fields | {f"i{spend.pk}-value": "19.2m"})
    assert answer.status_code == 422
    assert "Sunita Patel has entered £19.3 million meanwhile." in words(answer)
    assert shown(answer.content.decode())[f"i{spend.pk}-value"] == "19.2m"


def test_untouched_row_does_not_undo_what_somebody_else_has_entered(cast, owner, spend, calls):
    fields = shown(page(owner, cast))
    measured(spend, 19_300_000, JUNE, by=cast.manager)
    answer = owner.post(address(cast), fields | {f"i{calls.pk}-value": "88"})
    assert answer.status_code == 302
    assert latest(spend).value == 19_300_000


# ---- twice


def test_form_sent_twice_saves_once(cast, owner, spend, calls):
    fields = shown(page(owner, cast)) | {
        f"i{spend.pk}-value": "19.2m",
        f"i{spend.pk}-note": "Once.",
        f"i{calls.pk}-value": "88",
    }
    first, second = (owner.post(address(cast), fields) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert spend.measurements.filter(day=JUNE).count() == 1
    assert calls.measurements.count() == 1


def test_service_returns_the_first_result_and_refuses_other_values(cast, spend):
    once = uuid.uuid4()
    entry = Entry(spend, JUNE, Decimal(5))
    first, second = (
        record_measurements(entries=[entry], by=cast.owner, once=once) for _ in range(2)
    )
    assert [one.pk for one in first] == [one.pk for one in second]
    with pytest.raises(SavedAlready):
        record_measurements(entries=[Entry(spend, JUNE, Decimal(6))], by=cast.owner, once=once)
    assert spend.measurements.filter(day=JUNE).count() == 1


def test_service_refuses_what_an_indicator_cannot_take(cast, spend):
    computed = indicator(cast.council, "K8", computed="actions overdue")
    unitless = indicator(cast.council, "K9", unit="")
    for entry in (
        Entry(computed, JUNE, Decimal(1)),
        Entry(unitless, JUNE, Decimal(1)),
        Entry(spend, date(2023, 7, 1), Decimal(1)),
    ):
        with pytest.raises(ValueError, match=r"computed|no unit|future"):
            record_measurements(entries=[entry], by=cast.owner, once=uuid.uuid4())


def test_all_or_nothing(cast, spend, calls, monkeypatch):
    before = Measurement.objects.count()
    entries = [Entry(spend, JUNE, Decimal(5)), Entry(calls, date(2023, 7, 1), Decimal(6))]
    with pytest.raises(ValueError, match="future"):
        record_measurements(entries=entries, by=cast.owner, once=uuid.uuid4())
    assert Measurement.objects.count() == before


# ---- who may


def test_owner_sees_fields_for_its_own_rows_only(cast, owner, spend):
    other = indicator(cast.council, "K7", name="Rent collected")
    text = page(owner, cast)
    assert f'name="i{spend.pk}-value"' in text
    assert f'name="i{other.pk}-value"' not in text
    assert "No owner: for the plan manager" in text


def test_deputy_may_and_one_whose_time_is_over_may_not(cast, logged_in, spend):
    holding = PostHolding.objects.create(
        post=cast.post, person=cast.colleague, kind=PostHolding.Kind.DEPUTY
    )
    colleague = logged_in(cast.colleague)
    assert send(colleague, cast, **{key(spend): "19.2m"}).status_code == 302
    holding.until = date(2023, 6, 29)
    holding.save()
    assert "You may not enter values" in page(colleague, cast)


def test_plan_manager_may_enter_all(cast, logged_in, spend):
    unowned = indicator(cast.council, "K7", name="Rent collected", unit="%")
    typed = {key(spend): "19.2m", key(unowned): "97"}
    assert send(logged_in(cast.manager), cast, **typed).status_code == 302
    assert latest(unowned).by == cast.manager


@pytest.mark.parametrize("who", ["reader", "colleague", "slt", "clerk"])
def test_others_read_and_are_told_why(cast, logged_in, spend, who):
    client = logged_in(getattr(cast, who))
    text = page(client, cast)
    assert "You may not enter values: that is for whoever holds the post" in text
    assert "Save values" not in text
    answer = client.post(address(cast), {f"i{spend.pk}-value": "1"})
    assert answer.status_code == 403
    assert "You may not enter values" in answer.content.decode()


def test_value_of_an_indicator_of_another_post_is_refused(cast, owner, spend):
    vacant = factories.post(cast.council, "Head of Housing")
    other = indicator(cast.council, "K7", name="Rent collected", owner_post=vacant)
    answer = owner.post(
        address(cast), {f"i{other.pk}-value": "1", f"i{other.pk}-shown": ".", "quarter": "2023-q1"}
    )
    assert answer.status_code == 403
    assert "Head of Housing or a deputy" in answer.content.decode()
    assert not other.measurements.exists()


def test_indicator_of_another_council_is_out_of_reach(cast, owner, spend):
    theirs = indicator(cast.other_council)
    fields = shown(page(owner, cast)) | {f"i{theirs.pk}-value": "1", f"i{theirs.pk}-shown": "."}
    assert owner.post(address(cast), fields).status_code == 302
    assert not theirs.measurements.exists()


# ---- what is on the page


def test_what_is_not_due_is_named_and_can_be_asked_for(cast, owner, spend):
    yearly = indicator(cast.council, "K7", frequency="annually", owner_post=cast.post)
    measured(yearly, 5, MARCH)
    assert f'name="i{yearly.pk}-value"' not in page(owner, cast)
    assert "Not due this quarter" in page(owner, cast)
    assert f'name="i{yearly.pk}-value"' in page(owner, cast, "?all=1")


def test_indicator_without_a_unit_says_what_is_missing(cast, owner):
    indicator(cast.council, unit="", target=None, owner_post=cast.post)
    text = page(owner, cast)
    assert "Nobody has said in what it is measured" in text
    assert "No indicator that you may enter is due" in text


def test_one_strategy_may_be_chosen(cast, owner, spend):
    digital = strategy(cast.council, "Digital strategy", "digital")
    other = indicator(cast.council, "K1", strategy=digital, owner_post=cast.post)
    text = page(owner, cast, "?strategy=digital")
    assert f'name="i{other.pk}-value"' in text
    assert f'name="i{spend.pk}-value"' not in text


@pytest.mark.parametrize(
    "query", ["?quarter=2029-q1", "?quarter=x&all=%00&strategy=%27", "?kept=9"]
)
def test_nonsense_in_the_address_gives_the_usual_page(cast, owner, spend, query):
    assert "Values for Q1 2023/24" in page(owner, cast, query)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"once": "x", "quarter": "y"},
        {"shown": "1"},
        {"shown": "9" * 30, "value": "19m"},
        {"shown": "-1.x.y", "value": "\x00"},
    ],
)
def test_hostile_fields_are_answered(cast, owner, spend, fields):
    posted = {
        name if name in {"once", "quarter"} else f"i{spend.pk}-{name}": value
        for name, value in fields.items()
    }
    assert owner.post(address(cast), posted).status_code in {302, 422}


def test_queries_do_not_grow_with_the_indicators(cast, logged_in, spend):
    manager = logged_in(cast.manager)

    def queries(method):
        fields = shown(page(manager, cast))
        with CaptureQueriesContext(connection) as found:
            if method == "GET":
                manager.get(address(cast))
            else:
                typed = {name: "19m" for name in fields if name.endswith("-value")}
                assert manager.post(address(cast), fields | typed).status_code == 302
        return len(found)

    for place in range(14):
        indicator(cast.council, f"G{place}")
    few = queries("GET")
    for place in range(14, 149):
        measured(indicator(cast.council, f"G{place}"), 19_400_000, MARCH)
    assert queries("GET") == few <= 12
    assert queries("POST") <= 16
    assert Measurement.objects.filter(day=JUNE).count() == 150
