"""The page of the change register, and the bridge between two totals."""

from datetime import datetime

import pytest
from django.db import transaction

from actionplan.comparing.bridge import Line, bridge
from actionplan.models import Change
from actionplan.queries.register import bridge_of
from actionplan.services.register import Register, Why
from actionplan.services.structure_actions import add_action
from actionplan.services.structure_dropping import drop_action
from actionplan.services.structure_splitting import split_action
from council import clock
from council.versions import newest

PAGE = "/ashdown/plans/peer-review/structure/register/"
WHY = Why("Agreed at the mid-year review", "Chief Executive", "Minute 34")


@pytest.fixture
def changed(cast):
    """Two added, one split in two, one dropped."""
    for title in ("One more", "And one more"):
        add_action(plan=cast.plan, values={"title": title}, by=cast.manager, why=WHY)
    signed = {"by": cast.manager, "why": WHY}
    split_action(
        action=cast.undated, titles=["Land", "Buildings"], seen=newest(cast.undated), **signed
    )
    drop_action(action=cast.unled, seen=newest(cast.unled), **signed)
    return cast


# ---- the sum


def test_bridge_in_words():
    lines = [
        Line("split", 1, 61), Line("added", 1, 62), Line("moved", 0, 62), Line("added", 1, 63),
        Line("dropped", -1, 62),
    ]  # fmt: skip
    assert str(bridge(lines, 60, 62)) == "60 + 1 split + 2 added − 1 dropped = 62"


def test_bridge_says_both_ways_of_one_kind():
    lines = [Line("counted", -1, 59), Line("counted", 1, 60), Line("carried", -2, 58)]
    said = "60 − 1 no longer counted + 1 counted from now on − 2 carried to another plan = 58"
    assert str(bridge(lines, 60, 58)) == said


def test_bridge_names_what_no_line_explains():
    said = "60 + 1 added + 5 brought in from a file = 66"
    assert str(bridge([Line("added", 1, 61)], 60, 66)) == said
    assert (
        str(bridge([Line("added", 1, 66)], 60, 66))
        == "60 + 5 brought in from a file + 1 added = 66"
    )


def test_rows_that_come_with_a_recommendation_are_added_rows():
    lines = [Line("recommendation", 60, 60), Line("added", 1, 61), Line("state", -1, 60)]
    assert str(bridge(lines, 0, 60)) == "0 + 61 added − 1 taken away = 60"


def test_bridge_over_nothing():
    assert str(bridge([], 60, 60)) == "60 = 60"


def test_bridge_of_a_plan_spans_days(changed, monkeypatch):
    plan = changed.plan
    today = clock.today()
    assert str(bridge_of(plan)) == "6 + 2 added + 1 split − 1 dropped = 8"
    later = datetime(2023, 7, 5, 12, tzinfo=clock.now().tzinfo)
    monkeypatch.setattr(clock, "now", lambda: later)
    add_action(plan=plan, values={"title": "In July"}, by=changed.manager, why=WHY)
    assert str(bridge_of(plan, since=later.date())) == "8 + 1 added = 9"
    assert str(bridge_of(plan, until=today)) == "6 + 2 added + 1 split − 1 dropped = 8"
    assert str(bridge_of(plan, until=today.replace(month=1))) == "6 = 6"


# ---- the page


def test_register_shows_what_why_who_and_when(changed, logged_in):
    page = logged_in(changed.reader).get(PAGE).content.decode()
    for words in (
        "PR-6</a> List every asset", "No: split into PR-9, PR-10", "Agreed at the mid-year",
        "Chief Executive", "Minute 34", "Sunita Patel, 30 June 2023", "8 actions afterwards",
        "6 + 2 added + 1 split − 1 dropped = 8",
    ):  # fmt: skip
        assert words in page


def test_heading_of_a_line_leads_to_its_action(changed, logged_in):
    page = logged_in(changed.reader).get(PAGE).content.decode()
    assert f'href="{changed.undated.get_absolute_url()}">PR-6</a> List' in page


