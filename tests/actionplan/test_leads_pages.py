"""The pages that say who leads what: shown, filtered, ticked, set, refused, in conflict."""

import re
from datetime import date

import pytest
from django.urls import reverse

from actionplan.models import Action, Change, Lead, Plan
from actionplan.queries.document import plan_document
from council.models import Post
from tests import factories
from tests.actionplan.test_plan_detail import grow

TODAY, YESTERDAY, SEPTEMBER = date(2023, 6, 30), date(2023, 6, 29), date(2023, 9, 1)
WHY = {"reason": "Agreed with the directors", "day": "30 June 2023"}


@pytest.fixture
def housing(cast) -> Post:
    return factories.post(cast.council, "Head of Housing")


def at(page, *args, cast):
    return reverse(f"leads:{page}", args=[cast.council.slug, cast.plan.slug, *args])


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


QUERIES = 11


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


# ---- one by one


def form_of(manager, page):
    """What the form holds as it is shown."""
    form = manager.get(page).context["form"]
    return {bound.name: value for bound in form if (value := bound.value()) is not None} | WHY


def test_one_actions_leads_are_changed(cast, manager, housing):
    page = at("action_leads", "PR-4", cast=cast)
    typed = form_of(manager, page) | {"accountable_1": cast.post.pk, "delivery_2": housing.pk}
    answer = manager.post(page, typed)
    assert answer["Location"].endswith("/leads/#action-4")
    assert {lead.post for lead in Lead.objects.on(TODAY).filter(action=cast.elsewhere)} == {
        cast.post,
        housing,
    }


def test_recommendations_leads_are_changed_in_order(cast, manager, housing):
    page = at("recommendation_leads", cast.governance.pk, cast=cast)
    typed = form_of(manager, page) | {"officer_1": housing.pk, "officer_2": cast.post.pk}
    assert manager.post(page, typed).status_code == 302
    officers = Lead.objects.on(TODAY).filter(recommendation=cast.governance, kind="officer")
    assert [lead.post for lead in officers] == [housing, cast.post]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"delivery_1": "post", "delivery_2": "post"}, "is chosen twice"),
        ({"accountable_1": "post", "delivery_1": "post"}, "need not be named as delivering"),
        ({"accountable_1": "theirs"}, "Select a valid choice"),
        ({"day": ""}, "Give a day"),
    ],
)
def test_wrong_leads_are_refused_with_a_sentence(cast, manager, typed, fault):
    ids = {"post": cast.post.pk, "theirs": cast.other_council.posts.get().pk}
    page = at("action_leads", "PR-5", cast=cast)
    answer = manager.post(
        page, form_of(manager, page) | {k: ids.get(v, v) for k, v in typed.items()}
    )
    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert not cast.unled.leads.exists()


def test_conflict_shows_both(cast, manager, housing):
    page = at("action_leads", "PR-5", cast=cast)
    typed = form_of(manager, page) | {"accountable_1": housing.pk}
    Lead.objects.create(action=cast.unled, post=cast.post, kind="accountable")
    answer = manager.post(page, typed)
    assert answer.status_code == 409
    form = answer.context["form"]
    assert form.conflict == [("Accountable", "Head of Law & Democracy", "Head of Housing")]
    again = {bound.name: value for bound in form if (value := bound.value()) is not None}
    assert manager.post(page, again).status_code == 302
    assert Lead.objects.on(TODAY).get(action=cast.unled).post == housing


def test_form_says_what_is_planned(cast, manager, housing):
    Lead.objects.create(action=cast.unled, post=housing, kind="accountable", since=SEPTEMBER)
    page = manager.get(at("action_leads", "PR-5", cast=cast)).content.decode()
    assert "Planned already: From 1 September 2023: Head of Housing" in page


@pytest.mark.parametrize("reference", ["PR-99", "PR-0", "PR-99999999999999999999", "X"])
def test_action_that_is_not_there(cast, manager, reference):
    assert manager.get(at("action_leads", reference, cast=cast)).status_code == 404


@pytest.mark.parametrize("pk", [10**6, 10**30])
def test_recommendation_that_is_not_there(cast, manager, pk):
    assert manager.get(at("recommendation_leads", pk, cast=cast)).status_code == 404


# ---- from post to post


def relead_address(cast, new, **asked):
    given = {"post": cast.post.pk, "to": new.pk, "day": "30 June 2023", "plans": "this"} | asked
    return f"{at('relead', cast=cast)}?{'&'.join(f'{k}={v}' for k, v in given.items())}"


def leads_listed(answer):
    found = re.findall(r'name="lead" value="(\d+)"[^>]*?( checked)?>', answer.content.decode())
    return [int(pk) for pk, checked in found if checked]


def test_post_may_stand_in_the_address(cast, manager):
    page = manager.get(at("relead", cast=cast), {"post": cast.post.pk}).content.decode()
    assert f'<option value="{cast.post.pk}" selected>' in page
    assert "There is a problem" not in page


