"""A real Chromium against a real server. Whatever it complains about fails the test.

    from tests.browser.steps import log_in, no_axe_violations

    def test_officer_updates_a_row(page, cast):
        log_in(page, cast.owner)
        page.goto("/ashdown/plans/peer-review/")
        …
        no_axe_violations(page)

``page`` has scripts and is 1280 pixels wide; ``phone`` is 375 wide, ``plain_page`` has no scripts;
``new_page(javascript=…, width=…)`` makes others, each with a session of its own (two people at
once). After a failure there is a picture in test-results/.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from scripts import chromium

HERE = Path(__file__).parent
RESULTS = Path(settings.BASE_DIR) / "test-results"
# Answers that a page expects and shows. Chromium calls them errors, as it does any from 400 on.
EXPECTED = re.compile(r"responded with a status of (401|403|409|422|429) ")
WAIT = 10_000  # milliseconds; two busy cores are slow, and a missing element is still missing
ARRIVE = 30_000  # the first page of all is made by a server that has read no template yet
expect.set_options(timeout=WAIT)

NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey in a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Remember on the test that it failed, for the picture."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each worker. Without one: skipped, and on CI a failure."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs a loop in this thread, which Django would take for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = chromium.launch(playwright)
        if started is None:
            report = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
            report(chromium.HOW_TO_GET_IT)
        yield started
        started.close()


@pytest.fixture
def tolerated() -> list[str]:
    """Texts of complaints that this test brings about on purpose; append to it."""
    return []


@pytest.fixture
def new_page(
    browser: Browser, live_server: Any, tolerated: list[str], request: pytest.FixtureRequest
) -> Iterator[NewPage]:
    """Opens pages, each in a session of its own; at the end they must not have complained."""
    complaints: list[str] = []
    pages: list[Page] = []

    def open_page(*, javascript: bool = True, width: int = 1280) -> Page:
        height = 800 if width > 600 else 667
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(WAIT)
        context.set_default_navigation_timeout(ARRIVE)
        page = context.new_page()
        listen(page, complaints)
        pages.append(page)
        return page

    yield open_page
    if request.node.stash.get(FAILED, False):
        take_pictures(pages, request.node.name)
    for page in pages:
        page.context.close()
    left = [words for words in complaints if not any(known in words for known in tolerated)]
    assert not left, "The browser complained:\n" + "\n".join(left)


def listen(page: Page, complaints: list[str]) -> None:
    """Collect errors of scripts, of the content security policy and of missing files."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED.search(message.text):
            complaints.append(f"{page.url}: {message.text} ({message.location['url']})")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))


def take_pictures(pages: list[Page], name: str) -> None:
    """Show in test-results/ what the pages of a failed test looked like."""
    RESULTS.mkdir(exist_ok=True)
    for number, page in enumerate(pages, start=1):
        path = RESULTS / f"{re.sub(r'[^a-zA-Z0-9_-]+', '-', name)}-{number}.png"
        page.screenshot(path=path, full_page=True)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """With scripts, 1280 pixels wide."""
    return new_page()


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """With scripts, 375 pixels wide."""
    return new_page(width=375)


@pytest.fixture
def plain_page(new_page: NewPage) -> Page:
    """Without scripts, 1280 pixels wide."""
    return new_page(javascript=False)
