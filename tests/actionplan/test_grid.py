"""Twenty updates in one sitting: a line an action, typed for leads, all recorded or none."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.declared import Status
from actionplan.models import Action, Draft, Entry
from council import clock
from tests import factories
from tests.actionplan.test_desk import HERE, next_period, text_of

GRID = f"{HERE}grid/"
SOURCE = "Telephone, 3 July"


def sent(cast, lines, **changes):
    """What the browser sends: every line as shown, but for what was typed into ``lines``."""
    actions = [one for one in cast.actions if one != cast.complete]
    data = {"source": SOURCE, "once": str(uuid.uuid4())}
    for action in actions:
        action.refresh_from_db()
        latest = action.latest
        shown = {"rating": "", "status": "", "commentary": "", "based_on": action.latest_id or ""}
        if latest:
            shown |= {"rating": latest.rating, "status": latest.status}
        typed = shown | lines.get(action, {})
        data |= {f"a{action.pk}-{name}": value for name, value in typed.items()}
    return data | changes


@pytest.fixture
def period(cast):
    return next_period(cast)


def said_in(period):
    return {one.action.reference: one for one in Entry.objects.filter(period=period)}


def test_what_was_typed_is_recorded_and_the_rest_says_nothing(cast, manager, period):
    lines = {
        cast.ahead: {"rating": "A", "commentary": "The working group met once."},
        cast.unled: {"status": "in progress"},
    }
    answer = manager.post(GRID, sent(cast, lines), follow=True)
    assert "2 updates are recorded." in text_of(answer)
    said = said_in(period)
    assert set(said) == {"PR-1", "PR-5"}
    first, second = said["PR-1"], said["PR-5"]
    assert (first.rating, first.commentary) == ("A", "The working group met once.")
    assert first.stated_status is Status.IN_PROGRESS
    assert first.due_date == cast.ahead.first_due.date  # dates stay
    assert second.stated_status is Status.IN_PROGRESS
    for one in said.values():
        assert (one.by, one.on_behalf_source) == (cast.manager, SOURCE)
        assert not one.no_change


def test_the_same_page_sent_twice_is_one_update_each(cast, manager, period):
    data = sent(cast, {cast.ahead: {"rating": "A"}})
    manager.post(GRID, data)
    manager.post(GRID, data)
    assert len(said_in(period)) == 1


def test_one_wrong_line_holds_all_back_and_words_stay(cast, manager, period):
    lines = {
        cast.ahead: {"commentary": "The working group met once."},
        cast.late: {"rating": "Z"},
    }
    page = text_of(manager.post(GRID, sent(cast, lines)), 422)
    assert "PR-2: Choose one of the list." in page
    assert "The working group met once." in page
    assert not said_in(period)


def test_one_that_was_updated_meanwhile_holds_all_back(cast, manager, period):
    data = sent(cast, {cast.ahead: {"rating": "A"}, cast.late: {"rating": "R"}})
    factories.entry(cast.late, by=cast.owner, commentary="Moved on.")
    page = text_of(manager.post(GRID, data), 409)
    assert "Nothing is recorded yet: PR-2 was updated while you were looking." in page
    assert set(said_in(period)) == {"PR-2"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"source": " "}, "Say where the leads said so"),
        ({"once": "x"}, "valid UUID"),
    ],
)
def test_the_source_is_asked_once(cast, manager, period, changes, said):
    page = text_of(manager.post(GRID, sent(cast, {cast.ahead: {"rating": "A"}}, **changes)), 422)
    assert page.count(said) <= 2  # in the summary, and at the field
    assert said in page
    assert not said_in(period)


def test_nothing_typed_is_said(cast, manager, period):
    page = text_of(manager.post(GRID, sent(cast, {})), 422)
    assert "Type what has changed into at least one line." in page


def test_one_that_has_left_the_plan_meanwhile_holds_all_back(cast, manager, period):
    data = sent(cast, {cast.ahead: {"rating": "A"}})
    Action.objects.filter(pk=cast.late.pk).update(left="dropped")
    page = text_of(manager.post(GRID, data), 422)
    assert "One of these actions is no longer asked for." in page
    assert not said_in(period)


def test_one_post_can_be_chosen(cast, manager, period):
    page = text_of(manager.get(f"{GRID}?post={cast.post.pk}"))
    assert "Review the constitution" in page
    assert "Close the budget gap" not in page  # led by another
    assert "Close the budget gap" in text_of(manager.get(GRID))
    nobody = text_of(manager.get(f"{GRID}?post=x"))
    assert "No update is still to come." in nobody


def test_the_managers_own_draft_is_gone_once_it_is_recorded(cast, manager, period):
    Draft.objects.create(action=cast.ahead, person=cast.manager, saved_at=clock.now())
    manager.post(GRID, sent(cast, {cast.ahead: {"rating": "A"}}))
    assert not Draft.objects.exists()


def test_the_number_of_queries_does_not_grow(cast, manager, period):
    def cost():
        manager.get(GRID)
        with CaptureQueriesContext(connection) as counted:
            manager.get(GRID)
        return len(counted)

    before = cost()
    for number in range(20):
        factories.action(cast.plan, f"Survey street {number}", accountable=cast.post)
    assert cost() == before <= 12
