"""The plan's set-up list: what an import was not sure of is settled by a person."""

from django.db import transaction

from actionplan.models import Doubt
from council import clock
from council.models import Person
from council.versions import CannotEdit

LONGEST = 300


@transaction.atomic
def settle_doubt(*, doubt: Doubt, how: str, by: Person) -> Doubt:
    """Say how a doubt was settled: "The date is right", "Two actions now". It asks no more.

    Raises CannotEdit without words, with too many, and for one that somebody has settled already.
    """
    stands = Doubt.objects.select_for_update(of=("self",)).get(pk=doubt.pk)
    words = " ".join(how.split())
    if stands.settled_at:
        raise CannotEdit("Somebody has settled this already.")
    if not words or len(words) > LONGEST:
        raise CannotEdit(f"Say in a few words how it is settled, at most {LONGEST} characters.")
    stands.settled_how, stands.settled_by, stands.settled_at = words, by, clock.now()
    stands.save(update_fields=["settled_how", "settled_by", "settled_at"])
    return stands
