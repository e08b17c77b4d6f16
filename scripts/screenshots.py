"""make screenshots: drive the demonstration in Chromium and write docs/images/*.png.

Each picture is taken 1280 and 375 pixels wide, from a server and a database of its own, so that
nobody's data gets into them. The phone's are twice as fine, as phones are.
"""

import io
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from scripts import chromium
from scripts.demo import DAY, LOADS
from scripts.steps import ROOT, Stopped, main_of, run, say

IMAGES = ROOT / "docs" / "images"
SIZES = {1280: (1200, 1), 375: (812, 2)}  # width: height, and pixels of the picture for one
COLOURS = 256
PASSWORD = "golden-thread-demo"  # noqa: S105 - load_demo prints it
COUNCIL = "/oadby-wigston/"
PLAN = f"{COUNCIL}plans/peer-review/"
LATE = "PR-16"  # amber, past its date, and the officer's to update


def dashboard(page: Page) -> None:
    """What a leader sees first."""
    page.goto(COUNCIL)


def plan(page: Page) -> None:
    """The plan page, where officers work."""
    page.goto(PLAN)


def update(page: Page) -> None:
    """A row of the plan page with its update form open, and words typed into it."""
    page.goto(PLAN)
    page.get_by_role("link", name=f"Update {LATE}", exact=True).click()
    form = page.locator("form[data-inline-form]")
    form.get_by_label("New commentary").fill("Four of five sessions held; the last is on 12 July.")
    # A little of the page above it too, so that one sees where it stands.
    form.evaluate("form => scrollTo(0, form.getBoundingClientRect().top + scrollY - 240)")


def action(page: Page) -> None:
    """One action with its history."""
    page.goto(f"{PLAN}actions/{LATE}/")


def thread(page: Page) -> None:
    """The golden thread from the vision down."""
    page.goto(f"{COUNCIL}thread/strategies/organisational-strategy/")


def figures(page: Page) -> None:
    """A year of periods, in the council that was made up for it."""
    page.goto("/example/plans/governance-example/figures/")
    page.get_by_role("heading", name="Ratings over the periods").evaluate(
        "heading => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 40)"
    )


# The picture's name, whose screen it is, and how to get there.
PICTURES: list[tuple[str, str, Callable[[Page], None]]] = [
    ("dashboard", "slt@example.gov.uk", dashboard),
    ("plan", "officer@example.gov.uk", plan),
    ("update", "officer@example.gov.uk", update),
    ("action", "officer@example.gov.uk", action),
    ("thread", "slt@example.gov.uk", thread),
    ("figures", "chief@example.gov.uk", figures),
]


def take_pictures() -> None:
    """All of them, at every width; raises Stopped where there is no Chromium."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demonstration() as address, sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        if browser is None:
            raise Stopped(chromium.HOW_TO_GET_IT)
        for width in SIZES:
            for name, person, go in PICTURES:
                page = page_of(browser, address, person, width)
                go(page)
                save(page, IMAGES / f"{name}-{width}.png")
                page.context.close()
        browser.close()


def page_of(browser: Browser, address: str, person: str, width: int) -> Page:
    """A page in a session of that person."""
    height, scale = SIZES[width]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto("/account/login/")
    page.get_by_label("Email").fill(person)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda address: "/account/" not in address)
    return page


def save(page: Page, path: Path) -> None:
    """Write what the window shows, in few colours: a page of text loses nothing by it."""
    page.evaluate("document.activeElement.blur()")
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    say(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


@contextmanager
def demonstration() -> Iterator[str]:
    """A server with the demonstration in a database of its own; its address."""
    with tempfile.TemporaryDirectory() as folder:
        env = DAY | {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3"}
        for command in (["migrate", "--verbosity", "0"], *LOADS):
            if not run([sys.executable, "manage.py", *command], env):
                raise Stopped("The demonstration could not be loaded; see the message above.")
        port = free_port()
        serve = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
        command = [*serve, "--log-level", "warning", "council.wsgi"]
        with subprocess.Popen(command, cwd=ROOT, env=os.environ | env) as server:
            try:
                wait_for(f"http://localhost:{port}")
                yield f"http://localhost:{port}"
            finally:
                server.terminate()


def free_port() -> int:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as tried:
        return int(tried.getsockname()[1])


def wait_for(address: str) -> None:
    """Wait until the server answers; raises Stopped after half a minute."""
    for _ in range(60):
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=5).close()  # noqa: S310 - ours
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise Stopped("The server did not start.")


if __name__ == "__main__":
    sys.exit(main_of(take_pictures))
