"""A report as one value: what every writer of files takes, and how it crosses to a child.

Two reports that are equal make the same bytes in every kind of file: nothing here or in the writers
asks for the time.
"""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actionplan.document import PlanDocument
from actionplan.glossary import Term
from actionplan.interchange import decode, encode
from actionplan.reporting.appendix import Appendix

# Fields that there were not always: where they say nothing, files made before are the same.
LATER = ("response", "response_reason", "decisions")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Brand:
    """A council's colours, each "#" and six digits: a ground, the text on it, and an accent.

    Raises ValueError for anything else: these words stand in a style sheet.
    """

    background: str = "#1d3557"
    text: str = "#ffffff"
    accent: str = "#b8860b"

    def __post_init__(self) -> None:
        for colour in (self.background, self.text, self.accent):
            if not COLOUR.fullmatch(colour):
                raise ValueError(f"{colour!r} is not a colour like #1d3557.")


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A plan with the words and colours of the report it is printed in.

    ``title`` is the report's own, the plan's where it is empty. ``meeting_on`` is the day of the
    meeting of ``committee``, ``dated`` the day of the report, ``author`` the post that reports,
    ``produced_from`` says what the figures come from ("the live plan, 3 July 2023"). None and ""
    leave a line out. A draft says so on every page. ``posts`` are those that may be chosen as a
    lead, and ``stamp`` is what a file carries so that it can come back; both only where it can.
    ``note`` says what a public file does not show. With an ``appendix`` it is printed in the form
    of a committee report. Of the ``glossary`` the first use is written out in what is prose.
    """

    document: PlanDocument
    council: str
    title: str = ""
    committee: str | None = None
    meeting_on: date | None = None
    dated: date | None = None
    author: str | None = None
    produced_from: str = ""
    is_draft: bool = False
    brand: Brand = Brand()
    posts: tuple[str, ...] = ()
    stamp: str = ""
    note: str = ""
    appendix: Appendix | None = None
    glossary: tuple[Term, ...] = ()

    @property
    def heading(self) -> str:
        """The title to print."""
        return self.title or self.document.title or "Action plan"


def to_bytes(report: ReportDocument) -> bytes:
    """The report as JSON in UTF-8; characters that have no UTF-8 are escaped."""
    return json.dumps(encode(report)).encode("ascii")


def from_bytes(data: bytes) -> ReportDocument:
    """The report that ``to_bytes`` wrote. Raises ValueError with a sentence for anything else."""
    report: ReportDocument = decode(ReportDocument, json.loads(data), "the report")
    return report


def content_digest(report: ReportDocument) -> str:
    """The SHA-256 of what a report says; lines that correct it later stand outside."""
    appendix = report.appendix and replace(report.appendix, corrections=())
    data = encode(replace(report, appendix=appendix))
    if appendix and not appendix.queries:  # so that files made before there were any are the same
        del data["appendix"]["queries"]
    return _digest(data)


def digest_of(value: Any) -> str:
    """The SHA-256 of a value of frozen dataclasses, as JSON."""
    return _digest(encode(value))


def _digest(data: Any) -> str:
    if not data.get("glossary", True):  # so that what was made before there was one is the same
        del data["glossary"]
    return hashlib.sha256(json.dumps(_without_later(data)).encode("ascii")).hexdigest()


def _without_later(data: Any) -> Any:
    """JSON values without the later fields that say nothing."""
    if isinstance(data, list):
        return [_without_later(one) for one in data]
    if not isinstance(data, dict):
        return data
    said = ((name, one) for name, one in data.items() if one is not None or name not in LATER)
    return {name: _without_later(one) for name, one in said}
