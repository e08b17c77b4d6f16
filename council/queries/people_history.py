"""Who changed what of a membership or of the council itself, the newest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from council.in_words import in_words
from council.models import Council, Membership, Person
from council.people_roles import ROLE_FIELDS, role_words

MOST = 200
COUNCIL_FIELDS = {
    "name": "Name",
    "short_name": "Short name",
    "brand_background": "Background of the header",
    "brand_text": "Text of the header",
    "brand_accent": "Accent",
    "ask_before": "Working days from the first e-mail to the due day",
    "ask_again": "Working days from one e-mail about overdue updates to the next",
    "escalate_after": "Working days after which heads of service may be told",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One fact, before and after, in words."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of history: what was done, when, by whom, and what it changed."""

    words: str
    when: datetime
    by: Person | None
    changes: tuple[Changed, ...] = ()


Facts = Callable[[Any], dict[str, str]]


def history_of_membership(membership: Membership) -> list[Event]:
    """Joined, roles given and taken, left, came back, name and e-mail corrected."""
    lines = Membership.history.filter(id=membership.pk)
    return list(_events(lines, _membership_facts, _joined))


def history_of_council(council: Council) -> list[Event]:
    """What was changed of the council's own settings."""
    lines = Council.history.filter(id=council.pk)
    return list(_events(lines, _council_facts, lambda record: "Set up"))


def _events(lines: Any, facts: Facts, first: Callable[[Any], str]) -> Iterator[Event]:
    newest = list(lines.select_related("history_user").order_by("-history_id")[: MOST + 1])
    for record, before in zip(newest[:MOST], [*newest[1:], None], strict=False):
        changes = tuple(_changes(record, before, facts))
        made = record.history_type == "+"
        words = first(record) if made else record.history_change_reason or "Changed"
        if made or changes or record.history_change_reason:
            yield Event(words, record.history_date, record.history_user, changes)


def _changes(record: Any, before: Any, facts: Facts) -> Iterator[Changed]:
    was = facts(before) if before else {}
    for what, after in facts(record).items():
        if before and was[what] != after:
            yield Changed(what, was[what], after)


def _membership_facts(record: Any) -> dict[str, str]:
    return {"Roles": _roles(record), "Access ends on": in_words(record.left_on)}


def _joined(record: Any) -> str:
    return f"Joined. Roles: {_roles(record)}"


def _roles(record: Any) -> str:
    return role_words(role for role, name in ROLE_FIELDS.items() if getattr(record, name))


def _council_facts(record: Any) -> dict[str, str]:
    return {label: in_words(getattr(record, name)) for name, label in COUNCIL_FIELDS.items()}
