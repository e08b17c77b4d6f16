"""Who holds a post from when to when: kinds beside each other, last days, absences, mistakes."""

from datetime import date

import pytest

from council.holding_days import Days, why_not_hold
from council.models import Absence, Membership, Post, PostHolding
from council.versions import newest
from tests import factories


@pytest.fixture
def held(cast) -> PostHolding:
    """The owner's holding, from January 2022 on."""
    PostHolding.objects.filter(post=cast.post).update(since=date(2022, 1, 1))
    return PostHolding.objects.get(post=cast.post)


def page(post: Post, what: str = "") -> str:
    return f"/ashdown/organisation/posts/{post.pk}/{what}"


def add(manager, post, person, **fields):
    return manager.post(
        page(post, "holders/add/"), {"person": person.pk, "kind": "holder"} | fields
    )


# ---- the rule


def days(who="A", kind="holder", since=None, until=None):
    return Days(who, who, kind, since, until)


@pytest.mark.parametrize(
    ("wanted", "other", "may"),
    [
        (days("B"), days("A"), False),
        (days("B", "job share"), days("A", "job share"), True),
        (days("B", "interim"), days("A"), True),
        (days("B", "deputy"), days("A"), True),
        (days("A", "deputy"), days("A"), False),
        (days("B", since=date(2023, 5, 1)), days("A", until=date(2023, 4, 30)), True),
        (days("B", since=date(2023, 4, 30)), days("A", until=date(2023, 4, 30)), False),
        (days("A", since=date(2023, 5, 1)), days("A", until=date(2023, 4, 30)), True),
        (days("B", since=date(2023, 5, 2), until=date(2023, 5, 1)), days("A", "deputy"), False),
    ],
)
def test_one_holder_at_a_time_unless_they_share(wanted, other, may):
    assert (why_not_hold(wanted, [other]) == "") is may


# ---- on the page


def test_holder_is_added_from_a_day_and_signed(cast, manager):
    post = Post.objects.get(council=cast.council, title="Head of Finance")
    assert add(manager, post, cast.colleague, since="1 May 2023").status_code == 302
    made = post.holdings.get()
    assert (made.person, made.since, made.until) == (cast.colleague, date(2023, 5, 1), None)
    assert made.history.get().history_user == cast.manager


def test_second_holder_is_told_of_job_share_and_interim(cast, manager, held):
    answer = add(manager, cast.post, cast.colleague, since="1 May 2023")
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Priya Raman is the holder (from 1 January 2022)" in words
    assert "job share" in words
    assert add(manager, cast.post, cast.colleague, kind="interim").status_code == 302


@pytest.mark.parametrize(
    "fields",
    [
        {"person": "stranger"},
        {"person": 10**20},
        {"person": "x"},
        {"kind": "king"},
        {"since": "30 February 2023"},
        {"since": "1 May 2023", "until": "30 April 2023"},
        {"since": "1 May 0001"},
    ],
)
def test_bad_entry_is_refused(cast, manager, fields):
    post = Post.objects.get(council=cast.council, title="Head of Finance")
    if fields.get("person") == "stranger":
        fields = {"person": cast.stranger.pk}
    sent = {"person": cast.colleague.pk, "kind": "holder"} | fields
    assert manager.post(page(post, "holders/add/"), sent).status_code == 422
    assert not post.holdings.exists()


def test_whoever_has_left_is_not_offered_and_whoever_leaves_needs_a_last_day(cast, manager):
    post = Post.objects.get(council=cast.council, title="Head of Finance")
    here = Membership.objects.filter(person=cast.colleague)
    here.update(left_on=date(2023, 6, 30))
    assert add(manager, post, cast.colleague).status_code == 422
    here.update(left_on=date(2023, 8, 1))
    answer = add(manager, post, cast.colleague)
    assert "leaves on 1 August 2023" in answer.content.decode()
    assert add(manager, post, cast.colleague, until="31 July 2023").status_code == 302


def test_last_day_is_given_and_the_post_is_vacant_after_it(cast, manager, held):
    path = page(cast.post, f"holders/{held.pk}/end/")
    answer = manager.post(path, {"until": "29 June 2023", "seen": newest(held)}, follow=True)
    assert "Vacant." in answer.content.decode()
    assert answer.context["held"]["before"] == [held]


