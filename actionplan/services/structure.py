"""Numbers of actions, and how a row of the structure is held, checked and signed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet

from actionplan.changes import Detail
from actionplan.models import Action, Plan
from council.in_words import in_words
from council.models import Person
from council.versions import CannotEdit, ChangedMeanwhile, newest, sign

# The history's mark of a change that moved a row's place in the order and nothing else.
ORDER_ONLY = "[order of rows only]"


@transaction.atomic
def allot_number(plan: Plan) -> int:
    """The next action number of ``plan``, used up for ever, whatever becomes of the action.

    What the plan's actions are called, and were while they were there, counts for more than its
    ``next_number``, which somebody may have set back.
    """
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    used = max(
        _last(locked.actions.filter(code_of_origin="")),
        _last(Action.history.filter(plan=locked, code_of_origin="")),
    )
    number = max(locked.next_number, used + 1)
    # Not by save(): the plan's history is for what people change of it.
    Plan.objects.filter(pk=plan.pk).update(next_number=number + 1)
    return number


def _last(actions: QuerySet) -> int:
    return actions.aggregate(last=Max("number"))["last"] or 0


def claim_row(row: Any, seen: int | None) -> Any:
    """The row as it stands, locked until the transaction ends.

    Raises ChangedMeanwhile when it was changed since ``seen`` in anything but its place: that
    others moved up or down is nobody's words, and no reason to stop somebody who is typing.
    """
    stands = type(row).objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if stands is None or not (newest(stands) == seen or _moved_only(stands, seen)):
        raise ChangedMeanwhile
    return stands


def _moved_only(row: Any, seen: int | None) -> bool:
    if seen is None or not row.history.filter(history_id=seen).exists():
        return False
    later = row.history.filter(history_id__gt=seen)
    return not later.exclude(history_change_reason=ORDER_ONLY).exists()


def save_signed(row: Any, by: Person) -> None:
    """Check and save a row, its history signed; raises CannotEdit with a broken rule's sentence."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise CannotEdit(" ".join(error.messages)) from error
    sign(row, by)
    if row._state.adding:
        row.save(force_insert=True)
    else:  # never ``latest``: what a lead says at this moment is not ours to write
        fields = (field for field in row._meta.concrete_fields if not field.primary_key)
        row.save(update_fields=[field.name for field in fields if field.name != "latest"])


def changed_details(
    row: Any, values: Mapping[str, Any], labels: Mapping[str, str]
) -> Iterable[Detail]:
    """What, before, after: a line for each value that is not the row's own already."""
    for name, value in values.items():
        before = getattr(row, name)
        if before != value:
            yield [labels[name], in_words(before), in_words(value)]
