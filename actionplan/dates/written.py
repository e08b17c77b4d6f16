"""Dates as British councils write them: each that a text names, and how exactly. Pure.

Day before month always, and a council's year runs from April to March. ``forms_of_words`` has
every form that is known; ``understood`` says what a date is once it is found.
"""

from actionplan.dates.forms_of_words import PATTERNS
from actionplan.dates.understood import Found, as_found
from actionplan.declared import Moment

# The same length in and out, so that places in the text stay true.
PLAIN = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("\xa0\u2007\u202f\t", " ") | {"’": "'"}
)

LONGEST = 3_000


def find_dates(text: str) -> list[Found]:
    """Every date that ``text`` names, in its order; places count in ``text`` itself.

    Words as long as a page name none: nobody could say which of them counts.
    """
    if len(text) > LONGEST:
        return []
    text = text.translate(PLAIN)
    found: list[Found] = []
    for pattern, read in PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(as_found(match, read(match)))
    return sorted(found, key=lambda one: one.start)


def only_date(text: str) -> Moment | None:
    """The date that ``text`` is as a whole and without any doubt, or None."""
    found = find_dates(text.strip())
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text.strip())):
        return None
    return found[0].moment if found[0].sure else None
