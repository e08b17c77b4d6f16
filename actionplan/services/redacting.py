"""Taking personal data out for good, as the law asks: from the log, seals, files and the rest.

Nothing else changes. What was removed leaves a tombstone, a line of the ``Redaction`` that says
why and who approved it, and an entry in the log of the action; the proof of the rest still holds.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import IntegrityError, transaction

from actionplan.models import TOMBSTONE, Entry, Evidence, Redaction
from actionplan.proofs.hashing import PERSON
from actionplan.proofs.passages import SHORTEST, Passage
from actionplan.queries.redaction import places_of
from actionplan.queries.redaction_places import Place, Places
from actionplan.queries.redaction_record import place_of_evidence
from actionplan.services.deriving import derive_plan
from actionplan.services.removing import Removing
from actionplan.services.report_files import start_unfinished_again
from council import clock
from council.models import Council, Person
from council.versions import CannotEdit


@dataclass(frozen=True, slots=True)
class Wish:
    """What must go: words wherever they stand, the name of who recorded an entry, evidence."""

    words: str = ""
    person_of: Entry | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """Why, who approved it, and who does it. Neither text may hold what must go."""

    reason: str
    approved_by: str
    by: Person


def to_be_redacted(*, council: Council, wish: Wish) -> Places:
    """Every place that ``redact`` would change. Raises CannotEdit where there is none."""
    words = " ".join(wish.words.split())
    if words and len(words) < SHORTEST:
        raise CannotEdit(f"Give at least {SHORTEST} characters: less is found everywhere.")
    found = places_of(council, words) if words else Places()
    known = {place.row.pk for place in found.evidence}
    found.evidence += [place_of_evidence(one) for one in wish.evidence if one.pk not in known]
    if wish.person_of and wish.person_of.by_id:
        found.entries = _with_person(found.entries, wish.person_of)
    if not len(found):
        raise CannotEdit("There is nothing to remove: the words stand nowhere in this council.")
    return found


def _with_person(entries: list[Place], entry: Entry) -> list[Place]:
    """The same, with the name of who recorded ``entry``."""
    others = [place for place in entries if place.row.pk != entry.pk]
    words = [name for place in entries if place.row.pk == entry.pk for name in place.columns]
    where = f"{entry.action.reference} entry {entry.number}"
    return [*others, Place(entry, (*words, PERSON), where)]


@transaction.atomic
def redact(*, council: Council, wish: Wish, approval: Approval) -> Redaction:
    """Take it out everywhere; nothing of it is left but in backups. Raises CannotEdit."""
    start_unfinished_again(council=council)
    found = to_be_redacted(council=council, wish=wish)
    passage = Passage(wish.words, TOMBSTONE)
    _refuse_words(passage, wish, approval)
    redaction = Redaction.objects.create(
        council=council,
        reason=approval.reason,
        approved_by=approval.approved_by,
        by=approval.by,
        recorded_at=clock.now(),
    )
    try:
        Removing(redaction, passage).remove(found)
    except IntegrityError as error:
        raise CannotEdit(
            "One of the places would not let the words go, so nothing was removed. Ask those who "
            "look after the installation."
        ) from error
    for plan in council.plans.all():
        derive_plan(plan)
    transaction.on_commit(cache.clear)
    return redaction


def _refuse_words(passage: Passage, wish: Wish, approval: Approval) -> None:
    if not approval.reason or not approval.approved_by:
        raise CannotEdit("Say why, and who approved it.")
    if wish.words.strip() and passage.stands_in([approval.reason, approval.approved_by]):
        raise CannotEdit("The reason stays for ever, so it cannot hold the words that must go.")
