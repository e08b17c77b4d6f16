"""Who may change what a plan is made of; whoever sees the plan sees the register."""

from typing import Any

from tests.factories import Cast

#                                      nobody reader holder officer slt clerk manager stranger
TABLE = """
structure:part_list              GET    302    403    403    403  403   403     200      404
structure:part_list              POST   302    405    405    405  405   405     405      404
structure:register               GET    302    200    200    200  200   200     200      404
structure:register               POST   302    405    405    405  405   405     405      404
structure:theme_add              GET    302    403    403    403  403   403     200      404
structure:theme_add              POST   302    403    403    403  403   403     422      404
structure:theme_edit             GET    302    403    403    403  403   403     200      404
structure:theme_edit             POST   302    403    403    403  403   403     422      404
structure:theme_order            GET    302    405    405    405  405   405     405      404
structure:theme_order            POST   302    403    403    403  403   403     400      404
structure:theme_remove           GET    302    403    403    403  403   403     200      404
structure:theme_remove           POST   302    403    403    403  403   403     422      404
structure:recommendation_add     GET    302    403    403    403  403   403     200      404
structure:recommendation_add     POST   302    403    403    403  403   403     422      404
structure:recommendation_edit    GET    302    403    403    403  403   403     200      404
structure:recommendation_edit    POST   302    403    403    403  403   403     422      404
structure:recommendation_order   GET    302    405    405    405  405   405     405      404
structure:recommendation_order   POST   302    403    403    403  403   403     400      404
structure:recommendation_remove  GET    302    403    403    403  403   403     200      404
structure:recommendation_remove  POST   302    403    403    403  403   403     422      404
structure:action_add             GET    302    403    403    403  403   403     200      404
structure:action_add             POST   302    403    403    403  403   403     422      404
structure:action_parts           GET    302    403    403    403  403   403     200      404
structure:action_parts           POST   302    405    405    405  405   405     405      404
structure:action_edit            GET    302    403    403    403  403   403     200      404
structure:action_edit            POST   302    403    403    403  403   403     422      404
structure:action_order           GET    302    405    405    405  405   405     405      404
structure:action_order           POST   302    403    403    403  403   403     400      404
structure:action_move            GET    302    403    403    403  403   403     200      404
structure:action_move            POST   302    403    403    403  403   403     422      404
structure:action_split           GET    302    403    403    403  403   403     200      404
structure:action_split           POST   302    403    403    403  403   403     422      404
structure:action_merge           GET    302    403    403    403  403   403     200      404
structure:action_merge           POST   302    403    403    403  403   403     422      404
structure:action_drop            GET    302    403    403    403  403   403     200      404
structure:action_drop            POST   302    403    403    403  403   403     422      404
structure:action_restore         GET    302    403    403    403  403   403     200      404
structure:action_restore         POST   302    403    403    403  403   403     422      404
structure:action_exempt          GET    302    403    403    403  403   403     200      404
structure:action_exempt          POST   302    403    403    403  403   403     422      404
structure:action_counts          GET    302    403    403    403  403   403     200      404
structure:action_counts          POST   302    403    403    403  403   403     422      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The first theme and recommendation of the plan; actions are those of the cast."""
    return {"theme": cast.governance.theme_id, "recommendation": cast.governance.pk}
