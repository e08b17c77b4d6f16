"""The plan page: what it shows, its filters, orders and pages, and what it costs."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.declared import Status
from actionplan.models import Action, Lead, Recommendation
from actionplan.position import columns, position_of
from actionplan.queries import recommendation_pages
from tests import factories
from tests.factories import Cast


@pytest.fixture
def owner(cast: Cast, logged_in) -> Client:
    return logged_in(cast.owner)


def board(cast: Cast) -> str:
    return reverse("actionplan:plan_detail", args=[cast.council.slug, cast.plan.slug])


def shown(page: str) -> list[str]:
    """The references of the rows, in order."""
    return re.findall(r'<a class="gt-reference" href="[^"]*">([A-Z]+-\d+)</a>', page)


def get(client: Client, cast: Cast, query: str = "") -> str:
    answer = client.get(f"{board(cast)}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_shows_every_action_in_plan_order_with_its_position(cast, owner):
    page = get(owner, cast)
    assert shown(page) == [f"PR-{number}" for number in range(1, 7)]
    assert "1 of 6 complete; of 5 open, 1 is past its own date" in page
    assert "3 months past its date" in page
    assert "No lead" in page
    assert "(inherited)" in page


def test_names_a_theme_once(cast, owner):
    assert get(owner, cast).count(">Governance and culture<") == 1


@pytest.mark.parametrize(
    ("query", "references"),
    [
        ("?rating=G", ["PR-1", "PR-3"]),
        ("?rating=G&rating=R", ["PR-1", "PR-3", "PR-4"]),
        ("?rating=none", ["PR-5", "PR-6"]),
        ("?status=complete", ["PR-3"]),
        ("?status=none", ["PR-5"]),
        ("?status=open", ["PR-1", "PR-2", "PR-4", "PR-5", "PR-6"]),
        ("?due=past", ["PR-2"]),
        ("?due=none", ["PR-4", "PR-5", "PR-6"]),
        ("?due=ahead", ["PR-1"]),
        ("?mine=on", ["PR-1", "PR-2", "PR-3", "PR-6"]),
        ("?no_lead=on", ["PR-5"]),
        ("?silent=on", ["PR-5"]),
        ("?q=councillor", ["PR-2"]),
        ("?q=sessions+two", ["PR-2"]),
        ("?q=pr-4", ["PR-4"]),
        ("?q=workshop", ["PR-1"]),
        ("?q=%25", []),
        ("?rating=G&due=ahead", ["PR-1"]),
        ("?rating=nonsense&status=nonsense&post=999&sort=nonsense&page=x", None),
    ],
)
def test_filters_stand_in_the_address(cast, owner, query, references):
    everything = [f"PR-{number}" for number in range(1, 7)]
    assert shown(get(owner, cast, query)) == (everything if references is None else references)


def test_filter_by_lead_finds_inherited_ones_too(cast, owner):
    assert shown(get(owner, cast, f"?post={cast.post.pk}")) == ["PR-1", "PR-2", "PR-3", "PR-6"]


def test_summaries_count_the_whole_plan_whatever_the_filter(cast, owner):
    page = get(owner, cast, "?rating=R")
    assert "1 of 6 complete" in page
    assert "Showing 1 of 6 actions" in page


def test_nothing_found_says_so(cast, owner):
    assert "No action matches these filters" in get(owner, cast, "?q=zebra")


@pytest.mark.parametrize(
    ("sort", "first"), [("due", "PR-3"), ("rating", "PR-4"), ("updated", "PR-5")]
)
def test_sorts(cast, owner, sort, first):
    assert shown(get(owner, cast, f"?sort={sort}"))[0] == first


def test_reader_sees_no_update_link_and_is_told_why(cast, logged_in):
    page = get(logged_in(cast.reader), cast)
    assert "gt-row__update" not in page
    assert "None of these actions is led by a post of yours" in page


def test_former_dates_stay_in_sight(cast, owner):
    factories.entry(cast.ahead, due=date(2023, 12, 31), due_reason="Elections")
    assert "First agreed: 30 September 2023" in get(owner, cast)


# ---- many rows


def grow(cast: Cast, number: int, each: int = 9) -> None:
    """Add ``number`` actions in recommendations of ``each``, led and spoken of."""
    count, place = 0, cast.plan.recommendations.count()
    while count < number:
        place += 1
        above = Recommendation.objects.create(
            plan=cast.plan, number=str(place), order=place, wording=f"Improve service {place}."
        )
        Lead.objects.create(recommendation=above, post=cast.post, kind=Lead.Kind.OFFICER)
        size = min(each, number - count)
        _actions(cast, above, size)
        count += size


def _actions(cast: Cast, above: Recommendation, size: int) -> None:
    first = cast.plan.next_number
    made = Action.objects.bulk_create(
        Action(plan=cast.plan, recommendation=above, number=n, order=n, title=f"Step {n}")
        for n in range(first, first + size)
    )
    cast.plan.next_number += size
    cast.plan.save()
    for action in made:
        factories.entry(
            action, by=cast.owner, rating="G", status=Status.IN_PROGRESS, due=date(2023, 8, 1)
        )


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_queries_do_not_grow_with_the_rows(cast, owner):
    few = queries_of(owner, board(cast))
    grow(cast, 60)
    many = queries_of(owner, board(cast))
    assert few == many
    assert many <= 12


def test_large_plan_is_paged_by_whole_recommendations(cast, owner, monkeypatch):
    monkeypatch.setattr(recommendation_pages, "WHOLE", 30)
    monkeypatch.setattr(recommendation_pages, "PAGE", 20)
    grow(cast, 60)
    seen: list[str] = []
    pages = 0
    while True:
        pages += 1
        page = get(owner, cast, f"?page={pages}")
        seen += shown(page)
        if f'aria-label="Page {pages + 1}"' not in page:
            break
    assert pages == 4
    assert seen == [f"PR-{number}" for number in range(1, 67)]
    assert len(shown(get(owner, cast, "?show=all"))) == 66
    assert queries_of(owner, board(cast)) <= 12


def test_large_filtered_and_sorted_plan_is_paged_too(cast, owner, monkeypatch):
    monkeypatch.setattr(recommendation_pages, "WHOLE", 30)
    monkeypatch.setattr(recommendation_pages, "PAGE", 20)
    grow(cast, 60)
    assert len(shown(get(owner, cast, "?sort=due"))) == 20
    filtered = get(owner, cast, "?q=councillor")
    assert shown(filtered) == ["PR-2"]
    assert "Page 2" not in filtered


def test_loose_actions_stand_at_the_end_under_their_own_heading(cast, owner):
    factories.action(cast.plan, "Buy gritting salt")
    page = get(owner, cast)
    assert "Actions that answer no recommendation" in page
    assert shown(page)[-1] == "PR-7"


def test_empty_plan_says_what_to_do(cast, owner):
    factories.plan(cast.council, "New plan", slug="empty", code="NP")
    page = owner.get(reverse("actionplan:plan_detail", args=[cast.council.slug, "empty"]))
    assert "This plan has no actions yet" in page.content.decode()


def test_columns_of_an_entry_and_a_position_agree(cast):
    """The factory above leans on it: what a position declares is what a row shows."""
    latest = cast.ahead.latest
    assert latest is not None
    assert all(hasattr(latest, name) for name in columns(position_of(cast.ahead)))
