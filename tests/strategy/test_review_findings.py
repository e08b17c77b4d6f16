"""What one odd value must never do: take pages down, or stop every later edit."""

from datetime import date
from typing import Any

import lxml.html
import pytest
from django.urls import reverse

from actionplan.models import ThreadLink
from actionplan.services.thread import CannotLink, link
from council import clock
from strategy.forms.lists import LabelsField
from strategy.kinds import Status
from strategy.models import Indicator, Measurement, Outcome, Strategy
from strategy.quantities import term_in_words
from tests import factories


@pytest.fixture
def strategy(cast):
    return Strategy.objects.create(council=cast.council, title="People Strategy", slug="people")


@pytest.fixture
def indicator(strategy):
    return Indicator.objects.create(strategy=strategy, code="K1", order=1, name="Posts filled")


def edit(indicator: Indicator) -> str:
    council = indicator.strategy.council.slug
    return reverse("indicators:indicator_edit", args=[council, "people", indicator.code])


def sent(indicator: Indicator, **changes: object) -> dict[str, object]:
    newest = indicator.history.values_list("history_id", flat=True).first()
    return {"name": indicator.name, "unit": "", "based_on": newest} | changes


def test_the_last_day_of_the_calendar_can_be_said():
    assert term_in_words(date(9999, 12, 31)) == "December 9999"


@pytest.mark.parametrize(
    "changes",
    [
        {"target_date": "31 December 9999"},
        {"name": "\x07"},
        {"name": "\u202e"},
        {"outcomes": "9" * 20},
        {"principles": "9" * 20},
    ],
    ids=str,
)
def test_an_odd_definition_is_refused(cast, indicator, logged_in, changes):
    answer = logged_in(cast.manager).post(edit(indicator), sent(indicator, **changes))
    assert answer.status_code == 422
    indicator.refresh_from_db()
    assert (indicator.name, indicator.target_date) == ("Posts filled", None)


def test_a_name_is_one_line(cast, indicator, logged_in):
    logged_in(cast.manager).post(edit(indicator), sent(indicator, name="Posts\tfilled\nin time"))
    indicator.refresh_from_db()
    assert indicator.name == "Posts filled in time"


def test_who_adopted_a_strategy_is_one_line(cast, strategy, logged_in):
    address = reverse("strategy:strategy_status", args=[cast.council.slug, strategy.slug])
    newest = strategy.history.values_list("history_id", flat=True).first()
    form = {"adopted_by": "Full\tCouncil", "adopted_on": "1 June 2023", "seen": newest}
    assert logged_in(cast.manager).post(address, form).status_code == 302
    strategy.refresh_from_db()
    assert (strategy.status, strategy.adopted_by) == (Status.ADOPTED, "Full Council")


def test_a_hidden_field_of_many_digits_is_no_error(cast, indicator, logged_in):
    address = reverse("indicators:indicator_quarter", args=[cast.council.slug])
    data = {f"i{indicator.pk}-shown": "9" * 5_000 + "."}
    assert logged_in(cast.manager).post(address, data).status_code < 500


def test_nothing_new_serves_a_superseded_strategy(cast, strategy):
    outcome = Outcome.objects.create(strategy=strategy, code="O1", order=1, text="Posts are filled")
    strategy.status = Status.SUPERSEDED.value
    strategy.save()
    with pytest.raises(CannotLink, match="superseded"):
        link(server=cast.ahead, served=outcome, by=cast.manager)
    assert not ThreadLink.objects.exists()


def test_an_action_nobody_has_spoken_of_is_past_its_date_on_the_thread_too(
    cast, strategy, logged_in
):
    outcome = Outcome.objects.create(strategy=strategy, code="O1", order=1, text="Posts are filled")
    action = factories.action(cast.plan, "Never spoken of", due=date(2023, 1, 31))
    ThreadLink.objects.create(action=action, outcome=outcome, linked_on=clock.today())
    client = logged_in(cast.slt)
    overview = reverse("thread:thread_overview", args=[cast.council.slug, "people"])
    assert "1 past its own date" in client.get(overview).content.decode()
    actions = reverse("thread:thread_actions", args=[cast.council.slug, "people"])
    page = client.get(actions, {"outcome": "O1", "due": "past"}).content.decode()
    assert action.reference in page


def test_a_value_is_kept_when_its_row_stops_being_due_meanwhile(cast, indicator, logged_in):
    indicator.unit, indicator.frequency = "number", "quarterly"
    indicator.save()
    measured = {"indicator": indicator, "day": date(2023, 3, 31), "recorded_at": clock.now()}
    Measurement.objects.create(value=5, **measured)
    manager = logged_in(cast.manager)
    address = reverse("indicators:indicator_quarter", args=[cast.council.slug])
    page: Any = lxml.html.document_fromstring(manager.get(address).content)
    fields = {
        control.get("name"): control.get("value") or ""
        for control in page.xpath("//main//form[@method='post']//input[@name]")
    }
    Indicator.objects.filter(pk=indicator.pk).update(frequency="annually")
    answer = manager.post(address, fields | {f"i{indicator.pk}-value": "6"})
    assert answer.status_code == 302
    assert indicator.measurements.latest("pk").value == 6


def test_levels_are_shown_in_their_order_and_taken_in_any():
    words = {"area": ["theme", "themes"], "outcome": ["aim", "aims"], "principle": ["p", "ps"]}
    field = LabelsField()
    shown = field.lines(words)
    assert [line.split(" | ")[0] for line in shown.split("\n")] == ["principle", "area", "outcome"]
    assert field.clean(shown) == words
    assert field.clean("\n".join(reversed(shown.split("\n")))) == words
