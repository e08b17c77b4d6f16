"""A new date that was proposed is agreed or refused; or its lead takes it back.

Two answers at once, an update or another proposal at the same moment: one comes first, and the
other is made anew on what stands then, or refused with a sentence. Nothing is locked while people
think: a proposal has at most one answer, and an entry of an action at most one after it.
"""

from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from actionplan.access.updating import is_closed
from actionplan.changes import Detail
from actionplan.dates.proposing import AWAITED, date_words
from actionplan.models import Action, Change, Entry, Period
from actionplan.position import columns, position_of
from actionplan.proofs.chains import chained, head_of
from actionplan.proofs.hashing import Head
from actionplan.queries.dates import open_proposal
from actionplan.services.deriving import derive_action
from actionplan.services.register import Register, Why
from actionplan.services.updates import UpdatedMeanwhile
from council import clock
from council.models import Meeting, Person, Post
from council.versions import CannotEdit

TRIES = 4


@dataclass(frozen=True, slots=True)
class Decision:
    """Who answers: the holder of ``post``; else a committee, in a minute that may be awaited ("").

    ``committee`` is who decided; the ``meeting`` may be known too.
    """

    post: Post | None = None
    committee: str = ""
    minute: str = ""
    meeting: Meeting | None = None

    @property
    def source(self) -> str:
        """The minute as the log has it; "" where the post itself answers."""
        return "" if self.post else self.minute or AWAITED

    @property
    def agreed_by(self) -> str:
        return self.post.title if self.post else self.committee


def agree_date(*, action: Action, seen: int, decision: Decision, by: Person) -> Entry:
    """Let the date that ``seen`` proposes be in force, and say so in log and register.

    The lead's last words stay as they are. The same answer sent twice is one answer. Raises
    CannotEdit, with a sentence, where another date is proposed by now, or somebody has answered
    already, or the proposer would agree it themselves without a committee.
    """
    return _Answer(Entry.Kind.DATE_AGREED, seen, by, decision).give(action)


def refuse_date(*, action: Action, seen: int, decision: Decision, reason: str, by: Person) -> Entry:
    """Let the date in force stay, for ``reason``. Raises CannotEdit as ``agree_date`` does."""
    if not reason.strip():
        raise CannotEdit("Say why the date is refused: its lead reads it.")
    return _Answer(Entry.Kind.DATE_REFUSED, seen, by, decision, reason).give(action)


def take_back_date(*, action: Action, seen: int, by: Person, post: Post | None = None) -> Entry:
    """Propose the date no longer. Raises CannotEdit where it is not open any more."""
    return _Answer(Entry.Kind.DATE_TAKEN_BACK, seen, by, post=post).give(action)


@transaction.atomic
def give_minute(*, answer: Entry, minute: str, by: Person) -> Entry:
    """Say in which minute a committee's answer stands, which was awaited.

    Raises CannotEdit where it was not awaited, or has been given already.
    """
    if not minute.strip():
        raise CannotEdit("Give the minute, such as 34.")
    stands = Action.objects.select_related("plan").get(pk=answer.action_id)
    register = Register(plan=stands.plan, by=by, why=Why(f"The minute of {answer.kind}"))
    if answer.on_behalf_source != AWAITED or answer.verdicts.exists():
        raise CannotEdit(f"The minute of {stands.reference} is known already.")
    old = answer.change
    why = Why(answer.due_reason or "The minute was awaited.", old.agreed_by if old else "", minute)
    register.why = replace(why, meeting=old.meeting if old else None)
    details: list[Detail] = [["Minute", AWAITED, minute]]
    entry = _silent(stands, Entry.Kind.MINUTE_GIVEN, answer, by)
    entry.on_behalf_source = minute
    entry.change = register.note(Change.Kind.DATE, str(stands), details, action=stands)
    chained(entry).save(force_insert=True)
    return entry


