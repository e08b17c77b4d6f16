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
MONTH = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
# A day without its year, as people write who mean the next one. "May" and "March" are verbs too.
WHEN = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTH}|May\b)|\b\d{{1,2}}/\d{{1,2}}\b"
    rf"|\b(?:[Bb]y|[Ii]n|[Uu]ntil|[Bb]efore|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id|[Nn]ext|[Tt]his|of)[ -]"
    rf"(?:{MONTH}|May\b|(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|Christmas|Easter)\b)"
    r"|\b[Nn]ext (?:week|month|quarter|year)\b|\b[Bb]y (?:Mon|Tues|Wednes|Thurs|Fri)day\b"
    r"|\b[Ww]ithin \w+ (?:days|weeks|months)\b|\bQ[1-4]\b"
)
KINDS = {"cause": CAUSE, "next step": NEXT}


def missing_in(commentary: str) -> tuple[str, ...]:
    """Which of "cause", "next step" and "date" no word of the commentary gives."""
    missing = [kind for kind, pattern in KINDS.items() if not pattern.search(commentary)]
    is_dated = WHEN.search(commentary) or find_dates(commentary)
    return (*missing, *(() if is_dated else ("date",)))
