"""Who may hang due dates on meetings."""

from datetime import date
from typing import Any

from actionplan.models import Action
from tests import factories
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
ties:tie_list               GET      302    403    403    403  403   403     200      404
ties:tie_list               POST     302    405    405    405  405   405     405      404
ties:tie_add                GET      302    405    405    405  405   405     405      404
ties:tie_add                POST     302    403    403    403  403   403     422      404
ties:tie_remove             GET      302    403    403    403  403   403     200      404
ties:tie_remove             POST     302    403    403    403  403   403     422      404
ties:tie_settle             GET      302    403    403    403  403   403     200      404
ties:tie_settle             POST     302    403    403    403  403   403     422      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """An action whose due date hangs on a meeting of another day."""
    action = Action.objects.get(pk=cast.ahead.pk)
    if not action.due_meeting_id:
        Action.objects.filter(pk=action.pk).update(
            due_meeting=factories.meeting(cast.council, date(2023, 9, 12))
        )
    return {"reference": action.reference}
