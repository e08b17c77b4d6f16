"""Recording what a lead says about an action."""

from typing import NoReturn
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists

from actionplan.dates.proposing import needs_agreement
from actionplan.declared import Due
from actionplan.models import Action, Entry, Period, Plan
from actionplan.models.log import SPOKEN
from actionplan.models.period import PeriodQuerySet
from actionplan.position import Position, columns, due_columns, position_of
from actionplan.proofs.chains import chained, latest_as_head
from actionplan.proofs.hashing import Head
from actionplan.queries.dates import came_with
from actionplan.queries.slips import stood_before
from actionplan.services.deriving import derive_action
from council import clock
from council.models import Person, Post


class UpdatedMeanwhile(Exception):
    """Somebody else has updated the action since the form was shown; nothing was written."""


class NotCorrected(Exception):
    """The update may not be corrected any more; the message is a sentence for a person."""


class ClosedMeanwhile(Exception):
    """The period that an update was for has been closed and locked; nothing was written."""


def record_update(
    *,
    action: Action,
    position: Position,
    by: Person,
    once: UUID,
    based_on: int | None,
    post: Post | None = None,
    period_id: int | None = None,
    due_reason: str = "",
    on_behalf_source: str = "",
    no_change: bool = False,
    corrects: bool = False,
) -> Entry:
    """Add an update to the log and make it the action's latest, or do nothing at all.

    ``based_on`` is the id of the entry that was latest when the form was shown (None: none).
    ``once`` is the form's one-time id: sent twice with the same words, the first result is
    returned again. Raises UpdatedMeanwhile when another update came between, or when the same
    form comes back with other words; ``action.latest`` is then the entry that stands. Where the
    period is closed and locked at that moment, the update belongs to the one that runs then.

    Where the plan asks for agreement, a promised date stays in force: the new one is proposed.

    ``corrects`` says that the update ``based_on`` was a slip, whose place this one takes. Raises
    NotCorrected where a head of service has answered that update.
    """
    now = clock.now()
    entry = Entry(
        action=action,
        once=once,
        by=by,
        post=post,
        period_id=period_id,
        as_at=now.date(),
        recorded_at=now,
        no_change=no_change,
        due_reason=due_reason,
        on_behalf_source=on_behalf_source,
        **columns(position),
    )
    if corrects:
        entry.kind, entry.about_id = Entry.Kind.CORRECTION, based_on
    proposal = only_proposed(entry)
    try:
        return _new(_add_in_period(entry, based_on, proposal), proposal)
    except UpdatedMeanwhile:
        return _first_result(entry, proposal)
    except IntegrityError:
        _refresh_latest(action)
        used = Entry.objects.filter(once=once).exists()
        if action.latest_id == based_on and not used:
            _refuse_answered(entry)
            raise  # not a race: a rule of the database was broken
        return _first_result(entry, proposal)


def _new(entry: Entry, proposal: Entry | None) -> Entry:
    """An update that nobody has answered yet: that, and its proposal, are known without asking."""
    entry.action.verdict = None  # type: ignore[attr-defined]
    entry.proposal = proposal  # type: ignore[attr-defined]
    return entry


def only_proposed(entry: Entry) -> Entry | None:
    """Let an update keep the date in force; what proposes its date instead, not saved yet.

    None where the plan asks for no agreement, or no promised date moves: the update stays as it
    is. The action must have its latest entry at hand.
    """
    if not entry.action.plan.asks_date_agreement:
        return None
    in_force, new = _due_in_force(entry), entry.due
    if not needs_agreement(in_force, new):
        return None
    said = ("action", "by", "post", "period_id", "as_at", "recorded_at", "on_behalf_source")
    proposal = Entry(
        kind=Entry.Kind.DATE_PROPOSED,
        imported_from=entry.imported_from,
        due_reason=entry.due_reason,
        **{name: getattr(entry, name) for name in said},
        **due_columns(new),
    )
    entry.due_reason = ""
    for name, value in due_columns(in_force).items():
        setattr(entry, name, value)
    return proposal


def _due_in_force(entry: Entry) -> Due:
    """The date that an update may move: of a correction, that before the slip."""
    if entry.kind == Entry.Kind.CORRECTION and entry.action.latest:
        return stood_before(entry.action, entry.action.latest).due
    return position_of(entry.action).due


def _refuse_answered(entry: Entry) -> None:
    """Say that what is to be corrected has its answer, if that is what the database refused."""
    about = entry.about_id if entry.kind == Entry.Kind.CORRECTION else None
    answer = Entry.objects.filter(about=about).first() if about else None
    if answer:
        raise NotCorrected(
            f"{answer.signed_by} has {answer.kind} that update, so it is corrected no more: "
            "record what holds now as a new update."
        )


