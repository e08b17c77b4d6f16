"""A simulated year, played through the services; its figures counted again from the raw log.

The counting below is plain Python over entries and first agreed dates. It uses none of the
product's code for figures, on purpose: the two have to agree. The year takes seconds to play, so
that it is played once and stood upon in savepoints; every test that needs one is in this file.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplan.forms.filters import FilterForm
from actionplan.models import Action, Entry, Lead, Period, Plan
from actionplan.proofs.sealed import unsealed
from actionplan.queries.getters import plans
from actionplan.queries.my_updates import mine
from actionplan.queries.totals import figures_of_plans
from actionplan.services.simulating import FILE
from actionplan.simulated.story import read_story
from actionplan.simulated.year import deal
from council import clock
from council.models import Person, PostHolding, Role
from council.scope import Scope, scope_of
from tests import factories
from tests.pdf_fit import charts_under_their_headings, is_fit_for_a_screen_reader
from tests.pdf_reading import Reading

TODAY = date(2023, 6, 30)
ENDS = [date(2022, 6, 30), date(2022, 9, 30), date(2022, 12, 31), date(2023, 3, 31)]
SILENT = {"Health and Safety Adviser", "Property and Assets Manager", "Emergency Planning Officer"}
GONE = {"cancelled", "superseded"}
NAMES = (
    "total", "complete", "open", "past_date", "no_date", "dated_ahead", "no_lead", "not_updated",
)  # fmt: skip
DONE = {"complete", "business as usual"}


class Year:
    """The transaction in which the year was played, once one of the tests has asked for it."""

    def __init__(self) -> None:
        self.played: transaction.Atomic | None = None

    def play(self) -> None:
        if self.played:
            return
        self.played = transaction.atomic()
        self.played.__enter__()
        council = factories.council()
        for role in (Role.PLAN_MANAGER, Role.SLT):
            factories.member(council, role)
        out = StringIO()
        with override_settings(DEBUG=True):
            call_command("simulate_year", council=council.slug, stdout=out)
        assert "slips 15" in out.getvalue()
        connection.check_constraints()

    def end(self) -> None:
        if self.played:
            transaction.set_rollback(True)
            self.played.__exit__(None, None, None)


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: Any) -> Iterator[Year]:
    """The year of this file; nothing is left of it afterwards."""
    held = Year()
    yield held
    with django_db_blocker.unblock():
        held.end()


@pytest.fixture
def played(ground: None, year: Year, django_db_blocker: Any) -> None:
    """Before the test's own transaction begins."""
    with django_db_blocker.unblock():
        year.play()


@pytest.fixture
def plan(played: None, db: None, settings: Any) -> Plan:
    """The plan of a year that the command has played."""
    settings.DEBUG = True
    return Plan.objects.get(council__slug="ashdown")


@dataclass
class Recount:
    """What the raw log says of all actions as at the end of a day."""

    number: Counter[str] = field(default_factory=Counter)
    rating: Counter[str | None] = field(default_factory=Counter)
    status: Counter[str | None] = field(default_factory=Counter)


def recounted(plan: Plan, day: date, period: Period) -> Recount:
    """Action by action: the last update of the log up to a day, else the first agreed date."""
    found = Recount()
    entries = list(Entry.objects.filter(action__plan=plan).order_by("action", "number"))
    for action in Action.objects.filter(plan=plan):
        spoken = [
            one
            for one in entries
            if one.action_id == action.pk
            and one.kind == "update"
            and timezone.localtime(one.recorded_at).date() <= day
        ]
        last = spoken[-1] if spoken else None
        status = last.status if last else ""
        due = last.due_date if last else action.first_due_date
        found.rating[(last.rating if last else "") or None] += 1
        found.status[status or None] += 1
        found.number["total"] += 1
        found.number["no_lead"] += not Lead.objects.filter(action=action).exists()
        if status in DONE:
            found.number["complete"] += 1
        elif status not in GONE:
            found.number["open"] += 1
            when = "no_date" if due is None else "past_date" if due < day else "dated_ahead"
            found.number[when] += 1
            found.number["not_updated"] += last is None or last.period_id != period.pk
    return found