def test_long_heading_is_cut_and_the_table_keeps_all(changed, logged_in):
    names = ", ".join(f"PR-{number}" for number in range(100, 160))
    with transaction.atomic():
        register = Register(plan=changed.plan, by=changed.manager, why=WHY)
        register.note(Change.Kind.ADDED, f"60 by import: {names}", [["Added", "", names]])
    page = logged_in(changed.reader).get(PAGE).content.decode()
    heading = page.split("Added: 60 by import", 1)[1].split("</h3>")[0]
    assert "PR-159" not in heading
    assert heading.endswith("…")
    assert "PR-159" in page


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?kind=added", 2),
        ("?action=pr-9", 1),
        ("?action=PR-6", 1),
        ("?action=PR-5&kind=added", 0),
        ("?since=1+July+2023", 0),
        ("?since=30+June+2023&until=30/06/2023", 4),
        ("?until=29+June+2023", 0),
    ],
)
def test_register_is_filtered(changed, logged_in, query, number):
    answer = logged_in(changed.reader).get(f"{PAGE}{query}")
    assert answer.context["page"].paginator.count == number


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?kind=nonsense", "Choose one of the list."),
        ("?action=nonsense", "Give a reference such as PR-3."),
        (f"?action=PR-{'9' * 25}", "Give a reference such as PR-3."),
        ("?action=%00-1", "Null characters are not allowed"),
        ("?since=soon", "Give a day such as 30 June 2023."),
        ("?since=2+May+2023&until=1+May+2023", "The last day lies before the first."),
    ],
)
def test_bad_filters_are_said_and_everything_is_shown(changed, logged_in, query, sentence):
    answer = logged_in(changed.reader).get(f"{PAGE}{query}")
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.context["page"].paginator.count == 4


def test_register_begins_with_the_adoption_unless_another_day_is_asked_for(changed, logged_in):
    changed.plan.adopted_on = clock.today().replace(day=1)
    changed.plan.save()
    client = logged_in(changed.reader)
    assert client.get(PAGE).context["form"]["since"].value() == "1 June 2023"
    assert client.get(f"{PAGE}?since=").context["page"].paginator.count == 4


def test_register_has_fifty_to_a_page_and_costs_the_same(
    changed, logged_in, django_assert_max_num_queries
):
    with transaction.atomic():
        register = Register(plan=changed.plan, by=changed.manager, why=WHY)
        for number in range(60):
            register.note(Change.Kind.REWORDED, f"Line {number}", [["Title", "a", "b"]])
    client = logged_in(changed.reader)
    with django_assert_max_num_queries(14):
        first = client.get(PAGE)
    assert len(first.context["page"].object_list) == 50
    assert len(client.get(f"{PAGE}?page=2").context["page"].object_list) == 14
    assert client.get(f"{PAGE}?page=nonsense").status_code == 200


def test_register_of_a_draft_is_not_for_readers(changed, logged_in):
    changed.plan.state = "draft"
    changed.plan.save()
    assert logged_in(changed.reader).get(PAGE).status_code == 404
    assert logged_in(changed.owner).get(PAGE).status_code == 200


def test_register_of_another_council_is_not_shown(changed, logged_in):
    theirs = logged_in(changed.stranger).get("/brackwater/plans/peer-review/structure/register/")
    assert theirs.context["page"].paginator.count == 0


@pytest.mark.parametrize(("who", "sees"), [("manager", True), ("reader", False)])
def test_leads_are_reached_from_the_plan_and_from_an_action(cast, logged_in, who, sees):
    client = logged_in(getattr(cast, who))
    plan = client.get(cast.plan.get_absolute_url()).content.decode()
    assert ('/peer-review/leads/">Leads</a>' in plan) is sees
    action = client.get(cast.unled.get_absolute_url()).content.decode()
    assert ("Change leads" in action) is sees
