"""The emergency door for the organisation: what it saves, and what it refuses with a sentence."""

import pytest
from django.test import Client

from council.models import Person, Post, PostAlias, ServiceArea
from tests import factories
from tests.admin_forms import address, faults, send


@pytest.fixture
def root(db, logged_in) -> Client:
    """The installation's superuser."""
    return logged_in(
        Person.objects.create_superuser("root@example.gov.uk", factories.PASSWORD, name="Root")
    )


def alias(row: int, council, name: str) -> dict[str, object]:
    """One more row in a post's table of other names."""
    rows = {"aliases-TOTAL_FORMS": row + 1}
    return rows | {f"aliases-{row}-council": council.pk, f"aliases-{row}-name": name}


def held_by(row: int, person: Person) -> dict[str, object]:
    """One more row in a post's table of who holds it."""
    rows = {"holdings-TOTAL_FORMS": row + 2}
    return rows | {f"holdings-{row}-person": person.pk, f"holdings-{row}-kind": "holder"}


def test_another_name_for_a_post_is_saved(cast, root):
    url = address(Post, "change", cast.post.pk)
    assert send(root, url, **alias(0, cast.council, "Head of Legal")).status_code == 302
    assert PostAlias.objects.get().post == cast.post


def test_a_post_has_no_name_in_another_council(cast, root):
    url = address(Post, "change", cast.post.pk)
    answer = send(root, url, **alias(0, cast.other_council, "Head of Legal"))
    assert "another council" in faults(answer)


def test_a_new_post_may_come_with_names_of_its_own_council_only(cast, root):
    typed = {"council": cast.council.pk, "title": "Head of Housing"}
    ours, theirs = (alias(0, one, "Housing") for one in (cast.council, cast.other_council))
    assert "another council" in faults(send(root, address(Post, "add"), **typed, **theirs))
    assert send(root, address(Post, "add"), **typed, **ours).status_code == 302
    assert PostAlias.objects.get().post.title == "Head of Housing"


def test_a_post_that_cannot_be_saved_is_refused_with_its_names(cast, root):
    answer = send(root, address(Post, "add"), **alias(0, cast.council, "Housing"))
    assert "required" in faults(answer)


def test_the_same_name_twice_at_once_is_refused(cast, root):
    both = alias(0, cast.council, "Comms Manager") | alias(1, cast.council, "comms manager")
    answer = send(root, address(Post, "change", cast.post.pk), **both)
    assert "same name twice" in faults(answer)


def test_the_same_holder_twice_at_once_is_refused(cast, root):
    both = held_by(1, cast.reader) | held_by(2, cast.reader)
    both["holdings-TOTAL_FORMS"] = 3
    answer = send(root, address(Post, "change", cast.post.pk), **both)
    assert "same person twice" in faults(answer)


def test_a_post_belongs_to_a_service_area_of_its_own_council(cast, root):
    area = ServiceArea.objects.create(council=cast.other_council, name="Trees")
    answer = send(root, address(Post, "change", cast.post.pk), service_area=area.pk)
    assert "another council" in faults(answer)


def test_a_post_stays_in_its_council(cast, root):
    url = address(Post, "change", cast.post.pk)
    assert send(root, url, council=cast.other_council.pk).status_code == 302
    cast.post.refresh_from_db()
    assert cast.post.council == cast.council


def test_a_service_area_stays_in_its_council(cast, root):
    area = ServiceArea.objects.create(council=cast.council, name="Parks")
    url = address(ServiceArea, "change", area.pk)
    assert send(root, url, council=cast.other_council.pk).status_code == 302
    area.refresh_from_db()
    assert area.council == cast.council
