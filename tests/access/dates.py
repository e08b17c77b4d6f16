"""Who may answer the new dates that leads propose. (The plan names no post: committees only.)"""

from typing import Any

from actionplan.models import Entry, Plan
from actionplan.services.agreeing_dates import Decision
from tests.asking import DECEMBER, Asking
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
dates:date_list             GET      302    200    200    200  200   200     200      404
dates:date_list             POST     302    405    405    405  405   405     405      404
dates:date_answer           GET      302    405    405    405  405   405     405      404
dates:date_answer           POST     302    403    403    403  403   403     404      404
dates:date_take_back        GET      302    405    405    405  405   405     405      404
dates:date_take_back        POST     302    403    404    403  403   403     404      404
dates:date_minute           GET      302    405    405    405  405   405     405      404
dates:date_minute           POST     302    403    403    403  403   403     422      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """An action whose new date a committee has agreed, in a minute that is awaited."""
    found = Entry.objects.filter(kind=Entry.Kind.DATE_AGREED).first()
    return {"answer": found.pk if found else _agreed(cast).pk, "reference": "PR-6"}


def _agreed(cast: Cast) -> Entry:
    Plan.objects.filter(pk=cast.plan.pk).update(asks_date_agreement=True)
    cast.plan.refresh_from_db()
    asking = Asking(cast, cast.manager, cast.post)
    committee = Decision(committee="Full Council")
    return asking.agree(asking.propose(DECEMBER), committee, cast.manager)
