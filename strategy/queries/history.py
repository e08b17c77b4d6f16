"""Who changed what of a strategy, from what to what, in a fixed number of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from council.in_words import in_words
from council.models import Person, Post
from strategy.field_words import LABELS
from strategy.models import OutcomeArea, Principle, Strategy
from strategy.part_kinds import KINDS, OWN
from strategy.words import capital

MOST = 200
TOGETHER = timedelta(minutes=1)
STATUS = ("status", "adopted_by", "adopted_on", "footnotes", "relations")
VERBS = {"+": "Added", "~": "Changed", "-": "Removed"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after, in words."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """One edit: what was done, when, by whom, and which fields it changed."""

    words: str
    when: datetime
    by: Person | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of history with the line of the same row before it."""

    record: Any
    before: Any
    singular: str
    plural: str
    fields: tuple[str, ...]


def history_of(strategy: Strategy) -> list[Event]:
    """At most ``MOST`` events, the newest first. What was added together is one event."""
    lines = sorted(
        _lines(strategy), key=lambda line: (line.record.history_date, line.record.pk), reverse=True
    )
    names = _names(strategy)
    events = [_event(list(group), names) for _, group in groupby(lines, _together)]
    return [event for event in events if event][:MOST]


def _lines(strategy: Strategy) -> Iterator[_Line]:
    own = Strategy.history.filter(id=strategy.pk)
    yield from _with_before(own, "the strategy", "strategies", (*STATUS, *OWN))
    for kind in KINDS.values():
        records = kind.model.history.filter(strategy_id=strategy.pk)
        singular, plural = kind.called(strategy.names)
        yield from _with_before(records, singular, plural, (*kind.fields, "order"))


def _with_before(
    records: Any, singular: str, plural: str, fields: tuple[str, ...]
) -> Iterator[_Line]:
    last: dict[int, Any] = {}
    for record in records.select_related("history_user").order_by("history_id"):
        yield _Line(record, last.get(record.id), singular, plural, fields)
        last[record.id] = record


def _together(line: _Line) -> tuple[object, ...]:
    """Parts of one kind that one person adds within a minute are one event."""
    record = line.record
    if record.history_type != "+":
        return (line.singular, record.pk)
    minute = int(record.history_date.timestamp() // TOGETHER.total_seconds())
    return (line.singular, record.history_user_id, minute)


def _event(lines: list[_Line], names: dict[tuple[str, int], str]) -> Event | None:
    first = lines[0]
    record = first.record
    changes = tuple(_changes(first, names)) if record.history_type == "~" else ()
    if record.history_type == "~" and not changes:
        return None
    return Event(_sentence(lines), record.history_date, record.history_user, changes)


def _sentence(lines: list[_Line]) -> str:
    """ "Changed principle P1: Focus"; "Added 28 outcomes"."""
    line, verb = lines[0], VERBS[lines[0].record.history_type]
    if len(lines) > 1:
        return f"{verb} {len(lines)} {line.plural}"
    if not hasattr(line.record, "code"):
        return f"{verb} {line.singular}"
    return f"{verb} {line.singular} {line.record.code}: {_title(line.record)}"


def _title(record: Any) -> str:
    words = next(
        (words for name in ("title", "heading", "text") if (words := getattr(record, name, ""))), ""
    )
    return words if len(words) <= 80 else f"{words[:80].rsplit(' ', 1)[0]} …"


def _changes(line: _Line, names: dict[tuple[str, int], str]) -> Iterable[Change]:
    if line.before is None:
        return
    for field in line.fields:
        before, after = (_value(one, field, names) for one in (line.before, line.record))
        if before != after:
            yield Change(LABELS.get(field, capital(field.replace("_", " "))), before, after)


def _value(record: Any, field: str, names: dict[tuple[str, int], str]) -> str:
    if hasattr(record, f"{field}_id"):
        key = getattr(record, f"{field}_id")
        return names.get((field, key), "Something since removed") if key else "Nothing"
    return in_words(getattr(record, field))


def _names(strategy: Strategy) -> dict[tuple[str, int], str]:
    """What posts, areas and principles that fields point at are called."""
    posts = Post.objects.filter(council=strategy.council).values_list("pk", "title")
    names = {("owner_post", pk): title for pk, title in posts}
    for field, model in (("area", OutcomeArea), ("principle", Principle)):
        lines = model.history.filter(strategy_id=strategy.pk).order_by("history_id")
        rows = lines.values_list("id", "title")
        names |= {(field, pk): title for pk, title in rows}
    return names