def agrees(figures, recount: Recount) -> bool:
    counted = {name: getattr(figures, name) for name in NAMES}
    assert counted == {name: recount.number[name] for name in NAMES}
    assert +figures.by_rating == +recount.rating
    statuses = {str(key) if key else None: number for key, number in figures.by_status.items()}
    assert +Counter(statuses) == +recount.status
    return True


def test_figures_of_every_quarter_end_and_of_now_are_those_of_the_raw_log(plan):
    periods = list(plan.periods.select_related("seal"))
    assert [one.last_day for one in periods[:4]] == ENDS
    for period in periods[:4]:
        sealed = unsealed(period.seal.text, period.seal.sha256)
        assert agrees(sealed.figures, recounted(plan, period.last_day, period)), period
    now = figures_of_plans([plan.pk], TODAY)[plan.pk]
    assert agrees(now, recounted(plan, TODAY, periods[4]))


def test_the_first_screen_says_what_the_raw_log_says_and_opens_exactly_those(plan, logged_in):
    """Red, newly past its date, silent posts and vacant ones; told by entries and holdings."""
    page = logged_in(Person.objects.get(name="Margaret Ellis")).get("/ashdown/")
    first = page.context["first"]
    standing = {action: said_last(action, TODAY) for action in Action.objects.filter(plan=plan)}
    still_open = {
        action: said
        for action, said in standing.items()
        if (said.status if said else "") not in DONE | GONE
    }
    due = {
        action: said.due_date if said else action.first_due_date
        for action, said in still_open.items()
    }
    silent = {action for action in still_open if action.leads.get().post.title in SILENT}
    expected = {
        "Red and open": {one for one, said in still_open.items() if said and said.rating == "R"},
        "Newly past their date": {
            one for one, day in due.items() if day and ENDS[3] <= day < TODAY
        },
        "Lead silent for 2 periods": silent,
        "Led by a vacant post": {one for one in still_open if not is_held(one)},
    }
    lines = {line.whole.words: line.whole for line in first.needs}
    for words, actions in expected.items():
        assert lines[words].number == len(actions), words
        assert rows(page.client, lines[words].url) == actions, words
    assert {post.words for post in first.silent} == SILENT
    for post in first.silent:
        assert len(rows(page.client, post.url)) == post.number
    assert sum(post.number for post in first.silent) == len(silent) > 0
    assert all(len(rows(page.client, line.url)) == line.number for line in lines.values())


def test_every_figure_of_the_plans_page_opens_exactly_its_rows(plan, logged_in):
    client = logged_in(Person.objects.get(name="Margaret Ellis"))
    page = client.get(f"/ashdown/plans/{plan.slug}/figures/")
    standing = page.context["standing"]
    tables = [*standing.groups, standing.weeks, standing.punctuality, standing.record]
    assert [len(table.lines) > 1 for table in tables] == [True] * len(tables)
    tables.append(standing.periods)
    opened: dict[str, int] = {
        cell.url: cell.number
        for table in tables
        for line in table.lines
        for cell in line.cells
        if cell.url and cell.number
    }
    assert len(opened) > 150
    wrong = {url: number for url, number in opened.items() if number != matching(plan, url)}
    assert wrong == {}
    assert page.content.count(b'<svg class="gt-column-chart"') == 2


def matching(plan: Plan, url: str) -> int:
    """How many rows the plan's page would show, without drawing it."""
    query = QueryDict(url.partition("?")[2])
    found = next(one for one in plans(year_scope(plan)) if one.pk == plan.pk)
    filters = FilterForm(query, plan=found, scope=year_scope(plan))
    return filters.apply(Action.objects.filter(plan=plan).in_plan()).count()


def year_scope(plan: Plan) -> Scope:
    person = Person.objects.get(name="Margaret Ellis")
    return Scope(plan.council, person, frozenset({Role.SLT}), TODAY)


