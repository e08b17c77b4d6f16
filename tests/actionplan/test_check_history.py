# ruff: noqa: S608 - statements that this file makes itself
"""check_history names what was tampered with, by hand and with the triggers taken away."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from actionplan.models import Action, Change, Entry, Period, Seal
from actionplan.proofs.chains import heads_of, line_end_of
from actionplan.proofs.hashing import Head, link_up
from actionplan.proofs.log import prove
from actionplan.proofs.sealed import SCHEMA, as_reported, sha256_of, text_of
from actionplan.queries.document import plan_document
from actionplan.services.corrections import correct
from actionplan.services.line_proofs import proved
from actionplan.services.register import Register, Why
from council import append_only, clock
from tests import factories

TABLES = (
    "actionplan_entry", "actionplan_seal", "actionplan_change", "actionplan_correction",
    "actionplan_lineproof", "actionplan_narrative", "actionplan_succession", "actionplan_period",
    "actionplan_redaction",
)  # fmt: skip


def seal(plan) -> Seal:
    """A closed period that knows the ends of the chains."""
    period = Period.objects.running().get(plan=plan)
    Period.objects.filter(pk=period.pk).update(state=Period.State.SEALED)
    reported = as_reported(plan_document(plan, clock.today()), clock.today())
    text = text_of(replace(reported, heads=heads_of(plan), lines=line_end_of(plan)))
    signed: dict[str, Any] = {"sealed_at": clock.now(), "sealed_by": factories.person("Lee Hart")}
    period.refresh_from_db()
    made = Seal.objects.create(
        period=period,
        schema=SCHEMA,
        text=text,
        sha256=sha256_of(text),
        as_at=clock.today(),
        **signed,
    )
    return proved(made)


@pytest.fixture
def told(cast):
    """PR-1 has three entries, and a closed period knows of them."""
    factories.entry(cast.ahead, rating="A", commentary="The group has met once.")
    factories.entry(cast.ahead, rating="G", commentary="The group has met twice.")
    seal(cast.plan)
    return cast


def by_hand(*statements: str) -> None:
    """Statements of somebody who owns the database and takes the triggers away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # what is pending would stand in the way
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            append_only.drop(SimpleNamespace(connection=connection, execute=cursor.execute), table)
        for statement in statements:
            cursor.execute(statement)


def broken() -> str:
    """The sentence with which check_history ends."""
    with pytest.raises(CommandError) as refusal:
        call_command("check_history", verbosity=0)
    assert refusal.value.returncode == 2
    return str(refusal.value)


def test_what_nobody_touched_is_proved(told, capsys, django_assert_max_num_queries):
    call_command("check_history")
    said = capsys.readouterr().out
    entries = f"{Entry.objects.count()} entries, 0 lines"
    assert said == f"{entries} and 1 closed period of 2 plans: {AS_RECORDED}"
    with django_assert_max_num_queries(6):
        assert prove(told.plan).faults == []


