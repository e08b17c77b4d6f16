"""Plans of a chosen size in the words of the real one, each in a council of its own."""

from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.db import connection
from django.test import Client

from actionplan.document import PlanDocument
from actionplan.importing.notes import Reading
from actionplan.importing.read import read_plan
from actionplan.models import Action, Entry, Plan
from actionplan.proofs.chains import all_chained
from actionplan.services.applying import Source, apply_reading
from benchmarks.pdf_sizes import SOURCE, grown
from council import clock
from council.models import Council, Membership, Person, Post, PostHolding

AS_AT = date(2023, 6, 1)
SAID_SINCE = 3  # entries of each action after the imported one


@dataclass(frozen=True, slots=True)
class Lot:
    """One council with one plan of ``size`` actions."""

    size: int
    council: Council
    plan: Plan


def fill(sizes: list[int]) -> tuple[Person, list[Lot]]:
    """Somebody who leads every action of every council, and the councils."""
    lead = Person.objects.create_user("lead@example.gov.uk", name="Priya Raman")
    document = read_plan(SOURCE).document
    lots = [_lot(lead, grown(document, size), size) for size in sizes]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return lead, lots


def _lot(lead: Person, document: PlanDocument, size: int) -> Lot:
    council = Council.objects.create(
        name=f"Council of {size}", short_name=f"C{size}", slug=f"council-of-{size}"
    )
    Membership.objects.create(council=council, person=lead, is_officer=True)
    source = Source(SOURCE.name, lead, AS_AT)
    plan = apply_reading(reading=Reading(document, ()), council=council, source=source).plan
    for post in Post.objects.filter(council=council):
        PostHolding.objects.create(post=post, person=lead)
    for number in range(1, SAID_SINCE + 1):
        _say_more(plan, lead, number)
    return Lot(size, council, plan)


def _say_more(plan: Plan, lead: Person, times: int) -> None:
    """One more entry for every action that has been spoken of."""
    actions = list(Action.objects.filter(plan=plan).exclude(latest=None).select_related("latest"))
    for action in actions:
        if action.latest:
            action.latest = _next(action.latest, lead, times)
    Entry.objects.bulk_create(all_chained(action.latest for action in actions if action.latest))
    Action.objects.bulk_update(actions, ["latest"], batch_size=500)


def _next(before: Entry, lead: Person, times: int) -> Entry:
    entry = copy(before)
    entry._state = copy(before._state)
    entry._state.adding = True
    entry.pk = None
    entry.once = uuid4()
    entry.by, entry.imported_from = lead, ""
    entry.as_at = AS_AT + timedelta(weeks=times)
    entry.recorded_at = clock.now()
    return entry


def session_of(person: Person) -> str:
    """The key of a session in which ``person`` is logged in."""
    client = Client()
    client.force_login(person)
    return client.session.session_key or ""
