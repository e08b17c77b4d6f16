"""Saying how a recommendation, or the plan as a whole, has gone in a period."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from actionplan.access.narratives import NarrativeRight
from actionplan.models import Narrative, Period, Recommendation
from actionplan.models.narrative import NARRATIVE_LIMIT
from actionplan.services.line_proofs import held, proved
from council import clock
from council.models import Person
from council.versions import CannotEdit, ChangedMeanwhile


@dataclass(frozen=True, slots=True)
class Said:
    """The words, and the rating declared for the whole (a letter of the key; "" for none).

    ``exempt_paragraph`` keeps them from the public; ``cleared`` are the references of exempt rows
    of which they tell nothing; ``source`` is where the lead said so, if somebody else writes.
    """

    words: str
    rating: str = ""
    exempt_paragraph: str = ""
    cleared: Iterable[str] = field(default=())
    source: str = ""


@transaction.atomic
def say_narrative(
    *,
    period: Period,
    recommendation: Recommendation | None,
    said: Said,
    right: NarrativeRight,
    by: Person,
    seen: int,
) -> Narrative | None:
    """Add a line to the running period's narrative; None where it says what stands already.

    ``seen`` is the number of the line that the form was made from (0: there was none). Nothing
    said any more is a line without words and rating. Raises ChangedMeanwhile, and CannotEdit with
    a sentence for a locked period, a rating that is not in the key, and words that are too long.
    """
    stands = held(Period.objects.all(), period)
    _refuse(stands, recommendation, said, right)
    newest = stands.narratives.filter(recommendation=recommendation).order_by("-number").first()
    if (newest.number if newest else 0) != seen:
        raise ChangedMeanwhile
    columns = _columns(said)
    if newest and all(getattr(newest, name) == value for name, value in columns.items()):
        return None
    if newest is None and not (said.words or said.rating):
        return None
    line = Narrative.objects.create(
        period=stands,
        recommendation=recommendation,
        number=seen + 1,
        post=right.post,
        by=by,
        recorded_at=clock.now(),
        **columns,
    )
    return proved(line)


def _columns(said: Said) -> dict[str, object]:
    return {
        "words": said.words,
        "rating": said.rating,
        "exempt_paragraph": said.exempt_paragraph,
        "cleared": sorted(said.cleared),
        "on_behalf_source": said.source,
    }


def _refuse(
    period: Period, recommendation: Recommendation | None, said: Said, right: NarrativeRight
) -> None:
    """Raise CannotEdit where it may not be said, or not so."""
    if period.is_sealed:
        raise CannotEdit(f"{period} is closed and locked: what was said in it stays.")
    if not period.plan.takes_updates:
        raise CannotEdit("This plan takes no updates now.")
    if recommendation and recommendation.plan_id != period.plan_id:
        raise CannotEdit("This recommendation is not in the plan.")
    if said.rating and said.rating not in {one.letter for one in period.plan.ratings}:
        raise CannotEdit(f"“{said.rating}” is not in the plan’s key.")
    if len(said.words) > NARRATIVE_LIMIT:
        raise CannotEdit(f"A narrative may have {NARRATIVE_LIMIT:,} characters.")
    if right.on_behalf and not said.source:
        raise CannotEdit("Say where the lead said so, such as: e-mail, 12 June.")
