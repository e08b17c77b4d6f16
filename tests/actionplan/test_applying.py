"""A document into the plan: what is kept, what is cut, what differs, and who comes first.

One room, because every test brings a small document in and looks at its receipt.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from actionplan import document as doc
from actionplan.declared import Due, Moment, Response, Status, Step
from actionplan.importing.notes import Reading
from actionplan.merging import fitting
from actionplan.merging.values import Merge
from actionplan.models import Action, Entry, Plan, Recommendation, Theme
from actionplan.position import Position
from actionplan.services.apply_rows import Rows
from actionplan.services.applying import Receipt, Source, apply_reading
from actionplan.services.updates import UpdatedMeanwhile, record_update
from council.models import Council, Person, Post, Role
from tests import factories

Bring = Callable[..., Receipt]


@pytest.fixture
def council(db) -> Council:
    return factories.council()


@pytest.fixture
def manager(council: Council) -> Person:
    return factories.member(council, Role.PLAN_MANAGER)


@pytest.fixture
def bring(council: Council, manager: Person) -> Bring:
    def bring(*rows: doc.Action, **recommendation: Any) -> Receipt:
        return bring_document(plan_of(*rows, **recommendation))

    def bring_document(document: doc.PlanDocument) -> Receipt:
        source = Source("plan.docx", manager, date(2023, 6, 15))
        return apply_reading(reading=Reading(document, ()), council=council, source=source)

    # The checker knows no attributes of functions.
    bring.document = bring_document  # type: ignore[attr-defined]
    return bring


def plan_of(*rows: doc.Action, **fields: Any) -> doc.PlanDocument:
    """A plan with one recommendation, number 1 unless it is given another."""
    one = doc.Recommendation("Decide in the open.", **({"number": "1"} | fields), actions=rows)
    return doc.PlanDocument("Peer review", themes=(doc.Theme("Governance", (one,)),))


def row(title: str = "Review the constitution", **fields: Any) -> doc.Action:
    return doc.Action(title, **fields)


def wheres(receipt: Receipt) -> list[str]:
    return [note.where for note in receipt.differences]


# ---- a response to a recommendation


@pytest.mark.parametrize(("reason", "stated"), [("Not ours to decide.", "declined"), (None, "")])
def test_a_new_recommendation_has_its_response_unless_the_reason_is_missing(bring, reason, stated):
    document = plan_of(row(), response=Response.DECLINED, response_reason=reason)
    receipt = bring.document(document)
    found = receipt.plan.recommendations.get()
    assert (found.response, found.response_reason) == (stated, reason or "")
    notes = [note for note in receipt.notes if note.where == "Recommendation 1, response"]
    assert [note.said for note in notes] == ([] if reason else ["declined"])


# ---- a day of completion


@pytest.mark.parametrize("status", [None, Status.IN_PROGRESS, Status.CANCELLED])
def test_a_day_of_completion_without_a_complete_status_is_left_out_and_said(bring, status):
    receipt = bring(row(status=status, completed=Moment(date(2023, 5, 31))))
    entry = Entry.objects.filter(action__plan=receipt.plan).first()
    assert entry is None or entry.completed is None
    [note] = receipt.differences
    assert (note.where, note.said) == ("Recommendation 1, row 1, completed", "31 May 2023")
    assert note.needs_decision
    assert note.action == 0


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.BUSINESS_AS_USUAL])
def test_a_day_of_completion_is_kept_with_its_status(bring, status):
    receipt = bring(row(status=status, completed=Moment(date(2023, 5, 31))))
    assert Entry.objects.get().completed == Moment(date(2023, 5, 31))
    assert not receipt.differences


# ---- what differs


FULL = row(
    source_number="1.1",
    steps=(Step("Agree the brief"), Step("Workshop")),
    timescale="A",
    priority="High",
    accountable="Head of Law",
    delivery=("HR Lead", "Comms Lead"),
    extras=(("Cost", "£500"),),
    due=Due("May 2023"),
    first_due=Due("March 2023"),
)


def test_the_same_again_is_nothing_to_do(bring):
    bring(FULL, row("Train councillors"))
    again = replace(FULL, title="Review  the constitution", delivery=("Comms Lead", "HR Lead"))
    receipt = bring(again, row("Train councillors"))
    assert receipt.nothing_to_do
    assert not receipt.notes


def test_what_the_file_does_not_say_is_no_difference(bring):
    bring(FULL, slt_leads=("Chief Executive",))
    assert bring(row(due=Due("May 2023"))).nothing_to_do


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"source_number": "1.2"}, "number"),
        ({"steps": (Step("Agree the brief"),)}, "steps"),
        ({"timescale": "B"}, "timescale"),
        ({"priority": "Low"}, "priority"),
        ({"accountable": "Head of Finance"}, "leads"),
        ({"accountable": "HR Lead", "delivery": ("Head of Law", "Comms Lead")}, "leads"),
        ({"delivery": ("HR Lead",)}, "leads"),
        ({"extras": (("Cost", "£900"),)}, "further columns"),
        ({"first_due": Due("April 2023")}, "first due date"),
    ],
)
def test_structure_that_differs_is_said_and_not_changed(bring, changes, name):
    plan = bring(FULL).plan
    before = list(Action.objects.values()), Post.objects.count(), Entry.objects.count()
    receipt = bring(replace(FULL, **changes))
    assert wheres(receipt) == [f"{plan.code}-1, {name}"]
    assert not receipt.nothing_to_do
    assert receipt.changed_nothing
    assert before == (list(Action.objects.values()), Post.objects.count(), Entry.objects.count())


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"slt_leads": ("Chief Executive", "Head of Law")}, "Recommendation 1, SLT leads"),
        ({"officer_leads": ("Head of Law",)}, "Recommendation 1, officer leads"),
    ],
)
def test_leads_of_a_recommendation_that_differ_are_said(bring, changes, where):
    bring(row(), slt_leads=("Chief Executive",))
    assert wheres(bring(row(), **{"slt_leads": ("Chief Executive",)} | changes)) == [where]


def test_inherited_leads_that_stand_in_the_row_are_no_difference(bring):
    bring(row(), officer_leads=("Head of Law", "HR Lead"))
    assert bring(row(accountable="HR Lead", delivery=("Head of Law",))).nothing_to_do


def test_another_order_of_rows_is_said(bring):
    bring(row("First"), row("Second"))
    receipt = bring(row("Second"), row("First"))
    assert wheres(receipt) == ["Recommendation 1, order"]
    assert receipt.differences[0].said == "PR-2, PR-1"


def test_new_rows_stand_where_the_file_has_them_and_are_no_other_order_afterwards(bring):
    plan = bring(row("First"), row("Second")).plan
    grown = [row(one) for one in ("Before", "First", "Between", "Also between", "Second", "Last")]
    bring(*grown)
    assert [one.title for one in plan.actions.order_by("order")] == [one.title for one in grown]
    assert list(plan.actions.order_by("order").values_list("order", flat=True)) == [*range(1, 7)]
    assert bring(*grown).nothing_to_do


def test_new_rows_of_a_file_without_the_known_ones_come_last(bring):
    plan = bring(row("First"), row("Second")).plan
    bring(row("Third"), row("Fourth"))
    titles = plan.actions.order_by("order").values_list("title", flat=True)
    assert list(titles) == ["First", "Second", "Third", "Fourth"]


def test_another_order_of_recommendations_and_another_theme_are_said(bring):
    one, two = (doc.Recommendation(text, number) for text, number in (("A", "1"), ("B", "2")))
    plan = doc.PlanDocument("Peer review", themes=(doc.Theme("Governance", (one, two)),))
    bring.document(plan)
    turned = replace(plan, themes=(doc.Theme("Money", (two,)), doc.Theme("Governance", (one,))))
    assert wheres(bring.document(turned)) == ["Recommendation 2, theme", "The plan, order"]
    assert list(Theme.objects.values_list("title", flat=True)) == ["Governance"]


def test_another_key_is_said(bring):
    plan = plan_of(row())
    bring.document(replace(plan, key=factories.KEY))
    other = replace(factories.KEY[0], definition="Done")
    receipt = bring.document(replace(plan, key=(other, *factories.KEY[1:])))
    assert wheres(receipt) == ["The plan, key"]


def test_a_file_that_rates_by_the_plans_key_and_defines_nothing_has_no_other_key(bring):
    plan = replace(plan_of(row()), key=factories.KEY)
    bring.document(plan)
    used = tuple(replace(one, definition="") for one in factories.KEY[:2])
    assert wheres(bring.document(replace(plan, key=used))) == []
    renamed = replace(used[0], word="Gone well")
    assert wheres(bring.document(replace(plan, key=(renamed, used[1])))) == ["The plan, key"]


def test_what_is_not_in_the_file_is_named_in_the_order_of_the_plan(bring):
    rows = [row(f"Deliver part {number} of the programme") for number in range(1, 12)]
    plan = bring.document(plan_of(*rows)).plan
    missing = bring.document(plan_of(rows[0])).missing
    assert missing == [f"{plan.code}-{number}" for number in range(2, 12)]


def test_a_row_left_alone_is_something_to_do(bring, manager):
    plan = bring(row(commentary="Begun.")).plan
    update(plan.actions.get(), manager, "Live words.")
    receipt = bring(row(commentary="Nearly done."))
    assert receipt.left_alone == [f"{plan.code}-1"]
    assert not receipt.nothing_to_do


def test_the_first_of_two_due_dates_is_the_first_agreed(bring):
    bring(FULL)
    action = Action.objects.get()
    assert action.first_due == Due("March 2023")
    assert action.latest is not None
    assert action.latest.due == Due("May 2023")


# ---- what is too long


def test_the_limits_are_those_of_the_columns():
    def most(model: Any, name: str) -> int | None:
        found = model._meta.get_field(name).max_length
        return int(found) if found else None

    assert most(Plan, "title") == fitting.PLAN_TITLE
    assert most(Theme, "title") == fitting.THEME
    assert most(Recommendation, "number") == fitting.RECOMMENDATION_NUMBER
    assert most(Post, "title") == fitting.POST
    assert most(Action, "source_number") == fitting.SOURCE_NUMBER
    assert most(Action, "timescale") == fitting.TIMESCALE
    assert most(Action, "priority") == fitting.PRIORITY
    [validator] = Action._meta.get_field("title").validators
    assert getattr(validator, "limit_value", None) == fitting.ACTION_TITLE


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"title": "x" * 2001}, "Recommendation 1, row 1, action"),
        ({"source_number": "x" * 41}, "Recommendation 1, row 1, number"),
        ({"timescale": "x" * 201}, "Recommendation 1, row 1, timescale"),
        ({"priority": "x" * 201}, "Recommendation 1, row 1, priority"),
        ({"accountable": "x" * 201}, "Recommendation 1, row 1, lead"),
        ({"delivery": ("x" * 200 + "y", "x" * 200 + "z")}, "Recommendation 1, row 1, lead"),
    ],
)
def test_what_is_too_long_in_a_row_is_cut_once_and_said(bring, fields, where):
    for _ in range(2):
        receipt = bring(row(**fields))
        assert set(wheres(receipt)) == {where}
        assert all(note.needs_decision and note.action == 0 for note in receipt.differences)
    assert receipt.changed_nothing
    assert Action.objects.count() == 1


def test_long_timescales_and_priorities_are_kept_whole(bring):
    words = "Medium term (6 to 12 months)", "High, because of the statutory notice of March"
    receipt = bring(row(timescale=words[0], priority=words[1]))
    action = Action.objects.get()
    assert (action.timescale, action.priority) == words
    assert not receipt.notes


def test_a_long_plan_title_and_theme_are_cut_and_known_again(bring):
    plan = plan_of(row())
    plan = replace(plan, title="P" * 301, themes=(replace(plan.themes[0], title="T" * 301),))
    for _ in range(2):
        receipt = bring.document(plan)
        assert wheres(receipt) == ["The plan, title", "Recommendation 1, theme"]
    assert Plan.objects.get().title == "P" * 300
    assert Theme.objects.get().title == "T" * 300


def test_long_numbers_of_recommendations_are_not_mixed_up(bring):
    number = "Recommendation about decisions "
    both = tuple(doc.Recommendation("Words.", number + end) for end in ("one", "two"))
    plan = doc.PlanDocument("Peer review", themes=(doc.Theme(None, both),))
    for _ in range(2):
        receipt = bring.document(plan)
        assert len(receipt.differences) == 2
    wordings = list(Recommendation.objects.values_list("number", "wording"))
    assert wordings == [("", f"{number}one Words."), ("", f"{number}two Words.")]


def test_numbers_that_begin_anew_under_each_heading_are_not_mixed_up(bring):
    def audit(name: str, wording: str) -> doc.Theme:
        return doc.Theme(name, (doc.Recommendation(wording, "1", actions=(row(f"For {name}"),)),))

    plan = doc.PlanDocument(
        "Audits", themes=(audit("Payroll", "Check new starters."), audit("Creditors", "Match."))
    )
    for _ in range(2):
        receipt = bring.document(plan)
        assert wheres(receipt) == ["Recommendation 1, number"]
    found = Recommendation.objects.order_by("order").values_list("number", "wording")
    assert list(found) == [("1", "Check new starters."), ("", "1 Match.")]
    assert receipt.changed_nothing


def test_a_recommendation_that_is_continued_is_one(bring):
    first = doc.Recommendation("Decide.", "1", actions=(row("One"),))
    again = doc.Recommendation("Decide (continued)", "1", actions=(row("Two"),))
    bring.document(doc.PlanDocument("Plan", themes=(doc.Theme(None, (first, again)),)))
    assert Recommendation.objects.get().actions.count() == 2


def test_leads_that_are_alike_for_two_hundred_characters_are_one_post(bring):
    receipt = bring(row(), slt_leads=("x" * 200 + "y", "x" * 200 + "z"))
    assert wheres(receipt) == ["Recommendation 1, lead"] * 2
    assert Post.objects.get().title == "x" * 200


def test_a_rating_the_key_does_not_have_is_said_where_it_stands(bring):
    receipt = bring(row("First"), row("Second", rating="B"))
    [note] = receipt.differences
    assert (note.where, note.said, note.action) == ("Recommendation 1, row 2, rating", "B", 1)


# ---- who comes first


def update(action: Action, by: Person, words: str) -> None:
    record_update(
        action=action,
        position=Position(commentary=words),
        by=by,
        once=uuid4(),
        based_on=action.latest_id,
    )


@pytest.mark.parametrize("first", ["Begun.", None], ids=["spoken of", "never spoken of"])
def test_an_update_in_the_middle_of_an_import_stands(bring, manager, monkeypatch, first):
    plan = bring(row(commentary=first), row("Another", commentary="Old.")).plan
    apply = Rows.apply

    def overtaken(rows: Rows, merged: Merge) -> None:
        """The rows are read; before they are written somebody updates one of them."""
        update(Action.objects.get(title="Review the constitution"), manager, "Live words.")
        apply(rows, merged)

    monkeypatch.setattr(Rows, "apply", overtaken)
    receipt = bring(row(commentary="Of the file."), row("Another", commentary="New."))
    assert receipt.left_alone == [f"{plan.code}-1"]
    assert receipt.changed == [f"{plan.code}-2"]
    said = plan.actions.order_by("number").values_list("latest__commentary", flat=True)
    assert list(said) == ["Live words.", "New."]
    assert not Entry.objects.filter(commentary="Of the file.").exists()


def test_rows_alike_that_change_places_are_no_change_but_of_order(bring):
    one, two = row(commentary="Of the first."), row(commentary="Of the second.")
    bring(one, two)
    receipt = bring(two, one)
    assert (receipt.unchanged, receipt.changed) == (2, [])
    assert wheres(receipt) == ["Recommendation 1, order"]


def test_of_rows_alike_only_the_changed_one_is_logged(bring):
    one, two = row(commentary="Of the first."), row(commentary="Of the second.")
    plan = bring(one, two).plan
    receipt = bring(replace(two, commentary="New words."), one)
    assert (receipt.unchanged, receipt.changed) == (1, [f"{plan.code}-2"])


@pytest.mark.django_db(transaction=True)
def test_imports_and_updates_at_once_lose_nothing(bring, manager):
    rows = [row(f"Action {number}", commentary="Begun.") for number in range(5)]
    plan = bring(*rows).plan
    ids = list(plan.actions.values_list("pk", flat=True))

    def updates(client: int) -> int:
        try:
            return sum(accepted(pk, manager, f"Said by {client}") for pk in ids * 4)
        finally:
            connection.close()

    def imports(_: int) -> int:
        try:
            said = [
                [replace(one, commentary=f"File {number}") for one in rows] for number in range(4)
            ]
            return sum(len(bring(*these).changed) for these in said)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(imports, 0), *(pool.submit(updates, client) for client in range(3))]
        written = sum(job.result() for job in jobs)
    assert Entry.objects.count() == len(rows) + written
    for action in Action.objects.select_related("latest"):
        numbers = sorted(action.entries.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert action.latest is not None
        assert action.latest.number == numbers[-1]


def accepted(pk: int, by: Person, words: str) -> bool:
    """Whether an update based on what stands is accepted."""
    try:
        update(Action.objects.select_related("latest").get(pk=pk), by, words)
    except UpdatedMeanwhile:
        return False
    return True
