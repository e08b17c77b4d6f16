"""Actions of a plan: added, reworded, counted or not."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.text import get_text_list

from actionplan.changes import Detail
from actionplan.models import Action, Change, Plan, Recommendation
from actionplan.services.register import Register, Why
from actionplan.services.structure import (
    allot_number,
    changed_details,
    claim_row,
    save_signed,
)
from actionplan.services.structure_depends import set_depends_on
from actionplan.services.structure_order import lay_out
from actionplan.services.structure_places import at_the_end, refuse_depth
from council.models import Person
from council.versions import CannotEdit

LABELS = {
    "title": "Title",
    "source_number": "Number in the source",
    "steps": "Steps",
    "timescale": "Timescale",
    "priority": "Priority",
    "extras": "Further columns",
    "first_due_words": "First agreed date",
}
COUNTS = "counts_in_totals"
FIRST_DUE = ("first_due_words", "first_due_date", "first_due_precision")


@transaction.atomic
def add_action(
    *,
    plan: Plan,
    values: Mapping[str, Any],
    by: Person,
    why: Why,
    recommendation: Recommendation | None = None,
    parent: Action | None = None,
    depends_on: Iterable[Action] = (),
) -> Action:
    """A new action with a reference that was never used, at the end of its list.

    A part of another action (``parent``) stands in that one's recommendation. Raises CannotEdit
    with the sentence of the rule that it would break, and as ``Register`` does.
    """
    register = Register(plan=plan, by=by, why=why)
    if parent:
        refuse_left(parent)
        refuse_gone_on(parent)
        refuse_depth(parent, 1)
        recommendation = parent.recommendation
    _refuse_twice(register.plan, recommendation, parent, values)
    new = Action(
        plan=register.plan,
        recommendation=recommendation,
        parent=parent,
        number=allot_number(register.plan),
        order=at_the_end(register.plan, recommendation),
        **values,
    )
    save_signed(new, by)
    needs = set_depends_on(new, depends_on)
    lay_out(register.plan, [new.recommendation_id], by)
    blank = Action(plan=register.plan)
    details = [["Recommendation", "", str(recommendation or "None")]]
    details += [["Part of", "", parent.reference]] if parent else []
    details += _field_details(blank, values) + ([needs] if needs else [])
    details += [] if new.counts_in_totals else [["Counts in totals", "", "No"]]
    register.note(Change.Kind.ADDED, f"{new.reference} {new.title}", details, action=new)
    return new


@transaction.atomic
def edit_action(
    *,
    action: Action,
    values: Mapping[str, Any],
    depends_on: Iterable[Action],
    seen: int | None,
    by: Person,
    why: Why,
) -> bool:
    """New wording, steps and so on; whether it counts is a line of the register of its own.

    False where nothing changes. The first agreed date may be given once, and changed only while
    the plan is a draft. Raises ChangedMeanwhile and CannotEdit.
    """
    register = Register(plan=action.plan, by=by, why=why)
    stands: Action = claim_row(action, seen)
    stands.plan = register.plan
    refuse_left(stands)
    _refuse_another_first_date(stands, values)
    counted = _count(register, stands, values.get(COUNTS, stands.counts_in_totals), by)
    needs = set_depends_on(stands, depends_on)
    details = _field_details(stands, values) + ([needs] if needs else [])
    if details:
        for name, value in values.items():
            setattr(stands, name, value)
        save_signed(stands, by)
        subject = f"{stands.reference} {stands.title}"
        register.note(Change.Kind.REWORDED, subject, details, action=stands)
    return counted or bool(details)


@transaction.atomic
def set_counts(*, action: Action, counts: bool, seen: int | None, by: Person, why: Why) -> bool:
    """Count an action in the plan's totals, or keep it out; False where that is so already."""
    register = Register(plan=action.plan, by=by, why=why)
    stands: Action = claim_row(action, seen)
    stands.plan = register.plan
    refuse_left(stands)
    return _count(register, stands, counts, by)


def _refuse_twice(
    plan: Plan,
    recommendation: Recommendation | None,
    parent: Action | None,
    values: Mapping[str, Any],
) -> None:
    """The same form sent twice shall not use up a second reference, which is for ever."""
    there = Action.objects.in_plan().filter(plan=plan, recommendation=recommendation, parent=parent)
    twin = there.filter(title=values["title"]).first()
    if twin:
        raise CannotEdit(
            f"{twin.reference} says the same in the same place already, so nothing was added. "
            "If you mean another action, say in its words how it differs."
        )


def _count(register: Register, stands: Action, counts: bool, by: Person) -> bool:
    if stands.counts_in_totals == counts:
        return False
    stands.counts_in_totals = counts
    save_signed(stands, by)
    detail = ["Counts in totals", *(("No", "Yes") if counts else ("Yes", "No"))]
    subject = f"{stands.reference} {stands.title}"
    register.note(Change.Kind.COUNTED, subject, [detail], action=stands)
    return True


def _field_details(action: Action, values: Mapping[str, Any]) -> list[Detail]:
    shown = {name: value for name, value in values.items() if name in LABELS}
    return list(changed_details(action, shown, LABELS))


def _refuse_another_first_date(action: Action, values: Mapping[str, Any]) -> None:
    """The first agreed date is never lost: updates move dates, and say from where to where.

    Words that fix no date ("As above") may still become one.
    """
    stands = {name: getattr(action, name) for name in FIRST_DUE}
    moves = any(values.get(name, before) != before for name, before in stands.items())
    if moves and action.first_due.date and not action.plan.is_draft:
        raise CannotEdit(
            "The first agreed date stays as it was agreed. An update of the action moves the date."
        )


def refuse_gone_on(action: Action) -> None:
    """Raise CannotEdit for an action whose promise now lies with another."""
    after = Action.objects.filter(predecessors__before=action).select_related("plan")
    if names := [one.reference for one in after]:
        raise CannotEdit(
            f"{action.reference} goes on as {get_text_list(names, 'and')}, so it stays as it is: "
            "nothing was changed."
        )


def refuse_left(action: Action) -> None:
    """Raise CannotEdit for an action that is no row of its plan any more."""
    if action.left:
        raise CannotEdit(
            f"{action.reference} is no longer in the plan ({action.get_left_display()}): "
            "nothing was changed."
        )
