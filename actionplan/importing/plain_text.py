"""The text of a file that is nothing but text: CSV or JSON, in whatever letters it was saved."""

import re
from dataclasses import dataclass

from actionplan.importing.content import NEITHER
from council.bounded_child import Refused

# Marks at the beginning that say how the letters are written; the longer ones first.
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
NAMES = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}
SAMPLE = 2_000
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Programs and pictures have one in three; a list that was copied from somewhere a few.
MOST_CONTROL = 0.02


@dataclass(frozen=True, slots=True)
class PlainText:
    """A file's text with one kind of line end. ``guessed`` is the encoding where none is said."""

    text: str
    guessed: str = ""


def plain_text(content: bytes) -> PlainText:
    """The text of ``content``. Raises Refused where it is no text."""
    said = next((name for mark, name in MARKS if content.startswith(mark)), "")
    for encoding in [said] if said else guesses(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(CONTROL.findall(text)) > MOST_CONTROL * len(text):
            break
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return PlainText(text, "" if said else NAMES.get(encoding, ""))
    raise Refused(NEITHER)


def guesses(content: bytes) -> list[str]:
    """The encodings that a file without a mark may have, likelier ones first."""
    sample = content[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 > len(sample):
        return ["utf-16-be" if even > odd else "utf-16-le"]
    return ["utf-8", "cp1252"]
