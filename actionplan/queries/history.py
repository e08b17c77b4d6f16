"""What was said about one action, entry by entry, with what each entry changed."""

from dataclasses import dataclass

from actionplan.document import Confidence, Due, Status
from actionplan.models import Action, Entry
from actionplan.models.log import SILENT
from actionplan.words import NOT_RATED, confidence_words, day, moment, status_words


@dataclass(frozen=True, slots=True)
class Change:
    """One thing an entry changed: "RAG", from "Amber", to "Green"."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline with its changes; ``new_words`` says the commentary is new."""

    entry: Entry
    changes: tuple[Change, ...]
    new_words: bool


def timeline(action: Action) -> list[Event]:
    """Newest first: one query."""
    whole = action.entries.select_related("by", "post", "period", "change__meeting__committee")
    entries = list(whole.order_by("number"))
    words = {rating.letter: rating.word for rating in action.plan.ratings}
    declaring = [entry for entry in entries if entry.kind not in SILENT]
    befores: list[Entry | None] = [None, *declaring]
    imported = entries and entries[0].imported_from  # which is where the first date came from
    first = {"Due": action.first_due.words} if action.first_due and not imported else {}
    events = [
        _event(entry, _shown(before, words) if before else first, before, words)
        for before, entry in zip(befores, declaring, strict=False)
    ]
    answers = [entry for entry in entries if entry.kind in SILENT]
    events += [Event(one, (), bool(one.commentary)) for one in answers]
    return sorted(events, key=lambda event: -event.entry.number)


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
