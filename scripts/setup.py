"""make setup: from nothing to an installation that runs. What is there already is left alone.

    python -m scripts.setup [--without-database | --server]

``--server`` is make install: only what a server runs, no settings and no database made.
Exit status 2, with one sentence, where a step cannot be done.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from scripts import dotenv, environment, libraries, node
from scripts.steps import Stopped, main_of, run, say

if TYPE_CHECKING:
    from pathlib import Path


def set_up() -> None:
    """Every step, in order."""
    server = "--server" in sys.argv
    libraries.provide()
    python = environment.provide(environment.SERVER if server else environment.EVERYTHING)
    if not server:
        dotenv.provide()
    build_assets(python)
    if not server and "--without-database" not in sys.argv:
        migrate(python)


def build_assets(python: Path) -> None:
    """The style sheet, the fonts and the scripts, under static/built/."""
    if not run([python, "-m", "scripts.build_assets"], node.provide(python)):
        raise Stopped("The assets could not be built; see the message above.")


def migrate(python: Path) -> None:
    """Bring the database to the present models."""
    if not run([python, "manage.py", "migrate", "--verbosity", "0"]):
        raise Stopped("The database could not be made ready; see the message above.")
    say("database: ready")


if __name__ == "__main__":
    sys.exit(main_of(set_up))
