"""What the SLT leads said of a recommendation, or of the plan, as it is printed. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from actionplan.document import Narrative, PlanDocument
from actionplan.key_lines import Rating

HEADING = "What the lead officers say"
WHOLE = "The plan as a whole"


@dataclass(frozen=True, slots=True)
class Said:
    """Words, the overall rating that ``by`` declared (None for none), and what else to know.

    ``about`` is "" where a heading says it already.
    """

    words: str
    rating: Rating | None
    by: str
    note: str = ""
    about: str = ""

    @property
    def declared(self) -> str:
        """Who said it, before the rating where there is one."""
        by = self.by or "SLT"
        return f"Overall rating declared by {by}:" if self.rating else f"{by} says:"


def said_of(document: PlanDocument, one: Narrative | None, about: str = "") -> Said | None:
    """A narrative of the document as it is printed; None where nothing was said.

    One that was taken out of the public edition says that it is exempt, as ``redact`` left it.
    """
    if one is None or not (one.words.strip() or one.rating):
        return None
    exempt = one.exempt_paragraph
    is_told = bool(exempt) and exempt != one.words
    note = f"Exempt information: {exempt}" if is_told else ""
    return Said(one.words, document.rating(one.rating), one.post or "", note, about)


def every_said(document: PlanDocument) -> Iterator[Said]:
    """That of the plan as a whole, then that of each recommendation, each with what it is about."""
    if said := said_of(document, document.narrative, WHOLE):
        yield said
    for place, one in enumerate(document.recommendations(), 1):
        if said := said_of(document, one.narrative, f"Recommendation {one.number or place}"):
            yield said
