"""What an e-mail tells of agreement: what waits for a head of service, and what came back."""

from collections.abc import Iterator

from django.urls import reverse

from actionplan.agreement import to_be_agreed
from actionplan.mail.digests import Kind, Section
from actionplan.models import Action, Entry
from actionplan.my_updates import wait_for_agreement
from actionplan.queries.owed import Mine
from actionplan.words import counted
from council.scope import Scope


def agreement_news(scope: Scope, owed: Mine, told: set[str]) -> Iterator[Section]:
    """What was not told before, as My updates shows it on that day."""
    path = reverse("mine:my_updates", args=[scope.council.slug])
    waiting = {f"to agree {_words(one).pk}": one for one in owed.to_agree}
    if new := {name: one for name, one in waiting.items() if name not in told}:
        yield Section(
            kind=Kind.AGREE,
            sentence=f"{wait_for_agreement(len(new))}.",
            path=path,
            link="Agree or return",
            number=len(new),
            occasions=tuple(new),
            lines=tuple(f"{one}: {_words(one).commentary}" for one in new.values()),
        )
    notes = [(one.row.action, one.returned) for of in owed.plans for one in of.due if one.returned]
    back = {name: one for one in notes if (name := f"returned {one[1].pk}") not in told}
    if back:
        yield Section(
            kind=Kind.AGREE,
            sentence=f"{counted(len(back), 'update')} of yours "
            f"{'is' if len(back) == 1 else 'are'} returned with a note.",
            path=path,
            link="Update again",
            number=len(back),
            occasions=tuple(back),
            lines=tuple(f"{action}: {note.commentary}" for action, note in back.values()),
        )


def _words(action: Action) -> Entry:
    """The update that waits."""
    update = to_be_agreed(action)
    assert update  # noqa: S101 - for the type checker: the query asks for actions that have one
    return update
