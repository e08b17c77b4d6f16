"""make lock: write the hashed requirements anew from pyproject.toml.

    python -m scripts.lock [--upgrade]

Versions that stand and still fit are kept, unless ``--upgrade`` is given.
"""

import subprocess
import sys
from pathlib import Path

from scripts import uv
from scripts.steps import REQUIREMENTS, ROOT, Stopped, main_of, run, say

USUAL = [
    "--universal",
    "--generate-hashes",
    "--no-header",
    # Lock files name versions and hashes, and no addresses: they work behind any package index.
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
]
OLDEST = ["--python-version", "3.12"]
FILES = {
    "base.txt": ["pyproject.toml"],
    "dev.txt": ["pyproject.toml", "--group", "dev"],
    "assets.txt": ["--group", "assets"],
}


def lock() -> None:
    """Write each file; raises Stopped where no set of versions fits."""
    tool, more = uv.provide(), sys.argv[1:]
    for name, sources in FILES.items():
        say(f"lock: requirements/{name}")
        output = ["--output-file", f"requirements/{name}"]
        command: list[str | Path] = [
            tool,
            "pip",
            "compile",
            *USUAL,
            *OLDEST,
            *sources,
            *output,
            *more,
        ]
        if not run(command, uv.same_index_as_pip()):
            raise Stopped("The versions do not fit together; see uv's message above.")
    lock_uv(more)


def lock_uv(more: list[str]) -> None:
    """uv itself, for whichever Python the machine happens to have."""
    say("lock: requirements/uv.txt")
    output: list[str | Path] = ["--python-version", "3.9", "--output-file", REQUIREMENTS / "uv.txt"]
    command: list[str | Path] = [uv.provide(), "pip", "compile", *USUAL, *output, *more, "-"]
    subprocess.run(command, cwd=ROOT, input="uv\n", text=True, check=True)


if __name__ == "__main__":
    sys.exit(main_of(lock))
