"""What is typed into a read-through: the reported wording of each row."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from actionplan.models.log import COMMENTARY_LIMIT
from actionplan.queries.read_through import Read
from actionplan.wording import squeezed
from council.texts import tidy

TOO_LONG = f"At most {COMMENTARY_LIMIT:,} characters are taken."


@dataclass(frozen=True, slots=True)
class Line:
    """One row with the words in its box, and what they were when it was shown (a digest)."""

    read: Read
    words: str
    seen: str
    shown: str
    error: str = ""
    is_saved: bool = False

    @property
    def pk(self) -> int:
        return self.read.row.action.pk

    @property
    def is_typed(self) -> bool:
        """Whether the words are others than those that were shown."""
        return digest(self.words) != self.shown


def digest(words: str) -> str:
    return hashlib.sha256(squeezed(words).encode()).hexdigest()[:16]


def as_shown(read: Read, *, is_saved: bool = False) -> Line:
    """A row as it stands."""
    return Line(read, read.words, read.version, digest(read.words), is_saved=is_saved)


def as_typed(read: Read, data: QueryDict, error: str = "") -> Line:
    """A row as it was sent; as it stands where the page had no box for it."""
    pk = read.row.action.pk
    words = data.get(f"words-{pk}")
    if words is None:
        return as_shown(read)
    words = tidy(words)
    wrong = error or (TOO_LONG if len(words) > COMMENTARY_LIMIT else "")
    return Line(read, words, data.get(f"seen-{pk}", ""), data.get(f"shown-{pk}", ""), wrong)


def in_conflict(read: Read, data: QueryDict, error: str) -> Line:
    """The words that were typed, on what stands now: sent again, they are meant so."""
    line = as_typed(read, data)
    return Line(read, line.words, read.version, "", error)


def typed_in(reads: Iterable[Read], data: QueryDict) -> list[Line]:
    """The rows into which something was typed; of one row alone, where its button was used."""
    only = data.get("only", "")
    lines = [as_typed(read, data) for read in reads]
    return [one for one in lines if one.is_typed and only in {"", str(one.pk)}]
