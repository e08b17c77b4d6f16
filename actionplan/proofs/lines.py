"""Proving the register, corrections and narratives: what is missing, altered, or not reported so.

Each line has a proof of its own (``line_proofs``). Besides, lines are numbered without a
gap, and what a correction corrects is what the seal of its period says.
"""

from collections import defaultdict
from collections.abc import Iterator

from actionplan.comparing.reported import reported
from actionplan.models import Correction, Period, Plan, RedactedPlace, Seal
from actionplan.proofs.line_proofs import faults_of_proofs
from actionplan.proofs.sealed import BrokenSeal, Sealed
from actionplan.queries.past_periods import what_was_sealed

# Fields of which a correction holds the sealed words themselves; others are told in the product's
# own words, which a later version may choose otherwise.
AS_SEALED = {Correction.Field.COMMENTARY, Correction.Field.TITLE}


def faults_of_lines(plan: Plan) -> Iterator[str]:
    """What is wrong with the lines of a plan, each in a sentence that is said once."""
    yield from dict.fromkeys([*_faults_of_numbers(plan), *faults_of_proofs(plan)])


def _faults_of_numbers(plan: Plan) -> Iterator[str]:
    """The first line that is missing from a plan's register, and each fault of its corrections."""
    numbers = plan.changes.order_by("number").values_list("number", flat=True)
    if missing := _gap(list(numbers)):
        yield f"Change {missing} of {plan.code} is missing from the register."
    for period in plan.periods.filter(state=Period.State.SEALED, seal=None):
        yield f"The closed period {period} is missing: what was locked is gone."
    of_period: dict[int, list[Correction]] = defaultdict(list)
    found = Correction.objects.filter(period__plan=plan).select_related("period__seal")
    for line in found.order_by("period", "number"):
        of_period[line.period_id].append(line)
    for lines in of_period.values():
        yield from _faults_of_corrections(lines)


def _gap(numbers: list[int]) -> int:
    """The first number that lacks, counted from one; 0 for none. The last may be gone unseen."""
    return next((want for want, one in enumerate(numbers, 1) if one != want), 0)


def _faults_of_corrections(lines: list[Correction]) -> Iterator[str]:
    period = lines[0].period
    if missing := _gap([line.number for line in lines]):
        yield f"Correction {missing} of {period} is missing."
    try:
        sealed = what_was_sealed(period.seal)
    except (BrokenSeal, Seal.DoesNotExist):  # which the proof of the seals names
        return
    removed = _removed(lines)
    for line in lines:
        if line.pk not in removed and not _is_what_was_sealed(line, sealed):
            yield f"Correction {line.number} of {period} is not about what was reported."


def _removed(lines: list[Correction]) -> set[int]:
    """Those of which personal data was removed: they say no longer what they said."""
    places = RedactedPlace.objects.filter(table=Correction._meta.db_table)
    return set(places.filter(row__in=[one.pk for one in lines]).values_list("row", flat=True))


def _is_what_was_sealed(line: Correction, sealed: Sealed) -> bool:
    said = reported(sealed, line.reference, line.field)
    return said is not None and (line.field not in AS_SEALED or said == line.reported)
