"""What the dashboard counts is kept while nothing new is recorded, and no moment longer."""

from datetime import date

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.cells import figures_of_cells, needs_of, silent_posts, without_recommendations
from actionplan.queries import leading
from actionplan.queries.cells import Ground
from actionplan.queries.leading import LeadersGround
from actionplan.services.register import Why
from actionplan.services.structure_dropping import drop_action
from council.versions import newest
from tests import factories
from tests.actionplan.test_action_update import address, typed
from tests.closing import closed

DAY = date(2023, 6, 30)
WHY = Why("The committee agreed it", agreed_by="Policy Committee")


@pytest.fixture
def kept(cast, monkeypatch):
    """The cast, whose few actions are worth keeping too."""
    monkeypatch.setattr(leading, "WORTH_KEEPING", 1)
    leading._kept.cache_clear()
    yield cast
    leading._kept.cache_clear()


def counted(cast, day=DAY):
    return LeadersGround([cast.plan], day).counted


def anew(cast, day=DAY):
    return leading._count((cast.plan,), day)


def test_what_is_kept_is_read_in_one_query(kept):
    counted(kept)
    with CaptureQueriesContext(connection) as asked:
        counted(kept)
    assert len(asked) == 1


def test_few_actions_are_counted_each_time(cast):
    counted(cast)
    with CaptureQueriesContext(connection) as asked:
        counted(cast)
    assert len(asked) > 1


def test_an_update_is_seen_at_once(kept, logged_in):
    page = reverse("actionplan:dashboard", args=[kept.council.slug])
    slt = logged_in(kept.slt)
    assert "1 of 6 complete" in slt.get(page).content.decode()
    sent = typed(kept.ahead, status="complete", completed="June 2023")
    assert logged_in(kept.owner).post(address(kept.ahead), sent).status_code == 302
    assert "2 of 6 complete" in slt.get(page).content.decode()


def register_line(cast):
    drop_action(action=cast.late, seen=newest(cast.late), by=cast.manager, why=WHY)


def new_action(cast):
    factories.action(cast.plan, "Publish the asset list", recommendation=cast.finance)


def update_in_a_closed_period(cast):
    closed(cast)


@pytest.mark.parametrize("change", [register_line, new_action, update_in_a_closed_period])
def test_whatever_is_recorded_is_counted(kept, change):
    before = counted(kept)
    change(kept)
    assert counted(kept) == anew(kept)
    assert counted(kept) != before


def test_another_day_is_counted_by_itself(kept):
    later = date(2023, 10, 1)
    before = counted(kept)
    with override_settings(GOLDEN_THREAD_TODAY=later):
        assert counted(kept, later) == anew(kept, later)
    assert counted(kept, later) != before


def test_cells_without_recommendations_count_the_same(cast):
    above = factories.recommendation(cast.plan, "Set out the savings.", officers=[cast.post])
    like = factories.action(cast.plan, "Brief the group", recommendation=above, timescale="B")
    said = cast.ahead.latest
    factories.entry(like, rating=said.rating, status=said.stated_status, due=date(2023, 12, 1))
    ground = Ground([cast.plan], DAY)
    fewer = without_recommendations(ground.cells, DAY)
    assert len(fewer) == len(ground.cells) - 1
    assert figures_of_cells(fewer, DAY) == figures_of_cells(ground.cells, DAY)
    assert silent_posts(fewer) == silent_posts(ground.cells)
    known = needs_of(ground.cells, frozenset(), ground.held)
    assert needs_of(fewer, frozenset(), ground.held) == known
