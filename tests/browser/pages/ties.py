"""Pages that hang due dates on meetings."""

from datetime import date

from actionplan.declared import Due, Precision
from actionplan.models import Action
from council.models import Meeting
from tests import factories
from tests.factories import Cast

HERE = "/ashdown/meetings/due/"
PAGES = {
    "due dates and meetings": HERE,
    "untie": f"{HERE}peer-review/PR-4/untie/",
    "take the meeting's day": f"{HERE}peer-review/PR-4/settle/",
}


def prepare(cast: Cast) -> None:
    """One action that is sure, one with a choice of two meetings, one that is to be settled."""
    meeting = factories.meeting(cast.council, date(2023, 9, 12), "Full Council")
    for day in (5, 19):
        factories.meeting(cast.council, date(2023, 10, day), "Service Delivery Committee")
    sure = Due("For approval at Full Council Sept 2023", date(2023, 9, 30), Precision.MONTH)
    choice = Due("Service Delivery Committee, October 2023", date(2023, 10, 31), Precision.MONTH)
    factories.entry(cast.ahead, by=cast.owner, due=sure)
    factories.entry(cast.late, by=cast.owner, due=choice)
    factories.entry(cast.elsewhere, by=cast.owner, due=date(2023, 11, 1))
    Action.objects.filter(pk=cast.elsewhere.pk).update(due_meeting=meeting)
    Meeting.objects.filter(pk=meeting.pk).update(place="Town Hall")
