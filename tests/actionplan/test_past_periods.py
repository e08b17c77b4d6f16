"""An earlier quarter's file becomes a closed past period: matched, locked, never changed."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from actionplan import document as doc
from actionplan.merging.decisions import CellDecision, CellWord, Decisions, RowDecision, RowWord
from actionplan.models import Action, Change, Entry, Period, Plan, PlanFile, Seal
from actionplan.proofs.sealed import sha256_of
from actionplan.queries.past_periods import sealed_document, sealed_periods
from actionplan.services.past_periods import load_past_period
from actionplan.services.undo_import import undo_import
from council.versions import CannotEdit, ChangedMeanwhile
from tests.actionplan.reviewed import apply, now, sent

MARCH = date(2023, 3, 31)
QUARTER: dict[str, Any] = {
    "name": "Q4 2022/23",
    "first_day": date(2023, 1, 1),
    "last_day": MARCH,
    "as_at": MARCH,
}


def earlier(*rows: doc.Action) -> doc.PlanDocument:
    one = doc.Recommendation("Strengthen how decisions are made.", "1", actions=rows)
    return doc.PlanDocument("Peer review, March 2023", themes=(doc.Theme(None, (one,)),))


ROWS = (
    doc.Action("Review the constitution", rating="A", commentary="Begun."),
    doc.Action("Train all councillors", rating="R"),
    doc.Action("Plant an orchard"),
)


def load(cast, file: PlanFile, **changes) -> Period:
    return load_past_period(file=file, plan=cast.plan, by=cast.manager, **(QUARTER | changes))


def test_an_earlier_file_is_matched_and_locked(cast):
    file = sent(cast.council, cast.manager, earlier(*ROWS))
    period = load(cast, file)
    assert (period.state, period.slug, str(period)) == ("sealed", "q4-2022-23", "Q4 2022/23")
    document = sealed_document(period.seal)
    assert [action.reference for action in document.actions()] == ["PR-1", None, None]
    assert (document.as_at, document.reference) == (MARCH, "PR")
    assert document.key == now(cast.plan).key
    assert period.seal.sha256 == sha256_of(period.seal.text)


def test_nothing_of_the_plan_itself_changes(cast):
    before = now(cast.plan), Entry.objects.count(), Change.objects.count(), Action.objects.count()
    load(cast, sent(cast.council, cast.manager, earlier(*ROWS)))
    after = now(cast.plan), Entry.objects.count(), Change.objects.count(), Action.objects.count()
    assert before == after


def test_the_file_keeps_what_was_known_and_what_was_not(cast):
    file = sent(cast.council, cast.manager, earlier(*ROWS))
    period = load(cast, file)
    file.refresh_from_db()
    assert (file.state, file.period, file.plan) == (PlanFile.State.APPLIED, period, cast.plan)
    past = file.receipt["past_period"]
    assert past["known"] == ["PR-1"]
    assert [title for title, _ in past["unknown"]] == ["Train all councillors", "Plant an orchard"]
    assert "close to those of PR-2" in past["unknown"][0][1]
    with pytest.raises(CannotEdit, match="brought in already"):
        load(cast, file, name="Again")
    with pytest.raises(CannotEdit, match="is locked, so it stays"):
        undo_import(file=file, by=cast.manager, reason="Wrong file")


def test_what_was_decided_counts(cast):
    decided = Decisions(
        rows=(
            RowDecision(1, RowWord.SAME, reference="PR-2"),
            RowDecision(2, RowWord.ASIDE),
        )
    )
    file = sent(cast.council, cast.manager, earlier(*ROWS), decided=decided)
    document = sealed_document(load(cast, file).seal)
    assert [action.reference for action in document.actions()] == ["PR-1", "PR-2"]


def test_a_cell_that_was_left_out_is_not_locked(cast):
    decided = Decisions(
        cells=(CellDecision(0, "rating", CellWord.LEAVE), CellDecision(1, "rating", CellWord.TAKE))
    )
    file = sent(cast.council, cast.manager, earlier(*ROWS), decided=decided)
    first, second, _ = sealed_document(load(cast, file).seal).actions()
    assert (first.rating, first.commentary, second.rating) == (None, "Begun.", "R")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "Give the period a name"),
        ({"name": "x" * 61}, "at most 60 characters"),
        ({"name": "???"}, "letters or digits"),
        ({"first_day": date(2023, 4, 30)}, "last day is before its first"),
        ({"as_at": date(2022, 12, 31)}, "not before the period"),
        ({"as_at": date(2023, 7, 1)}, "not in the future"),
        ({"last_day": date(2023, 4, 1)}, "before Q1 2023/24 begins on 1 April 2023"),
        ({"name": "Q1 2023/24"}, "a period “Q1 2023/24” already"),
    ],
)
def test_days_that_cannot_be_are_refused_with_a_sentence(cast, changes, sentence):
    file = sent(cast.council, cast.manager, earlier(*ROWS))
    with pytest.raises(CannotEdit, match=sentence):
        load(cast, file, **changes)
    assert not Seal.objects.exists()


def test_periods_do_not_overlap(cast):
    load(cast, sent(cast.council, cast.manager, earlier(*ROWS)))
    second = sent(cast.council, cast.manager, earlier(*ROWS))
    with pytest.raises(CannotEdit, match=r"Q4 2022/23 \(1 January 2023 to 31 March 2023\) has"):
        load(cast, second, name="First quarter", first_day=date(2022, 10, 1))
    days = {"first_day": date(2022, 10, 1), "last_day": date(2022, 12, 31)}
    load(cast, second, name="Q3 2022/23", **days)
    assert [str(one) for one in sealed_periods(cast.plan)] == ["Q4 2022/23", "Q3 2022/23"]


def test_other_councils_archived_plans_and_newer_decisions_are_refused(cast):
    stranger = sent(cast.other_council, cast.stranger, earlier(*ROWS))
    with pytest.raises(CannotEdit, match="different councils"):
        load(cast, stranger)
    file = sent(cast.council, cast.manager, earlier(*ROWS))
    with pytest.raises(ChangedMeanwhile):
        load(cast, file, seen_version=file.version + 1)
    Plan.objects.filter(pk=cast.plan.pk).update(state=Plan.State.ARCHIVED)
    with pytest.raises(CannotEdit, match="archived"):
        load(cast, file)


def test_a_past_period_is_no_obstacle_to_the_next_import(cast):
    load(cast, sent(cast.council, cast.manager, earlier(*ROWS)))
    document = earlier(doc.Action("Plant an orchard"))
    file = sent(cast.council, cast.manager, document, plan=cast.plan)
    apply(file, cast.manager)
    load(
        cast,
        sent(cast.council, cast.manager, earlier(*ROWS)),
        name="Q3 2022/23", first_day=date(2022, 10, 1), last_day=date(2022, 12, 31),
    )  # fmt: skip
    undone = undo_import(file=file, by=cast.manager, reason="Wrong file")
    assert undone.state == PlanFile.State.UNDONE


def test_seals_and_closed_periods_never_change_in_the_database(cast):
    seal = load(cast, sent(cast.council, cast.manager, earlier(*ROWS))).seal
    cast.plan.periods.filter(state="open").update(name="Spring")  # this one is still open
    for statement in (
        "UPDATE actionplan_seal SET text = ''",
        "DELETE FROM actionplan_seal",
        "UPDATE actionplan_period SET state = 'open' WHERE state = 'sealed'",
        "UPDATE actionplan_period SET last_day = '2023-02-28' WHERE state = 'sealed'",
        "DELETE FROM actionplan_period WHERE state = 'sealed'",
    ):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert sealed_document(Seal.objects.get(pk=seal.pk))


def test_a_list_of_periods_takes_one_query_and_no_texts(cast, django_assert_num_queries):
    load(cast, sent(cast.council, cast.manager, earlier(*ROWS)))
    with django_assert_num_queries(1):
        [period] = sealed_periods(cast.plan)
        assert (period.seal.as_at, period.seal.sealed_by) == (MARCH, cast.manager)
