"""Giving what a lead said a reported wording beside it; the lead's words are never touched."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from actionplan.models import Action, Entry, Period, Plan
from actionplan.proofs.chains import all_chained
from actionplan.queries.wording import (
    KIND,
    own_words,
    said_of,
    stands,
    version,
    with_wording,
)
from actionplan.services.speaking import TRIES, Speaker, silent_entry
from actionplan.wording import squeezed
from council.models import Person
from council.versions import CannotEdit


@dataclass(frozen=True, slots=True)
class Wished:
    """The wording that one action's commentary shall have, and the version that was shown."""

    words: str
    seen: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """Actions by id: those of which something was recorded, and those that others changed first."""

    saved: frozenset[int] = frozenset()
    meanwhile: frozenset[int] = frozenset()


def reword(*, plan: Plan, wished: Mapping[int, Wished], by: Person) -> Reworded:
    """Record the reported wording of some actions, by their ids, each as an entry of its log.

    Words that are the lead's own, or none, take a wording back; what is reported already records
    nothing. An action whose lead spoke, or that somebody else worded, since it was shown is left
    and named. Raises CannotEdit where the plan takes no updates.
    """
    if not Plan.objects.get(pk=plan.pk).takes_updates:
        raise CannotEdit("This plan takes no updates now, so nothing is reported of it anew.")
    for _ in range(TRIES - 1):
        try:
            return _reword(plan, wished, by)
        except IntegrityError:
            continue  # something was said meanwhile: look again at what stands
    return _reword(plan, wished, by)


@transaction.atomic
def _reword(plan: Plan, wished: Mapping[int, Wished], by: Person) -> Reworded:
    actions = with_wording(Action.objects.filter(plan=plan, pk__in=wished).in_plan())
    found = list(actions.select_related("latest__carries").order_by("pk"))
    changed = [one for one in found if not _is_said(one, wished[one.pk].words)]
    mine = [one for one in changed if version(one) == wished[one.pk].seen]
    period = Period.objects.running().filter(plan=plan).values_list("pk", flat=True).first()
    speaker = Speaker(by, period_id=period)
    entries = [_entry(one, wished[one.pk].words, speaker) for one in mine]
    Entry.objects.bulk_create(all_chained(entries))
    saved = frozenset(one.pk for one in mine)
    gone = set(wished) - {one.pk for one in found}
    return Reworded(saved, frozenset(gone.union(one.pk for one in changed)) - saved)


def _is_said(action: Action, words: str) -> bool:
    """Whether nothing is to be recorded: it is reported so, or it is none of the lead's words."""
    return said_of(action) is None or squeezed(stands(action)) == squeezed(_or_own(action, words))


def _or_own(action: Action, words: str) -> str:
    return words if squeezed(words) else own_words(action)


def _entry(action: Action, words: str, speaker: Speaker) -> Entry:
    again = squeezed(words) in {"", squeezed(own_words(action))}
    entry = silent_entry(action, KIND, "" if again else words, speaker)
    entry.carries = said_of(action)
    return entry
