"""What leads to a part of a strategy, from wherever in the product it may come."""

from collections.abc import Iterator
from typing import Any


def what_leads_to(part: Any) -> str:
    """ "3 outcomes and 1 relation lead to"; "" when nothing does."""
    counts = [f"{number} {words}" for words, number in _counts(part) if number]
    if not counts:
        return ""
    *first, last = counts
    many = bool(first) or not last.startswith("1 ")
    words = f"{', '.join(first)} and {last}" if first else last
    return f"{words} {'lead' if many else 'leads'} to"


def _counts(part: Any) -> Iterator[tuple[str, int]]:
    """Rows of any table that point at it, then relations and footnotes of the strategy."""
    for relation in part._meta.related_objects:
        if relation.related_model.__name__.startswith("Historical"):
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: part})
        yield _named(relation.related_model._meta, rows.count())
    ends = [(one["from_code"], one["to_code"]) for one in part.strategy.relations]
    number = sum(part.code in pair for pair in ends)
    yield "relation" if number == 1 else "relations", number
    number = sum(note["where"] == part.code for note in part.strategy.footnotes)
    yield "footnote" if number == 1 else "footnotes", number


def _named(meta: Any, number: int) -> tuple[str, int]:
    words = {"thread link": ("link of the golden thread", "links of the golden thread")}
    one, many = words.get(
        str(meta.verbose_name), (str(meta.verbose_name), str(meta.verbose_name_plural))
    )
    return (one if number == 1 else many), number
