"""Letters about plans that did not go out, written anew from what stands now."""

from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse

from actionplan.models import Digest, Period
from actionplan.queries import escalation
from actionplan.queries.desk import desk_of
from actionplan.queries.digests import to_tell
from actionplan.services.digests import Letter, Outcome, send
from actionplan.services.escalating import tell_heads
from actionplan.services.reminders import Sending, remind
from council import clock
from council.models import Membership, Person, UnsentEmail
from council.scope import Scope
from council.services.outbox import Outbox
from council.services.unsent import Kind, Tried, provide

AS_TRIED = {Sending.SENT: Tried.SENT, Sending.FAILED: Tried.FAILED, Sending.TOO_SOON: Tried.NOTHING}


def provide_all() -> None:
    """Say how each kind is tried again; called once, when the application is ready."""
    provide(Kind.DIGEST, digest_again)
    provide(Kind.ASKED, ask_again)
    provide(Kind.HEAD_TOLD, head_again)


def digest_again(unsent: UnsentEmail, _: HttpRequest, __: Person) -> Tried:
    """The e-mail of today, on whatever day; nothing for whoever got it already, or has left."""
    today, person = clock.today(), unsent.person
    here = Membership.objects.on(today).filter(council=unsent.council, person=person).first()
    if (
        here is None
        or Digest.objects.filter(council=unsent.council, person=person, day=today).exists()
    ):
        return Tried.NOTHING
    scope = Scope(unsent.council, person, here.roles, today)
    sections = to_tell(scope)
    if not sections:
        return Tried.NOTHING
    with Outbox() as outbox:
        sent = send(Letter(scope, tuple(sections)), outbox)
    return Tried.SENT if sent is Outcome.SENT else Tried.FAILED


def ask_again(unsent: UnsentEmail, request: HttpRequest, by: Person) -> Tried:
    """What is still to come from the person's posts, as it is asked for on the desk."""
    period = _running(unsent)
    if period is None:
        return Tried.NOTHING
    posts = [one for one in desk_of(_scope(unsent, by), period).posts if one.owed]
    missing = [
        replace(one.missing, people=(unsent.person,))
        for one in posts
        if unsent.person in one.asked.people
    ]
    path = reverse("mine:my_updates", args=[unsent.council.slug])
    link = request.build_absolute_uri(path)
    outcome = remind(period=period, missing=missing, by=by, link=link)
    return next((AS_TRIED[one] for one, number in outcome.items() if number), Tried.NOTHING)


def head_again(unsent: UnsentEmail, request: HttpRequest, by: Person) -> Tried:
    """What is overdue now in the areas that the person answers for."""
    period = _running(unsent)
    if period is None:
        return Tried.NOTHING
    scope = _scope(unsent, by)
    every = escalation.to_tell(escalation.overdue_by_head(scope, desk_of(scope, period)))
    heads = [one for one in every if one.person == unsent.person]
    link = request.build_absolute_uri(period.plan.get_absolute_url())
    outcome = tell_heads(period=period, heads=heads, by=by, link=link)
    return next((AS_TRIED[one] for one, number in outcome.items() if number), Tried.NOTHING)


def _running(unsent: UnsentEmail) -> Period | None:
    """The period that the letter is about, if it runs still."""
    running = Period.objects.running().filter(plan__council=unsent.council, pk=unsent.about)
    return running.select_related("plan__council").first()


def _scope(unsent: UnsentEmail, by: Person) -> Scope:
    """The council as whoever writes sees it: who is asked hangs on no role of theirs."""
    return Scope(unsent.council, by, frozenset(), clock.today())
