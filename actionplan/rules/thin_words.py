"""Whether a commentary says why, what next and by when: the three things amber and red need. Pure.

A look at words cannot judge an explanation. So it asks only where no word of a kind stands at all.
"""

import re

from actionplan.dates.written import find_dates

CAUSE = re.compile(
    r"\b(?:because|due to|owing to|since|as a result|caus\w*|reason\w*|delay\w*|await\w*|wait\w*"
    r"|pending|vacan\w*|shortage|lack\w*|unable|cannot|not yet|until|depend\w*|subject to"
    r"|following|given|resourc\w*|capacity|sickness|slipp\w*|late|behind|postpon\w*|on hold"
    r"|cancel\w*|fail\w*|budget\w*|problem\w*|issue\w*|difficult\w*|risk\w*)\b",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"\b(?:will|to be|plan\w*|next|shall|going to|aim\w*|intend\w*|propos\w*|schedul\w*|expect\w*"
    r"|anticipat\w*|arrang\w*|target\w*|due to be|book\w*|recruit\w*|draft\w*|present\w*"
    r"|review\w*|seek\w*|consider\w*|commenc\w*|begin\w*|start\w*|deliver\w*|agree\w*)\b",
    re.IGNORECASE,
)
KINDS = {"cause": CAUSE, "next step": NEXT}


def missing_in(commentary: str) -> tuple[str, ...]:
    """Which of "cause", "next step" and "date" no word of the commentary gives."""
    missing = [kind for kind, pattern in KINDS.items() if not pattern.search(commentary)]
    return (*missing, *(() if find_dates(commentary) else ("date",)))
