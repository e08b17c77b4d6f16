"""What is said about an action in one entry that declares nothing: who speaks, and how it is kept.

Of two writers of one action's log only one gets the number; the other tries anew on what stands.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from actionplan.models import Action, Entry
from actionplan.proofs.chains import chained
from council import clock
from council.models import Person, Post

TRIES = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as holder of which post, or on whose behalf, and in which period."""

    by: Person
    post: Post | None = None
    on_behalf_source: str = ""
    period_id: int | None = None


def tried(attempt: Callable[[], Entry]) -> Entry:
    """Try until nothing has come in between, each time on what stands then."""
    for _ in range(TRIES - 1):
        try:
            with transaction.atomic():
                return attempt()
        except IntegrityError:
            continue
    with transaction.atomic():
        return attempt()


def is_same(entry: Entry, kind: Entry.Kind, words: str, speaker: Speaker) -> bool:
    return (entry.kind, entry.commentary, entry.by_id) == (kind, words, speaker.by.pk)


def silent_entry(action: Action, kind: Entry.Kind, words: str, speaker: Speaker) -> Entry:
    now = clock.now()
    return Entry(
        action=action,
        kind=kind,
        by=speaker.by,
        post=speaker.post,
        on_behalf_source=speaker.on_behalf_source,
        period_id=speaker.period_id,
        as_at=now.date(),
        recorded_at=now,
        commentary=words,
    )


def added(entry: Entry) -> Entry:
    chained(entry).save(force_insert=True)
    return entry
