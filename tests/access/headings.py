"""Who may see and change the headings by which a council's files are read."""

from typing import Any

from actionplan.models import Synonym
from actionplan.services.headings import add_heading
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
headings:heading_list       GET      302    403    403    403  403   403     200      404
headings:heading_list       POST     302    403    403    403  403   403     422      404
headings:heading_remove     GET      302    405    405    405  405   405     405      404
headings:heading_remove     POST     302    403    403    403  403   403     302      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """A heading of the council's own."""
    if name != "headings:heading_remove":
        return {}
    made = Synonym.objects.filter(council=cast.council).first()
    made = made or add_heading(
        council=cast.council, heading="Champion", field="lead", by=cast.manager
    )
    return {"heading": made.pk}
