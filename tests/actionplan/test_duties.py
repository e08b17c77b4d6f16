"""The calendar of duties of a peer challenge: days from the visit, marks, and where they show."""

from datetime import date

import pytest

from actionplan.duties import Done, DutyKind, duties, months_after, sentence
from actionplan.models import Change, DutyMark, Plan
from actionplan.services.duties import mark_duty
from council.versions import CannotEdit, ChangedMeanwhile, newest

VISIT, TODAY = date(2022, 11, 30), date(2023, 6, 30)
PLAN = "/ashdown/plans/peer-review/"
PAGE = f"{PLAN}duties/report/"
REPORT, PLANNED, REVIEW, LAST = duties(VISIT, {"report": Done(date(2023, 3, 3), "Minute 34")})


def test_days_are_counted_from_the_visit_and_end_with_their_month():
    assert months_after(VISIT, 3) == date(2023, 2, 28)
    assert months_after(date(2022, 3, 9), 12) == date(2023, 3, 9)
    assert months_after(date(2022, 1, 31), 11) == date(2022, 12, 31)
    assert [one.when for one in (REPORT, PLANNED, REVIEW, LAST)] == [
        "by 28 February 2023",
        "with the report by 28 February 2023, at the latest by 30 April 2023",
        "about 30 September 2023",
        "by 30 November 2023",
    ]


def test_each_says_how_it_stands():
    assert REPORT.stands(TODAY) == "Done 3 March 2023, 3 days late"
    assert PLANNED.stands(TODAY) == "2 months past its date"
    assert PLANNED.stands(date(2023, 4, 30)) == "Not done yet"
    assert not REVIEW.is_past(date(2023, 10, 30))  # "about": a month goes by before it is late
    assert REVIEW.is_past(date(2023, 10, 31))
    assert REVIEW.stands(date(2023, 10, 31)) == "31 days past its date"


def test_one_sentence_names_what_is_longest_past_or_else_what_is_next():
    known = (REPORT, PLANNED, REVIEW, LAST)
    assert sentence(known, TODAY) == (
        "1 of 4 done; to publish the action plan is 2 months past its date"
    )
    done = {kind.value: Done(date(2023, 2, 1)) for kind in DutyKind if kind is not DutyKind.REVIEW}
    assert sentence(duties(VISIT, done), TODAY) == (
        "3 of 4 done; next: hold the progress review, about 30 September 2023"
    )
    assert sentence(duties(VISIT, done | {"review": Done(TODAY)}), TODAY) == "All 4 done"


# ---- marks


@pytest.fixture
def visited(cast):
    cast.plan.source_kind, cast.plan.visited_on = Plan.SourceKind.PEER_CHALLENGE, VISIT
    cast.plan.save()
    return cast


def mark(cast, **values):
    duty = cast.plan.duty_marks.first() or DutyMark(plan=cast.plan, kind="report")
    seen = newest(duty) if duty.pk else None
    mark_duty(
        duty=duty, values={"done_on": TODAY, "where": ""} | values, seen=seen, by=cast.manager
    )


def test_a_duty_is_marked_and_unmarked_and_two_people_do_not_overwrite_each_other(visited):
    mark(visited)
    mark(visited, done_on=None)
    stands = visited.plan.duty_marks.get()
    assert (stands.done_on, stands.history.count()) == (None, 2)
    assert stands.history.first().history_user == visited.manager
    with pytest.raises(ChangedMeanwhile):
        mark_duty(duty=stands, values={"done_on": TODAY}, seen=0, by=visited.manager)
    new = DutyMark(plan=visited.plan, kind="report")
    with pytest.raises(CannotEdit, match="just marked it"):
        mark_duty(duty=new, values={"done_on": TODAY}, seen=None, by=visited.manager)


def test_a_plan_of_another_kind_or_in_the_archive_is_refused(visited):
    Plan.objects.filter(pk=visited.plan.pk).update(state="archived")
    with pytest.raises(CannotEdit, match="archived"):
        mark(visited)
    Plan.objects.filter(pk=visited.plan.pk).update(state="active", source_kind="audit")
    with pytest.raises(CannotEdit, match="peer challenge"):
        mark(visited)


# ---- screens


def shown(client, url):
    return " ".join(client.get(url).content.decode().split())


def test_plan_and_dashboard_show_the_calendar_until_all_is_done(visited, logged_in):
    client = logged_in(visited.reader)
    html = shown(client, PLAN)
    said = "0 of 4 done; to publish the report of the peer challenge is 4 months past its date"
    assert f"Duties of the peer challenge: {said}" in html
    assert "With the report by 28 February 2023, at the latest by 30 April 2023" in html
    assert PAGE not in html
    assert said in shown(client, "/ashdown/")
    for kind in DutyKind:
        DutyMark.objects.create(plan=visited.plan, kind=kind.value, done_on=TODAY)
    assert "Duties of the peer challenge: All 4 done" in shown(client, PLAN)
    assert "Duties of the peer challenge" not in shown(client, "/ashdown/")


def test_a_plan_without_a_visit_shows_none(cast, logged_in):
    assert "Duties of" not in shown(logged_in(cast.manager), PLAN)
    assert logged_in(cast.manager).get(PAGE).status_code == 404


def test_the_plan_manager_marks_a_duty(visited, logged_in):
    client = logged_in(visited.manager)
    assert PAGE in shown(client, PLAN)
    assert "Due by 28 February 2023." in shown(client, PAGE)
    answer = client.post(PAGE, {"done_on": "3 March 2023", "where": "https://example.gov.uk/r"})
    assert answer.url == f"{PLAN}#duties"
    html = shown(client, PLAN)
    assert "Done 3 March 2023, 3 days late" in html
    assert 'href="https://example.gov.uk/r"' in html
    assert client.get(f"{PLAN}duties/nonsense/").status_code == 404


@pytest.mark.parametrize(
    ("day", "said"),
    [("1 July 2023", "lies in the future"), ("29 November 2022", "before the visit")],
)
def test_days_that_cannot_be_are_refused(visited, logged_in, day, said):
    answer = logged_in(visited.manager).post(PAGE, {"done_on": day})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_source_and_visit_are_set_up_with_the_plan(cast, logged_in):
    client = logged_in(cast.manager)
    url = f"{PLAN}set-up/plan/"
    given = {
        "title": cast.plan.title, "source": cast.plan.source, "start": "1 June 2022",
        "seen": newest(cast.plan) or "", "reason": "To count the days from it.",
        "visited_on": "9 March 2022", "source_kind": "audit",
    }  # fmt: skip
    answer = client.post(url, given)
    assert answer.status_code == 422
    assert "Only a peer challenge has a visit" in answer.content.decode()
    assert client.post(url, given | {"source_kind": "peer challenge"}).status_code == 302
    [change] = Change.objects.all()
    assert ["Last day of the visit", "Nothing", "9 March 2022"] in change.details
    assert "9 March 2022" in shown(client, f"{PLAN}set-up/")
