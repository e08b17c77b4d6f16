"""The pages of log-in and password: ours to look at, and whole."""

import re
from typing import Any

import lxml.html
import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.views.defaults import permission_denied

from tests import factories

OPEN = ["account_login", "account_reset_password", "account_reset_password_done",
        "account_reset_password_from_key_done", "account_signup", "account_inactive"]  # fmt: skip
MINE = ["account_logout", "account_change_password", "account_reauthenticate"]


def read(response: Any) -> Any:
    return lxml.html.document_fromstring(response.content)


def check(response: Any) -> Any:
    """A page of ours: one heading, a title, the skip link's target, nothing inline."""
    assert response.status_code == 200
    page = read(response)
    assert len(page.xpath("//h1")) == 1
    assert re.search(r"\S\s+– Golden Thread$", page.xpath("//title")[0].text)
    assert page.get_element_by_id("main") is not None
    assert not page.xpath("//script[not(@src)] | //style | //@style")
    for control in page.xpath("//main//input[not(@type='hidden')]"):
        assert page.xpath(f"//label[@for='{control.get('id')}']")
    return page


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.django_db
def test_pages_before_log_in(name):
    check(Client().get(reverse(name)))


@pytest.mark.parametrize("name", MINE)
def test_pages_of_somebody_logged_in(name, cast, logged_in):
    page = check(logged_in(cast.owner).get(reverse(name)))
    assert cast.owner.name in page.xpath("//header")[0].text_content()


def test_people_do_not_change_their_own_address(cast, logged_in):
    assert logged_in(cast.owner).get(reverse("account_email")).status_code == 404


@pytest.mark.django_db
def test_wrong_log_in_says_so_in_title_and_summary():
    page = check(Client().post(reverse("account_login"), {"login": "x", "password": ""}))
    assert page.xpath("//title")[0].text.startswith("Error: Log in")
    links = page.xpath("//*[@data-module='govuk-error-summary']//a/@href")
    assert links == ["#id_login", "#id_password"]


def test_password_reset_by_e_mail(cast):
    client = Client()
    client.post(reverse("account_reset_password"), {"email": cast.owner.email})
    (letter,) = mail.outbox
    assert letter.subject == "Golden Thread: Reset your password"
    assert "example.com" not in letter.body.replace(cast.owner.email, "")
    link = re.findall(r"https?://[^/]+(/\S+)", str(letter.body))[0]
    page = check(client.get(link, follow=True))
    form = page.xpath("//main//form")[0]
    done = client.post(form.get("action"), dict.fromkeys(("password1", "password2"), "x"))
    page = check(done)
    assert page.xpath("//title")[0].text.startswith("Error: Choose a new password")
    words = dict.fromkeys(("password1", "password2"), factories.PASSWORD + " again")
    check(client.post(form.get("action"), words, follow=True))
    cast.owner.refresh_from_db()
    assert cast.owner.check_password(factories.PASSWORD + " again")


@pytest.mark.django_db
def test_worn_out_link_leads_to_a_new_one():
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "old"})
    page = check(Client().get(address))
    assert "This link no longer works" in page.xpath("//h1")[0].text
    assert page.xpath(f"//main//a[@href='{reverse('account_reset_password')}']")


def test_missing_page_is_one_of_ours(cast, logged_in):
    response = logged_in(cast.owner).get(cast.council.get_absolute_url() + "nothing/here/")
    assert response.status_code == 404
    page = read(response)
    assert page.xpath("//h1")[0].text == "Page not found"
    assert page.xpath("//*[@data-problem]")


def test_forbidden_page_says_why(cast, rf):
    request = rf.get("/")
    request.user = cast.reader
    response = permission_denied(request, PermissionDenied("Only a lead may update it."))
    page = read(response)
    assert page.xpath("//*[@data-problem]")[0].text == "Only a lead may update it."
