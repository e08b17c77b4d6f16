"""The pages of people: who there is, what they may do, and their leaving."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council import post_users
from council.models import Membership, Person, PostHolding, Role
from council.people_roles import role_words
from council.services.people import set_roles
from council.services.people_inviting import Invitee, invite
from council.services.people_leaving import leave
from council.versions import CannotEdit, newest
from tests import factories


@pytest.fixture
def administrator(cast) -> Person:
    return factories.member(cast.council, Role.SYSTEM_ADMINISTRATOR)


def page(cast, name: str, person: Person | None = None) -> str:
    arguments = [cast.council.slug, person.pk] if person else [cast.council.slug]
    return reverse(f"people:{name}", args=arguments)


def membership(person: Person) -> Membership:
    return Membership.objects.get(person=person)


def seen(person: Person) -> int | None:
    return newest(membership(person))


def give_roles(client: Client, cast, person: Person, *roles: Role, **more):
    sent = {"roles": list(roles), "seen": seen(person)} | more
    return client.post(page(cast, "person_roles", person), sent)


def let_leave(client: Client, cast, person: Person, day: str = "1 July 2023", **more):
    return client.post(
        page(cast, "person_leave", person), {"day": day, "seen": seen(person)} | more
    )


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


# ---- the list


def test_list_says_who_does_what_and_who_never_came(cast, manager):
    PostHolding.objects.filter(person=cast.owner).update(kind="interim")
    found = words_of(manager.get(page(cast, "person_list")))
    for words in ("Priya Raman", "priya.raman@example.gov.uk", "Officer, plan manager",
                  "Head of Law &amp; Democracy (interim)", "Invited, has not logged in yet",
                  "Has logged in", "Reader"):  # fmt: skip
        assert words in found
    assert "Alex Marlow" not in found


def test_those_who_left_stand_in_a_table_of_their_own(cast, manager):
    Membership.objects.filter(person=cast.slt).update(left_on=date(2023, 9, 1))
    Membership.objects.filter(person=cast.owner).update(left_on=date(2023, 6, 30))
    answer = manager.get(page(cast, "person_list"))
    assert [line.membership.person for line in answer.context["gone"]] == [cast.owner]
    assert "Leaving: access ends on 1 September 2023" in words_of(answer)
    assert "30 June 2023" in words_of(answer)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("priya", ["owner"]),
        ("RAMAN priya", ["owner"]),
        ("sunita.patel@", ["manager"]),
        ("law democracy", ["owner"]),
        ("%", []),
        ("marlow", []),
    ],
)
def test_finds_people_by_name_email_and_post(cast, manager, words, names):
    answer = manager.get(page(cast, "person_list"), {"q": words})
    found = [line.membership.person for line in answer.context["people"]]
    assert found == [getattr(cast, name) for name in names]


@pytest.mark.parametrize("words", ["\x00", "x" * 900, "'\"<script>", "\ud83d", "a " * 90])
@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "x"])
def test_odd_words_and_pages_do_no_harm(cast, manager, words, number):
    query = {"q": words.encode("utf-8", "surrogatepass"), "page": number}
    assert manager.get(page(cast, "person_list"), query).status_code == 200


def test_list_costs_as_many_queries_for_many_as_for_few(cast, manager):
    counts: list[int] = []
    factories.member(cast.council, name="Gone already", left_on=date(2023, 1, 1))
    for _ in range(2):
        manager.get(page(cast, "person_list"))
        with CaptureQueriesContext(connection) as queries:
            manager.get(page(cast, "person_list"))
        counts.append(len(queries))
        for number in range(len(counts) * 12, len(counts) * 24):
            someone = factories.member(cast.council, Role.OFFICER, name=f"Person {number}")
            factories.post(cast.council, f"Post {number}", held_by=someone)
            gone = factories.member(cast.council, name=f"Gone {number}", left_on=date(2023, 1, 1))
            factories.post(cast.council, f"Old post {number}", held_by=gone)
    assert counts[0] == counts[1]
    assert counts[0] <= 9


def test_long_list_has_pages(cast, manager):
    for number in range(101):
        factories.member(cast.council, name=f"Person {number:03}")
    assert "?page=2" in words_of(manager.get(page(cast, "person_list")))


# ---- one person


def test_page_of_a_person_names_posts_now_before_and_later(cast, manager):
    factories.post(cast.council, "Returning Officer", held_by=cast.owner, until=date(2023, 5, 1))
    factories.post(cast.council, "Head of Place", held_by=cast.owner, since=date(2023, 9, 1))
    theirs = factories.post(cast.other_council, "Secret post", held_by=cast.owner)
    found = words_of(manager.get(page(cast, "person_detail", cast.owner)))
    for words in ("Held now", "Later", "from 1 September 2023", "Before", "until 1 May 2023"):
        assert words in found
    assert theirs.title not in found


@pytest.mark.parametrize(
    "name", ["person_detail", "person_edit", "person_roles", "person_leave", "person_return"]
)
@pytest.mark.parametrize("number", [0, 999999, 10**18, 10**19, 10**40])
def test_nobody_of_that_number_is_not_found(cast, manager, name, number):
    address = page(cast, name, Person(pk=number))
    assert manager.get(address).status_code == 404
    assert manager.get(page(cast, name, cast.stranger)).status_code == 404


@pytest.mark.parametrize(
    "name", ["person_edit", "person_roles", "person_leave", "person_return", "person_invite_again"]
)
def test_nothing_is_done_to_somebody_of_another_council(cast, manager, name):
    before = Membership.history.count()
    sent = {"day": "1 July 2023", "roles": [Role.SLT], "seen": seen(cast.stranger), "name": "X"}
    assert manager.post(page(cast, name, cast.stranger), sent).status_code == 404
    assert Membership.history.count() == before


def test_history_says_who_gave_which_role(cast, manager):
    give_roles(manager, cast, cast.owner, Role.OFFICER, Role.SLT)
    found = words_of(manager.get(page(cast, "person_detail", cast.owner)))
    assert "Roles: from “Officer” to “Officer, SLT”" in found
    assert "Sunita Patel, " in found
    assert "Joined. Roles: Officer" in found


# ---- roles


def test_roles_add_up_and_are_signed(cast, manager):
    answer = give_roles(manager, cast, cast.owner, Role.OFFICER, Role.PLAN_MANAGER)
    assert answer.status_code == 302
    assert role_words(membership(cast.owner).roles) == "Officer, plan manager"
    assert Membership.history.filter(person=cast.owner).first().history_user == cast.manager


def test_form_sent_back_as_it_was_changes_nothing(cast, manager):
    before = Membership.history.count()
    assert give_roles(manager, cast, cast.owner, Role.OFFICER).status_code == 302
    assert Membership.history.count() == before


def test_nobody_makes_themselves_system_administrator(cast, manager):
    roles = (Role.PLAN_MANAGER, Role.SYSTEM_ADMINISTRATOR)
    answer = give_roles(manager, cast, cast.manager, *roles)
    assert answer.status_code == 422
    assert "Only a system administrator may give or take" in words_of(answer)
    assert not membership(cast.manager).is_system_administrator


def test_service_itself_keeps_the_role_of_administrator_to_administrators(cast):
    roles = frozenset({Role.PLAN_MANAGER, Role.SYSTEM_ADMINISTRATOR})
    mine = membership(cast.manager)
    with pytest.raises(CannotEdit, match="Only a system administrator may give"):
        set_roles(membership=mine, roles=roles, seen=newest(mine), by=cast.manager)
    someone = Invitee("Nora New", "nora.new@example.gov.uk", roles)
    with pytest.raises(CannotEdit, match="Only a system administrator may give"):
        invite(council=cast.council, invitee=someone, by=cast.manager)


def test_plan_manager_leaves_the_role_of_an_administrator_alone(cast, manager, administrator):
    shown = words_of(manager.get(page(cast, "person_roles", administrator)))
    assert "Also system administrator: only a system administrator can change that." in shown
    give_roles(manager, cast, administrator, Role.OFFICER)
    assert role_words(membership(administrator).roles) == "Officer, system administrator"


def test_administrator_gives_and_takes_the_role(cast, logged_in, administrator):
    client = logged_in(administrator)
    roles = (Role.OFFICER, Role.SYSTEM_ADMINISTRATOR)
    assert give_roles(client, cast, cast.owner, *roles).status_code == 302
    assert membership(cast.owner).is_system_administrator
    assert give_roles(client, cast, cast.owner, Role.OFFICER).status_code == 302
    assert not membership(cast.owner).is_system_administrator


def test_administrator_of_another_council_is_none_here(cast, manager):
    factories.join(cast.other_council, cast.manager, Role.SYSTEM_ADMINISTRATOR)
    answer = give_roles(manager, cast, cast.owner, Role.SYSTEM_ADMINISTRATOR)
    assert answer.status_code == 422


def test_last_plan_manager_keeps_the_role(cast, manager):
    answer = give_roles(manager, cast, cast.manager, Role.OFFICER)
    assert answer.status_code == 422
    assert "Sunita Patel is the only plan manager who stays. Name another" in words_of(answer)
    assert membership(cast.manager).is_plan_manager


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        ({}, 302),
        ({"left_on": date(2023, 9, 1)}, 422),
        ({"left_on": date(2023, 6, 1)}, 422),
        ({"joined_on": date(2023, 9, 1)}, 422),
    ],
)
def test_only_a_plan_manager_who_stays_counts_as_another(cast, manager, dates, status):
    factories.member(cast.council, Role.PLAN_MANAGER, name="Grace Holloway", **dates)
    assert give_roles(manager, cast, cast.manager, Role.OFFICER).status_code == status


def test_who_gives_the_own_role_away_lands_where_they_may_be(cast, manager):
    factories.member(cast.council, Role.PLAN_MANAGER, name="Grace Holloway")
    answer = give_roles(manager, cast, cast.manager, Role.OFFICER)
    assert manager.get(answer["Location"]).status_code == 200


def test_last_administrator_keeps_the_role(cast, logged_in, administrator):
    answer = give_roles(logged_in(administrator), cast, administrator, Role.PLAN_MANAGER)
    assert "the only system administrator who stays" in words_of(answer)
    assert membership(administrator).is_system_administrator


def test_roles_changed_meanwhile_are_shown_beside_ones_own(cast, manager):
    old = seen(cast.owner)
    give_roles(manager, cast, cast.owner, Role.OFFICER, Role.SLT)
    answer = give_roles(manager, cast, cast.owner, Role.DEMOCRATIC_SERVICES, seen=old)
    assert answer.status_code == 409
    assert answer.context["form"].conflict == [("Roles", "Officer, SLT", "Democratic Services")]
    assert not membership(cast.owner).is_democratic_services
    again = answer.context["form"]["seen"].value()
    give_roles(manager, cast, cast.owner, Role.DEMOCRATIC_SERVICES, seen=again)
    assert role_words(membership(cast.owner).roles) == "Democratic Services"


@pytest.mark.parametrize("value", ["god", "x" * 5000, "\x00", "is_plan_manager", "reader"])
def test_unknown_roles_are_refused(cast, manager, value):
    assert give_roles(manager, cast, cast.owner, value).status_code == 422
    assert role_words(membership(cast.owner).roles) == "Officer"


def test_somebody_who_left_gets_no_roles(cast, manager):
    Membership.objects.filter(person=cast.owner).update(left_on=date(2023, 6, 30))
    answer = give_roles(manager, cast, cast.owner, Role.SLT)
    assert "Let them come back first" in words_of(answer)


# ---- name and e-mail


def correct(client: Client, cast, person: Person, **fields):
    sent = {"name": person.name, "email": person.email, "seen": seen(person)} | fields
    return client.post(page(cast, "person_edit", person), sent)


def test_name_is_corrected_and_the_old_one_kept(cast, manager):
    assert correct(manager, cast, cast.owner, name=" Priya \n Raman-Lee ").status_code == 302
    assert Person.objects.get(pk=cast.owner.pk).name == "Priya Raman-Lee"
    found = words_of(manager.get(page(cast, "person_detail", cast.owner)))
    assert "Name was: Priya Raman" in found


@pytest.mark.parametrize("name", ["", " ", "\x01", "x" * 201, "\x00"])
def test_name_that_is_none_is_refused(cast, manager, name):
    assert correct(manager, cast, cast.owner, name=name).status_code == 422
    assert Person.objects.get(pk=cast.owner.pk).name == "Priya Raman"


def test_name_changed_meanwhile_is_shown(cast, manager):
    old = seen(cast.owner)
    correct(manager, cast, cast.owner, name="Theirs")
    answer = correct(manager, cast, cast.owner, name="Mine", seen=old)
    assert answer.status_code == 409
    assert answer.context["form"].conflict == [("Name", "Theirs", "Mine")]


def test_email_of_an_account_in_use_stays(cast, manager):
    correct(manager, cast, cast.owner, email="mine@example.gov.uk")
    assert Person.objects.get(pk=cast.owner.pk).email == "priya.raman@example.gov.uk"


def invited(cast, *roles: Role, **fields) -> Person:
    someone = Person.objects.create_user("new@example.gov.uk", None, name="Nora New", **fields)
    factories.join(cast.council, someone, *roles)
    return someone


def test_email_of_somebody_who_never_came_is_corrected(cast, manager):
    someone = invited(cast)
    assert correct(manager, cast, someone, email="Nora.New@Example.gov.uk").status_code == 302
    assert Person.objects.get(pk=someone.pk).email == "nora.new@example.gov.uk"


def test_email_that_is_somebody_elses_is_refused(cast, manager):
    answer = correct(manager, cast, invited(cast), email=cast.stranger.email)
    assert answer.status_code == 422
    assert "There is an account with this e-mail already" in words_of(answer)


def test_email_of_an_invited_administrator_is_not_a_way_to_their_rights(cast, manager):
    someone = invited(cast, Role.SYSTEM_ADMINISTRATOR)
    correct(manager, cast, someone, email="mine@example.gov.uk")
    assert Person.objects.get(pk=someone.pk).email == "new@example.gov.uk"


@pytest.mark.parametrize("fields", [{"is_superuser": True}, {"is_staff": True}])
def test_email_of_the_installations_superuser_stays(cast, manager, fields):
    someone = invited(cast, **fields)
    correct(manager, cast, someone, email="mine@example.gov.uk")
    assert Person.objects.get(pk=someone.pk).email == "new@example.gov.uk"


def test_account_that_another_council_uses_is_not_touched(cast, manager):
    someone = invited(cast)
    factories.join(cast.other_council, someone)
    answer = manager.post(
        page(cast, "person_edit", someone), {"name": "X", "email": "x@example.gov.uk"}
    )
    assert answer.status_code == 403
    assert Person.objects.get(pk=someone.pk).name == "Nora New"


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
