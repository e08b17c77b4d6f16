"""What a file's sender started from: what the file carries of ours, else the last import."""

from dataclasses import dataclass

from actionplan.declared import Due, LastUpdate, Proposal
from actionplan.document import Action
from actionplan.importing.notes import Note, Reading
from actionplan.merging.bases import base_of
from actionplan.merging.values import Base
from actionplan.models import Entry, Plan
from actionplan.position import said
from actionplan.stamped import StampKind
from actionplan.stamps import UnreadableStamp, read_stamp
from council import clock

ANOTHER_PLAN = (
    "The file went out from another plan, so it is read as any other: without what it said when "
    "it went out."
)


# What an entry says of its action, and which one that is.
SAID = (
    "number", "as_at", "recorded_at", "rating", "status", "due_words", "due_date", "due_precision",
    "completed_on", "completed_precision", "commentary", "confidence", "action__title",
    "action__number", "action__code_of_origin",
)  # fmt: skip


def last_imports(plan: Plan) -> Base:
    """What the last import of each action said, by reference: two queries.

    An import that was undone counts as none. A date that one only proposed is what it said, too.
    """
    imported = Entry.objects.filter(action__plan=plan).exclude(imported_from="")
    entries = imported.standing().select_related("action").only(*SAID).order_by("number")
    dates = imported.filter(kind=Entry.Kind.DATE_PROPOSED)
    proposed = {(one.action_id, one.number + 1): one.due for one in dates}
    asks = plan.asks_confidence
    last = {one.action_id: one for one in entries}
    return Base(
        {
            f"{one.action.code_of_origin or plan.code}-{one.action.number}": _declared(
                one, asks, proposed.get((one.action_id, one.number))
            )
            for one in last.values()
        }
    )


def _declared(entry: Entry, asks_confidence: bool, proposed: Due | None) -> Action:
    """The logged part of an action as an entry has it, and the date that came with it."""
    position = said(entry)
    return Action(
        title=entry.action.title,
        rating=position.rating or None,
        status=position.status,
        due=position.due,
        completed=position.completed,
        commentary=position.commentary or None,
        confidence=position.confidence if asks_confidence else None,
        proposed=Proposal(proposed) if proposed else None,
        last_update=LastUpdate(as_at=entry.as_at, recorded_on=clock.day_of(entry.recorded_at)),
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file carries of ours: its base, or None with the ``problem`` where there is one.

    ``is_return`` says that it is one post's return form, which never speaks for the whole plan.
    """

    base: Base | None = None
    is_return: bool = False
    problem: Note | None = None


def base_of_file(reading: Reading, plan: Plan) -> Carried:
    """What the file said when it went out, if it went out from this plan.

    A stamp that was made elsewhere, or is another plan's, is said and not used.
    """
    if not reading.stamp:
        return Carried()
    try:
        stamp = read_stamp(reading.stamp)
    except UnreadableStamp as error:
        return Carried(problem=Note("the file", "", str(error)))
    if (stamp.council, stamp.plan) != (plan.council.slug, plan.slug):
        return Carried(problem=Note("the file", stamp.document.title, ANOTHER_PLAN))
    return Carried(base_of(stamp.document), stamp.kind is StampKind.RETURN)
