"""Who may see and set up committees and meetings."""

from datetime import date
from typing import Any

from council.models import Cycle
from tests import factories
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
meetings:meeting_list       GET      302    200    200    200  200   200     200      404
meetings:meeting_list       POST     302    405    405    405  405   405     405      404
meetings:meeting_add        GET      302    403    403    403  403   200     200      404
meetings:meeting_add        POST     302    403    403    403  403   422     422      404
meetings:meeting_detail     GET      302    200    200    200  200   200     200      404
meetings:meeting_detail     POST     302    405    405    405  405   405     405      404
meetings:meeting_edit       GET      302    403    403    403  403   200     200      404
meetings:meeting_edit       POST     302    403    403    403  403   422     422      404
meetings:meeting_move       GET      302    403    403    403  403   200     200      404
meetings:meeting_move       POST     302    403    403    403  403   422     422      404
meetings:meeting_cancel     GET      302    403    403    403  403   200     200      404
meetings:meeting_cancel     POST     302    403    403    403  403   409     409      404
meetings:meeting_restore    GET      302    405    405    405  405   405     405      404
meetings:meeting_restore    POST     302    403    403    403  403   302     302      404
meetings:meeting_remove     GET      302    403    403    403  403   200     200      404
meetings:meeting_remove     POST     302    403    403    403  403   409     409      404
meetings:calendar_import    GET      302    403    403    403  403   200     200      404
meetings:calendar_import    POST     302    403    403    403  403   422     422      404
meetings:calendar_apply     GET      302    405    405    405  405   405     405      404
meetings:calendar_apply     POST     302    403    403    403  403   422     422      404
meetings:calendar_template  GET      302    403    403    403  403   200     200      404
meetings:calendar_template  POST     302    405    405    405  405   405     405      404
meetings:committee_list     GET      302    200    200    200  200   200     200      404
meetings:committee_list     POST     302    405    405    405  405   405     405      404
meetings:committee_add      GET      302    403    403    403  403   200     200      404
meetings:committee_add      POST     302    403    403    403  403   422     422      404
meetings:committee_edit     GET      302    403    403    403  403   200     200      404
meetings:committee_edit     POST     302    403    403    403  403   422     422      404
meetings:committee_usual    GET      302    405    405    405  405   405     405      404
meetings:committee_usual    POST     302    403    403    403  403   302     302      404
meetings:committee_end      GET      302    403    403    403  403   200     200      404
meetings:committee_end      POST     302    403    403    403  403   409     409      404
meetings:committee_remove   GET      302    403    403    403  403   200     200      404
meetings:committee_remove   POST     302    403    403    403  403   409     409      404
meetings:cycle_list         GET      302    200    200    200  200   200     200      404
meetings:cycle_list         POST     302    405    405    405  405   405     405      404
meetings:cycle_add          GET      302    403    403    403  403   200     200      404
meetings:cycle_add          POST     302    403    403    403  403   422     422      404
meetings:cycle_edit         GET      302    403    403    403  403   200     200      404
meetings:cycle_edit         POST     302    403    403    403  403   422     422      404
meetings:cycle_remove       GET      302    403    403    403  403   200     200      404
meetings:cycle_remove       POST     302    403    403    403  403   409     409      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """A meeting, its committee and its cycle: one of each in the cast's council."""
    cycle, _ = Cycle.objects.get_or_create(council=cast.council, name="September 2023 cycle")
    meeting = cycle.meetings.first() or factories.meeting(cast.council, date(2023, 9, 12))
    meeting.cycle = cycle
    meeting.save()
    return {"meeting": meeting.pk, "committee": meeting.committee_id, "cycle": cycle.pk}