def test_merged_post_has_nothing_to_give(cast, manager, housing):
    Lead.objects.create(action=cast.ahead, post=housing, kind="delivery", until=date(2023, 1, 31))
    option = f'<option value="{housing.pk}">'
    choose = at("relead", cast=cast)
    assert manager.get(choose).content.decode().count(option) == 2  # gives, and takes
    Post.objects.filter(pk=housing.pk).update(merged_into=cast.post)
    assert option not in manager.get(choose).content.decode()


def test_lists_everything_ticked(cast, manager, housing):
    answer = manager.get(relead_address(cast, housing))
    assert len(leads_listed(answer)) == 2
    assert "leads 1 action and 1 recommendation" in answer.content.decode()


def test_gives_what_is_ticked(cast, manager, housing):
    page = relead_address(cast, housing)
    (keep,) = cast.governance.leads.filter(post=cast.post)
    ticked = [pk for pk in leads_listed(manager.get(page)) if pk != keep.pk]
    answer = manager.post(page, {"lead": ticked} | WHY, follow=True)
    assert "Head of Housing leads 1 action from 30 June 2023." in answer.content.decode()
    assert Lead.objects.on(TODAY).get(action=cast.undated).post == housing
    assert Lead.objects.on(TODAY).filter(recommendation=cast.governance, post=cast.post).exists()


def test_all_plans_are_those_of_the_council_that_are_not_archived(cast, manager, housing):
    for code, state in (("A", "active"), ("K", "archived")):
        plan = factories.plan(cast.council, code, slug=code.lower(), code=code, state=state)
        factories.action(plan, accountable=cast.post)
    assert len(leads_listed(manager.get(relead_address(cast, housing)))) == 2
    page = relead_address(cast, housing, plans="all")
    ticked = leads_listed(manager.get(page))
    assert len(ticked) == 3
    assert manager.post(page, {"lead": ticked} | WHY).status_code == 302
    assert Change.objects.filter(kind="leads").values("plan").distinct().count() == 2


def test_lead_that_went_meanwhile_is_said(cast, manager, housing):
    page = relead_address(cast, housing)
    ticked = leads_listed(manager.get(page))
    cast.undated.leads.all().delete()
    answer = manager.post(page, {"lead": ticked} | WHY)
    assert answer.status_code == 409
    assert "changed some of these leads meanwhile" in answer.content.decode()
    assert not Change.objects.exists()


@pytest.mark.parametrize("foreign", ["lead of others", "9" * 30, "x"])
def test_leads_of_others_are_not_given(cast, manager, housing, foreign):
    theirs = cast.other_action.leads.get()
    foreign = theirs.pk if foreign == "lead of others" else foreign
    answer = manager.post(relead_address(cast, housing), {"lead": [foreign]} | WHY)
    assert answer.status_code == 409
    assert Lead.objects.get(pk=theirs.pk).until is None


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"to": "same"}, "Choose another post"),
        ({"to": ""}, "Choose a post."),
        ({"to": "9" * 30}, "Select a valid choice"),
        ({"day": "soon"}, "Give a day"),
    ],
)
def test_nonsense_in_the_address_is_said(cast, manager, housing, asked, fault):
    asked = {k: cast.post.pk if v == "same" else v for k, v in asked.items()}
    answer = manager.get(relead_address(cast, housing, **asked))
    assert answer.status_code == 200
    assert fault in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "fault"),
    [({"lead": []}, "Tick at least one"), ({"reason": ""}, "Say why")],
)
def test_what_and_why_must_be_said(cast, manager, housing, typed, fault):
    page = relead_address(cast, housing)
    answer = manager.post(page, {"lead": leads_listed(manager.get(page))} | WHY | typed)
    assert answer.status_code == 422
    assert fault in answer.content.decode()


# ---- days count elsewhere too


@pytest.mark.parametrize(
    "days", [{"until": YESTERDAY}, {"since": date(2023, 7, 1)}], ids=["past", "to come"]
)
def test_lead_of_another_day_leads_nothing_today(cast, logged_in, days):
    cast.undated.leads.update(**days)
    update = reverse("actionplan:action_update", args=[cast.council.slug, cast.plan.slug, "PR-6"])
    assert logged_in(cast.owner).get(update).status_code == 403
    plan = cast.plan.get_absolute_url()
    rows = logged_in(cast.reader).get(plan, {"no_lead": "on"}).content.decode()
    assert "List every asset" in rows
    led = logged_in(cast.reader).get(plan, {"post": cast.post.pk}).content.decode()
    assert "List every asset" not in led


@pytest.mark.parametrize(
    "days", [{"until": TODAY}, {"since": TODAY}], ids=["last day", "first day"]
)
def test_first_and_last_day_count(cast, logged_in, days):
    cast.undated.leads.update(**days)
    update = reverse("actionplan:action_update", args=[cast.council.slug, cast.plan.slug, "PR-6"])
    assert logged_in(cast.owner).get(update).status_code == 200


@pytest.mark.parametrize("days", [{"until": YESTERDAY}, {"since": date(2023, 7, 1)}])
def test_lead_of_another_day_is_not_printed(cast, days):
    cast.undated.leads.update(**days)
    (found,) = [
        action
        for theme in plan_document(cast.plan, TODAY).themes
        for above in theme.recommendations
        for action in above.actions
        if action.reference == "PR-6"
    ]
    assert (found.accountable, found.delivery) == (None, ())
