"""The pages that say who leads what: shown, filtered, ticked, set, refused, in conflict."""

import re

import pytest

from actionplan.models import Action, Change, Lead, Plan
from tests import factories
from tests.actionplan.leads_pages import SEPTEMBER, TODAY, WHY, YESTERDAY, at
from tests.actionplan.test_plan_detail import grow


def shown(answer):
    """References of the rows, in the page's order."""
    assert answer.status_code == 200
    return re.findall(r'for="tick-\d+"><span class="gt-reference">([^<]+)', answer.content.decode())


def tokens(answer, *, ticked_only=False):
    """What the ticks carry."""
    found = re.findall(r'name="action" value="([^"]+)"[^>]*?( checked)?>', answer.content.decode())
    return [token for token, checked in found if checked or not ticked_only]


# ---- the grid


def test_actions_without_a_lead_come_first(cast, manager):
    assert shown(manager.get(at("grid", cast=cast))) == [
        "PR-5",
        "PR-1",
        "PR-2",
        "PR-3",
        "PR-4",
        "PR-6",
    ]


def test_says_what_is_inherited_and_what_is_vacant(cast, manager):
    page = manager.get(at("grid", cast=cast)).content.decode()
    assert page.count("(inherited)") == 3
    assert len(re.findall(r"Head of Finance <span class=\"gt-meta\">\(vacant\)", page)) == 1
    assert "1 of 6 actions has no lead." in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"led": "none"}, ["PR-5"]),
        ({"led": "inherited"}, ["PR-1", "PR-2", "PR-3"]),
        ({"led": "own"}, ["PR-4", "PR-6"]),
        ({"q": "PR-2"}, ["PR-2"]),
        ({"q": "SAVINGS list"}, ["PR-6"]),
        ({"q": "zebra"}, []),
        ({"led": "mine", "post": "99999999999999999999", "recommendation": "x"}, None),
        ({"q": "a" * 500}, None),
        ({"page": "99999999999999999999"}, None),
    ],
)
def test_filters(cast, manager, asked, found):
    everything = ["PR-5", "PR-1", "PR-2", "PR-3", "PR-4", "PR-6"]
    answer = manager.get(at("grid", cast=cast), asked)
    assert shown(answer) == (everything if found is None else found)


def test_filters_by_post_and_by_recommendation(cast, manager):
    page = at("grid", cast=cast)
    assert shown(manager.get(page, {"post": cast.post.pk})) == ["PR-1", "PR-2", "PR-3", "PR-6"]
    assert shown(manager.get(page, {"recommendation": cast.finance.pk})) == ["PR-5", "PR-6"]


def test_ticks_all_that_is_shown_without_scripts(cast, manager):
    answer = manager.get(at("grid", cast=cast), {"led": "own", "tick": "shown"})
    assert len(tokens(answer, ticked_only=True)) == len(tokens(answer)) == 2


def test_what_has_left_the_plan_is_not_shown(cast, manager):
    Action.objects.filter(pk=cast.unled.pk).update(left="dropped")
    assert "PR-5" not in shown(manager.get(at("grid", cast=cast)))


def test_says_what_is_planned(cast, manager, housing):
    Lead.objects.create(action=cast.unled, post=housing, kind="accountable", since=SEPTEMBER)
    answer = manager.get(at("grid", cast=cast))
    assert "From 1 September 2023: Head of Housing (accountable)" in answer.content.decode()
    assert shown(answer)[0] == "PR-5"


def test_recommendation_without_actions_can_be_led_too(cast, manager):
    bare = factories.recommendation(cast.plan, "Publish more.")
    page = manager.get(at("grid", cast=cast)).content.decode()
    assert at("recommendation_leads", bare.pk, cast=cast) in page


def test_archived_plan_is_shown_and_cannot_be_set(cast, manager):
    Plan.objects.filter(pk=cast.plan.pk).update(state="archived")
    page = manager.get(at("grid", cast=cast)).content.decode()
    assert "PR-1" in page
    assert "Set leads" not in page


def test_words_of_people_are_no_markup(cast, manager):
    factories.action(cast.plan, "<script>alert(1)</script>")
    assert "<script>alert" not in manager.get(at("grid", cast=cast)).content.decode()


def test_number_of_queries_does_not_grow(cast, manager, django_assert_num_queries):
    page = at("grid", cast=cast)
    manager.get(page)
    with django_assert_num_queries(QUERIES):
        manager.get(page)
    grow(cast, 30)
    with django_assert_num_queries(QUERIES):
        assert len(shown(manager.get(page))) > 30


QUERIES = 10

# ---- many at once


def send(manager, cast, ticked, **typed):
    return manager.post(at("grid", cast=cast), {"action": ticked} | WHY | typed)


def all_tokens(manager, cast, **asked):
    return tokens(manager.get(at("grid", cast=cast), asked))


