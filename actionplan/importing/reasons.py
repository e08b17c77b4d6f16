"""Why a column is taken for what it is taken, in one sentence for the person who checks it."""

from collections.abc import Mapping, Sequence

from actionplan.importing.grid import Cell
from actionplan.importing.synonyms import Field

# What the cells of a column hold that looks like its field.
HELD: Mapping[Field, str] = {
    Field.TIMESCALE: "bands",
    Field.PRIORITY: "levels",
    Field.RATING: "ratings",
    Field.STATUS: "statuses",
    Field.PERCENT: "percentages",
    Field.DUE: "dates or a status",
    Field.COMPLETED: "dates",
    Field.LEAD: "posts",
    Field.NUMBER: "numbers",
    Field.RECOMMENDATION_NUMBER: "numbers",
    Field.COMMENTARY: "sentences",
    Field.ACTION: "sentences",
    Field.RECOMMENDATION: "sentences",
}

# How far a name settles the meaning, by the weights of the table of synonyms.
PLAINLY, USUALLY = 9.0, 6.0

KEPT = "its words are kept with each action"
NO_ACTION = "No heading names the action; this column says most in words."


def by_name(heading: str, field: Field, weight: float, cells: Sequence[Cell], share: float) -> str:
    """Why a heading that names ``field`` with this weight is taken for it.

    ``share`` is the part of the filled ``cells`` that look like the field.
    """
    if field is Field.OTHER:
        return f"“{heading}” is known as a further column; {KEPT}."
    said = f"“{heading}” {how(weight)} {field}"
    if field not in HELD or not cells:
        return f"{said}."
    count = round(share * len(cells))
    return f"{said}; {count} of {len(cells)} cells hold {HELD[field]}."


def how(weight: float) -> str:
    """How far a name of this weight settles what a column holds."""
    if weight >= PLAINLY:
        return "plainly means"
    return "usually means" if weight >= USUALLY else "may mean"


def without_field(likely: Field | None, holder: str) -> str:
    """Why a column is kept as a further one: it has no field, or ``holder`` has it already."""
    if likely and holder:
        return f"It may be {likely}, but “{holder}” is taken for that; {KEPT}."
    return f"No field is known by this heading; {KEPT}."


def by_contents(field: Field, alike: int, cells: int) -> str:
    """Why a column that no heading names is taken for ``field``: ``alike`` of its cells say so."""
    if field is Field.OTHER:
        return f"No heading names it, nor does what stands in it; {KEPT}."
    what = HELD.get(field, "words")
    return f"No heading names it; {alike} of {cells} cells hold {what}."
