"""Making a plan."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from actionplan.key import USUAL_KEY, as_data
from actionplan.key_lines import Band, Rating
from actionplan.merging.titles import code_for, slug_for
from actionplan.models import Change, Plan
from actionplan.services.register import Register
from council.in_words import NOTHING
from council.models import Committee, Council, Person
from council.versions import sign


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
    state: Plan.State = Plan.State.ACTIVE,
    like: Plan | None = None,
    follows: Plan | None = None,
    is_standing: bool = False,
    arises_at: Committee | None = None,
    columns: Sequence[str] = (),
) -> Plan:
    """Make a plan; its address and code come from its title unless they are given.

    With ``like`` it has that plan's key, bands, columns and fields asked. Raises ValidationError
    when a given address or code is taken or the key cannot be drawn.
    """
    # Two plans made at once must not take the same address or code.
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    taken = Plan.objects.filter(council=council)
    plan = Plan(
        council=council,
        title=title,
        slug=slug or slug_for(title, set(taken.values_list("slug", flat=True))),
        code=code or code_for(title, set(taken.values_list("code", flat=True))),
        source=source,
        key=as_data(key or (like.ratings if like else USUAL_KEY)),
        bands=as_data(bands or (like.timescales if like else ())),
        start=start,
        position_as_at=position_as_at,
        state=state,
        follows=follows,
        is_standing=is_standing,
        arises_at=arises_at,
        columns=like.columns if like else list(columns),
        rules=like.rules if like else {},
        asks_confidence=bool(like and like.asks_confidence),
        asks_agreement=bool(like and like.asks_agreement),
        asks_date_agreement=bool(like and like.asks_date_agreement),
        date_approver=like.date_approver if like else None,
        words_guide=like.words_guide if like else None,
    )
    plan.full_clean()  # with its council: address and code are taken only within one
    sign(plan, by)
    plan.save()
    return plan


@transaction.atomic
def create_blank_plan(
    *,
    council: Council,
    title: str,
    by: Person,
    code: str = "",
    source: str = "",
    start: date | None = None,
) -> Plan:
    """A draft with the usual key and nothing in it yet, and the first line of its register.

    Raises ValidationError when the code is taken or is none.
    """
    plan = create_plan(
        council=council,
        title=title,
        by=by,
        code=code or None,
        source=source,
        start=start,
        state=Plan.State.DRAFT,
    )
    Register(plan=plan, by=by).note(Change.Kind.PLAN, plan.title, [["Made", NOTHING, "From blank"]])
    return plan
