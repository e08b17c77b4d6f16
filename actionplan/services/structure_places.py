"""Where an action stands: its recommendation, and the action that it is a part of."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Max

from actionplan.changes import Detail
from actionplan.models import Action, Change, Plan, Recommendation
from actionplan.services.register import Register, Why
from actionplan.services.structure import claim_row, save_signed
from actionplan.services.structure_order import lay_out
from council.models import Person
from council.versions import CannotEdit

DEEPEST = 3  # an action, its parts, and their parts


@transaction.atomic
def move_action(
    *,
    action: Action,
    recommendation: Recommendation | None,
    parent: Action | None,
    seen: int | None,
    by: Person,
    why: Why,
) -> bool:
    """Put an action and its parts under another recommendation, or another action.

    It keeps its reference and goes to the end of its new list; a part stands in the
    recommendation of its whole, whatever ``recommendation`` says. False where it stands there.
    Raises ChangedMeanwhile and CannotEdit.
    """
    register = Register(plan=action.plan, by=by, why=why)
    stands: Action = claim_row(action, seen)
    if stands.left:
        raise CannotEdit(f"{stands.reference} is no longer in the plan, so it cannot be moved.")
    came_from = stands.recommendation_id
    details = put(stands, recommendation, parent, by)
    if not details:
        return False
    lay_out(register.plan, [came_from, stands.recommendation_id], by)
    subject = f"{stands.reference} {stands.title}"
    register.note(Change.Kind.MOVED, subject, details, action=stands)
    return True


def put(
    action: Action,
    recommendation: Recommendation | None,
    parent: Action | None,
    by: Person,
    whose: str = "",
) -> list[Detail]:
    """Move an action with its parts to the end of another list; what moved, nothing for nothing.

    ``whose`` stands before what changed where the line is about another action.
    The caller holds the plan and lays its lists out afterwards. Raises CannotEdit.
    """
    if parent:
        _refuse_parent(action, parent)
        recommendation = parent.recommendation
    details = _details(action, recommendation, parent, whose)
    if details:
        action.order = at_the_end(action.plan, recommendation)
        action.recommendation, action.parent = recommendation, parent
        save_signed(action, by)
        for part in parts_below(action):
            details += _details(part, recommendation, part.parent, f"{part.reference} ")
            part.recommendation = recommendation
            save_signed(part, by)
    return details


def _details(
    action: Action, recommendation: Recommendation | None, parent: Action | None, whose: str = ""
) -> list[Detail]:
    details = []
    if action.recommendation_id != (recommendation.pk if recommendation else None):
        before, after = str(action.recommendation or "None"), str(recommendation or "None")
        details.append([f"{whose}Recommendation", before, after])
    if action.parent_id != (parent.pk if parent else None):
        was = action.parent.reference if action.parent else ""
        details.append([f"{whose}Part of", was, parent.reference if parent else ""])
    return details


def _refuse_parent(action: Action, parent: Action) -> None:
    """An action is a part of one that is in the same plan, and not of itself."""
    if parent.plan_id != action.plan_id:
        raise CannotEdit(f"{parent.reference} belongs to another plan.")
    if parent.left:
        raise CannotEdit(f"{parent.reference} is no longer in the plan: choose another action.")
    if parent == action or parent in set(parts_below(action)):
        raise CannotEdit(f"{action.reference} cannot be a part of itself or of its own parts.")
    if parent.pk != action.parent_id:
        refuse_depth(parent, height(action))


def refuse_depth(parent: Action, levels: int) -> None:
    """Raise CannotEdit if ``levels`` of actions below ``parent`` would go too deep."""
    above, depth = parent.parent, 1
    while above and depth <= DEEPEST:
        above, depth = above.parent, depth + 1
    if depth + levels > DEEPEST:
        raise CannotEdit(
            f"Actions have parts, and those may have parts of their own, but no more: under "
            f"{parent.reference} it would be one level too deep."
        )


def height(action: Action) -> int:
    """1 for an action without parts, 2 with parts, 3 where they have parts too."""
    parts = action.sub_actions.in_plan()
    return 1 + max((height(part) for part in parts), default=0)


def parts_below(action: Action) -> Iterator[Action]:
    """Its parts that are in the plan, theirs, and so on."""
    for part in action.sub_actions.in_plan().select_related("plan", "recommendation", "parent"):
        yield part
        yield from parts_below(part)


def at_the_end(plan: Plan, recommendation: Recommendation | None) -> int:
    """A place behind every action of a recommendation."""
    rows = plan.actions.filter(recommendation=recommendation)
    return 1 + (rows.aggregate(last=Max("order"))["last"] or 0)