def test_sets_what_is_ticked_and_says_how_many(cast, manager, housing):
    ticked = all_tokens(manager, cast)
    answer = manager.post(
        f"{at('grid', cast=cast)}?tick=shown&q=",
        {"action": ticked, "accountable": housing.pk, "add": [cast.post.pk]} | WHY,
        follow=True,
    )
    assert "The leads of 6 actions are set from 30 June 2023." in answer.content.decode()
    assert answer.redirect_chain == [(f"{at('grid', cast=cast)}?q=", 302)]
    for action in cast.actions:
        in_force = Lead.objects.on(TODAY).filter(action=action)
        assert [(lead.kind, lead.post) for lead in in_force] == [
            ("accountable", housing),
            ("delivery", cast.post),
        ]
    assert Change.objects.filter(kind="leads", by=cast.manager).count() == 6


def test_inherits_again(cast, manager):
    answer = send(manager, cast, all_tokens(manager, cast, led="own"), accountable="inherit")
    assert answer.status_code == 302
    assert not Lead.objects.on(TODAY).filter(action__plan=cast.plan).exists()


def test_takes_delivery_posts_away(cast, manager, housing):
    Lead.objects.create(action=cast.unled, post=housing, kind="delivery")
    answer = send(manager, cast, all_tokens(manager, cast), remove=[housing.pk])
    assert answer.status_code == 302
    assert cast.unled.leads.get().until == YESTERDAY


def test_counts_what_was_so_already(cast, manager):
    ticked = all_tokens(manager, cast, led="own")
    send(manager, cast, ticked, accountable=cast.post.pk)
    page = manager.get(at("grid", cast=cast)).content.decode()
    assert "The leads of 1 action are set from 30 June 2023. The other 1 had them already." in page


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"action": [], "accountable": "inherit"}, "Tick at least one action."),
        ({}, "Choose an accountable post, or delivery posts"),
        ({"accountable": "inherit", "reason": ""}, "Say why this is changed."),
        ({"accountable": "inherit", "reason": "\0\x01"}, "ull characters"),
        ({"accountable": "inherit", "day": "soon"}, "Give a day such as"),
        ({"accountable": "99999999999999999999"}, "Select a valid choice"),
        ({"accountable": "inherit", "reason": "x" * 3000}, "at most 2000"),
    ],
)
def test_what_makes_no_sense_is_refused_and_ticks_stay(cast, manager, typed, fault):
    ticked = all_tokens(manager, cast, led="own")
    answer = manager.post(at("grid", cast=cast), {"action": ticked} | WHY | typed)
    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert tokens(answer, ticked_only=True) == typed.get("action", ticked)
    assert not Change.objects.exists()


def test_same_post_is_not_added_and_taken_away(cast, manager, housing):
    both = {"add": [housing.pk], "remove": [housing.pk]}
    answer = send(manager, cast, all_tokens(manager, cast), **both)
    assert (answer.status_code, Change.objects.count()) == (422, 0)


def test_another_councils_post_is_not_offered(cast, manager):
    theirs = cast.other_council.posts.get()
    answer = send(manager, cast, all_tokens(manager, cast), accountable=theirs.pk)
    assert answer.status_code == 422


@pytest.mark.parametrize("pk", ["theirs", "9" * 30, "x", "-1"])
def test_another_plans_action_is_not_set(cast, manager, housing, pk):
    pk = cast.other_action.pk if pk == "theirs" else pk
    answer = send(manager, cast, [f"{pk}-0123456789abcdef"], accountable=housing.pk)
    assert answer.status_code in {409, 422}
    assert not Lead.objects.filter(post=housing).exists()


def test_change_by_somebody_else_meanwhile_is_named(cast, manager, housing):
    ticked = all_tokens(manager, cast)
    Lead.objects.create(action=cast.unled, post=cast.post, kind="delivery")
    answer = send(manager, cast, ticked, accountable=housing.pk)
    assert answer.status_code == 409
    assert "changed these meanwhile: PR-5" in answer.content.decode()
    assert not Lead.objects.filter(post=housing).exists()
    again = tokens(answer, ticked_only=True)
    assert send(manager, cast, again, accountable=housing.pk).status_code == 302


def test_too_early_a_day_is_refused_for_all(cast, manager, housing):
    send(manager, cast, all_tokens(manager, cast, q="PR-5"), accountable=housing.pk)
    early = {"accountable": cast.post.pk, "day": "1 May 2023"}
    answer = send(manager, cast, all_tokens(manager, cast), **early)
    assert answer.status_code == 422
    assert "Head of Housing leads PR-5 since 30 June 2023" in answer.content.decode()
    assert Change.objects.count() == 1


def test_draft_asks_for_no_day_and_no_reason(cast, manager, housing):
    Plan.objects.filter(pk=cast.plan.pk).update(state="draft")
    page = at("grid", cast=cast)
    ticked = tokens(manager.get(page))
    answer = manager.post(page, {"action": ticked, "accountable": housing.pk})
    assert answer.status_code == 302
    assert set(Lead.objects.filter(action__plan=cast.plan).values_list("since", "post")) == {
        (None, housing.pk)
    }
