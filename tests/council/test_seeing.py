"""Seeing a council in a guise: its roles, no post, and nothing can be changed."""

import pytest
from django.urls import reverse

from actionplan.models import Draft, Entry
from council.models import Membership
from tests.test_access import update_of

BANNER = "You see this council as"
HERE = "/ashdown/see-as/"


@pytest.fixture
def seeing(manager):
    """The plan manager's client once they have chosen whom to see the council as."""

    def begin(guise):
        response = manager.post(HERE, {"guise": guise})
        assert response.url == "/ashdown/"
        return manager

    return begin


def test_councillor_sees_no_draft_and_is_asked_for_nothing(cast, seeing):
    cast.plan.state = "draft"
    cast.plan.save()
    page = seeing("a councillor").get("/ashdown/plans/").content.decode()
    assert f"{BANNER} a councillor does. Nothing can be changed." in page
    assert cast.plan.title not in page
    assert "My updates" not in page
    assert "Set up" not in page


def test_director_may_ask_leads_as_slt_does(cast, seeing):
    page = seeing("a director").get(cast.undated.get_absolute_url()).content.decode()
    assert "Send the question" in page
    assert "Update on behalf" not in page


def test_posts_of_whoever_looks_are_not_held(cast, seeing):
    """Whoever holds a post besides sees the page of somebody who does not."""
    cast.post.holdings.update(person=cast.manager)
    client = seeing("a councillor")
    address = reverse("actionplan:action_update", args=["ashdown", cast.plan.slug, "PR-6"])
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("guise", ["a director", "a councillor"])
def test_nothing_can_be_changed(cast, seeing, guise):
    client = seeing(guise)
    before = Entry.objects.count()
    address = reverse("actionplan:action_update", args=["ashdown", cast.plan.slug, "PR-6"])
    response = client.post(address, update_of(cast.undated))
    assert response.status_code == 403
    assert f"You see this council as {guise} does" in response.content.decode()
    assert (Entry.objects.count(), Draft.objects.count()) == (before, 0)


def test_one_goes_back_to_oneself(cast, seeing):
    client = seeing("a councillor")
    assert client.post(f"{HERE}end/").url == "/ashdown/"
    page = client.get("/ashdown/").content.decode()
    assert BANNER not in page
    assert "Set up" in page


def test_it_ends_with_the_right_to_it(cast, seeing):
    client = seeing("a director")
    Membership.objects.filter(person=cast.manager).update(is_plan_manager=False)
    page = client.get("/ashdown/").content.decode()
    assert BANNER not in page
    assert "Set up" not in page


def test_another_council_is_seen_as_oneself(cast, seeing):
    Membership.objects.create(council=cast.other_council, person=cast.manager)
    page = seeing("a councillor").get(cast.other_council.get_absolute_url()).content.decode()
    assert BANNER not in page


def test_only_a_known_guise_is_taken(cast, manager):
    response = manager.post(HERE, {"guise": "the chief executive"})
    assert response.status_code == 422
    assert "Choose whom to see this council as." in response.content.decode()
