"""Every file of a final report: what each is called, and what writes it."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from actionplan.interchange import encode
from actionplan.reporting.covering import Covering
from actionplan.reporting.covering_word import write_covering
from actionplan.reporting.house_word import write_in_template
from actionplan.reporting.made_once import kept_or_made
from actionplan.reporting.public_files import PUBLIC_FILES
from actionplan.reporting.report import ReportDocument, content_digest, digest_of
from actionplan.reporting.writers import WRITERS, plain_name, safe_name
from council.hostile import readable

COVERING = "docx"  # the one kind of file of a covering report


@dataclass(frozen=True, slots=True)
class ToMake:
    """A file to be made: of which plan's appendix (0: the covering report), what kind, its name.

    ``said`` is the digest of the value that it is written from.
    """

    place: int
    kind: str
    name: str
    said: str
    write: Callable[[], bytes]


def private_files(
    covering: Covering, appendices: Iterable[tuple[int, ReportDocument]], template: bytes = b""
) -> Iterator[ToMake]:
    """The covering report, then each appendix in every kind of file."""
    name, said = covering_name(covering), digest_of(covering)
    yield ToMake(0, COVERING, name, said, lambda: covering_file(covering, template))
    for place, report in appendices:
        said = content_digest(report)
        for kind, writer in WRITERS.items():
            name = appendix_name(covering.meeting_on, report, writer.suffix)
            yield ToMake(place, kind, name, said, bound(writer.write, report))


def covering_file(covering: Covering, template: bytes) -> bytes:
    """The covering report in the council's own Word template, or in the shipped form for b"".

    Raises the errors of ``council.bounded``.
    """
    return write_in_template(covering, template) if template else write_covering(covering)


def covering_made_once(covering: Covering, template: bytes) -> bytes:
    """The same, only read where it was made of an equal report in the same template."""
    said = json.dumps(encode(covering)).encode("ascii") + hashlib.sha256(template).digest()
    return kept_or_made(said, f"covering {COVERING}", lambda: covering_file(covering, template))


def public_files(editions: Iterable[tuple[int, ReportDocument]]) -> Iterator[ToMake]:
    """What anybody may have of each plan, in every kind of file that its public page offers."""
    for place, report in editions:
        said = content_digest(report)
        for kind, writer in PUBLIC_FILES.items():
            name = writer.file_name(report)
            yield ToMake(place, kind, name, said, bound(writer.write, report))


def bound(write: Callable[[ReportDocument], bytes], report: ReportDocument) -> Callable[[], bytes]:
    """The writer with its report."""
    return lambda: write(report)


def covering_name(report: Covering) -> str:
    """ "2023-09-05 Peer review: progress.docx", as clerks name it; a draft says so."""
    draft = " (DRAFT)" if report.is_draft else ""
    return f"{report.meeting_on:%Y-%m-%d} {safe_name(readable(report.title))}{draft}.docx"


def appendix_name(meeting_on: date, report: ReportDocument, suffix: str) -> str:
    """ "2023-09-05 Appendix 1 Peer review action plan – position as at 30 June 2023.pdf"."""
    number = report.appendix.number if report.appendix else 1
    return f"{meeting_on:%Y-%m-%d} Appendix {number} {plain_name(report)}.{suffix}"
