"""People: how they get in, and from when to when."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from council.models import Membership, Person
from tests import factories


@pytest.fixture
def added(db, logged_in) -> Client:
    """A visitor, after a superuser has added somebody whose e-mail has capitals."""
    root = Person.objects.create_superuser("root@example.gov.uk", factories.PASSWORD, name="Root")
    typed = {
        "email": "Ann.Lee@Example.GOV.UK",
        "name": "Ann Lee",
        "usable_password": "true",
        "password1": factories.PASSWORD,
        "password2": factories.PASSWORD,
    }
    answer = logged_in(root).post(reverse("admin:council_person_add"), typed)
    assert answer.status_code == 302, answer.context["errors"]
    return Client()


@pytest.mark.parametrize("typed", ["Ann.Lee@Example.GOV.UK", "ann.lee@example.gov.uk"])
def test_somebody_added_with_capitals_can_log_in(added, typed):
    answer = added.post(reverse("account_login"), {"login": typed, "password": factories.PASSWORD})
    assert answer.status_code == 302
    assert "_auth_user_id" in added.session


def test_somebody_added_with_capitals_can_reset_a_password(added):
    added.post(reverse("account_reset_password"), {"email": "Ann.Lee@Example.GOV.UK"})
    assert [message.to for message in mail.outbox] == [["ann.lee@example.gov.uk"]]


def test_an_email_is_kept_in_small_letters(db):
    assert Person.objects.create(email="A.B@Example.GOV.UK").email == "a.b@example.gov.uk"


def test_the_same_email_in_other_letters_is_refused_with_a_sentence(cast):
    with pytest.raises(ValidationError, match="already exists"):
        Person(email=cast.owner.email.upper(), password="x").full_clean()


def test_the_database_refuses_capitals_in_an_email(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=cast.owner.pk).update(email="Priya@example.gov.uk")


@pytest.mark.parametrize(
    ("joined_on", "status"), [(date(2023, 7, 1), 404), (date(2023, 6, 30), 200), (None, 200)]
)
def test_access_begins_on_the_day_a_person_joins(cast, logged_in, joined_on, status):
    Membership.objects.filter(person=cast.owner).update(joined_on=joined_on)
    dashboard = reverse("actionplan:dashboard", args=[cast.council.slug])
    assert logged_in(cast.owner).get(dashboard).status_code == status
