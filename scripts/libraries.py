"""Pango and HarfBuzz, the system's own libraries with which PDF files are set."""

from __future__ import annotations

import ctypes

from scripts import apt
from scripts.steps import say

# Debian's package of each, and the names under which WeasyPrint looks for it.
LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    "libpangoft2-1.0-0": (
        "libpangoft2-1.0.so.0",
        "libpangoft2-1.0.0.dylib",
        "libpangoft2-1.0-0.dll",
    ),
    "libharfbuzz-subset0": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
    ),
}


def provide() -> None:
    """Install what is missing when we may; otherwise say what to do and go on without PDF."""
    for package in missing():
        # One at a time: older systems ship the last inside another, and do not know its name.
        if package in missing():
            apt.install(package)
    still = missing()
    if still:
        say(advice(still))


def missing() -> list[str]:
    """The packages whose library cannot be loaded."""
    return [package for package, names in LIBRARIES.items() if not any(map(loads, names))]


def loads(name: str) -> bool:
    """Whether the system finds that library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def advice(packages: list[str]) -> str:
    """What a person has to type for PDF files to work."""
    return (
        "system: PDF files cannot be made until Pango is installed. Everything else works. "
        f"Install it with: {apt.command(*packages)}"
    )
