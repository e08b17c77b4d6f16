"""Who may set up service areas, posts and the council."""

from typing import Any

from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
organisation:overview       GET      302    403    403    403  403   200     200      404
organisation:overview       POST     302    405    405    405  405   405     405      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """No address has parameters of its own."""
    return {}
