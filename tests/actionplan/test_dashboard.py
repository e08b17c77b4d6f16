"""The dashboard: one sentence, figures that open exactly their rows, worst first."""

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actionplan import document as doc
from actionplan.declared import Status
from actionplan.key import as_data
from actionplan.key_lines import Rating
from actionplan.models import Period, Plan, Seal
from actionplan.plain_words import in_short
from actionplan.proofs.sealed import SCHEMA, sealed_text, sha256_of
from actionplan.services.deriving import derive_plan
from council.models import Person
from strategy.models import Strategy
from tests import factories
from tests.actionplan.test_plan_detail import grow, shown
from tests.factories import Cast

MARCH, JUNE = date(2023, 3, 31), date(2023, 6, 29)
THEIRS = (Rating("B", "Blue", "diamond", "blue"), Rating("G", "Green", "circle", "green"))


@pytest.fixture
def slt(cast: Cast, logged_in) -> Client:
    return logged_in(cast.slt)


def dashboard(cast: Cast) -> str:
    return reverse("actionplan:dashboard", args=[cast.council.slug])


def test_says_the_position_first_and_its_day(cast, slt):
    page = slt.get(dashboard(cast)).content.decode()
    sentence = "1 of 6 complete; of 5 open, 1 is past its own date, 3 have none, 1 is dated ahead"
    assert f"{sentence}; as at 30 June 2023" in page


@pytest.mark.parametrize("kept_out", [False, True])
def test_every_figure_opens_exactly_its_rows(cast, slt, kept_out):
    cast.late.counts_in_totals = not kept_out
    cast.late.save()
    first = factories.action(cast.plan, "Never spoken of, and late", due=date(2023, 1, 31))
    assert first.latest is None
    page = slt.get(dashboard(cast)).content.decode()
    links = re.findall(r'<a class="gt-(?:count|figure__link)" href="([^"]*)">(.*?)</a>', page)
    assert len(links) >= 10
    for address, words in links:
        number = int(re.findall(r">(\d+)<", words)[0])
        rows = shown(slt.get(html.unescape(address)).content.decode())
        assert len(rows) == number, words


def test_worst_come_first_red_then_longest_past_their_date(cast, slt):
    page = slt.get(dashboard(cast)).content.decode()
    worst = page[page.index('class="gt-worst"') :]
    assert shown(worst) == ["PR-4", "PR-2"]


def test_what_dates_suggest_and_the_query_stand_beside_the_declared_rating(cast, slt):
    derive_plan(cast.plan)
    of_a_figure = reverse("actionplan:need_list", args=[cast.council.slug, "unanswered"])
    for url in (dashboard(cast), of_a_figure):
        line = slt.get(url).content.decode().split(">PR-2</a>")
        assert "Dates suggest red: it is past its date" in line[0].rpartition("<li")[2]
        after = line[1].partition("</li>")[0]
        assert "It is 3 months past its date (31 March 2023) and rated amber." in after
        assert "(not answered)" in after


def test_a_plan_in_trouble_stands_above_one_that_is_not(cast, slt):
    factories.plan(cast.council, "Climate action plan", slug="climate", code="CL")
    page = slt.get(dashboard(cast)).content.decode()
    assert page.index("Peer review action plan") < page.index("Climate action plan")


def test_a_council_without_plans_is_told_what_to_do(cast, logged_in):
    council = factories.council("Coldbrook Council", "coldbrook")
    reader = factories.member(council, name="Cllr Ann Webb")
    page = logged_in(reader).get(reverse("actionplan:dashboard", args=["coldbrook"]))
    assert "has no action plan yet" in page.content.decode()
    assert "Every figure" not in page.content.decode()


def test_shows_nothing_of_another_council(cast, logged_in):
    page = logged_in(cast.stranger).get(
        reverse("actionplan:dashboard", args=[cast.other_council.slug])
    )
    assert "Close the budget gap" not in page.content.decode()
    assert logged_in(cast.stranger).get(dashboard(cast)).status_code == 404


def test_queries_do_not_grow_with_rows_or_plans(cast, slt):
    slt.get(dashboard(cast))
    with CaptureQueriesContext(connection) as few:
        slt.get(dashboard(cast))
    grow(cast, 60)
    factories.plan(cast.council, "Climate action plan", slug="climate", code="CL")
    with CaptureQueriesContext(connection) as many:
        slt.get(dashboard(cast))
    assert len(many) == len(few)
    assert len(many) <= 17  # the issue of leaders allows 20


