"""What a reader of files says about what it read."""

from dataclasses import dataclass

from actionplan.document import PlanDocument


@dataclass(frozen=True, slots=True)
class Note:
    """One thing a person should know about a file that was read.

    ``where`` is a place a person can find ("table 3, row 2, Anticipated Completion");
    ``said`` the words that stand there; ``understood`` what was made of them, in one sentence;
    ``needs_decision`` is True where a person has to choose.
    ``action`` is the action's place in document order, from 0, or None.
    """

    where: str
    said: str
    understood: str
    needs_decision: bool = False
    action: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was understood."""

    document: PlanDocument
    notes: tuple[Note, ...] = ()


class UnreadableFile(Exception):
    """A file that cannot be imported; the message is one sentence that names the file."""
