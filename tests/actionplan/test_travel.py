"""Direction of travel of an action, from its plan's closed periods."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.comparing.documents import compare
from actionplan.comparing.travel import Direction, Travel, travels
from actionplan.declared import Due, Status
from actionplan.document import Action, PlanDocument
from actionplan.queries import travel as queries
from actionplan.queries.document import plan_document
from actionplan.queries.travel import reported, travel_of
from tests import factories
from tests.factories import KEY
from tests.sealing import a_broken_period, a_closed_period

DECEMBER, MARCH = date(2022, 12, 31), date(2023, 3, 31)
ONE = Action("Review", "PR-1", rating="A", status=Status.IN_PROGRESS, due=Due(date=MARCH))
UP, STEADY, DOWN = Direction.IMPROVING, Direction.STEADY, Direction.WORSENING
JANUARY = Due("January", date(2023, 1, 31))


def going(was: dict, now: dict) -> Travel | None:
    before, after = (
        PlanDocument("Plan", day, key=KEY, loose_actions=(replace(ONE, **fields),))
        for day, fields in ((DECEMBER, was), (MARCH, now))
    )
    return travels(compare(before, after)).get("PR-1")


@pytest.mark.parametrize(
    ("was", "now", "travel"),
    [
        ({}, {"rating": "R"}, Travel(DOWN, "Amber to Red")),
        ({}, {"rating": "G"}, Travel(UP, "Amber to Green")),
        ({}, {"commentary": "More of it."}, Travel(STEADY)),
        ({}, {"rating": None}, Travel(STEADY)),
        ({"due": JANUARY}, {"due": JANUARY, "rating": "G"},
         Travel(DOWN, "Due 31 January 2023: 59 days past its date")),
        ({}, {"status": Status.COMPLETE, "rating": "R"},
         Travel(UP, "Complete; day not known, due 31 March 2023")),
        ({"status": Status.COMPLETE}, {}, Travel(DOWN, "Complete to in progress")),
        ({"status": Status.COMPLETE}, {"status": Status.COMPLETE},
         Travel(STEADY, is_settled=True)),
        ({"reference": "PR-2"}, {"title": "Another"}, None),
    ],
)  # fmt: skip
def test_a_direction_is_what_the_comparison_says_in_one_word(was, now, travel):
    assert going(was, now) == travel


@pytest.fixture
def closed(cast):
    """PR-1 was red in December; PR-4 was green then. In March all stood as it stands today."""
    now = plan_document(cast.plan, MARCH)
    themes = tuple(
        replace(theme, recommendations=tuple(map(_earlier, theme.recommendations)))
        for theme in now.themes
    )
    a_closed_period(cast.plan, DECEMBER, cast.manager, replace(now, themes=themes), "Q3 2022/23")
    a_closed_period(cast.plan, MARCH, cast.manager, now, "Q4 2022/23")
    return cast


def _earlier(recommendation):
    was = {"PR-1": "R", "PR-4": "G"}
    actions = (
        replace(one, rating=was.get(one.reference, one.rating)) for one in recommendation.actions
    )
    return replace(recommendation, actions=tuple(actions))


def shown(client, url):
    return " ".join(client.get(url).content.decode().split())


def test_the_plan_page_says_where_each_action_went(closed, logged_in):
    html = shown(logged_in(closed.reader), closed.plan.get_absolute_url())
    rows = {one.reference: html.split(f'id="{one.anchor}"')[1] for one in closed.actions}
    told = {name: row.split("</tr>")[0] for name, row in rows.items()}
    assert "Improving in Q4 2022/23" in told["PR-1"]
    assert "Steady in Q4 2022/23" in told["PR-2"]
    assert "in Q4 2022/23" not in told["PR-3"]  # complete in both: nothing is expected of it
    assert "Worsening in Q4 2022/23" in told["PR-4"]


def test_a_row_alone_says_the_same_as_the_whole_page(closed, logged_in):
    url = f"{closed.elsewhere.get_absolute_url()}row/"
    answer = logged_in(closed.reader).get(url, headers={"HX-Request": "true"})
    assert "Worsening in Q4 2022/23" in answer.content.decode()


def test_the_page_of_an_action_says_why_and_what_was_reported(closed, logged_in):
    factories.entry(closed.elsewhere, by=closed.owner, rating="A")
    html = shown(logged_in(closed.reader), closed.elsewhere.get_absolute_url())
    assert "Worsening: Green to Red" in html
    assert "(Q3 2022/23 to Q4 2022/23)" in html
    table = html.split("As it was reported")[1].split("</table>")[0]
    assert table.index("Q4 2022/23") < table.index("Red") < table.index("Q3 2022/23")
    assert "Green" in table.split("Q3 2022/23")[1]
    assert "Amber" not in table
    period = closed.plan.periods.get(name="Q3 2022/23")
    assert f'href="{period.get_absolute_url()}?show=all#PR-4"' in table


def test_one_closed_period_has_no_direction_and_still_its_report(cast, logged_in):
    a_closed_period(cast.plan, MARCH, cast.manager, name="Q4 2022/23")
    later = factories.action(cast.plan, "Plant an orchard")
    assert travel_of(cast.plan).directions == {}
    html = shown(logged_in(cast.reader), later.get_absolute_url())
    assert "Direction of travel" not in html
    assert "Not in the plan, or not known by this reference" in html


def test_it_is_read_once_and_costs_one_query_for_any_number_of_rows(closed):
    def asked():
        del_known(closed.plan)
        with CaptureQueriesContext(
            connection,
        ) as context:
            travel_of(closed.plan)
            travel_of(closed.plan)
        return len(context)

    queries._directions.cache_clear()
    assert [asked(), asked()] == [2, 1]


def del_known(plan):
    """As the next request finds the plan."""
    for name in ("_travel", "_closed_periods"):
        plan.__dict__.pop(name, None)


def test_a_broken_seal_takes_the_direction_away_and_nothing_else(closed, logged_in, caplog):
    a_broken_period(closed.plan, date(2023, 4, 30), closed.manager)
    url = closed.elsewhere.get_absolute_url()
    html = shown(logged_in(closed.reader), url)
    assert "Direction of travel" not in html
    assert "The direction of travel is left out" in caplog.text
    assert len(reported(closed.plan, "PR-4")) == 2
