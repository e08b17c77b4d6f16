"""Proving the lines that are no entries: each is what was recorded, and none is gone or new."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from actionplan.models import (
    TOMBSTONE,
    Change,
    Correction,
    LineProof,
    Narrative,
    Period,
    Plan,
    RedactedPlace,
    Seal,
    Succession,
)
from actionplan.proofs.hashing import DIGEST, NO_SALT, SALT, Head, digest_of, parts, proved
from actionplan.proofs.line_hashing import (
    CHANGE,
    CORRECTION,
    NAMES,
    SEAL,
    SUCCESSION,
    WORDS,
    slots_of,
)

type Line = Change | Succession | Correction | Narrative | Seal
type Removed = Mapping[tuple[str, int], str]  # by table and row: names of columns
GONE = ("", TOMBSTONE, json.dumps([[TOMBSTONE, "", ""]], ensure_ascii=False))


def faults_of_proofs(plan: Plan) -> Iterator[str]:
    """Each line that is not what its proof says, and the first proof that is out of its place."""
    proofs = list(plan.line_proofs.select_related("period").order_by("number"))
    yield from _faults_of_chain(plan, proofs)
    removed, of_line = _removed(), {(one.table, one.row): one for one in proofs}
    for line in _lines(plan):
        proof = of_line.pop((line._meta.db_table, line.pk), None)
        fault = _fault(line, proof, removed) if proof else "has no proof: it was not recorded here."
        if fault:
            yield f"{_name_of(line, plan)} {fault}"
    for proof in of_line.values():
        name = _called(proof.table, proof.line, proof.period or plan)
        yield f"{name} is missing{_where(proof)}."


def _faults_of_chain(plan: Plan, proofs: Iterable[LineProof]) -> Iterator[str]:
    head = Head()
    for one in proofs:
        if one.number != head.number + 1:
            yield f"{plan.code} line proof {head.number + 1} is missing."
            return
        if proved(one, head.link) != one.link:
            yield f"{plan.code} line proof {one.number} is not what was made, or not in its place."
            return
        head = Head(one.number, one.link)


def _removed() -> Removed:
    """What was redacted of which line."""
    found: dict[tuple[str, int], str] = defaultdict(str)
    places = RedactedPlace.objects.filter(table__in=WORDS)
    for table, row, columns in places.values_list("table", "row", "columns"):
        found[table, row] += columns
    return found


def _lines(plan: Plan) -> Iterator[Line]:
    """Each line of the plan: five queries."""
    corrections = Correction.objects.filter(period__plan=plan).select_related("period")
    narratives = Narrative.objects.filter(period__plan=plan)
    return chain(
        plan.changes.order_by("number").iterator(chunk_size=500),
        Succession.objects.filter(change__plan=plan).select_related("change").order_by("pk"),
        corrections.order_by("period", "number"),
        narratives.select_related("period", "recommendation").order_by("pk"),
        Seal.objects.filter(period__plan=plan).select_related("period").order_by("pk").iterator(5),
    )


def _fault(line: Line, proof: LineProof, removed: Removed) -> str:
    """What is wrong with a line, by its proof; "" for nothing."""
    gone = removed.get((proof.table, proof.row), "")
    names = ("", *WORDS[proof.table])
    salts, digests = parts(proof.salts, SALT), parts(proof.digests, DIGEST)
    for name, words, salt, digest in zip(names, slots_of(line), salts, digests, strict=False):
        if salt == NO_SALT:
            if f" {name} " not in gone or words not in GONE:
                return f"has lost its {NAMES[name]}, and no redaction says so."
        elif digest_of(words, salt) != digest:
            return f"is not what was recorded{_which(name)}."
    return "" if len(salts) == len(digests) else "has no whole proof."


def _which(name: str) -> str:
    return f": its {NAMES[name]} is another" if name else ""


def _name_of(line: Line, plan: Plan) -> str:
    """A line as people call it."""
    table = line._meta.db_table
    if isinstance(line, Change):
        return _called(table, line.number, plan)
    if isinstance(line, Succession):
        return _called(table, line.change.number, plan)
    if isinstance(line, Correction):
        return _called(table, line.number, line.period)
    if isinstance(line, Seal):
        return _called(table, 1, line.period)
    of = line.recommendation or "the plan"
    return f"Narrative {line.number} of {of} in {line.period}"


def _called(table: str, number: int, of: Plan | Period) -> str:
    """A line by its number, of a plan or of a period; also one that is gone."""
    if table == SEAL:
        return f"The closed period {of}" if isinstance(of, Period) else f"A period of {of.code}"
    if isinstance(of, Plan):
        begins = "What goes on as what by change" if table == SUCCESSION else "Change"
        return f"{begins} {number} of {of.code}"
    return f"{'Correction' if table == CORRECTION else 'Narrative'} {number} of {of}"


def _where(proof: LineProof) -> str:
    return " from the register" if proof.table == CHANGE else ""
