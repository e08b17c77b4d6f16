"""Keeping e-mails that did not go out, and trying them again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from council import clock
from council.models import Council, Person, UnsentEmail
from council.services.outbox import NO_ANSWER

Kind = UnsentEmail.Kind


class Tried(Enum):
    """What became of an e-mail that was tried again."""

    SENT = auto()
    FAILED = auto()
    NOTHING = auto()  # there is nothing to tell any more


OUTCOMES = {Tried.SENT: "sent", Tried.NOTHING: "not sent: there is nothing to tell any more"}
type Retry = Callable[[UnsentEmail, HttpRequest, Person], Tried]

_retries: dict[str, Retry] = {}


def provide(kind: Kind, retry: Retry) -> None:
    """Try e-mails of a kind again in this way: whoever writes them says so at the start.

    What writes letters about plans lies above this package, which does not import it (as
    ``council.post_users``). ``retry`` writes the e-mail anew from what stands now and sends it.
    """
    _retries[kind] = retry


@dataclass(frozen=True, slots=True)
class Addressed:
    """Which e-mail: to whom in which council, of what kind, made from what."""

    council: Council
    person: Person
    kind: Kind
    about: int = 0


def keep_unsent(which: Addressed, *, subject: str, why: str, by: Person | None = None) -> None:
    """Keep that an e-mail did not go out; the same one again is one line with one try more."""
    told = {"subject": subject[:200], "why": why[:300], "failed_at": clock.now()}
    with transaction.atomic():
        kept, is_new = UnsentEmail.objects.get_or_create(
            **_names(which), settled_at=None, defaults={"by": by, **told}
        )
        if not is_new:
            UnsentEmail.objects.filter(pk=kept.pk).update(tries=F("tries") + 1, **told)


def settle(which: Addressed, outcome: str = OUTCOMES[Tried.SENT]) -> None:
    """Say that it has gone out, if it was kept."""
    kept = UnsentEmail.objects.filter(**_names(which), settled_at=None)
    kept.update(settled_at=clock.now(), outcome=outcome)


def try_again(unsent: UnsentEmail, request: HttpRequest, by: Person) -> Tried:
    """Write it anew and send it; where there is nothing to tell any more it is settled.

    A letter stays that of whoever wrote it first; ``by`` signs what nobody has signed.
    """
    tried = _retries[unsent.kind](unsent, request, unsent.by or by)
    if tried is not Tried.FAILED:
        settle(_which(unsent), OUTCOMES[tried])
    return tried


def try_all(every: Iterable[UnsentEmail], request: HttpRequest, by: Person) -> list[Tried]:
    """Each of them, until the mail server does not answer: the others would wait for nothing."""
    outcomes = []
    for one in every:
        outcomes.append(try_again(one, request, by))
        if outcomes[-1] is Tried.FAILED:
            one.refresh_from_db()
            if one.why == NO_ANSWER:
                break
    return outcomes


def put_aside(unsent: UnsentEmail, by: Person) -> None:
    """Nobody wants it sent any more."""
    settle(_which(unsent), f"put aside by {by}"[:100])


def _which(unsent: UnsentEmail) -> Addressed:
    return Addressed(unsent.council, unsent.person, Kind(unsent.kind), unsent.about)


def _names(which: Addressed) -> dict[str, object]:
    return {
        "council": which.council,
        "person": which.person,
        "kind": which.kind,
        "about": which.about,
    }
