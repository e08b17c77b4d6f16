"""What SLT decided about a plan's actions, as a report and the SLT pack print it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actionplan.reporting.pieces import Grid, Piece, text
from actionplan.words import day
from council.hostile import one_line

HEADING = "Decisions of SLT"
NONE = "SLT recorded no decision about its actions in this period."
LONGEST = 2_000  # characters of a decision: as many as its form takes
COLUMNS = ("Ref", "Action", "Decision", "Decided on", "Who and by when")
SHARES = (2, 5, 7, 3, 5)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about the action with this reference.

    ``who`` was asked to do it ``by_when``, as the action ``arisen``; "" and None where nobody was.
    ``exempt`` is the paragraph by which anything of the action is not for the public.
    """

    reference: str
    title: str
    words: str
    on: date
    who: str = ""
    by_when: date | None = None
    arisen: str = ""
    exempt: str = ""


def told(decisions: Sequence[Decision]) -> Piece:
    """All of them in the order in which they were recorded, or that there is none."""
    return grid_of(decisions) or text(NONE)


def grid_of(decisions: Sequence[Decision]) -> Grid | None:
    """The same as a table; None for none."""
    rows = tuple(map(_row, decisions))
    caption = f"{HEADING} in this period: {len(rows):,}"
    return Grid(caption, COLUMNS, rows, SHARES) if rows else None


def _row(one: Decision) -> tuple[str, ...]:
    exempt = f" Exempt information: {one.exempt}" if one.exempt else ""
    return (
        one_line(one.reference, 16),
        one_line(one.title, 300),
        f"{one_line(one.words, LONGEST)}{exempt}",
        day(one.on),
        _asked(one),
    )


def _asked(one: Decision) -> str:
    """ "Head of Finance, by 31 July 2023 (AAS-4)"."""
    if not one.who:
        return "Nobody else was asked"
    until = f", by {day(one.by_when)}" if one.by_when else ""
    return f"{one_line(one.who, 80)}{until}" + (f" ({one_line(one.arisen, 16)})" * bool(one.arisen))