def test_promises_and_trend_say_what_the_raw_log_says(plan, logged_in):
    client = logged_in(Person.objects.get(name="Margaret Ellis"))
    standing = client.get(f"/ashdown/plans/{plan.slug}/figures/").context["standing"]
    told = {
        line.label: line.cells[0].number
        for table in (standing.punctuality, standing.record)
        for line in table.lines
    }
    entries = list(Entry.objects.filter(action__plan=plan, kind="update").order_by("number"))
    moves = Counter(one.action_id for one in entries if one.due_reason)
    last: list[Any] = [(one, said_last(one, TODAY)) for one in Action.objects.filter(plan=plan)]
    done: list[Any] = [(one, said) for one, said in last if said and said.status in DONE]
    expected = {
        "Completed on time": sum(said.completed_on <= said.due_date for _, said in done),
        "Completed late": sum(said.completed_on > said.due_date for _, said in done),
        "Complete, in time or not is not known": 0,
        "Completed by the first agreed date": sum(
            said.completed_on <= one.first_due_date for one, said in done
        ),
        "Now dated later than first agreed": sum(
            bool(said and said.due_date and said.due_date > one.first_due_date)
            for one, said in last
        ),
        "Date moved at least once": len(moves),
        "Date moved twice or more": sum(number > 1 for number in moves.values()),
    }
    assert told == expected
    assert standing.moves == f"Dates have moved {sum(moves.values())} times in all."
    periods = list(plan.periods.order_by("first_day"))
    for period, line in zip(periods[:4], standing.periods.lines, strict=False):
        recount = recounted(plan, period.last_day, period)
        numbers = {cell.heading: cell.number for cell in line.cells}
        assert numbers["Past their date"] == recount.number["past_date"]
        assert [numbers[word] for word in ("Green", "Amber", "Red")] == [
            recount.rating[letter] for letter in "GAR"
        ]
    assert len(standing.periods.lines) == 5


def test_the_pack_is_the_page_as_a_tagged_file_and_nothing_typed_is_markup(plan, logged_in):
    Plan.objects.filter(pk=plan.pk).update(title="Example <b>plan</b>")
    client = logged_in(Person.objects.get(name="Margaret Ellis"))
    page = client.get(f"/ashdown/plans/{plan.slug}/figures/").context
    made = client.get(f"/ashdown/plans/{plan.slug}/figures/pdf/")
    assert made["Content-Type"] == "application/pdf"
    reading = Reading(made.content)
    assert charts_under_their_headings(reading) == [
        "Ratings over the periods",
        "What falls due in the next 90 days",
    ]
    said = "".join(one.words for one in reading.tree.all("H1", "H2", "P", "TD", "TH"))
    for words in ("Example <b>plan</b>", page["sentence"], page["standing"].travel, "By post"):
        assert re.sub(r"\s", "", words) in re.sub(r"[\s\u200b]", "", said)
    assert "[[missing" not in said
    is_fit_for_a_screen_reader(reading)


def test_the_pack_of_all_plans_is_the_dashboard_as_a_tagged_file(plan, logged_in):
    client = logged_in(Person.objects.get(name="Margaret Ellis"))
    trend = client.get("/ashdown/").context["trend"]
    reading = Reading(client.get("/ashdown/figures/pdf/").content)
    assert charts_under_their_headings(reading) == [trend.table.heading]
    assert "[[missing" not in reading.tree.words
    table = reading.tables[-1]
    assert reading.rows(table) == [
        [line.label, *(str(cell.number) for cell in line.cells)] for line in trend.table.lines
    ]
    is_fit_for_a_screen_reader(reading)


def test_the_plans_page_asks_twenty_times_at_most_whatever_the_rows(plan, logged_in):
    client = logged_in(Person.objects.get(name="Margaret Ellis"))
    page = f"/ashdown/plans/{plan.slug}/figures/"
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    assert len(asked) <= 20


def said_last(action: Action, day: date) -> Entry | None:
    spoken = Entry.objects.filter(action=action, kind="update").order_by("number")
    until = [one for one in spoken if timezone.localtime(one.recorded_at).date() <= day]
    return until[-1] if until else None


def is_held(action: Action) -> bool:
    holdings = PostHolding.objects.filter(post=action.leads.get().post)
    return any((one.until or TODAY) >= TODAY for one in holdings)


