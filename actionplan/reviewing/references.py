"""References in a list for a person: runs in one, as "PR-1 to PR-12"."""

import re
from collections.abc import Iterable, Iterator

SHORTEST_RUN = 3
NUMBERED = re.compile(r"(.*?)(\d+)", re.DOTALL)


def in_runs(references: Iterable[str]) -> list[str]:
    """References in their order; three or more in a row become one, "PR-1 to PR-4"."""
    found: list[str] = []
    for run in _runs(references):
        found.extend([f"{run[0]} to {run[-1]}"] if len(run) >= SHORTEST_RUN else run)
    return found


def _runs(references: Iterable[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for reference in references:
        if run and _next(run[-1]) != reference:
            yield run
            run = []
        run.append(reference)
    if run:
        yield run


def _next(reference: str) -> str:
    """What follows a reference; empty for one without a number."""
    found = NUMBERED.fullmatch(reference)
    return f"{found[1]}{int(found[2]) + 1}" if found else ""
