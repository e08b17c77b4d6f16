"""Who may take a plan through its life."""

from typing import Any

from actionplan.models import Plan
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
life:plan_life              GET      302    200    200    200  200   200     200      404
life:plan_life              POST     302    405    405    405  405   405     405      404
life:plan_adopt             GET      302    404    403    403  403   403     200      404
life:plan_adopt             POST     302    404    403    403  403   403     422      404
life:plan_redraft           GET      302    403    403    403  403   403     200      404
life:plan_redraft           POST     302    403    403    403  403   403     422      404
life:plan_close             GET      302    403    403    403  403   403     200      404
life:plan_close             POST     302    403    403    403  403   403     422      404
life:plan_reopen            GET      302    403    403    403  403   403     200      404
life:plan_reopen            POST     302    403    403    403  403   403     422      404
life:plan_settle            GET      302    403    403    403  403   403     200      404
life:plan_settle            POST     302    403    403    403  403   403     422      404
life:plan_archive           GET      302    403    403    403  403   403     200      404
life:plan_archive           POST     302    403    403    403  403   403     422      404
"""
STATES = {
    "life:plan_adopt": Plan.State.DRAFT,
    "life:plan_reopen": Plan.State.CLOSING,
    "life:plan_settle": Plan.State.CLOSING,
    "life:plan_archive": Plan.State.CLOSING,
}


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The plan in the state in which the page can be used."""
    state = STATES.get(name, Plan.State.ACTIVE)
    Plan.objects.filter(slug=cast.plan.slug).update(state=state)
    return {}
