"""Posts: what they are called, that one name leads to one post, how they end and come back."""

from datetime import date

import pytest

from council.models import Post, PostAlias, PostHolding, Role, ServiceArea
from council.versions import newest
from tests import factories

POSTS = "/ashdown/organisation/posts/"


@pytest.fixture
def clerk(cast) -> Post:
    """A vacant post that leads nothing."""
    return factories.post(cast.council, "Committee clerk")


def page(post: Post, what: str = "") -> str:
    return f"{POSTS}{post.pk}/{what}"


def alias(post: Post, name: str) -> PostAlias:
    return PostAlias.objects.create(council=post.council, post=post, name=name)


def names(post: Post) -> list[str]:
    return [one.name for one in post.aliases.all()]


# ---- the list


def titles(answer) -> list[str]:
    return [line.post.title for line in answer.context["lines"]]


def test_list_stands_by_service_area_and_says_who_holds_what(cast, manager):
    law = ServiceArea.objects.create(council=cast.council, name="Law")
    Post.objects.filter(pk=cast.post.pk).update(service_area=law)
    answer = manager.get(POSTS)
    assert titles(answer) == ["Chief Executive", "Head of Finance", "Head of Law & Democracy"]
    assert [line.area for line in answer.context["lines"]] == ["No service area"] * 2 + ["Law"]
    assert [line.is_vacant for line in answer.context["lines"]] == [False, True, False]
    assert "Vacant" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "LAW democracy"}, ["Head of Law & Democracy"]),
        ({"q": "legal"}, ["Head of Law & Democracy"]),
        ({"q": "priya"}, ["Head of Law & Democracy"]),
        ({"q": "monitoring"}, ["Head of Law & Democracy"]),
        ({"q": "zebra"}, []),
        ({"q": "%"}, []),
        ({"q": "x\x00"}, ["Chief Executive", "Head of Finance", "Head of Law & Democracy"]),
        ({"show": "vacant"}, ["Head of Finance"]),
        ({"show": "gone"}, ["Old clerk"]),
        ({"show": "odd"}, ["Chief Executive", "Head of Finance", "Head of Law & Democracy"]),
        ({"page": "99"}, ["Chief Executive", "Head of Finance", "Head of Law & Democracy"]),
    ],
)
def test_list_is_narrowed_by_words_and_to_vacant_posts(cast, manager, asked, found):
    alias(cast.post, "Head of Legal")
    Post.objects.filter(pk=cast.post.pk).update(statutory_role="Monitoring Officer")
    old = factories.post(cast.council, "Old clerk")
    Post.objects.filter(pk=old.pk).update(ended_on=date(2022, 1, 1))
    assert titles(manager.get(POSTS, asked)) == found


def test_deputy_alone_does_not_fill_a_post_and_absence_is_said(cast, manager, clerk):
    held = PostHolding.objects.create(post=clerk, person=cast.colleague, kind="deputy")
    held.absences.create(first_day=date(2023, 6, 1), last_day=date(2023, 7, 14))
    answer = manager.get(POSTS, {"show": "vacant"})
    assert titles(answer) == ["Committee clerk", "Head of Finance"]
    assert "away until 14 July 2023" in answer.content.decode()
    assert "A deputy alone does not fill a post" in manager.get(page(clerk)).content.decode()


def test_list_needs_the_same_queries_however_many_posts(
    cast, manager, django_assert_max_num_queries
):
    for number in range(120):
        post = factories.post(cast.council, f"Post {number}", held_by=cast.owner)
        alias(post, f"Alias {number}")
    with django_assert_max_num_queries(11):
        assert len(titles(manager.get(POSTS))) == 100
    assert len(titles(manager.get(POSTS, {"page": 2}))) == 23


@pytest.mark.parametrize("what", ["", "edit/", "rename/", "merge/", "split/", "end/", "names/add/"])
def test_post_of_another_council_is_not_found(cast, manager, what):
    theirs = Post.objects.get(council=cast.other_council)
    for path in (page(theirs, what), f"{POSTS}{10**20}/{what}", f"{POSTS}999999/{what}"):
        assert manager.get(path).status_code == 404


# ---- added and changed


