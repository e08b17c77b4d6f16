"""Who may see periods, close and lock them, and correct what was reported."""

from typing import Any

from actionplan.models import Period
from tests.closing import closed, running
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
periods:period_list         GET      302    200    200    200  200   200     200      404
periods:period_list         POST     302    405    405    405  405   405     405      404
periods:period_add          GET      302    403    403    403  403   403     200      404
periods:period_add          POST     302    403    403    403  403   403     422      404
periods:period_detail       GET      302    200    200    200  200   200     200      404
periods:period_detail       POST     302    405    405    405  405   405     405      404
periods:period_edit         GET      302    403    403    403  403   403     200      404
periods:period_edit         POST     302    403    403    403  403   403     422      404
periods:period_closing      GET      302    405    405    405  405   405     405      404
periods:period_closing      POST     302    403    403    403  403   403     302      404
periods:period_open         GET      302    405    405    405  405   405     405      404
periods:period_open         POST     302    403    403    403  403   403     302      404
periods:period_remind       GET      302    405    405    405  405   405     405      404
periods:period_remind       POST     302    403    403    403  403   403     302      404
periods:period_seal         GET      302    403    403    403  403   403     200      404
periods:period_seal         POST     302    403    403    403  403   403     422      404
periods:period_text         GET      302    200    200    200  200   200     200      404
periods:period_text         POST     302    405    405    405  405   405     405      404
periods:narrative_list      GET      302    200    200    200  200   200     200      404
periods:narrative_list      POST     302    405    405    405  405   405     405      404
periods:narrative_edit      GET      302    403    403    403  200   403     200      404
periods:narrative_edit      POST     302    403    403    403  422   403     422      404
periods:correction_add      GET      302    403    403    403  403   200     200      404
periods:correction_add      POST     302    403    403    403  403   422     422      404
"""
LOCKED = {"periods:period_text", "periods:correction_add"}


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The period in the state in which the page can be used; locked once for all who ask."""
    slug = "q1-2023-24"
    found = Period.objects.get(plan=cast.plan, slug=slug)
    if name in LOCKED and not found.is_sealed:
        closed(cast)
    elif name == "periods:period_seal":
        Period.objects.filter(pk=running(cast.plan).pk).update(state="closing")
    return {"period": slug, "about": 0}
