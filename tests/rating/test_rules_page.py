"""A plan's rules on their page: on and off, numbers, the register, and the queries that follow."""

import pytest
from django.urls import reverse

from actionplan.key_lines import Rating
from actionplan.models import Action, Plan, Query
from actionplan.rules.challenges import TO_LEADS, Code, Rules, as_rules, check_rules
from actionplan.rules.rule_words import (
    EXPLAINED,
    PUBLISHED,
    as_stored,
    differences,
    explained,
    summary,
)
from actionplan.rules.words import NAMES
from actionplan.services.deriving import derive_plan, first_difference

pytestmark = pytest.mark.django_db

REASON = "Agreed with the Leader"


@pytest.fixture
def asked(cast):
    derive_plan(cast.plan)
    return cast


def address(cast):
    return reverse("set_up:rules_edit", args=[cast.council.slug, cast.plan.slug])


def typed(client, cast, *off, **changes):
    """The form as shown, with some rules off and other numbers."""
    form = client.get(address(cast)).context["form"]
    sent = {f"ask_{code.value.replace(' ', '_')}": "on" for code in Code if code not in off}
    numbers = {"grace_days": 0, "slips": 2, "steps_done": 50}
    return sent | numbers | {"seen": form["seen"].value(), "reason": REASON} | changes


def live(code):
    return Query.objects.live().filter(code=code, action__plan__council__slug="ashdown")


def test_rules_that_go_off_ask_nothing_and_the_register_says_who_when_from_and_to(asked, manager):
    assert live(Code.PAST_DATE).exists()
    done = manager.post(address(asked), typed(manager, asked, Code.PAST_DATE, Code.NO_DATE))
    assert done.status_code == 302
    plan = Plan.objects.get(pk=asked.plan.pk)
    assert plan.rules == {"off": ["past date", "no date"]}
    assert not live(Code.PAST_DATE).exists()
    assert first_difference(Action.objects.filter(plan=plan)) == ""
    line = plan.changes.latest("number")
    assert (line.subject, line.by, line.reason) == ("Rules of queries", asked.manager, REASON)
    assert line.details == [
        [NAMES[Code.PAST_DATE], "On", "Off"],
        [NAMES[Code.NO_DATE], "On", "Off"],
    ]
    hub = manager.get(reverse("set_up:plan_set_up", args=[asked.council.slug, plan.slug]))
    assert "16 of 18 rules are on" in hub.content.decode()
    manager.post(address(asked), typed(manager, asked))
    assert Plan.objects.get(pk=plan.pk).rules == {}
    assert live(Code.PAST_DATE).exists()


def test_numbers_move_the_day_from_which_it_is_asked(asked, manager):
    before = live(Code.PAST_DATE).get(action=asked.late).since
    manager.post(address(asked), typed(manager, asked, grace_days=14))
    assert (live(Code.PAST_DATE).get(action=asked.late).since - before).days == 14
    assert asked.plan.changes.latest("number").details[0][1:] == ["0", "14"]


def test_what_dates_suggest_is_published_by_a_tick_that_the_register_tells(asked, manager):
    sent = typed(manager, asked, published="on")
    assert manager.post(address(asked), sent).status_code == 302
    assert Plan.objects.get(pk=asked.plan.pk).rules == {"published": True}
    assert asked.plan.changes.latest("number").details == [[PUBLISHED, "No", "Yes"]]
    page = manager.get(address(asked)).content.decode()
    assert "checked" in page.split('name="published"')[1].split(">")[0]
    manager.post(address(asked), typed(manager, asked))
    assert Plan.objects.get(pk=asked.plan.pk).rules == {}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"grace_days": "-1"}, "before an action is asked about” is at least 0."),
        ({"slips": "many"}, "is a whole number from 1 to 20."),
        ({"steps_done": "101"}, "is at most 100."),
        ({"reason": ""}, "Say why"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(asked, manager, changes, sentence):
    sent = typed(manager, asked, Code.NO_DATE) | changes
    answer = manager.post(address(asked), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Plan.objects.get(pk=asked.plan.pk).rules == {}


def test_two_at_once_see_both(asked, manager):
    mine, theirs = typed(manager, asked, Code.NO_DATE), typed(manager, asked, Code.SLIPPED)
    manager.post(address(asked), theirs)
    answer = manager.post(address(asked), mine)
    assert answer.status_code == 409
    assert NAMES[Code.SLIPPED] in answer.content.decode()
    assert Plan.objects.get(pk=asked.plan.pk).rules == {"off": ["slipped"]}


def test_the_page_explains_each_rule_in_the_keys_own_words(asked, manager):
    page = manager.get(address(asked)).content.decode()
    assert all(NAMES[code] in page for code in Code)
    assert "The plan’s key says of red: “Off target or expected to be”." in page
    assert "This plan’s key has no rating for that, so it finds nothing." in page
    late = (Rating("R", "Red", "square", "red", "Completed after its deadline"),)
    assert "finds nothing" not in explained(Code.COMPLETE_LATE, late)


def test_words_and_stored_rules_are_whole():
    assert set(EXPLAINED) == set(Code)
    rules = Rules(off=("no date",), grace_days=7)
    assert as_rules(as_stored(rules)) == rules
    check_rules(as_stored(rules))
    assert differences(rules, rules) == []
    assert summary(Rules()) == f"All {len(Code)} rules are on"
    assert len(TO_LEADS) + 4 == len(Code)
