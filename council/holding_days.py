"""Who may hold a post at the same time. Knows no database; an open end is None."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from council.in_words import in_words

HOLDER = "holder"  # the kind of which there is one at a time
DEPUTY = "deputy"  # the kind that does not fill a post


@dataclass(frozen=True, slots=True)
class Days:
    """One person's days in a post, first and last; ``who`` tells people apart."""

    who: object
    name: str
    kind: str
    since: date | None = None
    until: date | None = None

    def overlaps(self, other: "Days") -> bool:
        """Whether some day belongs to both."""
        return _begins(self) <= _ends(other) and _begins(other) <= _ends(self)

    @property
    def words(self) -> str:
        """ "from 1 May 2022 to 30 June 2023"; "" where neither is known."""
        since = f"from {in_words(self.since)}" if self.since else ""
        until = f"to {in_words(self.until)}" if self.until else ""
        return " ".join(filter(None, (since, until)))


def _begins(days: Days) -> date:
    return days.since or date.min


def _ends(days: Days) -> date:
    return days.until or date.max


def why_not_hold(wanted: Days, others: Iterable[Days]) -> str:
    """Why somebody may not hold a post beside the others that hold it; "" if they may."""
    if wanted.since and wanted.until and wanted.until < wanted.since:
        return "The last day is before the first."
    for other in (one for one in others if one.overlaps(wanted)):
        if other.who == wanted.who:
            return f"{other.name} holds this post already{_in_brackets(other)}."
        if other.kind == wanted.kind == HOLDER:
            return (
                f"{other.name} is the holder{_in_brackets(other)}. If they share the job, choose "
                "job share; if one stands in for the other, interim; if one follows the other, "
                f"give {other.name} a last day first."
            )
    return ""


def _in_brackets(days: Days) -> str:
    return f" ({days.words})" if days.words else ""
