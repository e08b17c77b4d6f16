"""Who may make a plan, and change what one is."""

from typing import Any

from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
set_up:plan_add             GET      302    403    403    403  403   403     200      404
set_up:plan_add             POST     302    403    403    403  403   403     422      404
set_up:plan_set_up          GET      302    403    403    403  403   403     200      404
set_up:plan_set_up          POST     302    405    405    405  405   405     405      404
set_up:plan_edit            GET      302    403    403    403  403   403     200      404
set_up:plan_edit            POST     302    403    403    403  403   403     422      404
set_up:key_edit             GET      302    403    403    403  403   403     200      404
set_up:key_edit             POST     302    403    403    403  403   403     422      404
set_up:bands_edit           GET      302    403    403    403  403   403     200      404
set_up:bands_edit           POST     302    403    403    403  403   403     422      404
set_up:columns_edit         GET      302    403    403    403  403   403     200      404
set_up:columns_edit         POST     302    403    403    403  403   403     422      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The plan's address is the only parameter."""
    return {}
