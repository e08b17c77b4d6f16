"""The stamp inside our own files: which plan, when, and what it said, signed.

It lets a file that was edited elsewhere be compared three ways: with what went out, and with what
stands in the product now. Signed with the installation's key, so that nobody can claim that a
file went out saying something else. Unpacked only after the signature holds.
"""

from typing import Any

from django.core import signing

from actionplan.stamped import MOST_CHARACTERS, Stamp, as_data, from_data

SALT = "actionplan.stamps"
NOT_OURS = (
    "The stamp in this file was not made here or has been changed, so the file is read as any "
    "other: without what it said when it went out."
)
ANOTHER_VERSION = (
    "This file went out from another version of the product, so its stamp cannot be used. Download "
    "the plan again, or go on without what the file said when it went out."
)


class UnreadableStamp(Exception):
    """A stamp that cannot be used; the message is a sentence for a person."""


def make_stamp(stamp: Stamp) -> str:
    """``stamp`` as signed and packed text of letters, digits and ``-_:.`` only."""
    return signing.dumps(as_data(stamp), salt=SALT, compress=True)


def read_stamp(text: str) -> Stamp:
    """The stamp that ``make_stamp`` wrote, as it was found in a file.

    Raises UnreadableStamp with a sentence where it was forged, made elsewhere, or by a version
    whose plans have another shape. Does not say whether plan and council still exist.
    """
    try:
        return from_data(_signed("".join(text.split())))
    except signing.BadSignature as error:
        raise UnreadableStamp(NOT_OURS) from error
    except ValueError as error:
        raise UnreadableStamp(ANOTHER_VERSION) from error


def _signed(text: str) -> Any:
    """What was signed; raises BadSignature."""
    if len(text) > MOST_CHARACTERS:
        raise signing.BadSignature("longer than any stamp")
    return signing.loads(text, salt=SALT)
