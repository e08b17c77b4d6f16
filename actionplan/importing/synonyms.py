"""The meanings that columns can have, and the names under which councils head them.

The names stand in ``column_names.toml``, with a weight before each group.
"""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path


class Field(StrEnum):
    """A meaning that a column can have."""

    ACTION = "the action"
    RECOMMENDATION = "the recommendation"
    THEME = "the theme"
    NUMBER = "the action's number"
    RECOMMENDATION_NUMBER = "the recommendation's number"
    LEAD = "the lead"
    DELIVERY = "who else delivers"
    TIMESCALE = "the timescale band"
    PRIORITY = "the priority"
    RATING = "the rating"
    OTHER_RATING = "an earlier rating"
    STATUS = "the status"
    PERCENT = "how much is done"
    DUE = "the due date"
    REVISED_DUE = "the revised due date"
    COMPLETED = "the date of completion"
    COMMENTARY = "the commentary"
    EARLIER_COMMENTARY = "an earlier commentary"
    STEPS = "the steps"
    OTHER = "something else"


def read_names(path: Path) -> dict[Field, dict[str, int]]:
    """The names of each field with their weights."""
    groups = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        Field[field.upper()]: {
            name: int(weight)
            for weight, names in sorted(weights.items(), key=lambda item: int(item[0]))
            for name in " ".join(names.split()).split("; ")
        }
        for field, weights in groups.items()
    }


SYNONYMS: Mapping[Field, Mapping[str, int]] = read_names(
    Path(__file__).with_name("column_names.toml")
)
