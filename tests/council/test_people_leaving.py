"""The pages by which a person leaves a council, and comes back."""

from datetime import date

import pytest
from django.test import Client

from council import post_users
from council.models import Membership, Person, PostHolding, Role
from council.people_roles import role_words
from council.services.people_leaving import leave
from council.versions import newest
from tests import factories
from tests.council.people_pages import membership, page, seen, words_of


def let_leave(client: Client, cast, person: Person, day: str = "1 July 2023", **more):
    return client.post(
        page(cast, "person_leave", person), {"day": day, "seen": seen(person)} | more
    )


# ---- leaving


@pytest.fixture
def led():
    """Something that the head of law leads, as plans will say it."""
    before = dict(post_users._users)
    leads = post_users.PostUser(
        lambda post: ["3 actions"] if "Law" in post.title else [], lambda *given: None
    )
    post_users._users.clear()
    post_users.provide("test", leads)
    yield
    post_users._users.clear()
    post_users._users.update(before)


def test_leaving_is_shown_before_it_is_confirmed(cast, manager, led):
    answer = manager.get(page(cast, "person_leave", cast.owner), {"day": "1 July 2023"})
    found = words_of(answer)
    for words in ("Becomes vacant", "Head of Law &amp; Democracy", "3 actions", "Confirm"):
        assert words in found
    assert membership(cast.owner).left_on is None


def test_access_and_posts_end_and_the_vacant_post_is_named(cast, manager, led, logged_in):
    answer = let_leave(manager, cast, cast.owner, "30 June 2023")
    assert answer.status_code == 302
    holding = PostHolding.objects.get(person=cast.owner)
    assert (membership(cast.owner).left_on, holding.until) == (date(2023, 6, 30), date(2023, 6, 29))
    said = words_of(manager.get(answer["Location"]))
    assert "Access of Priya Raman ends on 30 June 2023." in said
    assert "Vacant from that day: Head of Law &amp; Democracy (leads 3 actions)." in said
    for path in (cast.council.get_absolute_url(), page(cast, "person_list")):
        assert logged_in(cast.owner).get(path).status_code == 404


def test_session_of_somebody_who_left_is_of_no_use(cast, manager, logged_in):
    theirs = logged_in(cast.owner)
    home = cast.council.get_absolute_url()
    assert theirs.get(home).status_code == 200
    let_leave(manager, cast, cast.owner, "30 June 2023")
    assert theirs.get(home).status_code == 404


def test_future_day_leaves_access_until_then(cast, manager, logged_in):
    let_leave(manager, cast, cast.owner, "1 September 2023")
    assert logged_in(cast.owner).get(cast.council.get_absolute_url()).status_code == 200
    found = words_of(manager.get(page(cast, "person_detail", cast.owner)))
    assert "Is leaving: access ends on 1 September 2023" in found


def test_post_that_somebody_else_holds_is_not_vacant(cast, manager):
    PostHolding.objects.create(post=cast.post, person=cast.colleague, kind="job share")
    answer = let_leave(manager, cast, cast.owner)
    assert "No post becomes vacant" in words_of(manager.get(answer["Location"]))


def test_deputy_does_not_hold_a_post(cast, manager):
    PostHolding.objects.create(post=cast.post, person=cast.colleague, kind="deputy")
    answer = let_leave(manager, cast, cast.owner)
    assert "Vacant from that day: Head of Law" in words_of(manager.get(answer["Location"]))


def test_holding_that_would_begin_later_is_taken_back_and_its_history_stays(cast, manager):
    post = factories.post(cast.council, "Head of Place", held_by=cast.owner, since=date(2023, 9, 1))
    let_leave(manager, cast, cast.owner)
    assert not PostHolding.objects.filter(post=post).exists()
    line = PostHolding.history.get(post=post, history_type="-")
    assert (line.history_user, line.history_change_reason) == (
        cast.manager, "Leaves the council on 1 July 2023",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("holding", "until"),
    [
        ({"until": date(2023, 6, 30)}, date(2023, 6, 30)),
        ({"until": date(2023, 7, 1)}, date(2023, 6, 30)),
        ({"since": date(2023, 6, 30)}, date(2023, 6, 30)),
        ({"since": date(2023, 7, 1)}, None),
    ],
)
def test_holding_ends_the_day_before_and_not_later(cast, manager, holding, until):
    post = factories.post(cast.council, "Head of Place", held_by=cast.owner, **holding)
    let_leave(manager, cast, cast.owner, "1 July 2023")
    left = PostHolding.objects.filter(post=post).first()
    assert (left.until if left else None) == until