def test_last_day_before_the_first_is_refused(cast, manager, held):
    path = page(cast.post, f"holders/{held.pk}/end/")
    answer = manager.post(path, {"until": "1 January 2021", "seen": newest(held)})
    assert "The last day is before the first" in answer.content.decode()
    assert answer.status_code == 422


def test_correction_keeps_the_rule_of_one_holder(cast, manager, held):
    share = PostHolding.objects.create(post=cast.post, person=cast.colleague, kind="interim")
    path = page(cast.post, f"holders/{share.pk}/edit/")
    answer = manager.post(path, {"kind": "holder", "seen": newest(share)})
    assert answer.status_code == 422
    answer = manager.post(path, {"kind": "deputy", "since": "1 May 2022", "seen": newest(share)})
    assert answer.status_code == 302
    share.refresh_from_db()
    assert (share.kind, share.since) == ("deputy", date(2022, 5, 1))


def test_two_managers_at_once_lose_nothing(cast, manager, held):
    seen, path = newest(held), page(cast.post, f"holders/{held.pk}/end/")
    manager.post(path, {"until": "1 July 2023", "seen": seen})
    answer = manager.post(path, {"until": "2 July 2023", "seen": seen})
    assert answer.status_code == 409
    assert answer.context["form"].conflict == [("Last day", "1 July 2023", "2 July 2023")]


def test_entry_made_by_mistake_is_removed_and_stays_in_the_history(cast, manager, held):
    path = page(cast.post, f"holders/{held.pk}/remove/")
    assert "Only if it was made by mistake" in manager.get(path).content.decode()
    answer = manager.post(path, {"seen": newest(held)}, follow=True)
    assert not cast.post.holdings.exists()
    assert "Priya Raman, holder, from 1 January 2022: removed" in answer.content.decode()


def test_holding_of_another_post_is_not_found(cast, manager, held):
    other = Post.objects.get(council=cast.council, title="Head of Finance")
    for what in ("edit/", "end/", "remove/", "absences/add/"):
        assert manager.get(page(other, f"holders/{held.pk}/{what}")).status_code == 404
        assert manager.get(page(cast.post, f"holders/{10**20}/{what}")).status_code == 404


# ---- away


def away(manager, held, first, last):
    path = page(held.post, f"holders/{held.pk}/absences/add/")
    return manager.post(path, {"first_day": first, "last_day": last})


def test_absence_is_added_shown_and_removed(cast, manager, held):
    assert away(manager, held, "20 June 2023", "14 July 2023").status_code == 302
    made = Absence.objects.get()
    assert "20 June 2023 to 14 July 2023" in manager.get(page(cast.post)).content.decode()
    path = page(cast.post, f"holders/{held.pk}/absences/{made.pk}/remove/")
    answer = manager.post(path, {"seen": newest(made)}, follow=True)
    assert not Absence.objects.exists()
    words = "Absence of Priya Raman from 20 June 2023 to 14 July 2023 removed"
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2 July 2023", "1 July 2023", "The last day is before the first"),
        ("1 December 2021", "1 February 2022", "does not hold the post all that time"),
        ("1 June 2023", "5 June 2023", "away from 3 June 2023 to 4 June 2023 already"),
        ("", "1 July 2023", "Give a day such as"),
    ],
)
def test_absence_that_cannot_be_is_refused(cast, manager, held, first, last, words):
    held.absences.create(first_day=date(2023, 6, 3), last_day=date(2023, 6, 4))
    answer = away(manager, held, first, last)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert held.absences.count() == 1


def test_history_of_a_post_needs_the_same_queries_however_long_it_is(
    cast, manager, held, django_assert_max_num_queries
):
    for month in range(1, 13):
        held.absences.create(first_day=date(2024, month, 1), last_day=date(2024, month, 2))
        person = factories.person(f"Person {month}")
        day = date(2010, month, 1)
        PostHolding.objects.create(post=cast.post, person=person, since=day, until=day)
    with django_assert_max_num_queries(26):
        manager.get(page(cast.post))
