"""Who may say who leads what."""

from typing import Any

from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
leads:grid                  GET      302    403    403    403  403   403     200      404
leads:grid                  POST     302    403    403    403  403   403     422      404
leads:action_leads          GET      302    403    403    403  403   403     200      404
leads:action_leads          POST     302    403    403    403  403   403     422      404
leads:recommendation_leads  GET      302    403    403    403  403   403     200      404
leads:recommendation_leads  POST     302    403    403    403  403   403     422      404
leads:relead                GET      302    403    403    403  403   403     200      404
leads:relead                POST     302    403    403    403  403   403     422      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """Those of the table itself: the plan, PR-6 and the first recommendation."""
    return {}
