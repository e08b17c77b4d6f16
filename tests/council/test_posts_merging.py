"""Two posts that are one job become one, with everything shown first; and one becomes two."""

from datetime import date

import pytest

from actionplan.models import Lead
from council.models import Post, PostAlias, PostHolding, ServiceArea
from council.services.posts_merging import merge_posts
from council.versions import CannotEdit, newest
from tests import factories

TODAY = date(2023, 6, 30)


@pytest.fixture
def twin(cast) -> Post:
    """The same job as the cast's post, spelt otherwise, with two actions and a name of its own."""
    post = factories.post(cast.council, "Head of L & D")
    PostAlias.objects.create(council=cast.council, post=post, name="Legal head")
    for title in ("Write the rules", "Read the rules"):
        factories.action(cast.plan, title, accountable=post)
    return post


def page(post: Post, what: str = "merge/") -> str:
    return f"/ashdown/organisation/posts/{post.pk}/{what}"


def merge(manager, old: Post, new: Post, **fields):
    sent = {"into": new.pk, "seen": newest(old), "seen_new": newest(new), "holders": "pass"}
    return manager.post(page(old), sent | fields)


def held(post: Post) -> list[tuple]:
    found = PostHolding.objects.filter(post=post).order_by("pk")
    return [(one.person.name, one.kind, one.since, one.until) for one in found]


def test_everything_is_shown_before_anything_is_done(cast, manager, twin):
    PostHolding.objects.create(post=twin, person=cast.colleague)
    answer = manager.get(page(twin), {"into": cast.post.pk})
    words = answer.content.decode()
    assert answer.context["done"].names == ("Head of L & D", "Legal head")
    assert "2 actions" in words
    assert "Daniel Okafor can hold Head of Law &amp; Democracy from today as job share" in words
    twin.refresh_from_db()
    assert twin.merged_into is None


def test_merged_post_leads_nothing_and_the_other_one_leads_it(cast, manager, twin):
    answer = merge(manager, twin, cast.post)
    assert answer.status_code == 302
    assert answer.url == page(cast.post, "")
    twin.refresh_from_db()
    assert twin.merged_into == cast.post
    open_leads = Lead.objects.on(TODAY).filter(action__title__endswith="the rules")
    assert {lead.post for lead in open_leads} == {cast.post}
    names = sorted(alias.name for alias in cast.post.aliases.all())
    assert names == ["Head of L & D", "Legal head"]
    assert not twin.aliases.exists()
    assert twin.history.first().history_user == cast.manager
    assert "It stays only because the log names it" in manager.get(page(twin, "")).content.decode()


def test_holders_pass_over_with_their_days_and_absences(cast, manager, twin):
    Post.objects.get(council=cast.council, title="Head of Finance")
    PostHolding.objects.filter(post=cast.post).delete()
    holding = PostHolding.objects.create(post=twin, person=cast.colleague, since=date(2020, 1, 1))
    holding.absences.create(first_day=date(2023, 6, 1), last_day=date(2023, 7, 14))
    later = PostHolding.objects.create(
        post=twin, person=cast.slt, kind="interim", since=date(2023, 9, 1)
    )
    merge(manager, twin, cast.post)
    assert held(twin) == [("Daniel Okafor", "holder", date(2020, 1, 1), date(2023, 6, 29))]
    assert held(cast.post) == [
        ("Daniel Okafor", "holder", TODAY, None),
        (later.person.name, "interim", date(2023, 9, 1), None),
    ]
    away = PostHolding.objects.get(post=cast.post, person=cast.colleague).absences.get()
    assert (away.first_day, away.last_day) == (TODAY, date(2023, 7, 14))


def test_second_holder_comes_as_job_share_and_those_who_hold_it_already_stay(cast, manager, twin):
    for person in (cast.owner, cast.colleague):
        PostHolding.objects.create(post=twin, person=person, kind="job share")
    PostHolding.objects.filter(post=twin, person=cast.colleague).update(kind="holder")
    merge(manager, twin, cast.post)
    assert held(cast.post) == [
        ("Priya Raman", "holder", None, None),
        ("Daniel Okafor", "job share", TODAY, None),
    ]
    assert not PostHolding.objects.on(TODAY).filter(post=twin).exists()


def test_deputy_who_held_the_other_post_holds_this_one_now(cast, manager, twin):
    PostHolding.objects.filter(post=cast.post).update(kind="deputy", since=date(2021, 1, 1))
    PostHolding.objects.create(post=twin, person=cast.owner)
    merge(manager, twin, cast.post)
    assert held(cast.post) == [
        ("Priya Raman", "deputy", date(2021, 1, 1), date(2023, 6, 29)),
        ("Priya Raman", "holder", TODAY, None),
    ]


def test_holders_may_be_left_behind(cast, manager, twin):
    PostHolding.objects.create(post=twin, person=cast.colleague)
    merge(manager, twin, cast.post, holders="end")
    assert held(cast.post) == [("Priya Raman", "holder", None, None)]
    assert held(twin) == [("Daniel Okafor", "holder", None, date(2023, 6, 29))]


