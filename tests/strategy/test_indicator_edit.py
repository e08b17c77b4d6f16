"""Editing an indicator's definition: what is taken, what is refused, and what stays on record."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from strategy.models import Outcome
from tests import factories
from tests.strategy.making import indicator, measured, strategy


@pytest.fixture
def spend(cast):
    return indicator(cast.council, owner_post=cast.post, target_date=date(2024, 3, 31))


def address(indicator):
    return reverse("indicators:indicator_edit", args=indicator.address)


def shown(client, indicator):
    """The form as the browser would send it untouched."""
    form = client.get(address(indicator)).context["form"]
    fields: dict[str, object] = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, list):
            fields[bound.name] = [getattr(one, "pk", one) for one in value]
        elif value is not None:
            fields[bound.name] = value.strftime("%d %B %Y") if isinstance(value, date) else value
    return fields


def send(client, indicator, **typed):
    return client.post(address(indicator), shown(client, indicator) | typed)


def words(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_definition_is_changed_and_the_change_stays_on_record(cast, manager, spend):
    answer = send(manager, spend, target="£18.5m", tolerance="200k", owner_post="", note="Less.")
    assert answer.status_code == 302
    assert answer["Location"] == spend.get_absolute_url()
    spend.refresh_from_db()
    assert (spend.target, spend.tolerance, spend.owner_post) == (18_500_000, 200_000, None)
    newest = spend.history.first()
    assert (newest.history_user, newest.target) == (cast.manager, 18_500_000)
    text = words(manager.get(spend.get_absolute_url()))
    assert "K1 is changed." in text
    assert "Changes to the definition" in text
    assert re.search(r"<dt>Target</dt> <dd>19,000,000<svg.*?</svg>\s*18,500,000</dd>", text)
    assert "Sunita Patel" in text


def test_form_sent_as_it_stands_changes_nothing(cast, manager, spend):
    before = spend.history.count()
    answer = send(manager, spend)
    assert answer.status_code == 302
    assert spend.history.count() == before
    assert "K1 is as it was." in words(manager.get(answer["Location"]))


def test_what_it_measures_is_chosen_within_its_strategy(cast, manager, spend):
    ours = Outcome.objects.create(strategy=spend.strategy, code="O1", order=1, text="Thrift.")
    elsewhere = strategy(cast.council, "Digital strategy", "digital")
    other = Outcome.objects.create(strategy=elsewhere, code="O9", order=1, text="Online.")
    assert send(manager, spend, outcomes=[other.pk]).status_code == 422
    assert send(manager, spend, outcomes=[ours.pk]).status_code == 302
    assert list(spend.outcomes.all()) == [ours]
    text = words(manager.get(spend.get_absolute_url()))
    assert "It measures O1" in text
    assert "O1 Thrift." in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "This field is required."),
        ({"target": "12%"}, "“12%” is a percentage; this is measured in pounds"),
        ({"baseline": "a lot"}, "“a lot” is not a number"),
        ({"tolerance": "-1"}, "The tolerance cannot be less than nothing."),
        ({"unit": ""}, "Say first in what the indicator is measured."),
        ({"target_date": "next year"}, "Give a day such as 30 June 2023."),
        ({"baseline_date": "1 April 2025"}, "The target comes before the baseline."),
        ({"good": "sideways"}, "Select a valid choice"),
    ],
)
def test_wrong_field_is_refused_and_the_rest_stays(manager, spend, typed, sentence):
    answer = send(manager, spend, **({"note": "Kept words."} | typed))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "Kept words." in words(answer)
    spend.refresh_from_db()
    assert (spend.note, spend.target) == ("", 19_000_000)


def test_unit_stays_once_something_was_measured_in_it(manager, spend):
    assert send(manager, spend, unit="number").status_code == 302
    measured(spend, 20, date(2023, 3, 31))
    answer = send(manager, spend, unit="%")
    assert answer.status_code == 422
    assert "Values have been entered in the old unit" in words(answer)


def test_computed_indicator_keeps_the_unit_of_its_figure(cast, manager):
    made = indicator(cast.council, "K2", unit="%", computed="share of actions on track")
    assert 'name="unit"' not in words(manager.get(address(made)))
    assert send(manager, made, target="90%").status_code == 302
    made.refresh_from_db()
    assert (made.target, made.unit) == (Decimal(90), "%")


def test_second_person_sees_the_first_ones_change_and_keeps_their_words(cast, manager, spend):
    fields = shown(manager, spend)
    assert manager.post(address(spend), fields | {"target": "18m"}).status_code == 302
    answer = manager.post(address(spend), fields | {"note": "Mine."})
    assert answer.status_code == 409
    text = words(answer)
    assert "Somebody else has changed this meanwhile" in text
    assert "18,000,000" in text
    assert "Mine." in text
    again = fields | {"note": "Mine.", "target": "18m", "based_on": spend.history.first().pk}
    assert manager.post(address(spend), again).status_code == 302
    spend.refresh_from_db()
    assert (spend.target, spend.note) == (18_000_000, "Mine.")


def test_owner_of_another_council_cannot_be_chosen(cast, manager, spend):
    theirs = factories.post(cast.other_council, "Head of Housing")
    assert send(manager, spend, owner_post=theirs.pk).status_code == 422


@pytest.mark.parametrize("who", ["owner", "slt", "clerk", "reader"])
def test_only_who_may_edit_strategies_may(cast, logged_in, spend, who):
    client = logged_in(getattr(cast, who))
    assert client.get(address(spend)).status_code == 403
    assert client.post(address(spend), {"name": "Mine"}).status_code == 403
    assert "Edit the definition" not in words(client.get(spend.get_absolute_url()))


def test_indicator_of_another_council_is_not_found(cast, manager):
    theirs = indicator(cast.other_council)
    for slug in (cast.council.slug, cast.other_council.slug):
        path = address(theirs).replace(cast.other_council.slug, slug)
        assert manager.get(path).status_code == 404


def test_queries_are_few(cast, manager, spend):
    manager.get(address(spend))
    with CaptureQueriesContext(connection) as found:
        manager.get(address(spend))
    assert len(found) <= 14
