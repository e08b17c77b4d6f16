"""Changes of a plan's structure."""

from django.db import transaction

from actionplan.models import Plan


@transaction.atomic
def allot_number(plan: Plan) -> int:
    """The next action number of ``plan``, used up for ever, whatever becomes of the action."""
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    number = locked.next_number
    locked.next_number = number + 1
    locked.save(update_fields=["next_number"])
    return number
