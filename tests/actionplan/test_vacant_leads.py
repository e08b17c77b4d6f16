"""A post that nobody holds is called vacant wherever a screen says who leads."""

from datetime import date

import pytest
from django.urls import reverse

from actionplan.queries.document import plan_document
from council.models import PostHolding
from tests import factories

pytestmark = pytest.mark.django_db

TITLE = "Head of Law &amp; Democracy"
VACANT = f"{TITLE} (vacant)"
MAY = date(2023, 5, 31)


@pytest.fixture
def left(cast):
    """The holder of the cast's lead post has gone."""
    cast.post.holdings.update(until=MAY)
    return cast


def pages(cast):
    return {
        "board": cast.plan.get_absolute_url(),
        "action": reverse("actionplan:action_detail", args=cast.late.address),
        "exception": reverse("exceptions:exception", args=cast.late.address),
        "dashboard": reverse("actionplan:dashboard", args=[cast.council.slug]),
        "list": reverse("actionplan:need_list", args=[cast.council.slug, "vacant-post"]),
        "figures": reverse("actionplan:plan_standing", args=[cast.council.slug, cast.plan.slug]),
    }


PAGES = ["board", "action", "exception", "dashboard", "list", "figures"]


@pytest.mark.parametrize("page", PAGES)
def test_a_vacant_post_is_marked_in_words(left, logged_in, page):
    assert VACANT in logged_in(left.slt).get(pages(left)[page]).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_post_that_is_held_is_not(cast, logged_in, page):
    assert VACANT not in logged_in(cast.slt).get(pages(cast)[page]).content.decode()


def test_a_deputy_stands_in_so_the_post_is_not_vacant(left, logged_in):
    deputy = PostHolding.Kind.DEPUTY
    PostHolding.objects.create(post=left.post, person=left.colleague, kind=deputy)
    assert VACANT not in logged_in(left.slt).get(pages(left)["board"]).content.decode()


def test_leads_of_a_recommendation_are_marked_too(left, logged_in):
    page = logged_in(left.slt).get(pages(left)["board"]).content.decode()
    leads = page.split("Officer lead: ")[1].split("</p>")[0]
    assert leads.endswith("(vacant)")


def test_a_row_that_was_updated_keeps_its_mark(left, logged_in):
    url = reverse("actionplan:action_row", args=left.late.address)
    row = logged_in(left.slt).get(url, headers={"HX-Request": "true"}).content.decode()
    assert VACANT in row


def test_what_is_made_of_the_plan_names_posts_only(left):
    leads = {action.accountable for action in plan_document(left.plan, MAY).actions()}
    assert not any("vacant" in (title or "") for title in leads)


def test_only_the_vacant_one_of_two_is_marked(left, logged_in):
    held = factories.post(left.council, "Head of Housing", held_by=left.colleague)
    factories.action(left.plan, "Publish", accountable=left.post, delivery=[held])
    page = logged_in(left.slt).get(pages(left)["board"]).content.decode()
    assert f"{VACANT}, Head of Housing<" in " ".join(page.split()).replace(" <", "<")
