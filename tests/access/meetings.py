"""Who may see and set up committees and meetings."""

from typing import Any

from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
meetings:meeting_list       GET      302    200    200    200  200   200     200      404
meetings:meeting_list       POST     302    405    405    405  405   405     405      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """No address has parameters of its own."""
    return {}
