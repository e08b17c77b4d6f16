"""A plan as it was reported in a period, as one text that never changes. Pure.

The text is JSON and is kept byte for byte, with its SHA-256 beside it. Texts of an older schema
will be read by functions that stay here for ever: ``tests/data/seals`` has a sample of each.
"""

import hashlib
import json
from datetime import date

from actionplan.document import PlanDocument
from actionplan.interchange import from_json, to_json

# Raised by one when the shape of a sealed text changes; a plan's own shape has its schema within.
SCHEMA = 1


class BrokenSeal(Exception):
    """A sealed text that is not what was sealed; the message is a sentence for a person."""


def sealed_text(document: PlanDocument, as_at: date) -> str:
    """The text of a plan that is sealed as at a day."""
    data = {"seal": SCHEMA, "as_at": as_at.isoformat(), "document": to_json(document)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """The hexadecimal digest of a text's bytes in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def unsealed(text: str, sha256: str) -> PlanDocument:
    """The plan in a sealed text, if the text is the one that was sealed.

    Raises BrokenSeal where a byte is another, or where it was sealed by a later version.
    """
    if sha256_of(text) != sha256:
        raise BrokenSeal(
            "This period's figures are not what was closed and locked: its digest does not fit. "
            "Restore them from a backup."
        )
    data = json.loads(text)
    if data["seal"] != SCHEMA:
        raise BrokenSeal(f"This period was locked by another version (schema {data['seal']}).")
    return from_json(data["document"])
