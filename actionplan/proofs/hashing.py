"""The digests by which the log proves itself. Pure.

Each entry of an action is linked to the one before: its ``link`` is the SHA-256 of that one's
link, of the facts it records, and of a salted digest of each of its *slots*, which hold words and
the person. Without its salt nobody can find out from a digest what was said, not even by trying
every name there is; so what stands in a slot can be removed together with its salt, and the link
of the entry and of all after it can still be proved from the digest that stays.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

WORDS = ("commentary", "due_words", "due_reason", "on_behalf_source", "imported_from")
PERSON = "by_id"
SLOTS = (*WORDS, PERSON)  # a new one goes at the end: what was linked before has none of it
# What a person calls what stands in a slot.
NAMES = {
    "commentary": "commentary",
    "due_words": "words of the due date",
    "due_reason": "reason for the date",
    "on_behalf_source": "source",
    "imported_from": "name of the file it came from",
    PERSON: "name of who recorded it",
}
SALT, DIGEST = 32, 64  # characters each slot takes of ``salts`` and of ``digests``
NO_SALT = "0" * SALT  # that of a slot from which something was removed
PROOF = ("salts", "digests", "link")  # what is not itself recorded, but proves it
FIRST = ""  # the link before the first entry


type Fields = Any  # whatever has the columns of an entry


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of an action: its number (0 where there is none) and its link."""

    number: int = 0
    link: str = FIRST

    def __str__(self) -> str:
        return f"{self.number} {self.link}"


def head_from(text: str) -> Head:
    """A head as a seal keeps it: "3 9f86d0…"."""
    number, _, link = text.partition(" ")
    return Head(int(number), link)


def new_salts() -> str:
    """A fresh salt for each slot."""
    return secrets.token_hex(SALT // 2 * len(SLOTS))


def facts_of(entry: Fields) -> dict[str, Any]:
    """What an entry records, but for its slots; columns that say nothing are left out.

    So an entry has the same facts after a column is added that did not exist when it was made.
    """
    names = [field.attname for field in entry._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(entry, name) for name in names if name not in (*SLOTS, *PROOF)}
    return {name: plain(value) for name, value in values.items() if value not in (None, "", False)}


def plain(value: Any) -> Any:
    """A value as JSON has it, the same whatever the database and the time zone."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | UUID):
        return str(value)
    return value


def slots_of(entry: Fields) -> tuple[str, ...]:
    """What stands in its slots, as text."""
    return tuple(str(getattr(entry, name) or "") for name in SLOTS)


def digests_of(slots: tuple[str, ...], salts: str) -> str:
    """The salted digest of each slot, one after another."""
    return "".join(map(digest_of, slots, parts(salts, SALT)))


def digest_of(words: str, salt: str) -> str:
    """The digest of one slot."""
    return sha256(f"{salt} {words}")


def link_of(before: str, facts: Mapping[str, Any], digests: str) -> str:
    """The link of an entry after one whose link is ``before``."""
    return sha256(json.dumps([before, facts, digests], ensure_ascii=False, sort_keys=True))


def sha256(text: str) -> str:
    """The hexadecimal digest of a text's bytes in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def parts(text: str, size: int) -> list[str]:
    """A text cut into pieces of ``size`` characters."""
    return [text[start : start + size] for start in range(0, len(text), size)]


def proved(entry: Fields, before: str) -> str:
    """The link that an entry must have after ``before``, from what it records."""
    return link_of(before, facts_of(entry), entry.digests)


def link_up(entry: Fields, head: Head) -> None:
    """Give an entry its number, salts, digests and link after ``head``."""
    entry.number = head.number + 1
    entry.salts = new_salts()
    entry.digests = digests_of(slots_of(entry), entry.salts)
    entry.link = proved(entry, head.link)
