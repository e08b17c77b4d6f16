"""Actions that are dropped from their plan, and come back."""

from django.db import transaction

from actionplan.changes import Detail
from actionplan.declared import Status
from actionplan.models import Action, Change, Entry
from actionplan.position import Position, said
from actionplan.services.register import Register, Why
from actionplan.services.structure import claim_row, save_signed
from actionplan.services.structure_depends import references
from actionplan.services.structure_leaving import LEFT, end_as, held, leave, log_decision, subject
from actionplan.services.structure_order import lay_out
from actionplan.services.structure_places import height, parts_below, put, refuse_depth
from council.models import Person
from council.versions import CannotEdit


@transaction.atomic
def drop_action(*, action: Action, seen: int | None, by: Person, why: Why) -> None:
    """Take an action out of the plan; its page stays. The reason is never left out.

    Raises ChangedMeanwhile, and CannotEdit while it has parts that are in the plan.
    """
    if not why.reason.strip():
        raise CannotEdit("Say why it is dropped: that is kept with it for ever.")
    register = Register(plan=action.plan, by=by, why=why)
    stands = held(action, seen, register)
    if parts := list(parts_below(stands)):
        raise CannotEdit(
            f"{stands.reference} has parts that are still in the plan ({references(parts)}): "
            "drop or move those first."
        )
    leave(stands, Action.Left.DROPPED, by)
    lay_out(register.plan, [stands.recommendation_id], by)
    details = [[LEFT, "Yes", "No: dropped"]]
    change = register.note(Change.Kind.DROPPED, subject(stands), details, action=stands)
    end_as(stands, Status.CANCELLED, by, change)


@transaction.atomic
def restore_action(*, action: Action, seen: int | None, by: Person, why: Why) -> None:
    """Take a dropped action back into the plan as it was, under the same reference.

    One whose whole has left the plan meanwhile comes back on its own. Raises ChangedMeanwhile,
    and CannotEdit for an action that was not dropped.
    """
    register = Register(plan=action.plan, by=by, why=why)
    stands: Action = claim_row(action, seen)
    stands.plan = register.plan
    if stands.left != Action.Left.DROPPED:
        raise CannotEdit(f"{stands.reference} was not dropped, so there is nothing to take back.")
    stands.left = ""
    details: list[Detail] = [[LEFT, "No: dropped", "Yes"]]
    moved = put(stands, stands.recommendation, _whole_to_return_to(stands), by)
    if not moved:
        save_signed(stands, by)
    details += moved
    lay_out(register.plan, [stands.recommendation_id], by)
    change = register.note(Change.Kind.RESTORED, subject(stands), details, action=stands)
    log_decision(stands, _before_it_was_dropped(stands), by, change)


def _before_it_was_dropped(action: Action) -> Position:
    """What stood before the decision to drop it; the first agreed date where nobody had spoken."""
    dropped = action.entries.filter(change__kind=Change.Kind.DROPPED).order_by("-number").first()
    declared = Entry.objects.declaring().filter(action=action)
    earlier = declared.filter(number__lt=dropped.number) if dropped else declared.none()
    before = earlier.order_by("-number").first()
    return said(before) if before else Position(due=action.first_due)


def _whole_to_return_to(action: Action) -> Action | None:
    """The action that it was a part of, if that is in the plan and has room for it."""
    whole = action.parent
    if whole is None or whole.left:
        return None
    try:
        refuse_depth(whole, height(action))
    except CannotEdit:
        return None
    return whole
