"""Packages of the operating system: installed when we may, else the one command that does it."""

from __future__ import annotations

import os
import shutil

from scripts.steps import run, say

QUIET = {"DEBIAN_FRONTEND": "noninteractive"}
_lists_are_fresh = False


def command(*packages: str) -> str:
    """The command that a person would type."""
    return f"sudo apt-get install -y {' '.join(packages)}"


def may_install() -> bool:
    """Whether this is Debian or Ubuntu, and we are root there."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def install(*packages: str) -> bool:
    """Install packages if we may; whether that worked."""
    global _lists_are_fresh  # noqa: PLW0603 - the lists are fetched once a run
    if not may_install():
        return False
    say(f"system: installing {' '.join(packages)}")
    if not _lists_are_fresh:
        _lists_are_fresh = run(["apt-get", "update", "-qq"], QUIET)
    return run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], QUIET)
