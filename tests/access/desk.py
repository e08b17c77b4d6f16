"""Who may use the plan manager's desk."""

from typing import Any

from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
desk:plan_desk              GET      302    403    403    403  403   403     200      404
desk:plan_desk              POST     302    405    405    405  405   405     405      404
desk:desk_ask               GET      302    405    405    405  405   405     405      404
desk:desk_ask               POST     302    403    403    403  403   403     302      404
desk:escalation             GET      302    403    403    403  403   403     200      404
desk:escalation             POST     302    403    403    403  403   403     302      404
desk:extension              GET      302    403    403    403  403   403     200      404
desk:extension              POST     302    403    403    403  403   403     422      404
desk:extension_back         GET      302    405    405    405  405   405     405      404
desk:extension_back         POST     302    403    403    403  403   403     302      404
desk:grid                   GET      302    403    403    403  403   403     200      404
desk:grid                   POST     302    403    403    403  403   403     422      404
desk:no_change              GET      302    403    403    403  403   403     200      404
desk:no_change              POST     302    403    403    403  403   403     422      404
desk:read_through           GET      302    403    403    403  403   403     200      404
desk:read_through           POST     302    403    403    403  403   403     302      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The plan of the table, whose period runs, and the post that leads in it."""
    return {"post": cast.post.pk}
