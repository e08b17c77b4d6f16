"""Who may mark what a council owes after a peer challenge as done."""

from datetime import date
from typing import Any

from actionplan.models import Plan
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
duties:duty_mark            GET      302    403    403    403  403   403     200      404
duties:duty_mark            POST     302    403    403    403  403   403     302      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """A plan that answers a peer challenge."""
    kind = Plan.SourceKind.PEER_CHALLENGE
    plans = Plan.objects.filter(slug=cast.plan.slug)
    plans.update(source_kind=kind, visited_on=date(2022, 3, 9))
    return {"duty": "report"}