def test_post_is_added_and_its_page_opens(cast, manager):
    area = ServiceArea.objects.create(council=cast.council, name="Law")
    fields = {"title": " Town  clerk", "service_area": area.pk, "statutory_role": "Proper officer"}
    answer = manager.post(f"{POSTS}add/", fields, follow=True)
    made = Post.objects.get(title="Town clerk")
    assert (made.service_area, made.statutory_role) == (area, "Proper officer")
    assert made.history.get().history_user == cast.manager
    assert answer.redirect_chain == [(page(made), 302)]
    assert "Vacant." in answer.content.decode()


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("head of FINANCE", "is the title of another post"),
        ("Head of Legal", "another name of the post “Head of Law &amp; Democracy”"),
        ("Old clerk", "has ended. Reopen that one"),
        ("Twin", "was merged into “Head of Finance”"),
        ("", "This field is required"),
        ("\u202e", "Give a name that can be read"),
        ("\u200b", "Give a name that can be read"),
        ("x" * 201, "at most 200"),
        ("a\x00b", "Null characters"),
    ],
)
def test_title_that_leads_elsewhere_is_refused(cast, manager, title, words):
    alias(cast.post, "Head of Legal")
    factories.post(cast.council, "Old clerk")
    Post.objects.filter(title="Old clerk").update(ended_on=date(2022, 1, 1))
    twin = factories.post(cast.council, "Twin")
    Post.objects.filter(pk=twin.pk).update(merged_into=Post.objects.get(title="Head of Finance"))
    before = Post.objects.count()
    answer = manager.post(f"{POSTS}add/", {"title": title})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Post.objects.count() == before


def test_title_of_another_council_may_be_used(cast, manager):
    factories.post(cast.other_council, "Tree officer")
    assert manager.post(f"{POSTS}add/", {"title": "Tree officer"}).status_code == 302


def test_service_area_of_another_council_cannot_be_chosen(cast, manager, clerk):
    theirs = ServiceArea.objects.create(council=cast.other_council, name="Trees")
    fields = {"service_area": theirs.pk, "seen": newest(clerk)}
    assert manager.post(page(clerk, "edit/"), fields).status_code == 422
    clerk.refresh_from_db()
    assert clerk.service_area is None


def test_edit_is_saved_and_a_conflict_shows_both(manager, clerk):
    seen = newest(clerk)
    first = {"statutory_role": "Proper officer", "seen": seen}
    assert manager.post(page(clerk, "edit/"), first).status_code == 302
    answer = manager.post(page(clerk, "edit/"), {"statutory_role": "None", "seen": seen})
    assert answer.status_code == 409
    assert "Proper officer" in answer.content.decode()


# ---- names


def test_rename_keeps_the_old_title_as_a_name_and_in_the_history(cast, manager):
    fields = {"title": "Director of Law", "seen": newest(cast.post)}
    answer = manager.post(page(cast.post, "rename/"), fields, follow=True)
    cast.post.refresh_from_db()
    assert cast.post.title == "Director of Law"
    assert names(cast.post) == ["Head of Law & Democracy"]
    assert [line.by for line in answer.context["history"]][:2] == [cast.manager] * 2
    changes = [change for event in answer.context["history"] for change in event.changes]
    assert ("Head of Law & Democracy", "Director of Law") in [(c.before, c.after) for c in changes]


def test_rename_to_an_own_alias_turns_the_alias_away(cast, manager):
    alias(cast.post, "Head of Legal")
    fields = {"title": "head of legal", "seen": newest(cast.post)}
    manager.post(page(cast.post, "rename/"), fields)
    assert names(cast.post) == ["Head of Law & Democracy"]


def test_rename_of_case_alone_makes_no_alias(cast, manager):
    fields = {"title": "Head of Law & democracy", "seen": newest(cast.post)}
    manager.post(page(cast.post, "rename/"), fields)
    cast.post.refresh_from_db()
    assert cast.post.title == "Head of Law & democracy"
    assert not names(cast.post)


def test_rename_to_a_title_in_use_is_refused(cast, manager):
    fields = {"title": "CHIEF executive", "seen": newest(cast.post)}
    answer = manager.post(page(cast.post, "rename/"), fields)
    assert answer.status_code == 422
    assert "is the title of another post" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Chief executive", "is the title of another post"),
        ("HEAD OF LAW & DEMOCRACY", "the title of this post itself"),
        ("Head of  legal", "leads to this post already"),
        ("CFO", "another name of the post “Head of Finance”"),
        ("\u202e", "Give a name that can be read"),
    ],
)
def test_alias_leads_to_one_post_only(cast, manager, name, words):
    alias(cast.post, "Head of Legal")
    alias(Post.objects.get(council=cast.council, title="Head of Finance"), "CFO")
    answer = manager.post(page(cast.post, "names/add/"), {"name": name})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert names(cast.post) == ["Head of Legal"]


def test_alias_is_added_and_removed(cast, manager):
    manager.post(page(cast.post, "names/add/"), {"name": "Head of L&D"})
    made = cast.post.aliases.get()
    assert made.history.get().history_user == cast.manager
    answer = manager.post(page(cast.post, f"names/{made.pk}/remove/"), {"seen": newest(made)})
    assert answer.status_code == 302
    assert not names(cast.post)


