"""Changes of a plan's structure."""

from django.db import transaction
from django.db.models import Max, QuerySet

from actionplan.models import Action, Plan


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
    locked.next_number = number + 1
    locked.save(update_fields=["next_number"])
    return number


def _last(actions: QuerySet) -> int:
    return actions.aggregate(last=Max("number"))["last"] or 0
