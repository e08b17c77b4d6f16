"""Actions that leave their plan: split, merged, dropped; and one that comes back."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from actionplan.changes import Detail
from actionplan.declared import Status
from actionplan.models import Action, Change, Entry, ThreadLink
from actionplan.position import Position, position_of, said
from actionplan.services.dates_left import left_behind
from actionplan.services.decisions import decide
from actionplan.services.exempting import share_exemption
from actionplan.services.lead_copies import copy_leads
from actionplan.services.register import Register, Why
from actionplan.services.structure import allot_number, claim_row, save_signed
from actionplan.services.structure_actions import refuse_gone_on, refuse_left
from actionplan.services.structure_depends import hand_on, references, refuse_circle
from actionplan.services.structure_order import lay_out
from actionplan.services.structure_places import height, parts_below, put, refuse_depth
from actionplan.services.updates import UpdatedMeanwhile
from council.models import Person
from council.versions import CannotEdit, ChangedMeanwhile, sign

COPIED = (
    "recommendation", "parent", "order", "timescale", "priority", "extras", "counts_in_totals",
    "exempt_paragraph", "exempt_fields",
    "first_due_words", "first_due_date", "first_due_precision", "due_meeting", "due_cycle",
)  # fmt: skip
LEFT = "In the plan"


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
    stands = _held(action, seen, register)
    said_last, position = stands.latest, position_of(stands)
    new = [_heir(stands, title, by) for title in titles]
    details: list[Detail] = [[LEFT, "Yes", f"No: split into {references(new)}"]]
    details += [[f"{one.reference} Title", "", one.title] for one in new]
    details += left_behind(stands)
    details += _give_parts(stands, new[0], by)
    details += hand_on(stands, new, ())
    _leave(stands, Action.Left.SPLIT, by)
    lay_out(register.plan, [stands.recommendation_id], by)
    change = register.note(Change.Kind.SPLIT, _subject(stands), details, action=stands)
    for one in new:
        register.succeed(change, stands, one)
        if said_last:
            _decide(one, position, by, change, carries=said_last)
    _end(stands, Status.SUPERSEDED, by, change)
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
    stands = _held(target, seen, register)
    if not others or stands in others:
        raise CannotEdit(f"Name the other actions that go on in {stands.reference}.")
    gone = [_held_as_it_is(one, register) for one in others]
    for one in gone:
        _refuse_own_part(stands, one)
    details = _retitle(stands, title, by)
    for one in gone:
        details.append([f"{one.reference} {LEFT}", "Yes", f"No: merged into {stands.reference}"])
        details += left_behind(one, f"{one.reference} ")
        _leave(one, Action.Left.MERGED, by)
    details += share_exemption(stands, gone, by)
    for one in gone:
        details += hand_on(one, [stands], gone) + _give_parts(one, stands, by)
        _copy_links(one, stands, by)
    refuse_circle(stands)
    lists = [stands.recommendation_id, *(one.recommendation_id for one in gone)]
    lay_out(register.plan, lists, by)
    change = register.note(Change.Kind.MERGED, _subject(stands), details, action=stands)
    for one in gone:
        register.succeed(change, one, stands)
        _end(one, Status.SUPERSEDED, by, change)
    return stands


@transaction.atomic
def drop_action(*, action: Action, seen: int | None, by: Person, why: Why) -> None:
    """Take an action out of the plan; its page stays. The reason is never left out.

    Raises ChangedMeanwhile, and CannotEdit while it has parts that are in the plan.
    """
    if not why.reason.strip():
        raise CannotEdit("Say why it is dropped: that is kept with it for ever.")
    register = Register(plan=action.plan, by=by, why=why)
    stands = _held(action, seen, register)
    if parts := list(parts_below(stands)):
        raise CannotEdit(
            f"{stands.reference} has parts that are still in the plan ({references(parts)}): "
            "drop or move those first."
        )
    _leave(stands, Action.Left.DROPPED, by)
    lay_out(register.plan, [stands.recommendation_id], by)
    details = [[LEFT, "Yes", "No: dropped"]]
    change = register.note(Change.Kind.DROPPED, _subject(stands), details, action=stands)
    _end(stands, Status.CANCELLED, by, change)


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
    change = register.note(Change.Kind.RESTORED, _subject(stands), details, action=stands)
    _decide(stands, _before_it_was_dropped(stands), by, change)


# ---- holding, leaving, deciding


def _held(action: Action, seen: int | None, register: Register) -> Action:
    """The action as it stands, locked, and a row of the plan."""
    stands: Action = claim_row(action, seen)
    stands.plan = register.plan
    refuse_left(stands)
    refuse_gone_on(stands)
    return stands


def _held_as_it_is(action: Action, register: Register) -> Action:
    """The same, whatever has been changed of it: it was named, not shown."""
    held = Action.objects.select_for_update(of=("self",)).filter(plan=register.plan)
    stands = held.filter(pk=action.pk).first()
    if stands is None:
        raise CannotEdit(f"{action.reference} belongs to another plan.")
    stands.plan = register.plan
    refuse_left(stands)
    refuse_gone_on(stands)
    return stands


def _subject(action: Action) -> str:
    return f"{action.reference} {action.title}"


def _leave(action: Action, how: Action.Left, by: Person) -> None:
    action.left = how
    save_signed(action, by)


def _end(action: Action, status: Status, by: Person, change: Change) -> None:
    """Say in the log that the action ended in this way."""
    position = replace(position_of(action), status=status, completed=None)
    _decide(action, position, by, change)


def _decide(
    action: Action, position: Position, by: Person, change: Change, carries: Entry | None = None
) -> None:
    """A decision in the log; a lead who updates at the same moment comes first, and is shown."""
    try:
        decide(action=action, position=position, by=by, change=change, carries=carries)
    except UpdatedMeanwhile as error:
        raise ChangedMeanwhile from error


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


# ---- what goes on in others


def _heir(action: Action, title: str, by: Person) -> Action:
    """A new action with everything of an old one but its title, steps and number."""
    copied = {name: getattr(action, name) for name in COPIED}
    new = Action(plan=action.plan, title=title, number=allot_number(action.plan), **copied)
    save_signed(new, by)
    copy_leads(action, new)
    _copy_links(action, new, by)
    return new


def _copy_links(action: Action, heir: Action, by: Person) -> None:
    """Let ``heir`` serve what ``action`` serves, where it does not already."""
    served = {(link.outcome_id, link.principle_id) for link in heir.thread_links.all()}
    for link in action.thread_links.all():
        if (link.outcome_id, link.principle_id) not in served:
            new = ThreadLink(
                action=heir,
                outcome_id=link.outcome_id,
                principle_id=link.principle_id,
                reason=link.reason,
                linked_by=link.linked_by,
                linked_on=link.linked_on,
            )
            sign(new, by)
            new.save(force_insert=True)


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
