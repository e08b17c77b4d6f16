"""Who may go through the exceptions, and who records what SLT decides of them."""

from typing import Any

from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
exceptions:meeting_mode     GET      302    200    200    200  200   200     200      404
exceptions:meeting_mode     POST     302    405    405    405  405   405     405      404
exceptions:exception        GET      302    200    200    200  200   200     200      404
exceptions:exception        POST     302    403    403    403  422   403     422      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The action of the table."""
    return {}
