""".env: the settings of an installation for trying out, written once and then left alone."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from scripts.steps import ROOT, say

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
# Written by make setup, for trying out on this machine. Never use it on a server: without this
# file the settings are those of production (council/settings.py).
DEBUG=1
SECRET_KEY={key}
"""


def provide(path: Path = ROOT / ".env") -> None:
    """Write ``path`` with a key of its own, readable by its owner alone, unless it is there."""
    if path.exists():
        return
    say("settings: writing .env")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(TEXT.format(key=secrets.token_urlsafe(50)))
