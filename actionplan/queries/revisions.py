"""How due dates have moved since they were first agreed: from, to, why, and who agreed."""

from collections.abc import Iterable, Sequence

from django.db.models import F, OuterRef, Q, Subquery

from actionplan.dates.proposing import who_agreed
from actionplan.declared import Due, Revision
from actionplan.models import Entry
from actionplan.models.log import SILENT

TAKEN_BACK = (Entry.Kind.WITHDRAWN, Entry.Kind.CORRECTION)


def revisions(actions: Q) -> dict[int, tuple[Revision, ...]]:
    """Each change of a date that was promised, by action, from the first agreed one on: one query.

    ``actions`` filters entries. What is only proposed moves nothing.
    """
    entries = Entry.objects.standing().filter(actions).order_by("action", "number")
    moving = entries.filter(Q(number__gt=1) | ~Q(due_date=F("action__first_due_date")))
    related = moving.select_related("action", "change__meeting__committee")
    return _moves(related.annotate(minute_given=_minute_given()).defer("commentary"))


def revisions_in(whole: Sequence[Entry]) -> tuple[Revision, ...]:
    """The same of one action, from its log as ``history.entries_of`` gives it: no query."""
    gone = {one.about_id for one in whole if one.kind in TAKEN_BACK}
    given = {one.about_id: one for one in whole if one.kind == Entry.Kind.MINUTE_GIVEN}
    standing = [
        one
        for one in whole
        if one.kind not in (*SILENT, Entry.Kind.WITHDRAWN)
        and one.pk not in gone
        and not _is_first_date(one)
    ]
    for entry in standing:
        minute = given.get(entry.pk)
        entry.minute_given = minute.on_behalf_source if minute else ""  # type: ignore[attr-defined]
    return next(iter(_moves(standing).values()), ())


def _is_first_date(entry: Entry) -> bool:
    first = entry.action.first_due.date
    return entry.number == 1 and first is not None and entry.due_date == first


def _moves(entries: Iterable[Entry]) -> dict[int, tuple[Revision, ...]]:
    """By action, from entries in their order, each with its action at hand."""
    before: dict[int, Due] = {}
    made: dict[int, tuple[Revision, ...]] = {}
    for entry in entries:
        old = before.get(entry.action_id, entry.action.first_due)
        if old.date is not None and entry.due_date != old.date:
            made[entry.action_id] = (*made.get(entry.action_id, ()), _revision(old, entry))
        before[entry.action_id] = entry.due
    return made


def _minute_given() -> Subquery:
    """The minute of an answer that was awaited when the answer was recorded."""
    given = Entry.objects.filter(about=OuterRef("pk"), kind=Entry.Kind.MINUTE_GIVEN)
    return Subquery(given.order_by().values("on_behalf_source")[:1])


def _revision(old: Due, entry: Entry) -> Revision:
    by_meeting = entry.kind == Entry.Kind.MEETING_MOVED
    return Revision(old, entry.due, entry.due_reason, _agreed_by(entry), by_meeting)


def _agreed_by(entry: Entry) -> str:
    """The post, or the committee with its meeting and minute; "" where nobody had to agree."""
    change = entry.change
    if change is None:
        return ""
    minute = entry.minute_given or change.minute  # type: ignore[attr-defined]
    return who_agreed(change.agreed_by, str(change.meeting or ""), minute)
