"""Steps that many journeys share."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from council.models import Person
from tests import factories
from tests.browser.axe import no_axe_violations

__all__ = ["fits_the_width", "log_in", "log_in_by_form", "no_axe_violations", "tab_to"]


def log_in(page: Page, person: Person) -> None:
    """Give the page's session to ``person``, without the form."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    cookie = {"name": name, "value": value, "domain": "localhost", "path": "/"}
    # A plain dictionary is what Playwright takes; its type names it otherwise.
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def log_in_by_form(page: Page, person: Person) -> None:
    """As a person does it, from wherever the page has sent them."""
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Log in").click()


def fits_the_width(page: Page) -> None:
    """Fail when the page as a whole has to be scrolled sideways (WCAG 2.2, 1.4.10)."""
    page.wait_for_load_state()  # a click may have led to a page of which nothing stands yet
    width, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= inner, f"{page.url} is {width} pixels wide in a window of {inner}"


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until ``wanted`` has the focus, as somebody without a mouse does."""
    for _ in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()