def _add_in_period(entry: Entry, based_on: int | None, proposal: Entry | None) -> Entry:
    try:
        return add_entry(entry, based_on, proposal)
    except ClosedMeanwhile:
        runs = Period.objects.running().filter(plan=entry.action.plan_id).first()
        for one in filter(None, (entry, proposal)):
            one.pk, one.period = None, runs
        return add_entry(entry, based_on, proposal)


def add_entry(entry: Entry, based_on: int | None, proposal: Entry | None = None) -> Entry:
    """Compare and swap: only if ``based_on`` is still the latest does the new entry stand.

    Raises UpdatedMeanwhile when it is not, ClosedMeanwhile for a typed update of a period that
    runs no more, and IntegrityError when a rule of the database is broken. It is linked to what is
    at hand as the latest entry. Where an answer or a redaction stands after that one, or comes at
    the same moment, its number is taken: then the end of the chain is read anew. A ``proposal`` of
    a date stands directly before the update that it came with, or neither does.
    """
    try:
        return _add_and_swap(entry, based_on, latest_as_head(entry.action), proposal)
    except IntegrityError:
        pass
    try:
        return _add_and_swap(entry, based_on, proposal=proposal)
    except IntegrityError:
        return _add_and_swap(entry, based_on, proposal=proposal)


@transaction.atomic
def _add_and_swap(
    entry: Entry, based_on: int | None, head: Head | None = None, proposal: Entry | None = None
) -> Entry:
    _write(entry, proposal, head)
    actions = Action.objects.filter(pk=entry.action_id, latest=based_on)
    if entry.kind in SPOKEN:  # whose action may have left, or its plan been archived
        actions = actions.exclude(plan__state=Plan.State.ARCHIVED).filter(left="")
    if _is_typed_in_a_period(entry):
        actions = actions.filter(Exists(_still_running(entry).select_for_update(no_key=True)))
    if not actions.update(latest=entry):
        _refuse(entry)
    entry.action.latest = entry
    if not entry.imported_from:  # an import derives its whole plan at once
        derive_action(entry.action)
    return entry


def _write(entry: Entry, proposal: Entry | None, head: Head | None) -> None:
    """Both in one statement: the proposal, which is linked to ``head``, and then the entry."""
    if proposal:
        chained(proposal, head)
        head = Head(proposal.number, proposal.link)
    chained(entry, head)
    written = [one for one in (proposal, entry) if one]
    for one in written:
        one.pk = None  # of an attempt that was taken back
    Entry.objects.bulk_create(written)


def _is_typed_in_a_period(entry: Entry) -> bool:
    """An import is none: it holds the plan, so that no period closes meanwhile."""
    is_typed = entry.kind in SPOKEN and not entry.imported_from
    return is_typed and entry.period_id is not None


def _still_running(entry: Entry) -> PeriodQuerySet:
    """Its period, unless that is locked. Held, since closing would otherwise go on beside it."""
    return Period.objects.running().filter(pk=entry.period_id or 0)


def _refuse(entry: Entry) -> NoReturn:
    """Say why the entry does not stand: its period was closed, or another update came between."""
    if _is_typed_in_a_period(entry) and not _still_running(entry).exists():
        raise ClosedMeanwhile
    raise UpdatedMeanwhile


def _first_result(entry: Entry, proposal: Entry | None) -> Entry:
    """The entry that the same form made before, if it says the same; else UpdatedMeanwhile."""
    _refresh_latest(entry.action)
    first = Entry.objects.filter(once=entry.once, action=entry.action, by=entry.by).first()
    if first is None or not _says_the_same(first, entry):
        raise UpdatedMeanwhile
    proposed = came_with(first) if entry.action.plan.asks_date_agreement else None
    if (proposed is None) != (proposal is None):
        raise UpdatedMeanwhile
    if proposed and proposal and not _says_the_same(proposed, proposal):
        raise UpdatedMeanwhile
    return first


def _refresh_latest(action: Action) -> None:
    """Read anew which entry stands."""
    stands = Action.objects.filter(pk=action.pk).values("latest")
    latest = Entry.objects.filter(pk__in=stands)
    action.latest = latest.select_related("by", "post", "carries__by").first()


def _says_the_same(first: Entry, second: Entry) -> bool:
    """Whether two entries declare the same position in the same way."""
    return all(
        getattr(first, name) == getattr(second, name)
        for name in ("kind", *columns(Position()), "due_reason", "on_behalf_source", "no_change")
    )