def test_rows_kept_out_of_totals_are_in_no_figure(cast, slt):
    cast.late.counts_in_totals = False
    cast.late.save()
    page = slt.get(dashboard(cast)).content.decode()
    assert "1 of 5 complete" in page


def test_overdue_reviews_of_strategies_are_shown(cast, slt):
    assert "overdue" not in slt.get(dashboard(cast)).content.decode()
    Strategy.objects.create(
        council=cast.council,
        title="People Strategy",
        slug="people",
        next_review=date(2023, 3, 31),
    )
    Strategy.objects.create(
        council=cast.other_council, title="Theirs", slug="people", next_review=date(2023, 3, 31)
    )
    page = slt.get(dashboard(cast)).content.decode()
    assert "People Strategy" in page
    assert "due 31 March 2023" in page
    assert "Theirs" not in page


def test_delivered_but_doubtful_is_a_list_of_its_own(cast, slt):
    Plan.objects.filter(pk=cast.plan.pk).update(asks_confidence=True)
    factories.entry(cast.complete, confidence="low")
    factories.entry(cast.ahead, confidence="low")
    factories.entry(cast.late, confidence="high", status=Status.COMPLETE)
    page = slt.get(dashboard(cast)).content.decode()
    [address] = re.findall(
        r'<a class="gt-figure__link" href="([^"]*)">(?=[^\n]*but doubtful)', page
    )
    assert shown(slt.get(html.unescape(address)).content.decode()) == ["PR-3"]


def test_the_trend_adds_up_plans_by_day_as_they_were_locked(cast, slt):
    """Two plans with keys of their own; the second has closed nothing before its one period."""
    other = factories.plan(
        cast.council, "Climate", slug="climate", code="CL", key=as_data(THEIRS), open_period=False
    )
    factories.entry(factories.action(other, "Plant trees"), rating="B")
    assert b"all plans in force" not in slt.get(dashboard(cast)).content
    for plan, last, rating in ((cast.plan, MARCH, "R"), (cast.plan, JUNE, "G"), (other, JUNE, "B")):
        locked(plan, last, rating, cast.manager)
    with CaptureQueriesContext(connection) as first:
        page = slt.get(dashboard(cast))
    assert len(first) <= 20
    lines = {
        line.label: {cell.heading: cell.number for cell in line.cells}
        for line in page.context["trend"].table.lines
    }
    assert list(lines) == ["31 March 2023", "29 June 2023", "Now"]
    march, june, now = lines.values()
    assert (march["Plans"], march["Actions"], march["Red"], march["Blue"]) == (1, 1, 1, 0)
    assert (june["Plans"], june["Actions"], june["Green"], june["Blue"]) == (2, 2, 1, 1)
    assert (now["Plans"], now["Actions"], now["Blue"]) == (2, 7, 1)
    said = page.content.decode()
    assert "31 March 2023: 1 Red; 29 Jun" in said.replace("31 Mar 2023", "31 March 2023")
    assert "Since June (as at 29 June 2023): Blue 1, now 1" in said


NOT_DUE = Rating("N", "Not due yet", "diamond", "grey", counts=False)


@pytest.fixture
def together(cast):
    """Two plans with a closed period; the second keeps a rating of its own out of the roll-up."""
    key = as_data((*THEIRS, NOT_DUE))
    other = factories.plan(
        cast.council, "Climate", slug="climate", code="CL", key=key, open_period=False
    )
    for rating in "BBNN":
        factories.entry(factories.action(other, f"Plant trees {rating}"), rating=rating)
    factories.entry(factories.action(other, "Only a heading", counts_in_totals=False), rating="B")
    factories.action(other, "Insulate the depot", due=MARCH)
    for plan, rating in ((cast.plan, "G"), (other, "N")):
        locked(plan, MARCH, rating, cast.manager)
    return other


def now_of(page):
    *_, line = page.context["trend"].table.lines
    assert line.label == "Now"
    return line


def test_every_figure_of_now_opens_exactly_its_rows(cast, slt, together):
    plans, *cells = now_of(slt.get(dashboard(cast))).cells
    assert (plans.number, plans.url) == (2, "/ashdown/plans/#in-force")
    headings = [cell.heading for cell in cells]
    assert headings[:4] == ["Actions", "Complete", "Open", "Past their date"]
    assert headings[-2:] == ["Not rated", "Not due yet"]
    for cell in cells:
        page = slt.get(cell.url)
        assert page.status_code == 200
        rows = [row for group in page.context["groups"] for row in group.rows]
        assert len(rows) == page.context["total"] == cell.number, cell.heading
        assert page.content.decode().count("gt-worst__item") == cell.number
        for group in page.context["groups"]:  # and the same on the plan's own page
            there = shown(slt.get(group.url).content.decode())
            assert sorted(there) == sorted(row.action.reference for row in group.rows)
    assert sum(cell.number for cell in cells[4:]) == cells[0].number


