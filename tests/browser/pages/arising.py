"""Actions arising at a meeting."""

from datetime import date

from actionplan.services.arising import Arising, add_arising
from actionplan.services.register import Why
from tests import factories
from tests.factories import Cast

PAGES = {
    "actions arising": "/ashdown/meetings/{meeting}/arising/",
    "meeting with actions arising": "/ashdown/meetings/{meeting}/",
}


def prepare(cast: Cast) -> dict[str, int]:
    """A meeting at which one arose."""
    meeting = factories.meeting(cast.council, date(2023, 6, 20))
    arising = Arising("Report back on training. " * 12, cast.post, date(2023, 7, 31))
    add_arising(
        council=cast.council,
        committee=meeting.committee,
        arising=arising,
        by=cast.manager,
        why=Why("It arose", meeting.committee.name, "Minute 12", meeting),
    )
    return {"meeting": meeting.pk}
