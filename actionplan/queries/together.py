"""The conditions that open what is counted over several plans together."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from actionplan.models import Plan
from actionplan.queries.conditions import is_done, is_open
from actionplan.together import Mark, Whole, key_of

COUNTED = Q(counts_in_totals=True)


def counted_in(figure: Whole, day: date) -> Q:
    """The condition on actions that have ``due_in_force``; of any figure but ``RATED``."""
    conditions = {
        Whole.ACTIONS: Q(),
        Whole.COMPLETE: is_done(),
        Whole.OPEN: is_open(),
        Whole.PAST_DATE: is_open() & Q(due_in_force__lt=day),
    }
    return COUNTED & conditions[figure]


def letters_of(mark: Mark, plans: Iterable[Plan]) -> dict[int, str | None]:
    """By plan, the letter of its key that is this mark (None: not rated); only plans with one."""
    return {
        plan.pk: letter for plan in plans for letter, one in key_of(plan).items() if one == mark
    }


def rated(letters: Mapping[int, str | None]) -> Q:
    """The condition on actions: rated with the letter that stands by their plan."""
    condition = Q(pk__in=[])
    for plan, letter in letters.items():
        unrated = Q(latest=None) | Q(latest__rating="")
        condition |= Q(plan=plan) & (unrated if letter is None else Q(latest__rating=letter))
    return COUNTED & condition
