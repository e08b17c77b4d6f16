"""The public page of a plan, with what changed, exempt information and an earlier position."""

from dataclasses import replace
from datetime import date

from actionplan.models import Action, Plan
from actionplan.queries.document import plan_document
from tests import factories
from tests.sealing import a_closed_period

PAGE = "/public/ashdown/peer-review/"
PAGES = {"public page": PAGE, "earlier position": f"{PAGE}to-2022-12-31/"}


def prepare(cast):
    """Two closed periods that were reported; one action is exempt, of another its leads."""
    Plan.objects.filter(pk=cast.plan.pk).update(is_public=True)
    now = plan_document(cast.plan, date(2023, 3, 31))
    rows = [replace(one, rating="G", sub_actions=()) for one in now.actions()]
    then = replace(now, themes=(), loose_actions=tuple(rows))
    for day, met, document in (
        (date(2022, 12, 31), date(2023, 1, 17), then),
        (date(2023, 3, 31), date(2023, 4, 18), now),
    ):
        period = a_closed_period(cast.plan, day, cast.manager, document)
        period.meetings.add(factories.meeting(cast.council, met, "Audit Committee"))
    Action.objects.filter(plan=cast.plan, number=2).update(exempt_paragraph="paragraph 3")
    Action.objects.filter(plan=cast.plan, number=3).update(
        exempt_paragraph="paragraph 1", exempt_fields=["leads"]
    )
