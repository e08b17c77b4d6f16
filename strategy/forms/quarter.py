"""A quarter's values on one page: all of its rows.

They are saved together or not at all, so that a page with one slip in it can be mended and sent
again as it stands.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from strategy.forms.quarter_row import QuarterRow
from strategy.forms.quarter_standing import prefix_of
from strategy.models import Indicator
from strategy.services.measuring import Entry


@dataclass
class Sheet:
    """All rows of the page, and the one-time id under which they are saved."""

    rows: Sequence[QuarterRow]
    once: uuid.UUID = field(default_factory=uuid.uuid4)
    notice: str = ""

    @property
    def errors(self) -> list[tuple[str, str]]:
        """For the summary: the field, and the sentence with its indicator's code before it."""
        return [
            (f"{row.prefix}-{name}", f"{row.indicator.code}: {sentence}")
            for row in self.rows
            for name, sentence in row.errors.items()
        ]

    @property
    def doubts(self) -> list[tuple[str, str]]:
        """Likewise for what has to be confirmed."""
        return [
            (f"{row.prefix}-confirm", f"{row.indicator.code}: {sentence}")
            for row in self.rows
            for sentence in row.doubts
        ]

    @property
    def is_ready(self) -> bool:
        return not self.errors and not self.doubts

    @property
    def entries(self) -> list[Entry]:
        return [entry for row in self.rows for entry in row.entries]


def touched(data: Mapping[str, str], indicators: Iterable[Indicator]) -> list[Indicator]:
    """Those of ``indicators`` for which ``data`` brings a value or a forecast."""
    return [
        one
        for one in indicators
        for prefix in [prefix_of(one)]
        if data.get(f"{prefix}-value", "").strip() or data.get(f"{prefix}-forecast", "").strip()
    ]


def shown_ids(data: Mapping[str, str]) -> set[int]:
    """The ids of all measurements from which the form was made."""
    tokens = (value for name, value in data.items() if name.endswith("-shown"))
    parts = (part for token in tokens for part in token.split(".")[:2])
    return {int(part) for part in parts if part.isdecimal() and len(part) < 18}
