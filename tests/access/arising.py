"""Who may add to what a meeting asks of people."""

from datetime import date
from typing import Any

from tests import factories
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
arising:meeting_arising     GET      302    403    403    403  200   200     200      404
arising:meeting_arising     POST     302    403    403    403  422   422     422      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """A meeting of the council."""
    return {"meeting": factories.meeting(cast.council, date(2023, 9, 12)).pk}
