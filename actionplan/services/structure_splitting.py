"""Actions that leave their plan and go on in others: split, and merged."""

from collections.abc import Sequence

from django.db import transaction

from actionplan.changes import Detail
from actionplan.declared import Status
from actionplan.models import Action, Change
from actionplan.position import position_of
from actionplan.services.dates_left import left_behind
from actionplan.services.exempting import share_exemption
from actionplan.services.lead_copies import copy_leads
from actionplan.services.link_copies import copy_links
from actionplan.services.register import Register, Why
from actionplan.services.structure import allot_number, save_signed
from actionplan.services.structure_depends import hand_on, references, refuse_circle
from actionplan.services.structure_leaving import (
    LEFT,
    end_as,
    held,
    held_as_it_is,
    leave,
    log_decision,
    subject,
)
from actionplan.services.structure_order import lay_out
from actionplan.services.structure_places import parts_below, put
from council.models import Person
from council.versions import CannotEdit

COPIED = (
    "recommendation", "parent", "order", "timescale", "priority", "extras", "counts_in_totals",
    "exempt_paragraph", "exempt_fields",
    "first_due_words", "first_due_date", "first_due_precision", "due_meeting", "due_cycle",
)  # fmt: skip


@transaction.atomic
def split_action(
    *, action: Action, titles: Sequence[str], seen: int | None, by: Person, why: Why
) -> list[Action]:
    """Go on as several actions, each with a new reference, in the place of the one that leaves.

    Own leads, what it serves, dates, timescale and the position that stands go to each; parts of
    its own go to the first. Raises ChangedMeanwhile, and CannotEdit for fewer than two titles.
    """
    if len(titles) < 2:
        raise CannotEdit("Give at least two titles: one action becomes several.")
    register = Register(plan=action.plan, by=by, why=why)
    stands = held(action, seen, register)
    said_last, position = stands.latest, position_of(stands)
    new = [_heir(stands, title, by) for title in titles]
    details: list[Detail] = [[LEFT, "Yes", f"No: split into {references(new)}"]]
    details += [[f"{one.reference} Title", "", one.title] for one in new]
    details += left_behind(stands)
    details += _give_parts(stands, new[0], by)
    details += hand_on(stands, new, ())
    leave(stands, Action.Left.SPLIT, by)
    lay_out(register.plan, [stands.recommendation_id], by)
    change = register.note(Change.Kind.SPLIT, subject(stands), details, action=stands)
    for one in new:
        register.succeed(change, stands, one)
        if said_last:
            log_decision(one, position, by, change, carries=said_last)
    end_as(stands, Status.SUPERSEDED, by, change)
    return new


@transaction.atomic
def merge_actions(
    *,
    target: Action,
    others: Sequence[Action],
    title: str,
    seen: int | None,
    by: Person,
    why: Why,
) -> Action:
    """Let ``others`` go on in ``target``, which may take a new title.

    What they serve, depend on and are needed by, and their parts, go to the target. Raises
    ChangedMeanwhile, and CannotEdit where the target is a part of one of them.
    """
    register = Register(plan=target.plan, by=by, why=why)
    stands = held(target, seen, register)
    if not others or stands in others:
        raise CannotEdit(f"Name the other actions that go on in {stands.reference}.")
    gone = [held_as_it_is(one, register) for one in others]
    for one in gone:
        _refuse_own_part(stands, one)
    details = _retitle(stands, title, by)
    for one in gone:
        details.append([f"{one.reference} {LEFT}", "Yes", f"No: merged into {stands.reference}"])
        details += left_behind(one, f"{one.reference} ")
        leave(one, Action.Left.MERGED, by)
    details += share_exemption(stands, gone, by)
    for one in gone:
        details += hand_on(one, [stands], gone) + _give_parts(one, stands, by)
        copy_links(one, stands, by)
    refuse_circle(stands)
    lists = [stands.recommendation_id, *(one.recommendation_id for one in gone)]
    lay_out(register.plan, lists, by)
    change = register.note(Change.Kind.MERGED, subject(stands), details, action=stands)
    for one in gone:
        register.succeed(change, one, stands)
        end_as(one, Status.SUPERSEDED, by, change)
    return stands


# ---- what goes on in others


def _heir(action: Action, title: str, by: Person) -> Action:
    """A new action with everything of an old one but its title, steps and number."""
    copied = {name: getattr(action, name) for name in COPIED}
    new = Action(plan=action.plan, title=title, number=allot_number(action.plan), **copied)
    save_signed(new, by)
    copy_leads(action, new)
    copy_links(action, new, by)
    return new


def _give_parts(action: Action, heir: Action, by: Person) -> list[Detail]:
    """Make the parts of ``action`` its heir's; raises CannotEdit where that goes too deep."""
    details: list[Detail] = []
    for part in list(action.sub_actions.in_plan().order_by("order", "number")):
        part.plan = action.plan
        details += put(part, heir.recommendation, heir, by, whose=f"{part.reference} ")
    return details


def _refuse_own_part(target: Action, gone: Action) -> None:
    if target in set(parts_below(gone)):
        raise CannotEdit(
            f"{target.reference} is a part of {gone.reference}: merge it into {gone.reference}."
        )


def _retitle(action: Action, title: str, by: Person) -> list[Detail]:
    if not title or title == action.title:
        return []
    details = [["Title", action.title, title]]
    action.title = title
    save_signed(action, by)
    return details
