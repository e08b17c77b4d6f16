"""How confident an owner is: asked only where the plan asks, and then said everywhere."""

import csv
import io
import json

import pytest
from django.urls import reverse

from actionplan.declared import Confidence
from actionplan.interchange import from_json
from actionplan.position import position_of
from actionplan.queries.report import plan_report
from actionplan.reporting.data import write_csv, write_json
from actionplan.reporting.pages import html_of
from council import clock
from tests import factories
from tests.actionplan.test_action_update import address, hidden, typed

QUESTION = "How confident are you that this will achieve its purpose?"


@pytest.fixture
def asking(cast):
    """The cast, with a plan that asks for confidence."""
    cast.plan.asks_confidence = True
    cast.plan.save()
    return cast


@pytest.fixture
def owner(cast, logged_in):
    return logged_in(cast.owner)


def board(cast):
    return reverse("actionplan:plan_detail", args=[cast.council.slug, cast.plan.slug])


def stands(action):
    action.refresh_from_db()
    return position_of(action).confidence


def test_a_plan_that_does_not_ask_says_nothing_of_it(cast, owner):
    for page in (board(cast), address(cast.ahead), address(cast.ahead, "action_detail")):
        assert "onfiden" not in owner.get(page).content.decode()
    text = write_csv(plan_report(cast.plan, clock.today())).decode()
    assert "Confidence" not in text
    assert "onfiden" not in html_of(plan_report(cast.plan, clock.today()))


def test_a_plan_that_asks_takes_it_with_an_update(asking, owner):
    assert QUESTION in owner.get(address(asking.ahead)).content.decode()
    sent = typed(asking.ahead, confidence="low")
    assert owner.post(address(asking.ahead), sent).status_code == 302
    assert stands(asking.ahead) == Confidence.LOW
    assert "Confidence: low" in owner.get(board(asking)).content.decode()
    page = owner.get(address(asking.ahead, "action_detail")).content.decode()
    assert "<dt>Confidence</dt><dd>Low</dd>" in page
    assert "Not stated" in page
    assert "<strong>Low</strong>" in page


def test_no_change_keeps_it_and_a_change_beside_it_is_asked_about(asking, owner):
    factories.entry(asking.ahead, confidence="medium")
    sent = typed(asking.ahead, confidence="low", no_change="1")
    answer = owner.post(address(asking.ahead), sent)
    assert answer.status_code == 422
    assert "You changed Confidence and chose" in answer.content.decode()
    assert owner.post(address(asking.ahead), typed(asking.ahead, no_change="1")).status_code == 302
    assert stands(asking.ahead) == Confidence.MEDIUM


def test_it_can_be_taken_back(asking, owner):
    factories.entry(asking.ahead, confidence="medium")
    owner.post(address(asking.ahead), typed(asking.ahead, confidence=""))
    assert stands(asking.ahead) is None


def test_a_plan_that_no_longer_asks_keeps_what_was_said(cast, owner):
    factories.entry(cast.ahead, confidence="high")
    sent = typed(cast.ahead, commentary="More words.", confidence="low")
    assert owner.post(address(cast.ahead), sent).status_code == 302
    assert stands(cast.ahead) == Confidence.HIGH


def test_what_is_no_confidence_is_refused(asking, owner):
    answer = owner.post(address(asking.ahead), typed(asking.ahead, confidence="certain"))
    assert answer.status_code == 422


def test_a_conflict_shows_both_and_keeps_what_was_chosen(asking, owner, logged_in):
    mine = typed(asking.ahead, confidence="low")
    theirs = typed(asking.ahead, confidence="high", on_behalf_source="e-mail, 12 June")
    logged_in(asking.manager).post(address(asking.ahead), theirs)
    answer = owner.post(address(asking.ahead), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<dt>Confidence</dt><dd>High</dd>" in page
    assert "<dt>Confidence</dt><dd>Low</dd>" in page
    again = mine | {name: hidden(page, name) for name in ("based_on", "once")}
    owner.post(address(asking.ahead), again)
    assert stands(asking.ahead) == Confidence.LOW


def test_every_export_says_it(asking):
    factories.entry(asking.ahead, confidence="high")
    report = plan_report(asking.plan, clock.today())
    rows = list(csv.DictReader(io.StringIO(write_csv(report).decode("utf-8-sig"), newline="")))
    assert [row["Confidence"] for row in rows[:2]] == ["High", "Not stated"]
    data = json.loads(write_json(report))["document"]
    assert from_json(data) == report.document
    assert data["plan"]["asks_confidence"] is True
    first = next(report.document.actions())
    assert first.confidence == Confidence.HIGH
    printed = html_of(report)
    assert "Confidence: high" in printed
    assert "Confidence: not stated" in printed
