"""Edits of a strategy and its parts by hand. Each is signed, and none overwrites another's."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from council.models import Person
from council.versions import CannotEdit, ChangedMeanwhile, newest, sign
from strategy.checking import check
from strategy.links import what_leads_to
from strategy.models import Indicator, Strategy
from strategy.part_kinds import KINDS, PartKind
from strategy.queries.document import strategy_document


@transaction.atomic
def save_row(*, row: Any, values: Mapping[str, Any], seen: int | None, by: Person) -> None:
    """Give a strategy or a part new values. Raises ChangedMeanwhile and CannotEdit."""
    stands = _claim(row, seen)
    changed = [name for name, value in values.items() if getattr(stands, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(stands, name, values[name])
    _save(stands, by)
    _must_hold_together(row if isinstance(row, Strategy) else row.strategy)


@transaction.atomic
def add_part(*, strategy: Strategy, kind: PartKind, values: Mapping[str, Any], by: Person) -> Any:
    """A new part at the end of its kind, with a code that was never used. Raises CannotEdit."""
    _lock(strategy)
    own = kind.model.objects.filter(strategy=strategy)
    last = own.aggregate(last=Max("order"))["last"] or 0
    part = kind.model(strategy=strategy, code=next_code(strategy, kind), order=last + 1, **values)
    _save(part, by)
    _must_hold_together(strategy)
    return part


@transaction.atomic
def move_part(*, part: Any, steps: int, by: Person) -> None:
    """One place up (-1) or down (1) among its kind; at the end it stays where it is."""
    _lock(part.strategy)
    siblings = list(type(part).objects.filter(strategy=part.strategy).order_by("order", "pk"))
    place = next(number for number, one in enumerate(siblings) if one.pk == part.pk)
    other = place + steps
    if not 0 <= other < len(siblings):
        return
    siblings[place], siblings[other] = siblings[other], siblings[place]
    for order, one in enumerate(siblings, start=1):
        if one.order != order:
            one.order = order
            _save(one, by)


@transaction.atomic
def remove_part(*, part: Any, seen: int | None, by: Person) -> None:
    """Remove a part that nothing leads to. Raises CannotEdit, saying what does."""
    part = _claim(part, seen)
    leading = what_leads_to(part)
    if leading:
        raise CannotEdit(
            f"{part.code} cannot be removed: {leading} it. Take those links away first."
        )
    sign(part, by)
    part.delete()
    _must_hold_together(part.strategy)


def next_code(strategy: Strategy, kind: PartKind) -> str:
    """The next code of the kind, in the strategy's own manner; removed parts keep theirs."""
    own = _codes(strategy, kind.model)
    used = {code.casefold() for each in _models() for code in _codes(strategy, each)}
    found = [match for code in own if (match := re.fullmatch(r"(.*?)(\d+)", code))]
    prefix = found[-1][1] if found else kind.prefix
    number = max((int(match[2]) for match in found), default=0) + 1
    while f"{prefix}{number}".casefold() in used:
        number += 1
    return f"{prefix}{number}"


def _models() -> list[type[Any]]:
    return [*(kind.model for kind in KINDS.values()), Indicator]


def _codes(strategy: Strategy, model: type[Any]) -> list[str]:
    """Every code that the kind has ever had in this strategy, oldest first."""
    lines = model.history.filter(strategy_id=strategy.pk).order_by("history_id")
    now = model.objects.filter(strategy=strategy).order_by("order").values_list("code", flat=True)
    return list(dict.fromkeys([*lines.values_list("code", flat=True), *now]))


def _claim(row: Any, seen: int | None) -> Any:
    """The row as it stands, held until the end of the transaction; raise if it was changed."""
    _lock(row if isinstance(row, Strategy) else row.strategy)
    stands = type(row).objects.filter(pk=row.pk).first()
    if stands is None or newest(stands) != seen:
        raise ChangedMeanwhile
    return stands


def _lock(strategy: Strategy) -> None:
    Strategy.objects.select_for_update().get(pk=strategy.pk)


def _save(row: Any, by: Person) -> None:
    sign(row, by)
    row.save()


def _must_hold_together(strategy: Strategy) -> None:
    """What holds for files holds for edits: references lead somewhere, limits are kept."""
    stored = Strategy.objects.get(pk=strategy.pk)
    try:
        check(strategy_document(stored))
    except ValueError as error:
        raise CannotEdit(str(error)) from error
