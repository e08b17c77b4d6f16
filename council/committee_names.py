"""Which committee a calendar means: names compared as people do, not letter by letter."""

import re
from collections.abc import Iterable

from council.models import Committee

# Words that calendars add to a committee's name, or leave out of it.
LEFT_OUT = frozenset({"the", "of", "and", "committee", "meeting", "council's"})


def plain_name(name: str) -> str:
    """A name less case, signs and small words; "Full Council" and "Council" stay apart."""
    words = re.findall(r"[^\W_]+", name.casefold().replace("&", " and "))
    kept = [word for word in words if word not in LEFT_OUT]
    return " ".join(kept or words)


def by_name(committees: Iterable[Committee]) -> dict[str, Committee]:
    """Committees by every name they go by, as ``plain_name`` has it."""
    found: dict[str, Committee] = {}
    for committee in committees:
        for name in committee.names:
            found.setdefault(plain_name(name), committee)
    return found
