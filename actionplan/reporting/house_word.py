"""The covering report in the council's own Word template: what each placeholder stands for.

What goes into the template is words and paragraphs of ours, made here. The template itself was
sent by somebody, so it is filled in a child process (``actionplan.reporting.house_word_child``).
"""

import base64
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from actionplan.interchange import encode
from actionplan.reporting.covering import Covering, content
from actionplan.reporting.covering_word import POINTS, cover_grid, portrait, signed_grid
from actionplan.reporting.pieces import Piece
from actionplan.reporting.placeholders import block_names, inline_names, placeholder
from actionplan.reporting.word_pieces import put
from actionplan.words import day
from council.bounded import run_bounded
from council.hostile import cleaned, one_line, readable

if TYPE_CHECKING:
    from docx.document import Document

SECONDS, MEGABYTES = 30, 1024
LINE = 2_000  # the most characters of a placeholder within a line


def write_in_template(report: Covering, template: bytes) -> bytes:
    """The covering report in ``template``; equal reports in equal templates make equal bytes.

    Raises the errors of ``council.bounded``, ChildRefused with a sentence for a template that
    cannot be filled.
    """
    report = cleaned(report, readable)
    given = {
        "template": base64.b64encode(template).decode("ascii"),
        "title": one_line(report.title, 250),
        "author": one_line(report.council, 250),
        "is_draft": report.is_draft,
        "inline": inline(report),
        "blocks": blocks_of(report),
        "glossary": encode(report.glossary),
    }
    target = "actionplan.reporting.house_word_child:fill"
    return run_bounded(target, json.dumps(given).encode(), seconds=SECONDS, megabytes=MEGABYTES)


def inline(report: Covering) -> dict[str, str]:
    """The words of every placeholder within a line, "" for what was not written."""
    as_at = report.plans[0].document.as_at if report.plans else None
    known = {
        "council": report.council,
        "committee": report.committee,
        "meeting_date": day(report.meeting_on),
        "title": report.title,
        "position_as_at": day(as_at) if as_at else "",
        "draft": "DRAFT" if report.is_draft else "",
        "late_reason": report.late_reason,
    }
    for code, words in report.written.cover.items():
        known[placeholder(code)] = words
    return {name: one_line(known.get(name, ""), LINE) for name in inline_names(report.form)}


def blocks_of(report: Covering) -> dict[str, list[str]]:
    """The paragraphs and tables of every placeholder of its own, each as XML with our styles.

    A section that stands under a heading of ours, as ``sections`` prints it, is told under its
    name with a star: the template may have a placeholder of its own for some of them.
    """
    found: dict[str, list[str]] = {name: [] for name in block_names(report.form)}
    document = portrait(report)
    found["cover"] = markup(document, [cover_grid(report)])
    found["sign_offs"] = markup(document, filter(None, [signed_grid(report)]))
    for section in report.form.sections:
        if pieces := tuple(content(report, section)):
            name = placeholder(section.code)
            found[name] = markup(document, pieces)
            found[f"*{name}"] = [*markup(document, (), heading=section.heading), *found[name]]
    return found


def markup(document: "Document", pieces: Iterable[Piece], heading: str = "") -> list[str]:
    """Pieces as XML, in the document's styles; it is as empty afterwards as before."""
    from lxml.etree import tostring

    body = document.element.body
    known = set(body)
    if heading:
        document.add_heading(one_line(heading, 300), level=1)
    for piece in pieces:
        put(document, piece, POINTS)
    made = [one for one in body if one not in known]
    for one in made:
        body.remove(one)
    return [tostring(one, encoding="unicode") for one in made]
