"""Parts that belong together, read from either side."""

from collections import defaultdict
from dataclasses import dataclass

from strategy.document import StrategyDocument

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Relative:
    """The other end of a relation: its code (its anchor too), its name, and why."""

    code: str
    name: str
    reason: str


def names_of_parts(document: StrategyDocument) -> dict[str, str]:
    """What a person would call each part, by its code."""
    names: dict[str, str] = {}
    for kind in ("sections", "statements"):
        names |= {one.code: one.heading or one.text for one in getattr(document, kind)}
    for kind in ("principles", "areas", "related"):
        names |= {one.code: one.title for one in getattr(document, kind)}
    for kind in ("outcomes", "rhythms"):
        names |= {one.code: one.text for one in getattr(document, kind)}
    names |= {one.code: one.name for one in document.indicators}
    return {code: _short(name) for code, name in names.items()}


def relatives(document: StrategyDocument) -> dict[str, tuple[Relative, ...]]:
    """The relations of each part, by its code, in the strategy's own order."""
    names = names_of_parts(document)
    found: dict[str, list[Relative]] = defaultdict(list)
    for one in document.relations:
        for here, there in ((one.from_code, one.to_code), (one.to_code, one.from_code)):
            found[here].append(Relative(there, names.get(there, there), one.reason))
    return {code: tuple(ends) for code, ends in found.items()}


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= LONGEST_NAME else f"{line[:LONGEST_NAME].rsplit(' ', 1)[0]} …"
