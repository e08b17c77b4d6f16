"""What a reader of files says about what it read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actionplan.document import PlanDocument


@dataclass(frozen=True, slots=True)
class Note:
    """One thing a person should know about a file that was read.

    ``where`` is a place a person can find ("table 3, row 2, Anticipated Completion");
    ``said`` the words that stand there; ``understood`` what was made of them, in one sentence;
    ``needs_decision`` is True where a person has to choose.
    ``action`` is the action's place in document order, from 0, or None. ``field`` is the field of
    the action that the note is about ("due", "rating"), or empty: notes of one field that
    understood the same words in the same way are alike, and may be decided on together.
    ``unread`` says that the words are no part of what was understood: a person has to see them,
    also where the plan stays as it is.
    """

    where: str
    said: str
    understood: str
    needs_decision: bool = False
    action: int | None = None
    field: str = ""
    unread: bool = False


# For each row, by its place: the fields that its notes ask about, and the words that stand there.
Doubted = Mapping[int, Mapping[str, str]]


def doubted(notes: Iterable[Note]) -> Doubted:
    """What is asked about, cell by cell."""
    found: dict[int, dict[str, str]] = {}
    for note in notes:
        if note.action is not None and note.field and note.needs_decision:
            found.setdefault(note.action, {})[note.field] = note.said
    return found


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column as understood, for a person to confirm or change.

    ``field`` is the name of a member of ``synonyms.Field`` in small letters; ``reason`` says why in
    one sentence, ``score`` how sure that is, from 0 to 1; ``rival`` is the field that came close,
    or empty. ``samples`` are up to three different words from it.
    """

    index: int
    heading: str
    field: str
    score: float = 0.0
    reason: str = ""
    rival: str = ""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a file, or several that are headed alike.

    ``key`` tells it from the file's other tables, the same at every reading; ``where`` names it
    for a person ("table 3 and table 4", "sheet “Actions”"); ``rows`` is the number of its rows that
    became actions, 0 for a table that has headings and none for the action.
    """

    key: str
    where: str
    columns: tuple[FoundColumn, ...]
    rows: int = 0


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell as the file has it: heading, words with their line ends, what it was taken for.

    ``shade`` is six hexadecimal digits or empty.
    """

    heading: str
    text: str
    field: str = ""
    shade: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The row of a file that one action was read from. ``table`` is the key of its table."""

    where: str
    table: str = ""
    cells: tuple[SourceCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was understood.

    ``rows`` are the source of the document's actions, in document order, one for each; empty for
    a file without rows (JSON). ``speaks`` are the fields for which the file has a column: of the
    others it says nothing. ``stamp`` is what our own exports carry, as it stands in the file: not
    to be trusted before its signature is checked.
    """

    document: PlanDocument
    notes: tuple[Note, ...] = ()
    tables: tuple[FoundTable, ...] = ()
    rows: tuple[SourceRow, ...] = ()
    speaks: tuple[str, ...] = ()
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A person's word on a column of one table: it holds ``field``."""

    table: str
    index: int
    field: str


@dataclass(frozen=True, slots=True)
class KnownHeading:
    """A heading that holds ``field``: the council's own word for it, or that of the last import."""

    heading: str
    field: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What people have said about how files are to be read, strongest first.

    ``columns`` of this file, ``remembered`` headings of the plan's last import, ``synonyms`` of the
    council.
    """

    columns: tuple[ColumnChoice, ...] = ()
    remembered: tuple[KnownHeading, ...] = ()
    synonyms: tuple[KnownHeading, ...] = ()


class UnreadableFile(Exception):
    """A file that cannot be imported; the message is one sentence that names the file."""
