"""Node with npm, which compile the style sheet: the path's own, or one from a Python wheel."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from scripts import uv
from scripts.steps import REQUIREMENTS, TOOLS, Stopped, ask, digest, is_done, program, run, say

AT_LEAST = 20
LOCK = REQUIREMENTS / "assets.txt"
OURS = TOOLS / "node"
MARK = OURS / ".installed"


def provide(python: Path) -> dict[str, str]:
    """What to add to the environment so that a good node and npm stand on the path."""
    if is_on_the_path():
        return {}
    if not is_done(MARK, digest([LOCK])):
        install(python)
    folder = program(OURS, "node").parent
    return {"PATH": os.pathsep.join([os.fspath(folder), os.environ.get("PATH", "")])}


def is_on_the_path() -> bool:
    """Whether the machine has node and npm, and node is new enough."""
    return shutil.which("npm") is not None and major(ask(["node", "--version"])) >= AT_LEAST


def major(said: str) -> int:
    """20 from "v20.11.1"; 0 from anything else."""
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def install(python: Path) -> None:
    """Install the wheels, by hash, into a virtual environment of their own."""
    say(f"assets: no Node {AT_LEAST} or newer with npm here; fetching one into .tools")
    tool = uv.provide()
    at = program(OURS, "python")
    sync: list[str | Path] = [
        tool,
        "pip",
        "sync",
        "--quiet",
        "--require-hashes",
        "--python",
        at,
        LOCK,
    ]
    made = run([tool, "venv", "--quiet", "--clear", "--python", python, OURS])
    if not (made and run(sync, uv.same_index_as_pip())):
        raise Stopped(
            f"Node could not be fetched; see uv's message above. Install Node {AT_LEAST} or newer "
            "with npm, and try again."
        )
    MARK.write_text(digest([LOCK]))
