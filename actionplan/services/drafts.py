"""Drafts of updates: kept while one types, gone when the update is sent."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from actionplan.models import Action, Draft, Entry
from actionplan.models.log import COMMENTARY_LIMIT
from council import clock
from council.models import Person
from council.versions import CannotEdit

# Room for words that are too long to be sent, so that they can be shortened, and no more.
MOST_CHARACTERS = 2 * COMMENTARY_LIMIT


@transaction.atomic
def save_draft(
    *, action: Action, fields: Mapping[str, str], once: UUID | None, by: Person
) -> Draft | None:
    """Keep what ``by`` has typed for ``action``; it takes the place of what was kept before.

    ``once`` is the form's one-time id: a form that was sent meanwhile leaves no draft (None).
    Raises CannotEdit for more than anybody can have typed.
    """
    if sum(map(len, fields.values())) > MOST_CHARACTERS:
        raise CannotEdit(f"A draft may have {MOST_CHARACTERS:,} characters; this one has more.")
    if once and Entry.objects.filter(once=once).exists():
        return None
    kept = {"fields": dict(fields), "saved_at": clock.now()}
    draft, _ = Draft.objects.update_or_create(action=action, person=by, defaults=kept)
    return draft


def forget_draft(*, action: Action, by: Person) -> None:
    """Remove what ``by`` has typed for ``action``, if anything."""
    Draft.objects.filter(action=action, person=by).delete()
