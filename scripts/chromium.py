"""Which Chromium drives the browser tests and takes the pictures, and how it is started."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from scripts.surroundings import with_the_machines_fonts

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox: containers run as root. The rest keeps it from talking to anybody but our server.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW_TO_GET_IT = (
    "No Chromium was found. Install it with: sudo apt-get install -y chromium, "
    "or: .venv/bin/playwright install chromium"
)


def find(playwright: Playwright) -> str | None:
    """The path of the machine's Chromium, else of Playwright's own; None where there is neither."""
    on_the_path = next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    return on_the_path or (own if Path(own).exists() else None)


def launch(playwright: Playwright) -> Browser | None:
    """A running Chromium without a window; None where there is no Chromium."""
    path = find(playwright)
    if path is None:
        return None
    return playwright.chromium.launch(
        executable_path=path, args=list(FLAGS), env={**with_the_machines_fonts()}
    )
