"""Files made once: what was made is kept by the digest of everything that it depends on."""

import hashlib
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as kept

from actionplan.reporting.report import ReportDocument, to_bytes
from actionplan.reporting.writers import Writer

KEPT_FOR = 7 * 24 * 60 * 60  # seconds
LARGEST_KEPT = 5_000_000  # bytes; larger ones are made anew each time
# The product's own sources, what it prints with, and the versions of all libraries and fonts.
SOURCES = ("actionplan", "council", "templates", "static/pdf", "requirements", "package-lock.json")


def made_once(report: ReportDocument, kind: str, writer: Writer) -> bytes:
    """What the writer makes of the report; one that was made of an equal report is only read.

    Another version of the product makes its files anew. Raises as the writer does.
    """
    return kept_or_made(to_bytes(report), kind, partial(writer.write, report))


def kept_or_made(said: bytes, kind: str, make: Callable[[], bytes]) -> bytes:
    """A file of a ``kind`` that ``said`` says all of: one that was made is only read."""
    known = said + f"|{kind}|{made_by()}".encode()
    key = f"file-{hashlib.sha256(known).hexdigest()}"
    content: bytes | None = kept.get(key)
    if content is None:
        content = make()
        if len(content) <= LARGEST_KEPT:
            kept.set(key, content, KEPT_FOR)
    return content


@cache
def made_by() -> str:
    """The digest of all that draws a file, read once a process."""
    found = hashlib.sha256()
    for path in _sources():
        found.update(f"{path.relative_to(settings.BASE_DIR)}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _sources() -> Iterator[Path]:
    for name in SOURCES:
        below = Path(settings.BASE_DIR) / name
        paths = [below] if below.is_file() else below.rglob("*")
        yield from sorted(one for one in paths if one.is_file() and one.suffix != ".pyc")
