"""Tying and untying the golden thread: what a plan's rows serve of a strategy."""

from django.db import IntegrityError, transaction

from actionplan.models import Action, Recommendation
from actionplan.models.thread import ThreadLink
from actionplan.queries.thread_ends import Served, Server, ends, server_named
from council import clock
from council.models import Council, Person
from strategy.kinds import Status
from strategy.models import Outcome, Principle, Strategy
from strategy.thread_file import Link, Thread

REASON_LIMIT = 100  # characters of a reason that the history keeps of a link taken away


class CannotLink(Exception):
    """A link that may not be; the message is one sentence, and nothing was written."""


def link(*, server: Server, served: Served, by: Person, reason: str = "") -> ThreadLink:
    """Say that ``server`` serves ``served``. A link that is there already is left as it is.

    Raises CannotLink when the two ends belong to different councils, or when the strategy is
    superseded.
    """
    if _council_of(server) != _council_of(served):
        raise CannotLink("An action can only serve what its own council has agreed.")
    if served.strategy.status == Status.SUPERSEDED:
        raise CannotLink("The strategy is superseded: nothing new can serve it.")
    known = ThreadLink.objects.filter(**ends(server, served)).first()
    return known or _made(server, served, by, reason)


def _made(server: Server, served: Served, by: Person, reason: str) -> ThreadLink:
    new = ThreadLink(**ends(server, served), reason=reason, linked_by=by, linked_on=clock.today())
    new._history_user = by  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:  # somebody else was faster: the same link
        return ThreadLink.objects.get(**ends(server, served))
    return new


@transaction.atomic
def unlink(*, server: Server, served: Served, by: Person, reason: str = "") -> bool:
    """Take the link away; its history stays, with the reason. False where there was none."""
    found = ThreadLink.objects.select_for_update().filter(**ends(server, served)).first()
    if found is None:
        return False
    found._history_user = by  # type: ignore[attr-defined]
    found._change_reason = reason[:REASON_LIMIT]  # type: ignore[attr-defined]
    found.delete()
    return True


def _council_of(end: Server | Served) -> int:
    """The id of the council to which an end of a link belongs."""
    if isinstance(end, Action | Recommendation):
        return end.plan.council_id
    return end.strategy.council_id


@transaction.atomic
def load_thread(*, thread: Thread, council: Council, by: Person) -> int:
    """Make the links of a thread file; how many are new. Links of the council's own stay.

    Raises CannotLink, with nothing written, when the file names what the council does not have.
    """
    strategy = Strategy.objects.filter(council=council, slug=thread.strategy).first()
    plan = council.plans.filter(slug=thread.plan).first()
    if strategy is None or plan is None:
        raise CannotLink(f"There is no plan “{thread.plan}” or no strategy “{thread.strategy}”.")
    before = ThreadLink.objects.count()
    parts = _parts(strategy)
    for each in thread.links:
        server = server_named(plan, action=each.action, recommendation=each.recommendation)
        served = parts.get(each.serves)
        if server is None or served is None:
            raise CannotLink(_not_there(each))
        link(server=server, served=served, by=by, reason=each.reason)
    return ThreadLink.objects.count() - before


def _parts(strategy: Strategy) -> dict[str, Served]:
    """The outcomes and principles of a strategy by their codes."""
    found: list[Served] = [
        *Outcome.objects.filter(strategy=strategy).select_related("strategy"),
        *Principle.objects.filter(strategy=strategy).select_related("strategy"),
    ]
    return {part.code: part for part in found}


def _not_there(line: Link) -> str:
    """What is wrong with a line of a file that names what the council does not have."""
    server = line.action or f"recommendation {line.recommendation}"
    return f"The link from {server} to “{line.serves}” names what is not there."
