"""What was said about one action, entry by entry, with what each entry changed."""

from dataclasses import dataclass, replace

from actionplan.dates.proposing import date_words, minute_words
from actionplan.declared import Confidence, Due, Status
from actionplan.models import Action, Entry
from actionplan.models.log import SILENT
from actionplan.rules.challenges import Challenge, Code
from actionplan.rules.words import facts_from, sentence
from actionplan.words import NOT_RATED, confidence_words, day, moment, status_words


@dataclass(frozen=True, slots=True)
class Change:
    """One thing an entry changed: "RAG", from "Amber", to "Green"."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline with its changes; ``new_words`` says the commentary is new.

    ``heading`` is what it is called; ``proposes`` says that an update came with a new date, which
    is only proposed; ``is_corrected`` that a later entry says that this one was a slip.
    """

    entry: Entry
    changes: tuple[Change, ...]
    new_words: bool
    proposes: bool = False
    is_corrected: bool = False

    @property
    def heading(self) -> str:
        """ "Update", "Import taken back", "New date agreed"."""
        entry = self.entry
        if entry.imported_from and entry.kind == Entry.Kind.UPDATE:
            return f"Imported from {entry.imported_from}"
        if entry.kind == Entry.Kind.DECISION and entry.change:
            return f"Decision: {entry.change.get_kind_display()}"
        if entry.no_change and entry.kind == Entry.Kind.UPDATE:
            return "No change"
        return HEADINGS[entry.kind]

    @property
    def by_whom(self) -> str:
        """In what capacity it was recorded: ", as Head of Finance, on behalf of the lead (…)"."""
        entry = self.entry
        decided = entry.change_id and entry.kind != Entry.Kind.DATE_AGREED
        words = f", as {entry.post.title}" if entry.post and not decided else ""
        source = entry.on_behalf_source
        if source and entry.kind in {Entry.Kind.DATE_AGREED, Entry.Kind.DATE_REFUSED}:
            return f"{words}, for a committee ({minute_words(source)})"
        if source and entry.kind != Entry.Kind.MINUTE_GIVEN:
            words += f", on behalf of the lead ({source})"
        return words

    @property
    def reason(self) -> str:
        """Why a date moves, or a new one is proposed; the register's lines say it themselves."""
        entry = self.entry
        told = entry.change_id and entry.kind != Entry.Kind.MEETING_MOVED
        return "" if told else entry.due_reason


def entries_of(action: Action) -> list[Entry]:
    """The whole log of an action with who spoke, oldest first: one query."""
    whole = action.entries.select_related(
        "by", "post", "period", "change__meeting__committee", "change__action__plan__council"
    )
    return list(whole.order_by("number"))


def timeline(action: Action, whole: list[Entry] | None = None) -> list[Event]:
    """Newest first: one query, or none where ``whole`` holds its log."""
    entries = entries_of(action) if whole is None else whole
    words = {rating.letter: rating.word for rating in action.plan.ratings}
    declaring = [entry for entry in entries if entry.kind not in SILENT]
    befores: list[Entry | None] = [None, *declaring]
    imported = entries and entries[0].imported_from  # which is where the first date came from
    first = {"Due": action.first_due.words} if action.first_due and not imported else {}
    events = [
        _event(entry, _shown(before, words) if before else first, before, words)
        for before, entry in zip(befores, declaring, strict=False)
    ]
    silent = [entry for entry in entries if entry.kind in SILENT]
    proposed = {one.number for one in silent if one.kind == Entry.Kind.DATE_PROPOSED}
    slips = {one.about_id for one in declaring if one.kind == Entry.Kind.CORRECTION}
    events = [
        replace(one, proposes=one.entry.number - 1 in proposed, is_corrected=one.entry.pk in slips)
        for one in events
    ]
    events += [Event(one, _said_silently(one), bool(one.commentary)) for one in silent]
    return sorted(events, key=lambda event: -event.entry.number)


