"""Tests that look at one costly thing run in one process, so that it is made once.

All tests of a file do so already (see ``pyproject.toml``); a group also binds those of other files,
as soon as pytest-xdist can tell its groups to the pytest that we use.
"""

from collections.abc import Iterable
from typing import Any

import pytest


def together(kind: str) -> pytest.MarkDecorator:
    """The mark of tests that stay in one process: for ``pytestmark``."""
    return pytest.mark.xdist_group(kind)


def each_once(kind: str, names: Iterable[str]) -> list[Any]:
    """A parameter for each name; all tests of one name stay in one process."""
    return [pytest.param(name, marks=together(f"{kind} {name}")) for name in names]
