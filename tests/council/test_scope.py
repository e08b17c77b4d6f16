"""Who gets in where: the council one belongs to, and nothing else."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from council import permissions
from council.contrast import contrast_ratio
from council.models import Council, Membership, Person, Role
from council.permissions import Permission
from council.scope import Scope
from tests import factories


def dashboard(council: Council) -> str:
    return reverse("actionplan:dashboard", args=[council.slug])


def test_member_of_one_council_lands_there(cast, logged_in):
    assert logged_in(cast.owner).get("/")["Location"] == dashboard(cast.council)


def test_member_of_several_councils_chooses(cast, logged_in):
    factories.join(cast.other_council, cast.owner, Role.OFFICER)
    page = logged_in(cast.owner).get("/").content.decode()
    assert dashboard(cast.council) in page
    assert dashboard(cast.other_council) in page


def test_somebody_without_a_council_is_told_whom_to_ask(db, logged_in):
    page = logged_in(factories.person("Noor Haddad")).get("/").content.decode()
    assert "Ask the plan manager who invited you" in page


@pytest.mark.parametrize(
    ("left_on", "status"), [(date(2023, 6, 30), 404), (date(2023, 7, 1), 200), (None, 200)]
)
def test_access_ends_on_the_day_a_person_leaves(cast, logged_in, left_on, status):
    Membership.objects.filter(person=cast.owner).update(left_on=left_on)
    assert logged_in(cast.owner).get(dashboard(cast.council)).status_code == status


def test_unknown_and_foreign_councils_look_the_same(cast, logged_in):
    client = logged_in(cast.stranger)
    foreign = client.get(dashboard(cast.council))
    unknown = client.get("/nowhere/")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert cast.council.name not in foreign.content.decode()


def test_brand_colours_are_the_councils_own(cast, logged_in):
    cast.council.brand_background = "#123456"
    cast.council.save()
    answer = logged_in(cast.reader).get(reverse("brand", args=[cast.council.slug]))
    assert answer["Content-Type"].startswith("text/css")
    assert "--brand-background: #123456;" in answer.content.decode()


def test_health_needs_no_log_in(db):
    assert Client().get("/health/").json() == {"status": "ok"}


def test_roles_add_up(cast):
    reader = Scope(cast.council, cast.reader, frozenset({Role.READER}), date(2023, 6, 30))
    assert permissions.can(reader, Permission.EXPORT)
    with pytest.raises(PermissionDenied, match="that is for the plan manager"):
        permissions.check(reader, Permission.UPDATE_ON_BEHALF)
    both = Scope(
        cast.council, cast.manager, frozenset({Role.READER, Role.PLAN_MANAGER}), reader.today
    )
    permissions.check(both, Permission.UPDATE_ON_BEHALF)


def test_sign_up_is_closed(db):
    page = Client().get("/account/signup/").content.decode()
    assert "password1" not in page


def test_every_page_sends_a_strict_policy(cast, logged_in):
    policy = logged_in(cast.owner).get(dashboard(cast.council))["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_a_brand_that_cannot_be_read_is_refused():
    council = Council(
        name="Pale",
        short_name="Pale",
        slug="pale",
        brand_background="#ffffff",
        brand_text="#ffff00",
    )
    with pytest.raises(ValidationError, match="contrast"):
        council.full_clean(exclude=["slug"])


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["account", "admin", "static", "health"])
def test_a_council_cannot_take_the_products_own_addresses(slug):
    with pytest.raises(ValidationError, match="used by the product"):
        Council(name="X", short_name="X", slug=slug).full_clean()


@pytest.mark.parametrize(
    ("first", "second", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_wcags(first, second, ratio):
    assert contrast_ratio(first, second) == pytest.approx(ratio, abs=0.01)


def test_one_address_in_any_case_is_one_person(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email=cast.owner.email.upper())


def test_log_in_is_rate_limited(cast):
    client = Client()
    wrong = {"login": cast.owner.email, "password": "wrong"}
    answers = [client.post("/account/login/", wrong) for _ in range(12)]
    assert answers[-1].status_code == 429 or "Too many" in answers[-1].content.decode()