def rows(client: Any, url: str) -> set[Action]:
    sections = client.get(url).context["sections"]
    return {row.action for section in sections for row in section.rows}


def test_the_command_plays_the_year_that_was_promised_once(plan):
    found = Entry.objects.filter(action__plan=plan).select_related("period", "post")
    entries: list[Any] = list(found)
    updates = [one for one in entries if one.kind == "update"]
    posts = {one.post.title for one in updates}
    speaking = {one.post.title for one in updates if one.period.first_day > ENDS[0]}
    assert plan.actions.count() == 60
    assert len(posts) == 12
    assert posts - speaking == SILENT
    assert sum(bool(one.due_reason) for one in updates) == 15
    assert sum(one.kind == "date proposed" for one in entries) == 2
    late = {one.completed_on > one.due_date for one in updates if one.completed_on}
    assert late == {True, False}
    for one in entries:
        said_when_it_was_said_by_who_held_the_post(one)
    assert clock.today() == TODAY  # nothing of the past is left behind
    invented = Person.objects.filter(email__endswith=".simulated.example")
    assert invented.count() == 13  # twelve, and one who came after another
    assert not any(person.has_usable_password() for person in invented)
    with pytest.raises(CommandError, match="already"):
        call_command("simulate_year", council=plan.council.slug, seed=2)
    assert Entry.objects.count() == len(entries)


def said_when_it_was_said_by_who_held_the_post(one: Any) -> None:
    assert one.as_at == timezone.localtime(one.recorded_at).date()
    assert one.period.first_day <= one.as_at <= min(one.period.last_day, TODAY)
    held = one.post.holdings.get(person=one.by)
    assert held.since <= one.as_at <= (held.until or TODAY)


@pytest.mark.parametrize("day", [TODAY, date(2024, 2, 29), date(2023, 4, 1)])
@pytest.mark.parametrize("seed", range(8))
def test_every_seed_gives_fifteen_slips_and_nothing_later_than_today(day, seed):
    story = read_story(FILE.read_bytes())
    year = deal(story, day, seed)
    assert year == deal(story, day, seed)
    over = [move for move in year.moves if move.day < year.quarters[-1].first_day]
    assert sum(bool(move.said.due_reason) for move in over) == 15
    assert max(move.day for move in year.moves) <= day
    assert all(move.said.completed.date <= move.day for move in year.moves if move.said.completed)


def test_another_seed_is_another_year():
    story = read_story(FILE.read_bytes())
    assert deal(story, TODAY, 1).moves != deal(story, TODAY, 2).moves


def test_a_council_without_a_plan_manager_is_told_so(db, settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="has no plan manager"):
        call_command("simulate_year", council=factories.council(slug="coldbrook").slug)


def test_the_demonstration_has_a_council_of_its_own_in_which_the_year_has_passed(
    db, settings, capsys
):
    settings.DEBUG = True
    call_command("simulate_year", example=True)
    told = capsys.readouterr().out
    assert "chief@example.gov.uk" in told
    assert "closed periods 4" in told
    public = Client().get("/public/example/governance-example/").content.decode()
    assert "As reported to Audit and Governance Committee, 20 April 2023" in public
    silent = Person.objects.get(email="property@example.gov.uk")
    owed = mine(scope_of(silent, "example")).plans
    assert [len(of.due) for of in owed] == [5]
    entries = Entry.objects.count()
    call_command("simulate_year", example=True)
    assert Entry.objects.count() == entries
    assert "closed periods" not in capsys.readouterr().out


def test_is_refused_in_production(db, settings):
    settings.DEBUG = False
    before = Plan.objects.count()
    with pytest.raises(CommandError, match="refused when DEBUG is off"):
        call_command("simulate_year", council="ashdown")
    assert Plan.objects.count() == before


def test_the_clock_goes_on_after_a_replayed_moment_even_when_it_fails():
    before = clock.now() - timedelta(days=400)
    with clock.replaying(before):
        assert clock.now() == before
    with pytest.raises(LookupError), clock.replaying(before):
        raise LookupError("No such council.")
    assert clock.today() == TODAY
