"""A plan in plain words, for members and scrutiny: the figures of other pages, and no others."""

from datetime import date

from actionplan.declared import Due
from actionplan.figures import Figures
from actionplan.models import PeriodMeeting
from actionplan.plain_words import due_ahead, in_short
from actionplan.queries.document import plan_document
from actionplan.queries.promises import weeks_of
from tests import factories
from tests.actionplan.test_changes_page import MARCH, as_it_was
from tests.closing import running
from tests.sealing import a_broken_period, a_closed_period

PAGE = "/ashdown/plans/peer-review/in-plain-words/"


def page_for(logged_in, person):
    return " ".join(logged_in(person).get(PAGE).content.decode().split())


def test_position_is_said_a_figure_a_sentence():
    figures = Figures(
        date(2023, 6, 30), total=60, complete=41, open=19, past_date=10, no_date=7, no_lead=1
    )
    assert in_short(figures) == [
        "Of 60 actions, 41 are done.",
        "19 are still to be done.",
        "10 of those are past their own dates.",
        "7 have no date at all.",
        "1 is led by nobody.",
        "That is how it stands on 30 June 2023.",
    ]


def test_what_is_nought_is_not_spoken_of():
    assert in_short(Figures(None, total=1, complete=1)) == ["Of 1 action, 1 is done."]
    assert in_short(Figures(None)) == ["There are no actions in this plan yet."]


def test_member_reads_what_is_worse_better_and_next(cast, logged_in):
    was = as_it_was(cast.plan, PR_2={"rating": "G"}, PR_1={"due": Due("June", date(2023, 6, 30))})
    a_closed_period(cast.plan, MARCH, cast.manager, was, "Q4 2022/23")
    meeting = factories.meeting(cast.council, date(2023, 9, 5), "Audit Committee")
    PeriodMeeting.objects.create(period=running(cast.plan), meeting=meeting)
    page = page_for(logged_in, cast.reader)
    assert "What is worse since Q4 2022/23" in page
    assert "Rated worse by their leads than last time: 1" in page
    assert "Had their date moved: 1" in page
    assert "The Audit Committee is told on 5 September 2023." in page


def test_before_anything_is_closed_there_is_nothing_to_compare(cast, logged_in):
    page = page_for(logged_in, cast.reader)
    assert "No period of this plan has been closed yet" in page
    assert "No meeting is named yet at which it is reported." in page
    assert "What is better" not in page


def test_what_counts_in_no_total_is_not_among_what_falls_due(cast):
    due = date(2023, 7, 14)
    factories.action(cast.plan, "Counted", due=due)
    factories.action(cast.plan, "A heading for others", due=due, counts_in_totals=False)
    document = plan_document(cast.plan, date(2023, 6, 30))
    titles = [one.title for one in due_ahead(document, date(2023, 6, 30))]
    assert "Counted" in titles
    assert "A heading for others" not in titles
    assert len(titles) == sum(weeks_of(cast.plan, date(2023, 6, 30)).values())


def test_what_cannot_be_read_is_said(cast, logged_in):
    a_broken_period(cast.plan, MARCH, cast.manager)
    assert "are not what was closed and locked" in page_for(logged_in, cast.reader)


def test_figures_are_those_of_the_plan(cast, logged_in):
    page = page_for(logged_in, cast.reader)
    actions = list(plan_document(cast.plan, date(2023, 6, 30)).actions())
    done = sum(one.is_complete for one in actions)
    assert f"Of {len(actions)} actions, {done} is done." in page


def test_queries_are_few_however_many_actions(cast, logged_in, django_assert_max_num_queries):
    a_closed_period(cast.plan, MARCH, cast.manager, name="Q4 2022/23")
    client = logged_in(cast.reader)
    for number in range(30):
        factories.action(cast.plan, f"Repair bridge {number}", recommendation=cast.finance)
    with django_assert_max_num_queries(12):
        client.get(PAGE)
