"""Who changed what of a post: its title, other names, holders and their absences, newest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from council.in_words import in_words
from council.models import Absence, Person, Post, PostAlias, PostHolding, ServiceArea

MOST = 200
VERBS = {"+": "added", "~": "changed", "-": "removed"}


@dataclass(frozen=True, slots=True)
class Changed:
    """One fact, before and after, in words."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of history: what was done and why, when, by whom, and what it changed."""

    words: str
    reason: str
    when: datetime
    by: Person | None
    changes: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Names:
    """What the rows that history points at are called, also those since removed."""

    posts: dict[int, str]
    areas: dict[int, str]
    people: dict[int, str]
    holders: dict[int, int]  # of which person a holding is


def history_of_post(post: Post) -> list[Event]:
    """At most ``MOST`` events, in a fixed number of queries."""
    names = _names(post)
    mine = {"post_id": post.pk}
    lines = [
        *_events(Post.history.filter(id=post.pk), names, _post_words, _post_facts),
        *_events(_ever(PostAlias, **mine), names, _alias_words, _alias_facts),
        *_events(_ever(PostHolding, **mine), names, _holding_words, _holding_facts),
        *_events(
            Absence.history.filter(holding_id__in=names.holders),
            names,
            _absence_words,
            _absence_facts,
        ),
    ]
    return sorted(lines, key=lambda event: event.when, reverse=True)[:MOST]


def _ever(model: Any, **mine: int) -> Any:
    """Every line of rows that belong to the post now or did once: a name may have moved."""
    rows = model.history.filter(**mine).values("id")
    return model.history.filter(id__in=rows)


def _names(post: Post) -> _Names:
    held = PostHolding.history.filter(post_id=post.pk).values_list("id", "person_id")
    holders = dict(held)
    people = Person.objects.filter(pk__in=set(holders.values()))
    areas = ServiceArea.history.filter(council_id=post.council_id).order_by("history_id")
    return _Names(
        posts=dict(Post.objects.filter(council=post.council_id).values_list("pk", "title")),
        areas=dict(areas.values_list("id", "name")),
        people={one.pk: str(one) for one in people},
        holders=holders,
    )


type Words = Callable[[Any, _Names], str]
type Facts = Callable[[Any, _Names], dict[str, str]]


def _events(lines: Any, names: _Names, words: Words, facts: Facts) -> Iterator[Event]:
    before: dict[int, Any] = {}
    for record in lines.select_related("history_user").order_by("history_id"):
        changes = tuple(_changes(before.get(record.id), record, names, facts))
        before[record.id] = record
        if changes or record.history_type != "~":
            said = f"{words(record, names)} {VERBS[record.history_type]}"
            reason = record.history_change_reason or ""
            yield Event(said, reason, record.history_date, record.history_user, changes)


def _changes(before: Any, record: Any, names: _Names, facts: Facts) -> Iterator[Changed]:
    if before is None or record.history_type != "~":
        return
    was = facts(before, names)
    for what, after in facts(record, names).items():
        if was[what] != after:
            yield Changed(what, was[what], after)


def _named(names: dict[int, str], pk: int | None) -> str:
    return names.get(pk, "Something since removed") if pk else in_words(None)


def _post_words(record: Any, names: _Names) -> str:
    return "Post"


def _post_facts(record: Any, names: _Names) -> dict[str, str]:
    return {
        "Title": record.title,
        "Service area": _named(names.areas, record.service_area_id),
        "Statutory role": in_words(record.statutory_role),
        "Ended on": in_words(record.ended_on),
        "Merged into": _named(names.posts, record.merged_into_id),
    }


def _alias_words(record: Any, names: _Names) -> str:
    return f"Other name “{record.name}”"


def _alias_facts(record: Any, names: _Names) -> dict[str, str]:
    return {"Name": record.name, "Leads to": _named(names.posts, record.post_id)}


def _holding_words(record: Any, names: _Names) -> str:
    days = (("from", record.since), ("to", record.until))
    said = " ".join(f"{word} {in_words(day)}" for word, day in days if day)
    who = names.people.get(record.person_id, "Somebody since removed")
    return f"{who}, {record.kind}{f', {said}' if said else ''}:"


def _holding_facts(record: Any, names: _Names) -> dict[str, str]:
    return {
        "Holds it as": str(record.kind),
        "First day": in_words(record.since),
        "Last day": in_words(record.until),
    }


def _absence_words(record: Any, names: _Names) -> str:
    who = names.people.get(names.holders[record.holding_id], "Somebody since removed")
    first, last = in_words(record.first_day), in_words(record.last_day)
    return f"Absence of {who} from {first} to {last}"


def _absence_facts(record: Any, names: _Names) -> dict[str, str]:
    return {"First day": in_words(record.first_day), "Last day": in_words(record.last_day)}
