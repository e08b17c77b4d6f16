"""A report as one web page by itself with the content of its PDF: no script, nothing fetched."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from actionplan.reporting.pages import rendered
from actionplan.reporting.report import ReportDocument
from council.hostile import TURNS, cleaned, readable

SHEETS = Path(__file__).resolve().parent.parent.parent / "static" / "pdf"
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def write_html(report: ReportDocument) -> bytes:
    """The report as HTML in UTF-8. Everything that it says is escaped."""
    return rendered(cleaned(report, on_screen), style()).encode("utf-8")


def on_screen(text: str | None) -> str:
    """``text`` without what would make a line read as another."""
    return TURNS.sub("", readable(text))


@cache
def style() -> str:
    """Our own style sheets: that of paper, and what a screen has otherwise."""
    return "\n".join((SHEETS / name).read_text("utf-8") for name in ("report.css", "screen.css"))


def style_sources(page: bytes) -> list[str]:
    """What a policy of content must allow for the styles within a page of ours: their digests."""
    found = STYLE.findall(page.decode("utf-8"))
    digests = (hashlib.sha256(one.encode()).digest() for one in found)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
