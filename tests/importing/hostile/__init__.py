"""Files that mean harm, or that came to harm: what each is, and what must become of it.

Each module has ``FILES``: a name, a function that makes the bytes, and the words that its refusal
must hold; or ``Read`` where the file does no harm and is read, with words of a note on it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Read:
    """A file that is read: its number of actions, and words that stand in one of its notes."""

    actions: int
    note: str = ""


REAL = 60  # actions of the real plan, which most of these files are made from
