"""Making a plan."""

from datetime import date

from django.db import transaction

from actionplan.document import Band, Rating
from actionplan.key import USUAL_KEY, as_data
from actionplan.models import Plan
from actionplan.titles import code_for, slug_for
from council.models import Council, Person


@transaction.atomic
def create_plan(
    *,
    council: Council,
    title: str,
    by: Person,
    slug: str | None = None,
    code: str | None = None,
    key: tuple[Rating, ...] = (),
    bands: tuple[Band, ...] = (),
    start: date | None = None,
    source: str = "",
    position_as_at: date | None = None,
) -> Plan:
    """Make a plan; its address and code come from its title unless they are given.

    Raises ValidationError when a given address or code is taken or the key cannot be drawn.
    """
    taken = Plan.objects.filter(council=council)
    plan = Plan(
        council=council,
        title=title,
        slug=slug or slug_for(title, set(taken.values_list("slug", flat=True))),
        code=code or code_for(title, set(taken.values_list("code", flat=True))),
        source=source,
        key=as_data(key or USUAL_KEY),
        bands=as_data(bands),
        start=start,
        position_as_at=position_as_at,
    )
    plan.full_clean(exclude=["council"])
    # simple-history's documented way to name the author
    plan._history_user = by  # type: ignore[attr-defined]
    plan.save()
    return plan
