"""The link pages: found by words, tied and untied with one button, nothing of other councils."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.models import ThreadLink
from actionplan.services.thread import link
from tests.actionplan.test_plan_detail import grow
from tests.thread.making import outcome


def page(cast, end, council=None):
    council = (council or cast.council).slug
    kinds = {
        "action": ("peer-review", cast.late.reference),
        "own action": ("peer-review", cast.undated.reference),
        "recommendation": ("peer-review", cast.governance.pk),
        "outcome": ("our-strategy", "O1"),
        "principle": ("our-strategy", "P1"),
    }
    name = end.removeprefix("own ")
    return reverse(f"thread:{name}_links", args=[council, *kinds[end]])


def buttons(answer, verb="link"):
    return re.findall(rf'name="{verb}" value="([^"]*)"', answer.content.decode())


# ---- finding


def test_action_is_offered_principles_and_outcomes(cast, agreed, logged_in):
    offered = buttons(logged_in(cast.manager).get(page(cast, "action")))
    assert offered == [
        f"principle-{agreed.openness.pk}",
        f"principle-{agreed.thrift.pk}",
        f"outcome-{agreed.trained.pk}",
        f"outcome-{agreed.trusted.pk}",
        f"outcome-{agreed.alone.pk}",
    ]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("trust", ["trusted"]),
        ("TRUST residents", ["trusted"]),
        ("o3", ["alone"]),
        ("councillors", ["trained", "trusted"]),  # their area's title counts
        ("zebra", []),
        ("%", []),
    ],
)
def test_finds_outcomes_by_words_and_code(cast, agreed, logged_in, words, codes):
    answer = logged_in(cast.manager).get(page(cast, "action"), {"q": words})
    assert buttons(answer) == [f"outcome-{getattr(agreed, code).pk}" for code in codes]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("pr-2", ["late"]),
        ("councillor", ["late"]),
        ("sessions", ["late"]),
        ("savings", ["finance"]),
    ],
)
def test_finds_actions_and_recommendations(cast, agreed, logged_in, words, names):
    answer = logged_in(cast.manager).get(page(cast, "outcome"), {"q": words})
    assert buttons(answer) == [
        f"{'recommendation' if name == 'finance' else 'action'}-{getattr(cast, name).pk}"
        for name in names
    ]


def test_what_is_linked_is_not_offered_again(cast, agreed, logged_in):
    link(server=cast.late, served=agreed.trained, by=cast.manager, reason="It trains them")
    answer = logged_in(cast.manager).get(page(cast, "action"))
    assert f"outcome-{agreed.trained.pk}" not in buttons(answer)
    assert buttons(answer, "unlink") == [f"outcome-{agreed.trained.pk}"]
    assert "It trains them" in answer.content.decode()


def test_superseded_strategies_are_not_offered(cast, agreed, logged_in):
    agreed.strategy.status = "superseded"
    agreed.strategy.save()
    assert buttons(logged_in(cast.manager).get(page(cast, "action"))) == []


def test_lead_is_offered_only_the_actions_they_may_update(cast, agreed, logged_in):
    offered = buttons(logged_in(cast.owner).get(page(cast, "outcome")))
    mine = (cast.ahead, cast.late, cast.complete, cast.undated)
    assert offered == [f"action-{action.pk}" for action in mine]


def test_long_lists_are_cut(cast, agreed, logged_in):
    for number in range(10, 60):
        outcome(agreed.strategy, number, f"Outcome {number}")
    answer = logged_in(cast.manager).get(page(cast, "action"))
    assert len(buttons(answer)) == 30
    assert "The first 30. Add a word to see fewer." in answer.content.decode()


# ---- tying and untying


@pytest.mark.parametrize(
    ("end", "other"),
    [
        ("action", "outcome-trained"),
        ("action", "principle-openness"),
        ("recommendation", "outcome-trained"),
        ("outcome", "action-late"),
        ("principle", "recommendation-governance"),
    ],
)
def test_links_and_unlinks_from_either_side(cast, agreed, logged_in, end, other):
    kind, _, name = other.partition("-")
    thing = getattr(cast, name, None) or getattr(agreed, name)
    client, path = logged_in(cast.manager), f"{page(cast, end)}?q=a"
    answer = client.post(path, {"link": f"{kind}-{thing.pk}", "reason": " It \n helps "})
    assert (answer.status_code, answer["Location"]) == (302, path)
    made = ThreadLink.objects.get()
    assert (made.linked_by, made.reason) == (cast.manager, "It helps")
    client.post(path, {"link": f"{kind}-{thing.pk}"})  # twice is the same link
    assert ThreadLink.objects.count() == 1
    client.post(path, {"unlink": f"{kind}-{thing.pk}", "reason": "A mistake"})
    assert not ThreadLink.objects.exists()
    gone = ThreadLink.history.filter(history_type="-").get()
    assert (gone.history_user, gone.history_change_reason) == (cast.manager, "A mistake")


def test_lead_links_own_action(cast, agreed, logged_in):
    answer = logged_in(cast.owner).post(
        page(cast, "own action"), {"link": f"outcome-{agreed.alone.pk}"}
    )
    assert answer.status_code == 302
    assert ThreadLink.objects.get().action == cast.undated


@pytest.mark.parametrize("who", ["reader", "colleague", "clerk", "slt"])
@pytest.mark.parametrize("end", ["own action", "recommendation"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_may_not(cast, agreed, logged_in, who, end, method):
    client = logged_in(getattr(cast, who))
    data = {"link": f"outcome-{agreed.trained.pk}"} if method == "post" else {}
    assert getattr(client, method)(page(cast, end), data).status_code == 403
    assert not ThreadLink.objects.exists()


def test_lead_may_not_touch_another_posts_action_from_the_other_side(cast, agreed, logged_in):
    client = logged_in(cast.owner)
    link(server=cast.elsewhere, served=agreed.trained, by=cast.manager)
    for data in (
        {"link": f"action-{cast.unled.pk}"},
        {"unlink": f"action-{cast.elsewhere.pk}"},
        {"link": f"recommendation-{cast.governance.pk}"},
    ):
        assert client.post(page(cast, "outcome"), data).status_code == 403
    assert ThreadLink.objects.count() == 1
    assert buttons(client.get(page(cast, "outcome")), "unlink") == []


@pytest.mark.parametrize("field", ["link", "unlink"])
def test_ids_of_another_council_are_not_found(cast, agreed, theirs, logged_in, field):
    link(server=cast.other_action, served=theirs.trained, by=cast.stranger)
    client = logged_in(cast.manager)
    for end, name in (
        ("action", f"outcome-{theirs.trained.pk}"),
        ("recommendation", f"principle-{theirs.openness.pk}"),
        ("outcome", f"action-{cast.other_action.pk}"),
        ("principle", f"action-{cast.other_action.pk}"),
    ):
        assert client.post(page(cast, end), {field: name}).status_code == 404
    assert ThreadLink.objects.count() == 1


def test_pages_of_another_council_are_not_found(cast, agreed, theirs, logged_in):
    client = logged_in(cast.stranger)
    for end in ("action", "recommendation", "outcome", "principle"):
        assert client.get(page(cast, end)).status_code == 404
        assert client.post(page(cast, end), {"link": "outcome-1"}).status_code == 404
    assert client.get(page(cast, "recommendation", cast.other_council)).status_code == 404


def test_nothing_of_another_council_is_found(cast, agreed, theirs, logged_in):
    answer = logged_in(cast.manager).get(page(cast, "action"), {"q": "trust"})
    assert buttons(answer) == [f"outcome-{agreed.trusted.pk}"]
    answer = logged_in(cast.manager).get(page(cast, "outcome"), {"q": "tree"})
    assert buttons(answer) == []


@pytest.mark.parametrize("name", ["outcome-x", "outcome-", "plan-1", "action-1", "-", "outcome-0"])
def test_nonsense_is_not_found(cast, agreed, logged_in, name):
    assert logged_in(cast.manager).post(page(cast, "action"), {"link": name}).status_code == 404


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose one thing to link"),
        ({"link": "outcome-1", "unlink": "outcome-1"}, "Choose one thing to link"),
        ({"link": "x" * 41}, "at most 40 characters"),
        ({"link": "outcome-1", "reason": "x" * 501}, "at most 500 characters"),
        ({"unlink": "outcome-1", "reason": "x" * 101}, "at most 100 characters"),
        ({"link": "outcome-1\x00"}, "Null characters"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(cast, agreed, logged_in, data, sentence):
    answer = logged_in(cast.manager).post(page(cast, "action"), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ThreadLink.objects.exists()


@pytest.mark.parametrize("words", ["\x00", "x" * 500, "'\"<script>", "\ud83d", "a " * 90])
def test_odd_words_do_no_harm(cast, agreed, logged_in, words):
    query = {"q": words.encode("utf-8", "surrogatepass")}
    assert logged_in(cast.manager).get(page(cast, "action"), query).status_code == 200


@pytest.mark.parametrize("end", ["action", "outcome"])
def test_queries_do_not_grow(cast, agreed, logged_in, end):
    client = logged_in(cast.manager)
    link(server=cast.late, served=agreed.trained, by=cast.manager)
    counts = []
    for _ in range(2):
        client.get(page(cast, end))
        with CaptureQueriesContext(connection) as queries:
            client.get(page(cast, end))
        counts.append(len(queries))
        grow(cast, 12)
        for action in cast.plan.actions.all()[:8]:
            link(server=action, served=agreed.trained, by=cast.manager)
            link(server=cast.late, served=agreed.trusted, by=cast.manager)
    assert counts[0] == counts[1]
    assert counts[0] <= 12