def _said_silently(entry: Entry) -> tuple[Change, ...]:
    """The date proposed, the minute that was awaited, the query answered; else nothing."""
    if entry.kind == Entry.Kind.DATE_PROPOSED:
        return (Change("Proposed", "", date_words(entry.due)),)
    if entry.kind == Entry.Kind.MINUTE_GIVEN:
        return (Change("Minute", "", minute_words(entry.on_behalf_source)),)
    if entry.kind == Entry.Kind.REPORTED_WORDING and not entry.commentary:
        return (Change("Reported", "", "the lead’s own words again"),)
    if entry.kind == Entry.Kind.DECIDED and entry.change:
        return (Change("Action arising", "", entry.change.subject),)
    if entry.query_code:
        query = Challenge(Code(entry.query_code), facts_from(entry.query_facts or ()))
        return (Change("Query", "", sentence(query, entry.as_at, entry.action.plan.ratings)),)
    return ()


def _event(entry: Entry, was: dict[str, str], before: Entry | None, words: dict[str, str]) -> Event:
    changes = tuple(
        Change(what, was.get(what, ""), now)
        for what, now in _shown(entry, words).items()
        if now != was.get(what, _NOTHING[what])
    )
    changes += _moved(entry, before)
    said_before = before.commentary if before else ""
    return Event(entry, changes, bool(entry.commentary) and entry.commentary != said_before)


def _moved(entry: Entry, before: Entry | None) -> tuple[Change, ...]:
    """A date that is another under the same words: a meeting moved, a month became its day."""
    if before is None and entry.imported_from:
        return ()
    was = before.due if before else entry.action.first_due
    if not was.words or was.words != entry.due_words or was.date == entry.due_date:
        return ()
    return (Change("Due", _date(was), _date(entry.due)),)


def _date(due: Due) -> str:
    return moment(due.date, due.precision) if due.date else "No date"


HEADINGS: dict[str, str] = {
    Entry.Kind.UPDATE: "Update",
    Entry.Kind.CORRECTION: "Correction of a slip",
    Entry.Kind.DECISION: "Decision",
    Entry.Kind.MEETING_MOVED: "The meeting has moved",
    Entry.Kind.AGREED: "Agreed",
    Entry.Kind.RETURNED: "Returned with a note",
    Entry.Kind.WITHDRAWN: "Import taken back",
    Entry.Kind.REDACTED: "Personal data removed",
    Entry.Kind.DATE_PROPOSED: "New date proposed",
    Entry.Kind.DATE_AGREED: "New date agreed",
    Entry.Kind.DATE_REFUSED: "New date refused",
    Entry.Kind.DATE_TAKEN_BACK: "Proposed date taken back",
    Entry.Kind.MINUTE_GIVEN: "Minute of the date",
    Entry.Kind.QUERY_ANSWERED: "Query answered",
    Entry.Kind.ANSWER_ACCEPTED: "Answer accepted",
    Entry.Kind.ASKED_AGAIN: "Asked again",
    Entry.Kind.QUESTION: "Question to the lead",
    Entry.Kind.REPLY: "Reply",
    Entry.Kind.DECIDED: "Decision of SLT",
    Entry.Kind.REPORTED_WORDING: "Reported wording",
}
_NOTHING = {
    "RAG": NOT_RATED,
    "Status": status_words(None),
    "Confidence": confidence_words(None),
    "Due": "No date",
    "Completed": "",
}


def _shown(entry: Entry, words: dict[str, str]) -> dict[str, str]:
    """What an entry declares, in words."""
    status = Status(entry.status) if entry.status else None
    completed = entry.completed
    return {
        "RAG": words.get(entry.rating, entry.rating) or NOT_RATED,
        "Status": status_words(status),
        "Confidence": confidence_words(Confidence(entry.confidence) if entry.confidence else None),
        "Due": entry.due_words or (day(entry.due_date) if entry.due_date else "No date"),
        "Completed": moment(completed.date, completed.precision) if completed else "",
    }
