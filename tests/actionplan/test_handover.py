"""What a post answers for: what its new holder finds with it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.leading.handing_over import in_short
from actionplan.models import Lead
from council.models import Post, PostHolding, Role
from tests import factories
from tests.factories import Cast


def page(client, cast: Cast, post: Post) -> str:
    answer = client.get(reverse("mine:handover", args=[cast.council.slug, post.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def references(text: str) -> list[str]:
    """Those of the open actions, in the page's order."""
    rows = text.split('class="gt-reference" href="')[1:]
    return [row.split(">")[1].split("<")[0] for row in rows]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 0, 0, 0), "It leads no open action now."),
        ((1, 0, 0, 0), "1 open action."),
        ((5, 1, 2, 0), "5 open actions: 1 is past its date and 2 are queried without an answer."),
        (
            (3, 2, 1, 1),
            "3 open actions: 2 are past their date, 1 is queried without an answer and "
            "1 new date waits to be agreed.",
        ),
    ],
)
def test_it_is_said_in_short(counts, sentence):
    assert in_short(*counts) == sentence


def test_a_new_holder_finds_what_the_last_one_said(cast, logged_in):
    PostHolding.objects.filter(post=cast.post).update(until=date(2023, 6, 11))
    new = factories.member(cast.council, Role.OFFICER, name="Ines Moreau")
    PostHolding.objects.create(post=cast.post, person=new, since=date(2023, 6, 12))
    text = page(logged_in(new), cast, cast.post)
    assert "Ines Moreau holds it since 12 June 2023." in text
    assert "Before: Priya Raman, until 11 June 2023." in text
    assert "A working group meets monthly." in text
    assert "14 March 2023, Priya Raman" in text
    assert "3 open actions: 1 is past its date" in text


def test_open_actions_are_led_by_the_post_itself_or_from_above(cast, manager):
    text = page(manager, cast, cast.post)
    open_ones, finished = text.split("Finished (1)")
    assert references(open_ones) == ["PR-1", "PR-2", "PR-6"]  # not the one with a lead of its own
    assert "Publish the forward plan" in finished
    assert "Recommendation 1" in open_ones


def test_a_vacant_post_says_who_is_asked(cast, manager):
    vacant = Post.objects.get(title="Head of Finance")
    text = page(manager, cast, vacant)
    assert "It is vacant." in " ".join(text.split())
    assert references(text) == ["PR-4"]


def test_a_post_that_leads_nothing_says_so(cast, manager, housing):
    text = page(manager, cast, housing)
    assert "It leads no open action now." in text
    assert "It leads nothing in a plan that is active or closing." in text


def test_what_has_been_handed_on_is_gone(cast, manager):
    Lead.objects.filter(post=cast.post).update(until=date(2023, 6, 29))
    assert references(page(manager, cast, cast.post)) == []


def test_my_updates_leads_there(cast, logged_in):
    mine = logged_in(cast.owner).get(reverse("mine:my_updates", args=[cast.council.slug]))
    assert reverse("mine:handover", args=[cast.council.slug, cast.post.pk]) in mine.content.decode()


def test_a_post_of_another_council_is_not_found(cast, manager):
    theirs = Post.objects.get(council=cast.other_council)
    answer = manager.get(reverse("mine:handover", args=[cast.council.slug, theirs.pk]))
    assert answer.status_code == 404


def test_drafts_are_seen_by_those_who_may(cast, draft, logged_in):
    action = draft.actions.get()
    Lead.objects.create(action=action, post=cast.post, kind=Lead.Kind.ACCOUNTABLE)
    assert "Next plan" not in page(logged_in(cast.owner), cast, cast.post)


def test_the_number_of_queries_is_that_of_the_page(cast, manager):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page(manager, cast, cast.post)
        return len(caught)

    asked()
    before = asked()
    for number in range(12):
        made = factories.action(cast.plan, f"Take step {number}", recommendation=cast.governance)
        factories.entry(made, by=cast.owner, rating="R")
    second = factories.plan(cast.council, "Climate plan", slug="climate", code="CP")
    factories.action(second, "Insulate the depot", accountable=cast.post)
    assert asked() == before
    assert before <= 12
