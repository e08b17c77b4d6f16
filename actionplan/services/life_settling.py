"""Settling what is open when a plan closes: each action one of four ways, by a decision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import transaction

from actionplan.changes import Detail
from actionplan.declared import Moment, Status
from actionplan.models import Action, Change, Plan, Recommendation
from actionplan.position import Position, position_of
from actionplan.services.carrying import carry
from actionplan.services.decisions import decide
from actionplan.services.register import Register, Why
from actionplan.services.structure import save_signed
from actionplan.words import day, status_words
from council.in_words import in_words
from council.models import Person, ServiceArea
from council.versions import CannotEdit, ChangedMeanwhile


class Way(StrEnum):
    """What becomes of an open action when its plan closes."""

    COMPLETE = "complete"
    BUSINESS_AS_USUAL = "business as usual"
    CARRIED = "carried"
    NOT_PURSUED = "not pursued"


STATUSES = {
    Way.COMPLETE: Status.COMPLETE,
    Way.BUSINESS_AS_USUAL: Status.BUSINESS_AS_USUAL,
    Way.NOT_PURSUED: Status.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Disposition:
    """One of the four ways with what it needs: a day, a service, or a plan to go to."""

    way: Way
    completed: Moment | None = None
    watched_by: ServiceArea | None = None
    into: Plan | None = None
    recommendation: Recommendation | None = None


@transaction.atomic
def settle(
    *,
    plan: Plan,
    seen: Mapping[int, int | None],
    disposition: Disposition,
    by: Person,
    why: Why,
) -> list[Action]:
    """Settle actions of a closing plan, all of them or none; ``seen`` has their latest entries.

    Gives the settled ones; open parts of one that is carried go along and are not settled
    again. Raises ChangedMeanwhile where a lead has spoken since, and CannotEdit.
    """
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    if locked.state != Plan.State.CLOSING:
        raise CannotEdit(
            f"This plan is {locked.get_state_display()}. Actions are settled while it is closing."
        )
    actions = _as_seen(locked, seen)
    if disposition.way == Way.CARRIED:
        return _carry(actions, disposition, by, why)
    register = Register(plan=locked, by=by, why=why)
    for action in actions:
        _close(action, disposition, register)
    return actions


def _as_seen(plan: Plan, seen: Mapping[int, int | None]) -> list[Action]:
    """The open actions with these ids, as they were when the form was made."""
    found = plan.actions.in_plan().in_plan_order().filter(pk__in=seen)
    actions = list(found.select_related("latest__carries", "recommendation"))
    for action in actions:
        action.plan = plan
        if action.latest_id != seen[action.pk]:
            raise ChangedMeanwhile
        status = position_of(action).status
        if status is not None and not status.is_open:
            raise CannotEdit(f"{action.reference} is {status.value} already.")
    if len(actions) != len(seen):
        raise CannotEdit("One of the actions is no longer in this plan. Nothing was changed.")
    return actions


def _carry(
    actions: Iterable[Action], disposition: Disposition, by: Person, why: Why
) -> list[Action]:
    """Carry each on, wholes before their parts, which then have gone along."""
    if disposition.into is None:
        raise CannotEdit("Choose the plan that the actions are carried to.")
    carried = []
    for action in sorted(actions, key=_depth):
        if not action.successors.exists():
            carry(
                action=action,
                into=disposition.into,
                recommendation=disposition.recommendation,
                by=by,
                why=why,
            )
        carried.append(action)
    return carried


def _depth(action: Action) -> int:
    """0 for an action that is no part of another."""
    return 1 + _depth(action.parent) if action.parent else 0


def _close(action: Action, disposition: Disposition, register: Register) -> None:
    """One decision in the log, one line in the register, nothing else."""
    before = position_of(action)
    after = replace(
        before, status=STATUSES[disposition.way], completed=disposition.completed or None
    )
    details = list(_details(before, after))
    if disposition.watched_by:
        details.append(["Watched by", in_words(action.watched_by), str(disposition.watched_by)])
        action.watched_by = disposition.watched_by
        save_signed(action, register.by)
    change = register.note(Change.Kind.CLOSED, str(action), details, action=action)
    decide(action=action, position=after, by=register.by, change=change)


def _details(before: Position, after: Position) -> Iterable[Detail]:
    yield ["Status", status_words(before.status), status_words(after.status)]
    if after.completed:
        yield ["Completed on", in_words(None), day(after.completed.date)]
