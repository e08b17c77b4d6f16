"""Who may set up people and the council itself."""

from typing import Any

from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
people:person_list          GET      302    403    403    403  403   403     200      404
people:person_list          POST     302    405    405    405  405   405     405      404
people:person_invite        GET      302    403    403    403  403   403     200      404
people:person_invite        POST     302    403    403    403  403   403     422      404
people:person_import        GET      302    403    403    403  403   403     200      404
people:person_import        POST     302    403    403    403  403   403     422      404
people:person_import_apply  GET      302    405    405    405  405   405     405      404
people:person_import_apply  POST     302    403    403    403  403   403     302      404
people:person_template      GET      302    403    403    403  403   403     200      404
people:person_template      POST     302    405    405    405  405   405     405      404
people:person_detail        GET      302    403    403    403  403   403     200      404
people:person_detail        POST     302    405    405    405  405   405     405      404
people:person_edit          GET      302    403    403    403  403   403     200      404
people:person_edit          POST     302    403    403    403  403   403     422      404
people:person_roles         GET      302    403    403    403  403   403     200      404
people:person_roles         POST     302    403    403    403  403   403     409      404
people:person_leave         GET      302    403    403    403  403   403     200      404
people:person_leave         POST     302    403    403    403  403   403     422      404
people:person_return        GET      302    403    403    403  403   403     200      404
people:person_return        POST     302    403    403    403  403   403     409      404
people:person_invite_again  GET      302    405    405    405  405   405     405      404
people:person_invite_again  POST     302    403    403    403  403   403     302      404
people:council_edit         GET      302    403    403    403  403   403     403      404
people:council_edit         POST     302    403    403    403  403   403     403      404
people:council_history      GET      302    403    403    403  403   403     403      404
people:council_history      POST     302    405    405    405  405   405     405      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The person asked about is an officer who holds a post."""
    return {"person": cast.owner.pk}
