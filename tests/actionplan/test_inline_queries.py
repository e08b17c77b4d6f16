"""What saving an update in its place asks of the database: at most ten statements, on each page.

All are counted, with those that begin and end the transaction. They are: the session, the member,
the action with all that its form and the advice need; the beginning, the entry (with the proposal
of a date before it), the action's latest, what the rules look at, the queries that stand, the end;
and the plan page's figures. A draft that has become an update is one more to remove.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import Draft, Plan
from council import clock
from council.models import Role
from tests import factories
from tests.actionplan.test_action_update import address, board, inline, typed
from tests.actionplan.test_my_updates import address_of

pytestmark = pytest.mark.django_db

MOST = 10
WORDS = "Helen Price asks the PSPO board to meet again."
PROPOSES = {"due": "31 December 2023", "due_reason": "Elections"}
ADVICE = ("Helen Price", "Not everybody knows PSPO: spell it out once.")


@pytest.fixture
def asked(cast):
    """A plan of 60 actions that asks for everything a plan can, and a colleague with a name."""
    Plan.objects.filter(pk=cast.plan.pk).update(asks_agreement=True, asks_date_agreement=True)
    for number in range(60 - cast.plan.actions.count()):
        factories.action(cast.plan, f"Plant tree {number}", accountable=cast.post)
    factories.member(cast.council, Role.OFFICER, name="Helen Price")
    assert connection.features.supports_json_field  # found out once a process, by a query
    return cast


def drafted(action, person):
    Draft.objects.create(action=action, person=person, fields={}, saved_at=clock.now())


def saved(client, url, data, headers):
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(url, data, **headers)
    assert answer.status_code == 200
    return answer.content.decode(), [one["sql"][:150] for one in queries]


@pytest.mark.parametrize("more", [{}, PROPOSES], ids=["", "proposes a date"])
@pytest.mark.parametrize("filtered", ["", "?rating=G"])
def test_a_row_of_the_plan_page(asked, logged_in, more, filtered):
    sent = typed(asked.ahead, rating="A", commentary=WORDS, **more)
    page = {"HTTP_HX_CURRENT_URL": f"http://testserver{board(asked)}{filtered}"}
    url, headers = address(asked.ahead), inline(asked.ahead) | page
    row, queries = saved(logged_in(asked.owner), url, sent, headers)
    assert ("No longer matches the filter" in row) == bool(filtered)
    assert ("Proposed, not agreed yet: 31 December 2023" in row) == bool(more)
    assert all(words in row for words in ADVICE)
    assert len(queries) <= MOST, "\n".join(queries)


def test_a_row_whose_date_waits_already(asked, logged_in):
    first = typed(asked.ahead, rating="A", **PROPOSES)
    owner, url, headers = logged_in(asked.owner), address(asked.ahead), inline(asked.ahead)
    owner.post(url, first)
    sent = typed(asked.ahead, rating="G", commentary=WORDS)
    row, queries = saved(owner, url, sent, headers)
    assert "Proposed, not agreed yet: 31 December 2023" in row
    assert len(queries) <= MOST, "\n".join(queries)


def test_a_row_whose_draft_it_was_takes_one_more(asked, logged_in):
    drafted(asked.ahead, asked.owner)
    sent = typed(asked.ahead, rating="A", commentary=WORDS, **PROPOSES)
    url, headers = address(asked.ahead), inline(asked.ahead)
    _, queries = saved(logged_in(asked.owner), url, sent, headers)
    assert not Draft.objects.exists()
    assert len(queries) <= MOST + 1, "\n".join(queries)


@pytest.mark.parametrize("more", [{}, PROPOSES], ids=["", "proposes a date"])
def test_a_card_of_my_updates_also_with_a_draft(asked, logged_in, more):
    drafted(asked.ahead, asked.owner)
    sent = typed(asked.ahead, rating="A", commentary=WORDS, **more)
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": f"my-{asked.ahead.pk}"}
    card, queries = saved(logged_in(asked.owner), address_of(asked.ahead), sent, headers)
    assert all(words in card for words in ADVICE)
    assert not Draft.objects.exists()
    assert len(queries) <= MOST, "\n".join(queries)


def test_the_advice_is_announced_and_goes_with_the_next_page(asked, logged_in):
    owner = logged_in(asked.owner)
    sent = typed(asked.ahead, rating="A", commentary=WORDS)
    row, _ = saved(owner, address(asked.ahead), sent, inline(asked.ahead))
    assert "PR-1 is updated. There is advice on its words." in row
    assert ADVICE[1] not in owner.get(board(asked)).content.decode()


def test_an_update_without_new_words_has_no_advice(asked, logged_in):
    sent = typed(asked.ahead, rating="A", commentary="")
    row, _ = saved(logged_in(asked.owner), address(asked.ahead), sent, inline(asked.ahead))
    assert "advice" not in row
