"""What SLT decides about an action: an entry of its log, and an action arising where it asks."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from actionplan.models import Action, Change, Entry
from actionplan.services.arising import Arising, add_arising
from actionplan.services.register import Why
from actionplan.services.speaking import Speaker, added, is_same, silent_entry, tried
from council.models import Post
from council.versions import CannotEdit


@dataclass(frozen=True, slots=True)
class Asks:
    """Whom a decision asks to do what it says, and by when."""

    who: Post
    by_when: date


def record_decision(
    *, action: Action, words: str, once: UUID, speaker: Speaker, asks: Asks | None = None
) -> Entry:
    """Keep a decision of SLT about an action; what it asks of a post goes to SLT's standing list.

    The same form sent twice is one decision. Raises CannotEdit without words, and where the
    standing list refuses the action.
    """
    if not words.strip():
        raise CannotEdit("Write what was decided.")
    return tried(lambda: _decide(action, words, once, speaker, asks))


def _decide(action: Action, words: str, once: UUID, speaker: Speaker, asks: Asks | None) -> Entry:
    first = action.entries.filter(once=once).first()
    if first and is_same(first, Entry.Kind.DECIDED, words, speaker):
        return first
    entry = silent_entry(action, Entry.Kind.DECIDED, words, speaker)
    if first is None:
        entry.once = once
    if asks:
        entry.change = _asked(action, words, speaker, asks)
    return added(entry)


def _asked(action: Action, words: str, speaker: Speaker, asks: Asks) -> Change:
    """The register's line of the action that arises.

    It says what it is about: its post reads it elsewhere, and "Bring a plan" is said of many.
    """
    what = f"{' '.join(words.split())} (About {action.reference})"
    arising = Arising(what, asks.who, asks.by_when)
    why = Why(f"Decided by SLT about {action.reference}", agreed_by="SLT")
    council = action.plan.council
    made = add_arising(council=council, arising=arising, by=speaker.by, why=why)
    return made.changes.get(kind=Change.Kind.ADDED)
