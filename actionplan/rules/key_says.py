"""What a plan's own key says that the rules look at. Pure."""

import re
from collections.abc import Iterable

from actionplan.key_lines import Guard, Rating

DONE_LATE = re.compile(
    r"\b(?:complet|achiev|deliver|finish)\w*\b[^.;]*\b(?:behind|late|after|beyond|past|miss)\w*"
    r"|\b(?:behind|late|after|beyond|past|miss)\w*\b[^.;]*\b(?:complet|achiev|deliver|finish)\w*",
    re.IGNORECASE,
)
GOOD_WHEN_DONE = frozenset({"green", "blue"})


def red_for_late(key: Iterable[Rating]) -> Rating | None:
    """The red rating whose definition says that it is also for what was completed late, if any.

    "Is off target or has been completed behind the deadline target."
    """
    return next(
        (one for one in key if one.colour == "red" and DONE_LATE.search(one.definition)), None
    )


def coloured(key: Iterable[Rating], colour: str) -> Rating | None:
    """The first rating of a colour that counts, if there is one."""
    return next((one for one in key if one.colour == colour and one.counts), None)


def for_complete(key: Iterable[Rating]) -> Rating | None:
    """What the key keeps for what is complete; else its blue; else its green."""
    known = tuple(key)
    kept = next((one for one in known if one.guard is Guard.COMPLETE), None)
    return kept or coloured(known, "blue") or coloured(known, "green")