AS_RECORDED = "all as they were recorded.\n"
SECOND = "WHERE number = 2 AND action_id = {0}"
TAMPERED = {
    "a word": (
        [f"UPDATE actionplan_entry SET commentary = 'The group has met often.' {SECOND}"],
        "PR-1 entry 2 is not what was recorded: its commentary is another.",
    ),
    "a rating": (
        [f"UPDATE actionplan_entry SET rating = 'G' {SECOND}"],
        "PR-1 entry 2 is not what was recorded, or not in its place.",
    ),
    "a day": (
        [f"UPDATE actionplan_entry SET recorded_at = '2023-01-01 00:00:00+00:00' {SECOND}"],
        "PR-1 entry 2 is not what was recorded, or not in its place.",
    ),
    "who said it": (
        [f"UPDATE actionplan_entry SET by_id = {{1}} {SECOND}"],
        "PR-1 entry 2 is not what was recorded: its name of who recorded it is another.",
    ),
    "words blanked without a redaction": (
        [
            f"UPDATE actionplan_entry SET commentary = '', salts = "
            f"'{'0' * 32}' || substr(salts, 33) {SECOND}"
        ],
        "PR-1 entry 2 has lost its commentary, and no redaction says so.",
    ),
    "a middle entry deleted": (
        [f"DELETE FROM actionplan_entry {SECOND}"],
        "PR-1 entry 2 is missing from the log.",
    ),
    "the last entry deleted": (
        [
            "UPDATE actionplan_action SET latest_id = (SELECT id FROM actionplan_entry "
            f"{SECOND}) WHERE id = {{0}}",
            "DELETE FROM actionplan_entry WHERE number = 3 AND action_id = {0}",
        ],
        "PR-1 entry 3 is missing: Q1 2023/24, closed, has it.",
    ),
    "another entry shown as the last": (
        [
            "UPDATE actionplan_action SET latest_id = (SELECT id FROM actionplan_entry "
            f"{SECOND}) WHERE id = {{0}}"
        ],
        "PR-1 does not show the last thing that was said about it.",
    ),
    "two entries swapped": (
        [
            "UPDATE actionplan_entry SET number = number + 10 WHERE number > 1 AND action_id = {0}",
            "UPDATE actionplan_entry SET number = 15 - number WHERE number > 1 AND action_id = {0}",
        ],
        "PR-1 entry 2 is not what was recorded, or not in its place.",
    ),
    "a seal's text": (
        ["UPDATE actionplan_seal SET text = replace(text, 'met twice', 'met daily')"],
        "The closed period Q1 2023/24 is not what was closed and locked.",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_tampered_with_is_named(told, what):
    statements, sentence = TAMPERED[what]
    colleague = told.colleague.pk
    by_hand(*(statement.format(told.ahead.pk, colleague) for statement in statements))
    assert broken() == sentence


def test_an_entry_and_all_links_after_it_forged_is_found_by_the_closed_period(told):
    """Whoever owns the database can compute the links anew; what was closed tells."""
    by_hand()
    factories.entry(told.late, commentary="Another one is broken too.")
    before = Head()
    for entry in told.ahead.entries.order_by("number"):
        entry.commentary = entry.commentary.replace("met", "danced")
        link_up(entry, before)
        entry.save()
        before = Head(entry.number, entry.link)
    assert broken() == "PR-1 entry 3 is not the one that Q1 2023/24 has."


def test_every_broken_action_is_said_and_the_first_one_is_the_error(told, capsys):
    for action in (told.ahead, told.late):
        by_hand(f"UPDATE actionplan_entry SET rating = 'R' WHERE action_id = {action.pk}")
    assert broken().startswith("PR-1 entry 1")
    assert capsys.readouterr().out.startswith(f"{told.late.reference} entry 1")
    with pytest.raises(CommandError, match="There is no council “nowhere”"):
        call_command("check_history", council="nowhere")
    call_command("check_history", council=told.other_council.slug)


CLOSED = {
    "the day it speaks of": "UPDATE actionplan_seal SET as_at = '2023-06-29'",
    "when it was closed": "UPDATE actionplan_seal SET sealed_at = '2023-07-01 09:00:00+00:00'",
    "who closed it": "UPDATE actionplan_seal SET sealed_by_id = {0}",
    "its form": "UPDATE actionplan_seal SET schema = 4",
    "what it is called": "UPDATE actionplan_period SET name = 'Q1 2023/24', slug = 'q9'",
    "its days": "UPDATE actionplan_period SET first_day = '2023-03-01'",
    "that it is closed": "UPDATE actionplan_period SET state = 'open'",
    "its text with its digest": "UPDATE actionplan_seal SET text = '{1}', sha256 = '{2}'",
}


@pytest.mark.parametrize("what", CLOSED)
def test_a_closed_period_proves_its_facts_and_its_text(told, what):
    text = "{}"
    by_hand(CLOSED[what].format(told.colleague.pk, text, sha256_of(text)))
    assert broken() == "The closed period Q1 2023/24 is not what was recorded."


def test_a_closed_period_whose_text_is_gone_is_named(noted):
    by_hand("DELETE FROM actionplan_seal")
    assert "The closed period Q1 2023/24 is missing: what was locked is gone." in broken()


@pytest.fixture
def noted(told):
    """Three lines of the register, and two corrections of the closed period."""
    for _ in range(3):
        Register(plan=told.plan, by=told.manager, why=Why("Agreed.")).note(
            Change.Kind.REWORDED, "PR-1", [["Title", "One", "Other"]]
        )
    period = told.plan.periods.get()
    for words in ("The group has met thrice.", "The group has met often."):
        correct(
            period=period, reference="PR-1", field="commentary", correct=words, minute="34",
            reason="A slip.", by=told.clerk,
        )  # fmt: skip
    call_command("check_history", verbosity=0)
    return told


LINES = {
    "a line of the register deleted": (
        "DELETE FROM actionplan_change WHERE number = 2",
        "Change 2 of PR is missing from the register.",
    ),
    "a correction deleted": (
        "DELETE FROM actionplan_correction WHERE number = 1",
        "Correction 1 of Q1 2023/24 is missing.",
    ),
    "what a correction says was reported": (
        "UPDATE actionplan_correction SET reported = 'All is well.' WHERE number = 2",
        "Correction 2 of Q1 2023/24 is not about what was reported.",
    ),
    "of which action a correction is": (
        "UPDATE actionplan_correction SET reference = 'PR-2' WHERE number = 1",
        "Correction 1 of Q1 2023/24 is not about what was reported.",
    ),
}


@pytest.mark.parametrize("what", LINES)
def test_lines_that_are_missing_or_about_something_else_are_named(noted, what):
    statement, sentence = LINES[what]
    by_hand(statement)
    assert broken() == sentence


@pytest.mark.parametrize("table", TABLES[1:5])
def test_nobody_changes_a_line_while_the_triggers_stand(noted, table):
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 100"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_actions_can_have_left(told):
    Action.objects.filter(pk=told.ahead.pk).update(left="dropped")
    assert prove(told.plan).faults == []
