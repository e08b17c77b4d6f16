"""The digests by which lines of the register, corrections and narratives prove themselves. Pure.

Of each line there is a proof: a salted digest of its facts and of each of its *words*, which the
law may ask to remove. Proofs of a plan are a chain as the log of an action is one
(``proofs.hashing``), which holds whatever becomes of the lines; the digests say whether a line
is still what was recorded. Where words are removed their salt goes too, and the rest still proves.
"""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from actionplan.proofs.hashing import SALT, Head, digests_of, plain, proved

CHANGE, SUCCESSION = "actionplan_change", "actionplan_succession"
CORRECTION, NARRATIVE = "actionplan_correction", "actionplan_narrative"
SEAL = "actionplan_seal"
# By table: the columns that may give way to a tombstone. A new one goes at the end.
WORDS: Mapping[str, tuple[str, ...]] = {
    CHANGE: ("subject", "details", "reason", "agreed_by", "minute"),
    SUCCESSION: (),
    CORRECTION: ("reported", "correct", "minute", "reason"),
    NARRATIVE: ("words", "on_behalf_source"),
    SEAL: (),  # its text proves itself, and a redaction keeps the digests before and after
}
# What a closed period is called, and its days: locked with its seal.
OF_PERIOD = ("plan_id", "name", "slug", "first_day", "last_day", "updates_due_by", "state")
# What a person calls them.
NAMES = {
    "subject": "subject",
    "details": "list of before and after",
    "reason": "reason",
    "agreed_by": "name of who agreed",
    "minute": "minute",
    "reported": "reported value",
    "correct": "correct value",
    "words": "text",
    "on_behalf_source": "source",
}

type Fields = Any  # whatever has the columns of a line, or of a proof


def slots_of(line: Fields) -> tuple[str, ...]:
    """What a line's proof has a digest of: all its other facts first, then each of its words."""
    return (_facts(line), *(_text(getattr(line, name)) for name in WORDS[line._meta.db_table]))


def _facts(line: Fields) -> str:
    """Columns that say nothing are left out, so that one added later changes no digest."""
    names = [field.attname for field in line._meta.concrete_fields if not field.primary_key]
    facts = {name: getattr(line, name) for name in names if name not in WORDS[line._meta.db_table]}
    if line._meta.db_table == SEAL:
        facts = _of_seal(line, facts)
    said = {name: value for name, value in facts.items() if value not in (None, "", False, [])}
    return _json({name: plain(value) for name, value in said.items()})


def _of_seal(seal: Fields, facts: dict[str, Any]) -> dict[str, Any]:
    """Who closed it, when and as at which day, the first digest of its text, and its period."""
    period = {f"period {name}": getattr(seal.period, name) for name in OF_PERIOD}
    kept = {name: value for name, value in facts.items() if name not in {"text", "sha256"}}
    return kept | period | {"sha256": seal.first_sha256}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def prove_by(proof: Fields, line: Fields, head: Head) -> None:
    """Give the proof of a line its number, salts, digests and link after ``head``."""
    slots = slots_of(line)
    proof.number = head.number + 1
    proof.salts = secrets.token_hex(SALT // 2 * len(slots))
    proof.digests = digests_of(slots, proof.salts)
    proof.link = proved(proof, head.link)