def test_posts_of_another_council_are_kept(cast, manager):
    factories.join(cast.other_council, cast.owner, Role.OFFICER)
    theirs = factories.post(cast.other_council, "Head of Trees", held_by=cast.owner)
    sent = {"day": "1 July 2023", "seen": newest(cast.owner.memberships.get(council=cast.council))}
    assert manager.post(page(cast, "person_leave", cast.owner), sent).status_code == 302
    assert theirs.holdings.get().until is None
    assert cast.owner.memberships.get(council=cast.other_council).left_on is None


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("1 May 2023", 302),
        ("30 April 2023", 409),
        ("", 422),
        ("soon", 422),
        ("1 May 0001", 422),
        ("\x00", 422),
        ("31 December 2300", 422),
    ],
)
def test_day_is_that_of_joining_or_later(cast, manager, day, status):
    Membership.objects.filter(person=cast.owner).update(joined_on=date(2023, 5, 1))
    answer = let_leave(manager, cast, cast.owner, day)
    assert answer.status_code == status
    assert (membership(cast.owner).left_on is None) == (status != 302)


def test_day_of_leaving_can_be_moved(cast, manager):
    let_leave(manager, cast, cast.owner, "1 September 2023")
    assert let_leave(manager, cast, cast.owner, "1 August 2023").status_code == 302
    assert membership(cast.owner).left_on == date(2023, 8, 1)
    assert PostHolding.objects.get(person=cast.owner).until == date(2023, 7, 31)


def test_last_plan_manager_cannot_leave(cast, manager):
    shown = manager.get(page(cast, "person_leave", cast.manager))
    assert "the only plan manager who stays" in words_of(shown)
    assert let_leave(manager, cast, cast.manager).status_code == 409
    assert membership(cast.manager).left_on is None


def test_two_last_plan_managers_cannot_both_leave(cast, manager):
    factories.member(cast.council, Role.PLAN_MANAGER, name="Grace Holloway")
    other = Person.objects.get(name="Grace Holloway")
    assert let_leave(manager, cast, other, "1 December 2023").status_code == 302
    assert let_leave(manager, cast, cast.manager, "1 August 2023").status_code == 409


def test_manager_who_leaves_today_lands_where_they_may_be(cast, manager):
    factories.member(cast.council, Role.PLAN_MANAGER, name="Grace Holloway")
    answer = let_leave(manager, cast, cast.manager, "30 June 2023")
    assert manager.get(answer["Location"]).status_code == 200


def test_last_administrator_cannot_leave(cast, logged_in, administrator):
    answer = let_leave(logged_in(administrator), cast, administrator)
    assert "the only system administrator who stays" in words_of(answer)


def test_plan_manager_does_not_end_the_access_of_an_administrator(cast, manager, administrator):
    factories.member(cast.council, Role.SYSTEM_ADMINISTRATOR, name="Grace Holloway")
    answer = let_leave(manager, cast, administrator)
    assert "Only a system administrator may end" in words_of(answer)
    assert membership(administrator).left_on is None


def test_leaving_is_refused_when_the_person_was_changed_meanwhile(cast, manager):
    answer = let_leave(manager, cast, cast.owner, seen="999999")
    assert answer.status_code == 409
    assert "meanwhile" in words_of(answer)


def test_leaving_is_whole_or_not_at_all(cast, monkeypatch):
    monkeypatch.setattr(Membership, "save", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        leave(
            membership=membership(cast.owner),
            day=date(2023, 7, 1),
            seen=seen(cast.owner),
            by=cast.manager,
        )
    assert PostHolding.objects.get(person=cast.owner).until is None


# ---- coming back


def come_back(client: Client, cast, person: Person):
    return client.post(page(cast, "person_return", person), {"seen": seen(person)})


def test_coming_back_gives_access_with_the_roles_they_had(cast, manager, logged_in):
    Membership.objects.filter(person=cast.owner).update(joined_on=date(2022, 1, 1))
    let_leave(manager, cast, cast.owner, "30 June 2023")
    assert manager.get(page(cast, "person_return", cast.owner)).status_code == 200
    assert come_back(manager, cast, cast.owner).status_code == 302
    back = membership(cast.owner)
    assert (back.joined_on, back.left_on) == (date(2022, 1, 1), None)
    assert role_words(back.roles) == "Officer"
    assert logged_in(cast.owner).get(cast.council.get_absolute_url()).status_code == 200
    assert not PostHolding.objects.on(date(2023, 6, 30)).filter(person=cast.owner).exists()
    found = words_of(manager.get(page(cast, "person_detail", cast.owner)))
    assert "Access ends on: from “30 June 2023” to “Nothing”" in found


def test_somebody_who_stays_cannot_come_back(cast, manager):
    answer = come_back(manager, cast, cast.owner)
    assert answer.status_code == 409
    assert "is not leaving" in words_of(answer)


def test_plan_manager_does_not_bring_an_administrator_back(cast, manager, administrator):
    Membership.objects.filter(person=administrator).update(left_on=date(2023, 6, 1))
    assert come_back(manager, cast, administrator).status_code == 409
    assert membership(administrator).left_on == date(2023, 6, 1)


def test_coming_back_is_refused_when_the_person_was_changed_meanwhile(cast, manager):
    let_leave(manager, cast, cast.owner)
    answer = manager.post(page(cast, "person_return", cast.owner), {"seen": "9" * 30})
    assert answer.status_code == 409
