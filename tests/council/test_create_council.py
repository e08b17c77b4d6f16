"""The command with which an installation begins: a council, and who sets it up."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from council.models import Council, Person


def create(*arguments):
    call_command("create_council", "Marlow Vale Borough Council", *arguments)


@pytest.mark.django_db
def test_council_and_its_first_plan_manager(capsys, mailoutbox):
    create("--email", "Sunita.Patel@example.gov.uk", "--person", "Sunita Patel")
    council = Council.objects.get()
    membership = council.memberships.get()
    assert (council.slug, council.short_name) == ("marlow-vale-borough-council", council.name)
    assert membership.is_plan_manager
    assert membership.is_system_administrator
    assert "/marlow-vale-borough-council/" in capsys.readouterr().out


@pytest.mark.django_db
def test_first_plan_manager_chooses_a_password_and_gets_in(mailoutbox):
    create("--email", "sunita.patel@example.gov.uk", "--slug", "marlow-vale")
    client = Client()
    client.post("/account/password/reset/", {"email": "sunita.patel@example.gov.uk"})
    link = re.search(r"/account/password/reset/key/\S+", mailoutbox[0].body)
    assert link
    page = client.get(link[0], follow=True)
    words = "a long enough passphrase"
    client.post(page.request["PATH_INFO"], {"password1": words, "password2": words})
    sent = {"login": "sunita.patel@example.gov.uk", "password": words}
    assert client.post("/account/login/", sent).status_code == 302
    assert client.get("/marlow-vale/organisation/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--email", "no address"], "valid email"),
        (["--email", "a@example.gov.uk", "--slug", "admin"], "used by the product"),
        (["--email", "a@example.gov.uk", "--slug", "Not a slug"], "valid"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(arguments, says):
    with pytest.raises(CommandError, match=says):
        create(*arguments)
    assert not Council.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_council_is_made_once():
    create("--email", "a@example.gov.uk", "--slug", "marlow-vale")
    with pytest.raises(CommandError, match="already exists"):
        create("--email", "b@example.gov.uk", "--slug", "marlow-vale")
