"""Leads that are set one by one, pass from post to post, and hold from a day."""

import re
from datetime import date

import pytest
from django.urls import reverse

from actionplan.models import Change, Lead
from actionplan.queries.document import plan_document
from council.models import Post
from tests import factories
from tests.actionplan.leads_pages import SEPTEMBER, TODAY, WHY, YESTERDAY, at

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