# ---- one answer


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer to the proposal ``seen``: by a post or a committee, or by its lead."""

    kind: Entry.Kind
    seen: int
    by: Person
    decision: Decision | None = None
    reason: str = ""
    post: Post | None = None

    @property
    def source(self) -> str:
        return self.decision.source if self.decision else ""

    def give(self, action: Action) -> Entry:
        """Try until nothing has come in between, each time on what stands then."""
        for _ in range(TRIES - 1):
            try:
                return self._try(action)
            except (IntegrityError, UpdatedMeanwhile):
                continue
        return self._try(action)

    @transaction.atomic
    def _try(self, action: Action) -> Entry:
        head = head_of(action.pk)  # read first: whatever comes after it takes its number
        stands = Action.objects.select_related("plan", "latest__carries").get(pk=action.pk)
        proposal = open_proposal(stands)
        if proposal is None or proposal.pk != self.seen:
            return self._given_before(stands, proposal)
        self._refuse(stands, proposal)
        if self.kind == Entry.Kind.DATE_AGREED:
            return self._agree(stands, head, proposal)
        entry = _silent(stands, self.kind, proposal, self.by)
        entry.post = self.decision.post if self.decision else self.post
        entry.on_behalf_source, entry.commentary = self.source, self.reason
        chained(entry, head).save(force_insert=True)
        return entry

    def _refuse(self, stands: Action, proposal: Entry) -> None:
        if is_closed(stands):
            raise CannotEdit(f"{stands.reference} takes no updates now: its date stays as it is.")
        if self.decision and self.decision.post and proposal.by_id == self.by.pk:
            raise CannotEdit(
                f"You proposed the date of {stands.reference}, so somebody else answers it, or a "
                "committee does."
            )

    def _given_before(self, stands: Action, newer: Entry | None) -> Entry:
        """The same answer by the same person; CannotEdit where another stands, or none can."""
        shown = stands.entries.filter(pk=self.seen, kind=Entry.Kind.DATE_PROPOSED).first()
        answer = shown.verdicts.select_related("by").first() if shown else None
        mine = (self.kind, self.by.pk, self.source, self.reason)
        if answer is None:
            raise CannotEdit(_none_waits(stands, newer))
        if (answer.kind, answer.by_id, answer.on_behalf_source, _reason(answer)) == mine:
            return answer
        raise CannotEdit(
            f"{answer.signed_by} has answered already ({answer.kind}), so yours is not recorded."
        )

    def _agree(self, stands: Action, head: Head, proposal: Entry) -> Entry:
        assert self.decision is not None  # noqa: S101 - tells the type checker
        words = stands.latest.said if stands.latest else None
        now = clock.now()
        entry = Entry(
            action=stands,
            kind=self.kind,
            about=proposal,
            by=self.by,
            post=self.decision.post,
            on_behalf_source=self.source,
            change=self._noted(stands, proposal, self.decision),
            carries=words,
            period=words.period if words else None,
            as_at=words.as_at if words else now.date(),
            recorded_at=now,
            due_reason=proposal.due_reason,
            **columns(replace(position_of(stands), due=proposal.due)),
        )
        chained(entry, head).save(force_insert=True)
        stood = Action.objects.filter(pk=stands.pk, latest=stands.latest_id)
        if not stood.update(latest=entry):
            raise UpdatedMeanwhile
        derive_action(stands)
        return entry

    def _noted(self, stands: Action, proposal: Entry, decision: Decision) -> Change:
        """The line of the register: from which date to which, why, and who agreed."""
        reason = proposal.due_reason or f"Proposed in {proposal.imported_from or 'an update'}"
        why = Why(reason, decision.agreed_by, decision.source, decision.meeting)
        register = Register(plan=stands.plan, by=self.by, why=why)
        before = date_words(position_of(stands).due)
        details: list[Detail] = [["Due", before, date_words(proposal.due)]]
        return register.note(Change.Kind.DATE, str(stands), details, action=stands)


def _reason(answer: Entry) -> str:
    """Why it was refused; what an agreement carries are the lead's words."""
    return answer.commentary if answer.kind == Entry.Kind.DATE_REFUSED else ""


def _none_waits(stands: Action, newer: Entry | None) -> str:
    if newer:
        return (
            f"Another date was proposed for {stands.reference} while you were reading. Read that "
            "one, then answer it."
        )
    return f"No date of {stands.reference} waits for an answer."


def _silent(stands: Action, kind: Entry.Kind, about: Entry, by: Person) -> Entry:
    """An entry about another one that declares no position."""
    now = clock.now()
    return Entry(
        action=stands,
        kind=kind,
        about=about,
        by=by,
        period=Period.objects.running().filter(plan=stands.plan_id).first(),
        as_at=now.date(),
        recorded_at=now,
    )
