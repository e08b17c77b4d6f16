"""Who may see the council as others do."""

from typing import Any

from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
see_as:see_as               GET      302    403    403    403  403   403     200      404
see_as:see_as               POST     302    403    403    403  403   403     422      404
see_as:see_as_end           GET      302    405    405    405  405   405     405      404
see_as:see_as_end           POST     302    302    302    302  302   302     302      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """Nothing but the council."""
    return {}
