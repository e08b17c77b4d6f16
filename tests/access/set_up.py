"""Who may make a plan, and change what one is."""

from typing import Any

from actionplan.services.reading import keep_file
from actionplan.services.review import apply_review
from tests.factories import Cast
from tests.importing.making import word_plan

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
set_up:rules_edit           GET      302    403    403    403  403   403     200      404
set_up:rules_edit           POST     302    403    403    403  403   403     422      404
set_up:doubt_list           GET      302    403    403    403  403   403     200      404
set_up:doubt_list           POST     302    405    405    405  405   405     405      404
set_up:doubt_settle         GET      302    405    405    405  405   405     405      404
set_up:doubt_settle         POST     302    403    403    403  403   403     302      404
set_up:columns_edit         GET      302    403    403    403  403   403     200      404
set_up:columns_edit         POST     302    403    403    403  403   403     422      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The plan's address; for the set-up list a doubt that an import of it left open."""
    if name != "set_up:doubt_settle":
        return {}
    content = word_plan([["Action", "By when"], ["Publish the budget", "As above"]])
    file = keep_file(
        council=cast.council, content=content, name="plan.docx", by=cast.manager, plan=cast.plan
    )
    apply_review(file=file, by=cast.manager, seen_version=file.version)
    return {"doubt": cast.plan.doubts.latest("pk").pk}
