"""Rows that a careful reader would ask about although every cell could be read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from actionplan.dates.written import only_date
from actionplan.declared import Status
from actionplan.document import Action
from actionplan.importing.rows import ReadRow
from actionplan.importing.synonyms import Field

# The field of an action that a row may not be, but only a heading for others.
COUNTS = "counts_in_totals"


def odd_rows(reads: Sequence[ReadRow], recommendation: str) -> None:
    """Add notes on the rows of one recommendation, whose words are given."""
    for above, read in zip((None, *reads), reads, strict=False):
        odd_row(read, recommendation, last=read is reads[-1])
        if above and is_bare(read.action) and (status := above.second_status()):
            words = f"The row above says “{status}” twice; one may be meant for this row."
            read.note(Field.ACTION, words, about="status")


def odd_row(read: ReadRow, recommendation: str, *, last: bool) -> None:
    """Add notes on one row: swapped cells, a heading that is counted, complete and not green."""
    action = read.action
    if action.commentary and only_date(action.commentary):
        read.note(Field.COMMENTARY, "Only a date stands here; it may belong in the due column.")
    if action.title and action.title in recommendation.split("\n")[1:]:
        read.note(
            Field.ACTION,
            "These are words of the recommendation; it may be a heading for the rows below.",
            about=COUNTS,
        )
    elif is_bare(action):
        more = "." if last else "; it may be a heading for the rows below."
        words = f"No date, status or commentary is given{more}"
        read.note(Field.ACTION, words, decide=not last, about=COUNTS)
    if action.status is Status.COMPLETE and action.rating in {"A", "R"}:
        read.note(
            Field.RATING,
            f"Complete and rated {action.rating}: both are kept as written.",
            decide=False,
        )
    if action.status is Status.COMPLETE and not action.rating and read.columns.of(Field.RATING):
        read.note(Field.RATING, "Complete and not rated: it is left unrated.", decide=False)
    if action.timescale and re.fullmatch(r"[A-Z]\s*[/&-]\s*[A-Z]", action.timescale):
        read.note(Field.TIMESCALE, "Two bands are named; both are kept.", decide=False)
    if not action.title:
        read.note(Field.ACTION, "The row has no words for its action.")


def is_bare(action: Action) -> bool:
    """Whether nothing is said of the action's progress."""
    return not (
        action.due or action.commentary or action.status or action.steps or action.completed
    )


def odd_priorities(reads: Sequence[ReadRow], letters: Sequence[str | None]) -> Iterator[ReadRow]:
    """The rows whose priority is one that only one recommendation uses.

    ``letters`` names the recommendation of each row. A plan of one recommendation has none.
    """
    used: dict[str, set[str | None]] = {}
    for read, recommendation in zip(reads, letters, strict=True):
        if read.action.priority:
            used.setdefault(read.action.priority, set()).add(recommendation)
    common = Counter({priority: len(where) for priority, where in used.items()})
    if len(common) < 3 or max(common.values()) < 3:
        return
    for read in reads:
        if read.action.priority and common[read.action.priority] == 1:
            yield read
