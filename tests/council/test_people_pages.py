"""The pages of people: who there is, what they may do, and their leaving."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from council.models import Membership, Person, PostHolding, Role
from council.people_roles import role_words
from council.services.people import set_roles
from council.services.people_inviting import Invitee, invite
from council.versions import CannotEdit, newest
from tests import factories
from tests.council.people_pages import membership, page, seen, words_of


def give_roles(client: Client, cast, person: Person, *roles: Role, **more):
    sent = {"roles": list(roles), "seen": seen(person)} | more
    return client.post(page(cast, "person_roles", person), sent)


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
