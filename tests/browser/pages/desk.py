"""The plan manager's desk: a period that runs, a long plan with long words, and none that runs."""

from datetime import date
from typing import Any

from actionplan.services.extending import give_longer
from council.models import ServiceArea
from tests import factories
from tests.factories import Cast

PAGES = {
    "desk": "/ashdown/plans/peer-review/desk/",
    "desk of a long plan": "/ashdown/plans/highways/desk/",
    "desk without a period": "/ashdown/plans/resting/desk/",
    "heads of service": "/ashdown/plans/highways/desk/heads/",
    "heads of service, none": "/ashdown/plans/resting/desk/heads/",
    "more time for a post": "/ashdown/plans/highways/desk/longer/{post}/",
    "read-through": "/ashdown/plans/highways/desk/read-through/",
    "several updates": "/ashdown/plans/highways/desk/grid/",
    "several updates, none to come": "/ashdown/plans/highways/desk/grid/?post=0",
    "no change for several": "/ashdown/plans/highways/desk/no-change/?tick=all",
}
AUTUMN = date(2023, 9, 30)
LONG = "Kilometres-of-one-word-" * 6


def prepare(cast: Cast) -> dict[str, Any]:
    """A plan with a post in a service area, and another of which nothing is to come."""
    made = factories.plan(cast.council, "Highways plan", slug="highways", code="HW")
    area = ServiceArea.objects.create(council=cast.council, name=f"Highways, {LONG}"[:200])
    post = factories.post(cast.council, f"Head of {LONG}"[:200], held_by=cast.colleague)
    head = factories.post(cast.council, f"Director of {LONG}"[:200], held_by=cast.slt)
    area.head, post.service_area = head, area
    area.save()
    post.save()
    made.periods.update(updates_due_by=date(2023, 6, 2))
    for number in range(1, 31):
        action = factories.action(made, f"Resurface road {number}", accountable=post)
        factories.entry(action, period=None, rating="G", commentary=LONG, due=AUTUMN)
    factories.plan(cast.council, "Resting plan", slug="resting", code="RS", open_period=False)
    give_longer(
        period=made.periods.get(), post=post, until=date(2023, 7, 14), reason=LONG, by=cast.manager
    )
    return {"post": post.pk}
