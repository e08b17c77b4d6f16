"""What a file's name says of the plan in it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from actionplan.due import parse_date
from actionplan.importing.notes import Note, Reading

TITLE = "the title"
NO_TITLE = "The file has no title, so its name is taken."
# How we name a file, also an appendix, and what a browser adds to the name of a second copy.
OURS = re.compile(
    r"(?:\d{4}-\d\d-\d\d Appendix \d+ )?(?P<title>.+?)"
    r"(?:\s[–-]\sposition as at (?P<day>\d{1,2} [A-Za-z]+ \d{4}))?"
    r"(?:\s?\(DRAFT\))?(?:\s?\(\d{1,3}\))?"
)


def is_on_title(note: Note) -> bool:
    """Whether a note asks for the name of the plan, which only a new one needs."""
    return note.where == TITLE


def titled(reading: Reading) -> Reading:
    """The reading without the question for a title, which a person has said."""
    return replace(reading, notes=tuple(note for note in reading.notes if not is_on_title(note)))


def shown_name(path: PurePath) -> str:
    """The file's name without its folder and without anything that could upset a screen."""
    name = "".join(letter if letter.isprintable() else "�" for letter in path.name)
    return name if len(name) <= 100 else f"{name[:60]}…{name[-30:]}"


def with_title(reading: Reading, path: PurePath) -> Reading:
    """The name of the file as title where the file itself has none; of one of ours also its day."""
    if reading.document.title:
        return reading
    title, day = named(path)
    note = Note(TITLE, title, NO_TITLE, needs_decision=True)
    document = replace(reading.document, title=title, as_at=reading.document.as_at or day)
    return replace(reading, document=document, notes=(note, *reading.notes))


def named(path: PurePath) -> tuple[str, date | None]:
    """The title and the day in a file's name."""
    name = " ".join(shown_name(path.with_suffix("")).replace("_", " ").split())
    found = OURS.fullmatch(name)
    if not found:
        return name or "Untitled plan", None
    said = parse_date(found["day"] or "")
    return found["title"], said.date if said else None