def test_what_a_key_keeps_out_is_in_no_column_and_the_rule_says_so(cast, slt, together):
    told = "The columns leave out “Not due yet”, as the key does; the table counts it."
    figures = reverse("actionplan:plan_standing", args=[cast.council.slug, "climate"])
    page, own = slt.get(dashboard(cast)), slt.get(figures)
    for chart, table in (
        (page.context["trend"].chart, page.context["trend"].table),
        (own.context["standing"].trend, own.context["standing"].periods),
    ):
        assert "Not due yet" not in chart
        assert "2 Blue" in chart
        assert table.rule.endswith(told)
        assert table.lines[-1].cells[-1].number == 2
        assert table.lines[-1].cells[-1].heading == "Not due yet"
    assert "Not due yet" not in own.context["standing"].travel
    plain = reverse("actionplan:plan_standing", args=[cast.council.slug, cast.plan.slug])
    assert "leave out" not in slt.get(plain).context["standing"].periods.rule


def test_a_figure_or_a_rating_that_no_plan_has_is_not_found(cast, slt, together):
    for figure, query in (
        ("none", {}),
        ("rated", {}),
        ("rated", {"word": "Not due yet", "letter": "N", "tone": "grey"}),
    ):
        url = reverse("actionplan:figure_list", args=[cast.council.slug, figure], query=query)
        assert slt.get(url).status_code == 404


def test_a_long_list_leads_to_the_plans_own_page_and_takes_few_queries(cast, slt, together):
    for number in range(101):
        factories.action(together, f"Plant tree {number}")
    url = reverse("actionplan:figure_list", args=[cast.council.slug, "open"])
    with CaptureQueriesContext(connection) as queries:
        page = slt.get(url)
    assert len(queries) <= 12
    said = page.content.decode()
    assert "The first 100 are here; all 106 are on the page of Climate" in said
    assert said.count("gt-worst__item") == page.context["total"] - 6


def test_a_recommendation_of_one_long_word_is_still_named_in_its_table(cast, slt):
    address = "https://www.example.gov.uk/" + "recommendations/" * 8
    cast.plan.recommendations.filter(number="1").update(wording=address)
    figures = reverse("actionplan:plan_standing", args=[cast.council.slug, cast.plan.slug])
    assert f"Recommendation 1: {address[:89]}…" in slt.get(figures).content.decode()


def test_a_member_who_only_reads_has_plain_words_first(cast, slt, logged_in):
    page = logged_in(cast.reader).get(dashboard(cast)).content.decode()
    plain = f"{cast.plan.title} in plain words"
    assert 0 < page.index(plain) < page.index("What needs the leadership team")
    figures = slt.get(dashboard(cast)).context["cards"][0].figures
    assert " ".join(in_short(figures)) in page
    assert "What needs you" not in page
    for other in (cast.slt, cast.clerk, cast.manager):
        said = logged_in(other).get(dashboard(cast)).content.decode()
        assert plain not in said
        assert "What needs you" in said


def test_what_needs_you_says_over_how_many_plans_it_counts(cast, slt, together):
    page = slt.get(dashboard(cast)).content.decode()
    assert "Counts actions of the 2 plans in force together" in page
    figures = reverse("actionplan:plan_standing", args=[cast.council.slug, cast.plan.slug])
    assert "Counts actions of one plan;" in slt.get(figures).content.decode()


def locked(plan: Plan, last: date, rating: str, by: Person) -> None:
    """A closed period of one action with a rating, as an earlier file would be."""
    row = doc.Action("Do it", rating=rating)
    document = doc.PlanDocument(plan.title, loose_actions=(row,))
    text = sealed_text(document, last)
    period = Period.objects.create(
        plan=plan, name=f"{last:%B}", slug=f"{last:%B}".lower(), first_day=last.replace(day=1),
        last_day=last, state=Period.State.SEALED,
    )  # fmt: skip
    Seal.objects.create(
        period=period, schema=SCHEMA, text=text, sha256=sha256_of(text), as_at=last,
        sealed_at=timezone.now(), sealed_by=by,
    )  # fmt: skip


def test_nobody_doubts_in_a_plan_that_does_not_ask(cast, slt):
    factories.entry(cast.complete, confidence="low")
    assert "doubtful" not in slt.get(dashboard(cast)).content.decode()
    assert "doubtful" not in slt.get(cast.plan.get_absolute_url()).content.decode()
