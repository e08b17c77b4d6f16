"""What a stamp holds, as anybody can read it: the plan as it was when the file went out. Pure.

A stamp is ``actionplan.stamps``'s signed text. Here nothing is known of its signature: the child
process that reads a file has no key to check it with, and only uses the plan inside as an aid for
reading cells that have not changed. Whoever compares or decides asks ``actionplan.stamps``.
"""

import base64
import binascii
import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from actionplan.document import PlanDocument
from actionplan.interchange import from_json, to_json

# Raised by one when the shape of a stamp changes.
SCHEMA = 1

# A plan of 2,000 rows packs into about one megabyte, and unpacks into ten times that.
MOST_CHARACTERS = 8 << 20
MOST_BYTES = 48 << 20


class StampKind(StrEnum):
    """What went out: a whole plan, or one post's return form."""

    PLAN = "plan"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file of ours says about itself.

    ``council`` and ``plan`` are slugs; ``period`` is the slug of the period that ran, or "".
    ``exported_at`` has its time zone. ``document`` is the plan as it was then: the whole of it, or
    for a return form the rows of ``post``, and nothing else.
    """

    council: str
    plan: str
    period: str
    exported_at: datetime
    document: PlanDocument
    kind: StampKind = StampKind.PLAN
    post: str = ""


def as_data(stamp: Stamp) -> dict[str, Any]:
    """A stamp as JSON values."""
    return {
        "stamp": SCHEMA,
        "kind": stamp.kind.value,
        "council": stamp.council,
        "plan": stamp.plan,
        "period": stamp.period,
        "exported_at": stamp.exported_at.isoformat(),
        "post": stamp.post,
        "document": to_json(stamp.document),
    }


def from_data(data: Any) -> Stamp:
    """The stamp that ``as_data`` wrote. Raises ValueError for any other shape or schema."""
    try:
        if data["stamp"] != SCHEMA:
            raise ValueError(f"It has stamp schema {data['stamp']!r}.")
        words = {name: str(data[name]) for name in ("council", "plan", "period", "post")}
        return Stamp(
            exported_at=datetime.fromisoformat(data["exported_at"]),
            document=from_json(data["document"]),
            kind=StampKind(data["kind"]),
            **words,
        )
    except (KeyError, TypeError) as error:
        raise ValueError("It is no stamp of this version.") from error


def unpacked(text: str) -> Stamp | None:
    """The stamp in a signed text, unchecked and within bounds; None for anything else."""
    try:
        return from_data(json.loads(_unpacked(text)))
    except (ValueError, RecursionError, binascii.Error, zlib.error):
        return None


def _unpacked(text: str) -> bytes:
    """The bytes before the signature; raises ValueError where there are too many."""
    packed = "".join(text[:MOST_CHARACTERS].split()).rsplit(":", 2)[0]
    raw = base64.urlsafe_b64decode(packed.lstrip(".") + "=" * (-len(packed.lstrip(".")) % 4))
    if not packed.startswith("."):
        return raw
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(raw, MOST_BYTES)
    if unpacker.unconsumed_tail:
        raise ValueError("It unpacks to more than any plan.")
    return content
