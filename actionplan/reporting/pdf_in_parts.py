"""A long report as PDF: its parts are drawn at one time, and those that were drawn before are read.

See docs/adr/0048. What is kept of a part is what its words, its look and our sources make of it.
"""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor

from django.core.cache import cache as kept

from actionplan.reporting.made_once import KEPT_FOR, made_by
from actionplan.reporting.pages import html_of
from actionplan.reporting.pdf import with_data
from actionplan.reporting.report import ReportDocument, from_bytes, to_bytes
from council.pdf import in_child
from council.pdf_parts import cut, several_from_bytes, several_to_bytes

MOST_CHILDREN = 4  # at one time: each may take as much memory as a document may


def write_in_parts(report: ReportDocument) -> bytes:
    """The report as a PDF, each of its parts from a new sheet on.

    A single part that is left to draw is drawn by the child that binds them, which saves a start.
    Raises the errors of ``council.bounded``.
    """
    payload = to_bytes(report)
    page = in_child("actionplan.reporting.pdf_in_parts:page_of", payload)
    pages = {key_of(part): part for part in cut(page.decode()).parts()}
    drawn: dict[str, bytes] = kept.get_many(pages)
    left = {key: part for key, part in pages.items() if key not in drawn}
    new = drawn_at_one_time(left) if len(left) > 1 else {}
    known = drawn | new
    given = [payload, page, *(known.get(key, b"") for key in pages)]
    answer = in_child("actionplan.reporting.pdf_in_parts:bind_report", several_to_bytes(given))
    made, *drawn_last = several_from_bytes(answer)
    kept.set_many(new or dict(zip(left, drawn_last, strict=True)), KEPT_FOR)
    return made


def key_of(part: str) -> str:
    """What a part is kept under. No two parts of a page are alike: their anchors differ."""
    return f"part-{hashlib.sha256(f'{made_by()}{part}'.encode('utf-8', 'replace')).hexdigest()}"


def drawn_at_one_time(pages: dict[str, str]) -> dict[str, bytes]:
    """Pages by their keys, drawn by as many children as there are processors."""
    shares = shared_out(pages, min(os.process_cpu_count() or 1, MOST_CHILDREN))
    with ThreadPoolExecutor(len(shares)) as pool:
        made = list(pool.map(drawn_by_one, shares))
    return {key: one for share in made for key, one in share.items()}


def drawn_by_one(pages: dict[str, str]) -> dict[str, bytes]:
    """Pages by their keys, drawn by one child."""
    given = several_to_bytes([page.encode("utf-8", "replace") for page in pages.values()])
    answer = in_child("council.pdf_drawn:draw_several", given)
    return dict(zip(pages, several_from_bytes(answer), strict=True))


def shared_out(pages: dict[str, str], children: int) -> list[dict[str, str]]:
    """Pages in as many shares or fewer, of about as many characters each; none is empty."""
    shares: list[dict[str, str]] = [{} for _ in range(children)]
    for key in sorted(pages, key=lambda key: len(pages[key]), reverse=True):
        least = min(shares, key=lambda share: sum(map(len, share.values())))
        least[key] = pages[key]
    return [share for share in shares if share]


# What children run


def page_of(payload: bytes) -> bytes:
    """A report as ``to_bytes`` wrote it, to its page."""
    return html_of(from_bytes(payload)).encode("utf-8", "replace")


def bind_report(payload: bytes) -> bytes:
    """To PDF: a report, its page and the parts, b"" for one to draw; all as one text.

    The answer is the file, then the parts it drew.
    """
    from council.pdf import render
    from council.pdf_bound import CannotBind, bind
    from council.pdf_drawn import draw
    from council.pdf_drawn import from_bytes as part_of

    report, html, *given = several_from_bytes(payload)
    page = cut(html.decode())
    parts = [
        part_of(known) if known else draw(part)
        for known, part in zip(given, page.parts(), strict=True)
    ]
    try:
        made = bind(page, parts)
    except CannotBind:
        made = render(html.decode())
    new = [part.to_bytes() for part, known in zip(parts, given, strict=True) if not known]
    return several_to_bytes([with_data(made, from_bytes(report)), *new])
