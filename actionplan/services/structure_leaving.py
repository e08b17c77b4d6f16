"""How an action leaves its plan, however it does: held, taken out, and said so in the log."""

from dataclasses import replace

from actionplan.declared import Status
from actionplan.models import Action, Change, Entry
from actionplan.position import Position, position_of
from actionplan.services.decisions import decide
from actionplan.services.register import Register
from actionplan.services.structure import claim_row, save_signed
from actionplan.services.structure_actions import refuse_gone_on, refuse_left
from actionplan.services.updates import UpdatedMeanwhile
from council.models import Person
from council.versions import CannotEdit, ChangedMeanwhile

LEFT = "In the plan"


def held(action: Action, seen: int | None, register: Register) -> Action:
    """The action as it stands, locked, and a row of the plan."""
    stands: Action = claim_row(action, seen)
    stands.plan = register.plan
    refuse_left(stands)
    refuse_gone_on(stands)
    return stands


def held_as_it_is(action: Action, register: Register) -> Action:
    """The same, whatever has been changed of it: it was named, not shown."""
    rows = Action.objects.select_for_update(of=("self",)).filter(plan=register.plan)
    stands = rows.filter(pk=action.pk).first()
    if stands is None:
        raise CannotEdit(f"{action.reference} belongs to another plan.")
    stands.plan = register.plan
    refuse_left(stands)
    refuse_gone_on(stands)
    return stands


def subject(action: Action) -> str:
    return f"{action.reference} {action.title}"


def leave(action: Action, how: Action.Left, by: Person) -> None:
    action.left = how
    save_signed(action, by)


def end_as(action: Action, status: Status, by: Person, change: Change) -> None:
    """Say in the log that the action ended in this way."""
    position = replace(position_of(action), status=status, completed=None)
    log_decision(action, position, by, change)


def log_decision(
    action: Action, position: Position, by: Person, change: Change, carries: Entry | None = None
) -> None:
    """A decision in the log; a lead who updates at the same moment comes first, and is shown."""
    try:
        decide(action=action, position=position, by=by, change=change, carries=carries)
    except UpdatedMeanwhile as error:
        raise ChangedMeanwhile from error