def test_alias_of_another_post_is_not_found(cast, manager, clerk):
    other = alias(clerk, "Minute taker")
    assert manager.post(page(cast.post, f"names/{other.pk}/remove/")).status_code == 404
    assert names(clerk) == ["Minute taker"]


# ---- ended, reopened


def end(manager, post: Post, day: str = "30 June 2023"):
    return manager.post(page(post, "end/"), {"ended_on": day, "seen": newest(post)})


def test_post_that_leads_something_is_not_ended_and_says_what(cast, manager):
    answer = end(manager, cast.post)
    assert answer.status_code == 422
    assert "still leads:" in answer.content.decode()
    assert "merge this post into the one that takes everything over" in answer.content.decode()
    cast.post.refresh_from_db()
    assert cast.post.ended_on is None


def test_head_of_a_service_area_is_not_ended(cast, manager, clerk):
    ServiceArea.objects.create(council=cast.council, name="Law", head=clerk)
    assert "the service area Law, as its head" in end(manager, clerk).content.decode()


def test_holders_of_an_ended_post_held_it_until_the_day_before(cast, manager, clerk):
    held = PostHolding.objects.create(post=clerk, person=cast.owner, since=date(2022, 1, 1))
    assert end(manager, clerk, "1 June 2023").status_code == 302
    held.refresh_from_db()
    clerk.refresh_from_db()
    assert (held.until, clerk.ended_on) == (date(2023, 5, 31), date(2023, 6, 1))
    assert held.history.first().history_change_reason == "The post ended on 1 June 2023"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("1 July 2023", "today or an earlier day"),
        ("1 January 2023", "holds this post from 1 March 2023"),
        ("soon", "Give a day such as"),
    ],
)
def test_day_on_which_a_post_cannot_end_is_refused(cast, manager, clerk, day, words):
    PostHolding.objects.create(post=clerk, person=cast.owner, since=date(2023, 3, 1))
    answer = end(manager, clerk, day)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_ended_post_is_changed_no_more_until_it_is_reopened(cast, manager, clerk):
    end(manager, clerk)
    for what, fields in (
        ("rename/", {"title": "Clerk"}),
        ("edit/", {"statutory_role": "x"}),
        ("names/add/", {"name": "Clerk"}),
        ("holders/add/", {"person": cast.owner.pk, "kind": "holder"}),
        ("split/", {"title": "Clerk"}),
    ):
        answer = manager.post(page(clerk, what), fields | {"seen": newest(clerk)})
        assert answer.status_code == 422, what
        assert "has ended. Reopen it first." in answer.content.decode()
    assert manager.post(page(clerk, "reopen/"), {"seen": newest(clerk)}).status_code == 302
    assert Post.objects.in_use().filter(pk=clerk.pk).exists()


def test_post_whose_name_leads_elsewhere_meanwhile_is_not_reopened(cast, manager, clerk):
    mine = alias(clerk, "Minute taker")
    end(manager, clerk)
    PostAlias.objects.filter(pk=mine.pk).delete()
    alias(cast.post, "Committee clerk")
    answer = manager.post(page(clerk, "reopen/"), {"seen": newest(clerk)})
    assert answer.status_code == 409
    assert "another name of the post" in answer.content.decode()
    clerk.refresh_from_db()
    assert clerk.ended_on


def test_what_a_person_typed_is_never_html(cast, manager):
    manager.post(f"{POSTS}add/", {"title": "<script>alert(1)</script>"})
    made = Post.objects.get(title__startswith="<script>")
    assert "<script>alert" not in manager.get(page(made)).content.decode()
    assert "<script>alert" not in manager.get(POSTS).content.decode()


# ---- the way in


def test_new_council_is_told_where_to_start(logged_in, db):
    council = factories.council()
    manager = factories.member(council, Role.PLAN_MANAGER)
    answer = logged_in(manager).get("/ashdown/organisation/").content.decode()
    assert "Start here" in answer
    assert "0 posts; 0 service areas" in answer


def test_overview_counts_and_says_what_needs_somebody(cast, manager, logged_in):
    answer = manager.get("/ashdown/organisation/").content.decode()
    assert "3 posts, " in answer
    assert "1 vacant" in answer
    assert "Daniel Okafor" in answer  # an officer in no post
    clerk = logged_in(cast.clerk).get("/ashdown/organisation/").content.decode()
    assert "Daniel Okafor" not in clerk
    assert "Committees and meetings" in clerk
