"""What must be true of the files themselves."""

import re

import pytest

from scripts.steps import ROOT, ask

LOCKS = sorted(ROOT.glob("requirements/*.txt"))
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))


@pytest.mark.parametrize("path", [*LOCKS, ROOT / "package-lock.json"], ids=lambda path: path.name)
def test_lock_files_name_no_place_to_fetch_from(path):
    """They work behind any package index; what is fetched is checked by its hash."""
    text = path.read_text()
    assert "index-url" not in text
    assert "find-links" not in text
    assert '"resolved"' not in text
    assert " @ " not in text


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_a_hash(path):
    packages = re.split(r"^(?=\w)", path.read_text(), flags=re.MULTILINE)[1:]
    assert packages
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_pages_fetch_nothing_from_elsewhere():
    outside = re.compile(r"<(?:script|link|img|iframe|form)\b[^>]*(?:src|href|action)=.https?://")
    assert [path.name for path in TEMPLATES if outside.search(path.read_text())] == []


def test_nothing_that_is_installed_or_built_is_committed():
    made = [".env", ".venv", "node_modules", "static/built", "staticfiles", "*.sqlite3"]
    assert ask(["git", "ls-files", *made]) == ""