def test_what_the_other_post_lacks_is_taken_over_and_what_differs_is_said(cast, manager, twin):
    area = ServiceArea.objects.create(council=cast.council, name="Law", head=twin)
    Post.objects.filter(pk=twin.pk).update(service_area=area, statutory_role="Monitoring Officer")
    Post.objects.filter(pk=cast.post.pk).update(statutory_role="Proper officer")
    words = manager.get(page(twin), {"into": cast.post.pk}).content.decode()
    assert "says otherwise: Monitoring Officer" in words
    merge(manager, twin, cast.post)
    cast.post.refresh_from_db()
    area.refresh_from_db()
    assert (cast.post.service_area, cast.post.statutory_role) == (area, "Proper officer")
    assert area.head == cast.post


def test_posts_merged_earlier_follow(cast, manager, twin):
    older = factories.post(cast.council, "Solicitor")
    Post.objects.filter(pk=older.pk).update(merged_into=twin)
    merge(manager, twin, cast.post)
    older.refresh_from_db()
    assert older.merged_into == cast.post


@pytest.mark.parametrize("which", ["itself", "merged", "ended", "foreign"])
def test_some_pairs_are_not_merged(cast, twin, which):
    other = twin if which == "itself" else factories.post(cast.council, "Solicitor")
    if which == "merged":
        Post.objects.filter(pk=other.pk).update(merged_into=cast.post)
    if which == "ended":
        Post.objects.filter(pk=other.pk).update(ended_on=TODAY)
    if which == "foreign":
        other = Post.objects.get(council=cast.other_council)
    with pytest.raises(CannotEdit):
        merge_posts(
            old=twin,
            new=other,
            holders_pass=True,
            seen=newest(twin),
            seen_new=newest(other),
            by=cast.manager,
        )
    twin.refresh_from_db()
    assert twin.merged_into is None


def test_post_of_another_council_is_no_target(cast, manager, twin):
    theirs = Post.objects.get(council=cast.other_council)
    assert merge(manager, twin, theirs).status_code == 404
    assert merge(manager, twin, twin).status_code == 409
    assert "Nothing is merged" in merge(manager, twin, twin).content.decode()
    answer = manager.get(page(twin), {"into": theirs.pk})
    assert "Select a valid choice" in answer.content.decode()


@pytest.mark.parametrize("fields", [{"into": 10**20}, {"into": "x"}, {"into": ""}])
def test_odd_target_asks_again(manager, cast, twin, fields):
    assert merge(manager, twin, cast.post, **fields).status_code == 302
    twin.refresh_from_db()
    assert twin.merged_into is None


def test_merging_what_was_changed_meanwhile_is_shown_again(cast, manager, twin):
    seen = newest(cast.post)
    manager.post(page(cast.post, "edit/"), {"statutory_role": "Monitoring Officer", "seen": seen})
    answer = merge(manager, twin, cast.post, seen_new=seen)
    assert answer.status_code == 409
    assert "Somebody has changed this meanwhile" in answer.content.decode()
    assert merge(manager, twin, cast.post).status_code == 302


def test_name_that_leads_to_a_third_post_stands_in_the_way(cast, manager, twin):
    chief = Post.objects.get(council=cast.council, title="Chief Executive")
    PostAlias.objects.create(council=cast.council, post=chief, name="HEAD OF L & D")
    answer = merge(manager, twin, cast.post)
    assert answer.status_code == 409
    assert "another name of the post “Chief Executive”" in answer.content.decode()


# ---- split


def split(manager, post: Post, title: str, holding: object = "", **fields):
    sent = {"title": title, "holding": holding, "seen": newest(post)}
    return manager.post(page(post, "split/"), sent | fields, follow=True)


def test_split_makes_a_second_post_and_says_what_is_left_to_do(cast, manager):
    area = ServiceArea.objects.create(council=cast.council, name="Law")
    Post.objects.filter(pk=cast.post.pk).update(service_area=area)
    share = PostHolding.objects.create(post=cast.post, person=cast.colleague, kind="job share")
    answer = split(manager, cast.post, "Head of Democracy", share.pk)
    new = Post.objects.get(title="Head of Democracy")
    assert new.service_area == area
    assert held(new) == [("Daniel Okafor", "job share", TODAY, None)]
    assert held(cast.post)[-1] == ("Daniel Okafor", "job share", None, date(2023, 6, 29))
    assert "Everything is still led by Head of Law &amp; Democracy" in answer.content.decode()
    assert cast.post.leads.exists()
    assert not new.leads.exists()


def test_split_may_leave_the_new_post_vacant(cast, manager):
    split(manager, cast.post, "Head of Democracy")
    assert held(Post.objects.get(title="Head of Democracy")) == []


@pytest.mark.parametrize(
    ("title", "holding"),
    [("Chief executive", ""), ("", ""), ("New", 10**20), ("New", "foreign"), ("New", "past")],
)
def test_split_that_cannot_be_is_refused(cast, manager, title, holding):
    if holding == "foreign":
        holding = PostHolding.objects.get(post__council=cast.other_council).pk
    if holding == "past":
        past = {"post": cast.post, "person": cast.colleague, "until": date(2020, 1, 1)}
        holding = PostHolding.objects.create(**past).pk
    before = Post.objects.count()
    assert split(manager, cast.post, title, holding).status_code == 422
    assert Post.objects.count() == before
