"""uv, which installs Python packages: the path's own, or one fetched into .tools/."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from scripts import apt
from scripts.steps import REQUIREMENTS, TOOLS, Stopped, ask, program, run, say


def provide() -> Path:
    """The uv to use. Fetched once when there is none; raises Stopped when that cannot be done."""
    on_the_path = shutil.which("uv")
    if on_the_path:
        return Path(on_the_path)
    ours = program(TOOLS, "uv")
    if not ask([ours, "--version"]):
        fetch()
    return ours


def fetch() -> None:
    """Install uv, by hash, into a virtual environment of its own."""
    say("python: fetching uv")
    python = program(TOOLS, "python")
    if not make_environment():
        raise Stopped(
            "Python's venv module does not work here. Install it with: "
            f"{apt.command('python3-venv')}, or install uv (https://docs.astral.sh/uv/), "
            "and try again."
        )
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    if not run([*pip, "--require-hashes", "-r", REQUIREMENTS / "uv.txt"]):
        raise Stopped(
            "uv could not be fetched; see pip's message above. Check the connection to the "
            "package index, or install uv (https://docs.astral.sh/uv/), and try again."
        )


def make_environment() -> bool:
    """Make .tools/; Debian parts venv from Python, and as root we can put it back."""
    make: list[str | Path] = [sys.executable, "-m", "venv", "--clear", TOOLS]
    # Asked first without a word: the message of a Python without venv is ours to give.
    return bool(ask([sys.executable, "-c", "import ensurepip; print(1)"]) and run(make)) or (
        apt.install("python3-venv") and run(make)
    )


def same_index_as_pip() -> dict[str, str]:
    """Where this machine's pip is told to use another package index, uv is told the same."""
    if any(name in os.environ for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_CONFIG_FILE")):
        return {}
    index = os.environ.get("PIP_INDEX_URL") or ask(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    )
    return {"UV_DEFAULT_INDEX": index} if index else {}
