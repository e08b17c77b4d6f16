"""Proving the log and the seals: the first thing that is not as it was recorded, in a sentence."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from actionplan.models import TOMBSTONE, Action, Entry, Plan, RedactedPlace, Seal
from actionplan.models.log import SILENT
from actionplan.proofs.hashing import (
    DIGEST,
    NAMES,
    NO_SALT,
    SALT,
    SLOTS,
    Head,
    digest_of,
    head_from,
    parts,
    proved,
    slots_of,
)
from actionplan.proofs.line_hashing import SEAL
from actionplan.proofs.sealed import sha256_of


@dataclass(slots=True)
class Proof:
    """What was proved, and what could not be: sentences, the first broken entry first."""

    entries: int = 0
    lines: int = 0
    seals: int = 0
    faults: list[str] = field(default_factory=list)


def prove(plan: Plan) -> Proof:
    """Prove the chains of a plan's actions and its seals. Every action has at most one fault."""
    proof, removed = Proof(), _removed()
    links: dict[str, list[str]] = {}
    for action, entries in _by_action(plan):
        links[f"{action.reference} entry"] = [entry.link for entry in entries]
        proof.entries += len(entries)
        proof.faults += _first_fault(action, entries, removed)
    lines = list(plan.line_proofs.order_by("number").values_list("link", "table"))
    links[f"{plan.code} line proof"] = [link for link, _ in lines]
    proof.lines = sum(1 for _, table in lines if table != SEAL)
    seals = Seal.objects.filter(period__plan=plan).select_related("period").order_by("as_at")
    for seal in seals.iterator(chunk_size=5):  # each may hold megabytes
        proof.seals += 1
        proof.faults += _fault_of_seal(seal, plan, links)
    return proof


def _by_action(plan: Plan) -> Iterator[tuple[Action, list[Entry]]]:
    """Each action of which something was said, with its entries in their order: two queries."""
    actions = plan.actions.only("number", "code_of_origin", "plan", "latest").in_bulk()
    entries = Entry.objects.filter(action__plan=plan).order_by("action__number", "action", "number")
    for pk, some in groupby(entries.iterator(chunk_size=500), lambda entry: entry.action_id):
        action = actions[pk]
        action.plan = plan
        yield action, list(some)


def _removed() -> Mapping[int, str]:
    """What was redacted of which entry."""
    found: dict[int, str] = defaultdict(str)
    lines = RedactedPlace.objects.filter(table=Entry._meta.db_table)
    for row, columns in lines.values_list("row", "columns"):
        found[row] += columns
    return found


def _first_fault(action: Action, entries: list[Entry], removed: Mapping[int, str]) -> list[str]:
    head = Head()
    for entry in entries:
        fault = _fault(entry, head, removed.get(entry.pk, ""))
        if fault:
            return [f"{action.reference} entry {head.number + 1} {fault}"]
        head = Head(entry.number, entry.link)
    declaring = [entry.pk for entry in entries if entry.kind not in SILENT]
    if (declaring[-1] if declaring else None) != action.latest_id:
        return [f"{action.reference} does not show the last thing that was said about it."]
    return []


def _fault(entry: Entry, head: Head, removed: str) -> str:
    """What is wrong with the entry that should come after ``head``; "" for nothing."""
    if entry.number != head.number + 1:
        return "is missing from the log."
    salts, digests = parts(entry.salts, SALT), parts(entry.digests, DIGEST)
    for name, words, salt, digest in zip(SLOTS, slots_of(entry), salts, digests, strict=False):
        if salt == NO_SALT:
            if f" {name} " not in removed or words not in ("", TOMBSTONE):
                return f"has lost its {NAMES[name]}, and no redaction says so."
        elif digest_of(words, salt) != digest:
            return f"is not what was recorded: its {NAMES[name]} is another."
    if len(salts) != len(digests) or proved(entry, head.link) != entry.link:
        return "is not what was recorded, or not in its place."
    return ""


def _fault_of_seal(seal: Seal, plan: Plan, links: Mapping[str, list[str]]) -> list[str]:
    """A seal whose text is another, or that knows of entries or lines that are not there."""
    if sha256_of(seal.text) != seal.sha256 or not _as_redacted(seal):
        return [f"The closed period {seal.period} is not what was closed and locked."]
    for name, text in _heads(json.loads(seal.text), plan):
        head, found = head_from(text), links.get(name, [])
        if len(found) < head.number:
            return [f"{name} {head.number} is missing: {seal.period}, closed, has it."]
        if found[head.number - 1] != head.link:
            return [f"{name} {head.number} is not the one that {seal.period} has."]
    return []


def _heads(sealed: Mapping[str, Any], plan: Plan) -> Iterator[tuple[str, str]]:
    """The ends of all chains that a sealed text knows, each by what its links are called."""
    for reference, text in sealed.get("heads", {}).items():
        yield f"{reference} entry", text
    if sealed.get("lines"):  # since schema 5
        yield f"{plan.code} line proof", sealed["lines"]


def _as_redacted(seal: Seal) -> bool:
    """Whether its digest is that which its last redaction left."""
    lines = RedactedPlace.objects.filter(table=Seal._meta.db_table, row=seal.pk)
    last = lines.order_by("-pk").values_list("after", flat=True).first()
    return last in (None, seal.sha256)
