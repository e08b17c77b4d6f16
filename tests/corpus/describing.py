"""How the documents of the corpus are described: cells, tables, lines, and what stands in them.

A document is a function that returns a ``Sample``: the bytes of a real file, and what a careful
reader takes from it. The same description of a table is built as Word or as Excel.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class C:
    """A cell that is more than words: merged, shaded, bold, with a number format or as raw XML."""

    value: str | int | float | date | datetime | bool | None = ""
    across: int = 1
    down: int = 1
    shade: str = ""
    bold: bool = False
    form: str = ""
    raw: str = ""


# The place of a cell that the merged one above it covers.
UP = C(None)

Value = str | int | float | date | datetime | bool | C | None
Rows = list[list[Value]]


@dataclass(frozen=True)
class Raw:
    """A piece of a Word page as XML."""

    xml: str


@dataclass(frozen=True)
class A:
    """One action as ``import_plan --dry-run --json`` prints it, and what must be asked about it.

    ``asks`` holds, for each note that needs a decision, some of its words; no other note that
    needs a decision may stand on the action.
    """

    title: str
    recommendation: int | str | None = None
    rag: str | None = None
    status: str | None = None
    due_text: str | None = None
    due_date: str | None = None
    owner: str | None = None
    priority: str | None = None
    timescale: str | None = None
    commentary: str | None = None
    steps: list[str] = field(default_factory=list)
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sample:
    """A document of the corpus: its bytes, and what must be read.

    ``recommendations`` are number, words and theme; ``says`` are words of notes that must be
    there; ``extras`` are headings and words that an action must have kept, by its place.
    """

    content: bytes
    actions: list[A]
    recommendations: list[tuple[int | str | None, str, str | None]] | None = None
    leads: list[list[str]] | None = None
    says: tuple[str, ...] = ()
    extras: dict[int, dict[str, str]] = field(default_factory=dict)
    title: str | None = None


DOCUMENTS: dict[str, Callable[[], Sample]] = {}


def document(make: Callable[[], Sample]) -> Callable[[], Sample]:
    """Add a document to the corpus under the name of the function that makes it."""
    assert make.__name__ not in DOCUMENTS, make.__name__
    DOCUMENTS[make.__name__] = make
    return make
