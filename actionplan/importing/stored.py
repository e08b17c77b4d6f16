"""A reading as it is kept beside its file: the same text that the child process writes."""

import json

from actionplan.importing.child import as_data, from_data
from actionplan.importing.notes import Reading


def to_text(reading: Reading) -> str:
    """The reading as JSON text."""
    return json.dumps(as_data(reading), ensure_ascii=False)


def from_text(text: str) -> Reading:
    """The reading that ``to_text`` wrote. Raises ValueError for anything else."""
    return from_data(json.loads(text))
