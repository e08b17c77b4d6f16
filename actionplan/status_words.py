"""Status words as councils write them: "Complete", "Currently in progress", "On hold".

A status is read only where the words are a status, never from a word inside a sentence: "to be
completed and presented to Members" is no status.
"""

import re

from actionplan.declared import Status

WORDS: dict[Status, tuple[str, ...]] = {
    Status.COMPLETE: (
        "complete", "completed", "done", "closed", "achieved", "finished", "delivered",
        "implemented", "fully implemented", "fully complete", "fully completed",
        "signed off", "100%", "100% complete", "action closed", "discharged",
    ),
    Status.IN_PROGRESS: (
        "in progress", "in-progress", "underway", "under way", "started", "commenced", "begun",
        "work in progress", "wip", "part complete", "partially complete", "partly complete",
        "partially completed", "partly completed", "partially implemented", "partly implemented",
        "part implemented", "partially achieved", "partly achieved", "partially met", "in train",
        "in hand",
    ),
    Status.NOT_STARTED: (
        "not started", "not yet started", "yet to start", "not commenced", "not yet commenced",
        "yet to commence", "not begun", "to start",
        "to do", "to be started", "to commence", "0%", "0% complete",
    ),
    Status.DEFERRED: ("deferred", "on hold", "paused", "postponed", "parked"),
    Status.CANCELLED: (
        "cancelled", "canceled", "withdrawn", "no longer required", "no longer needed",
        "no longer applicable", "abandoned", "discontinued", "will not be done",
    ),
    Status.BUSINESS_AS_USUAL: (
        "business as usual", "bau", "now bau", "moved to bau", "embedded", "now business as usual",
        "moved to business as usual", "part of business as usual",
    ),
    Status.SUPERSEDED: ("superseded", "merged", "replaced"),
}  # fmt: skip

BY_WORD = {word: status for status, words in WORDS.items() for word in words}

# Words that may stand around a status and change nothing.
AROUND = re.compile(
    r"^(?:(?:now|currently|all|fully|action|actions|work|is|has been|have been|already|this|task"
    r"|status|was|been)\s+)+|\s+(?:now|already|action)$"
)
EDGES = " .,;:!-*()[]\t\n✓✔☑√"

# "Completed – agreed by Full Council", "Complete, March 2023": what follows only adds to it.
# "Complete by March" may still be a plan.
ADDED = re.compile(r"^(?P<status>[a-z% ]+?)\s*(?:[-,;:.(✓✔]|\s(?:on|in|at|as|with|and|during)\s)")

# Said of the future, or denied: no status of the whole.
NOT_YET = re.compile(
    r"\b(?:to be|be|not|when|once|until|if|should|will have|nearly|almost|"
    r"partially|partly|before|after)\s+(?:fully\s+)?complet\w*",
)
MENTION = re.compile(r"\b(?:completed?|in progress|on hold|deferred|cancelled|closed)\b")


def status_of(words: str) -> Status | None:
    """The status that ``words`` are as a whole ("Currently in progress"), or None."""
    plain = " ".join(words.translate(DASHES).casefold().split()).strip(EDGES)
    if plain in BY_WORD:
        return BY_WORD[plain]
    return BY_WORD.get(AROUND.sub("", plain).strip(EDGES))


def leading_status(words: str) -> Status | None:
    """The status that a line starts with, where what follows only adds to it."""
    whole = status_of(words)
    if whole:
        return whole
    plain = " ".join(words.translate(DASHES).casefold().split()).strip()
    opening = ADDED.match(AROUND.sub("", plain))
    return BY_WORD.get(opening["status"].strip(EDGES)) if opening else None


def mentions_status(words: str) -> bool:
    """Whether a status word stands somewhere in ``words`` as a statement of what is."""
    plain = NOT_YET.sub(" ", " ".join(words.casefold().split()))
    return bool(MENTION.search(plain))


DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"\xa0": " ", "’": "'"})
