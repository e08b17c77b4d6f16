"""Many people at once: every accepted update is in the log, none is lost, nothing breaks."""

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from actionplan.models import Action, Entry
from council.models import Person, PostHolding, Role
from tests import factories
from tests.actionplan.test_action_update import address, typed

CLIENTS = 10


@pytest.mark.django_db(transaction=True)
def test_ten_clients_update_the_same_actions_at_once():
    cast = factories.a_council_with_a_plan()
    people = [
        factories.member(cast.council, Role.OFFICER, name=f"Officer {number}")
        for number in range(CLIENTS)
    ]
    for person in people:
        PostHolding.objects.create(post=cast.post, person=person)
    actions = [cast.ahead, cast.late, cast.complete]
    jobs = [(person.pk, action.pk, address(action)) for person in people for action in actions]
    with ThreadPoolExecutor(CLIENTS) as pool:
        results = list(pool.map(lambda job: update(*job), jobs))

    statuses = Counter(status for status, _ in results)
    accepted = {once for status, once in results if status == 302}
    assert set(statuses) <= {302, 409}, statuses
    logged = set(
        Entry.objects.filter(once__in=[once for _, once in results]).values_list("once", flat=True)
    )
    assert logged == accepted
    for action in Action.objects.filter(pk__in=[action.pk for action in actions]):
        numbers = sorted(action.entries.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert action.latest is not None
        assert action.latest.number == numbers[-1]
        assert len(numbers) >= 2


def update(person: int, action: int, url: str) -> tuple[int, uuid.UUID]:
    """One client's update, based on what stands when it looks; tried again after a conflict."""
    client = Client()
    client.force_login(Person.objects.get(pk=person))
    try:
        for _ in range(3):
            once = uuid.uuid4()
            standing = Action.objects.select_related("plan__council").get(pk=action)
            said = {"rating": "GAR"[person % 3], "commentary": f"{person} said {once}"}
            answer = client.post(url, typed(standing, **said, once=str(once)))
            if answer.status_code != 409:
                break
        return answer.status_code, once
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_by_many_clicks_at_once_is_one_update():
    cast = factories.a_council_with_a_plan()
    once, url, latest = uuid.uuid4(), address(cast.ahead), cast.ahead.latest_id
    sent = {"no_change": "1", "based_on": latest, "once": once, "commentary": "Still on its way."}

    def click(_: int) -> int:
        client = Client()
        client.force_login(cast.owner)
        try:
            return client.post(url, sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        statuses = list(pool.map(click, range(5)))
    assert set(statuses) == {302}
    assert Entry.objects.filter(once=once).count() == 1
    assert cast.ahead.entries.count() == 2
