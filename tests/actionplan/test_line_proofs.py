# ruff: noqa: S608 - statements that this file makes itself
"""Lines of the register, corrections and narratives prove themselves: whatever is done by hand."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from actionplan.models import (
    TOMBSTONE,
    Change,
    Correction,
    LineProof,
    Narrative,
    Seal,
    Succession,
)
from actionplan.proofs.chains import line_end_of, line_head_of
from actionplan.proofs.hashing import NO_SALT, SALT, Head, parts
from actionplan.proofs.line_hashing import NAMES, WORDS, prove_by
from actionplan.proofs.lines import faults_of_lines
from actionplan.queries.past_periods import what_was_sealed
from actionplan.services.corrections import correct
from actionplan.services.redacting import Approval, Wish, redact
from actionplan.services.register import Register, Why
from council.models import Role
from tests import factories
from tests.actionplan.test_check_history import broken, by_hand
from tests.actionplan.test_narratives import tell
from tests.closing import closed, running

SECRET = "Ada Quill is off sick"


@pytest.fixture
def recorded(cast):
    """Three changes, a succession and two narratives of a closed period; then a correction."""
    register = Register(plan=cast.plan, by=cast.manager, why=Why(f"{SECRET}.", "SLT", "12"))
    merged = register.note(Change.Kind.MERGED, str(cast.ahead), [["Title", "One", SECRET]])
    register.succeed(merged, cast.late, cast.ahead)
    for title in ("Two", "Three"):
        register.note(Change.Kind.REWORDED, str(cast.ahead), [["Title", "One", title]])
    tell(cast, cast.governance)
    tell(cast, words=f"{SECRET}.", rating="")
    factories.entry(cast.ahead, commentary="The group has met twice.")
    amend(cast, closed(cast))
    call_command("check_history", verbosity=0)
    return cast


def amend(cast, period, minute="34") -> Correction:
    return correct(
        period=period, reference="PR-1", field="commentary", correct="It has met once.",
        minute=minute, reason=f"{SECRET}, it said.", by=cast.clerk,
    )  # fmt: skip


# ---- what is written


def test_each_line_has_a_proof_linked_to_the_one_before(recorded):
    proofs = list(recorded.plan.line_proofs.all())
    assert [(one.number, one.table.removeprefix("actionplan_"), one.line) for one in proofs] == [
        (1, "change", 1), (2, "succession", 1), (3, "change", 2), (4, "change", 3),
        (5, "narrative", 1), (6, "narrative", 1), (7, "seal", 1), (8, "correction", 1),
    ]  # fmt: skip
    assert len({one.link for one in proofs}) == len({one.salts for one in proofs}) == len(proofs)
    assert line_head_of(recorded.plan.pk) == Head(8, proofs[7].link)
    assert line_head_of(recorded.other_action.plan_id) == Head()


@pytest.mark.parametrize("what", ["change", "correction", "narrative"])
def test_a_proof_takes_two_queries(recorded, what):
    period = recorded.plan.periods.get(state="sealed")
    register = Register(plan=recorded.plan, by=recorded.manager, why=Why("Agreed."))
    adding: dict[str, Any] = {
        "change": lambda: register.note(Change.Kind.REWORDED, "PR-1"),
        "correction": lambda: amend(recorded, period, minute="35"),
        "narrative": lambda: tell(recorded, recorded.finance),
    }
    with CaptureQueriesContext(connection) as asked:
        adding[what]()
    assert sum("actionplan_lineproof" in one["sql"] for one in asked) == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks as a whole")
def test_the_plan_is_locked_before_its_period(recorded):
    with CaptureQueriesContext(connection) as asked:
        tell(recorded, recorded.finance)
    locks = [one["sql"] for one in asked if "FOR NO KEY UPDATE" in one["sql"]]
    assert locks[0].endswith('OF "actionplan_plan", "actionplan_period"')


# ---- what is found


def statement(model: Any, column: str, value: str) -> str:
    table = model._meta.db_table
    return f"UPDATE {table} SET {column} = {value} WHERE id = (SELECT max(id) FROM {table})"


ALTERED = {
    Change: ("Change 3 of PR", {"delta": "4", "total_after": "90", "action_id": "NULL",
             "effective_on": "'2020-01-01'", "kind": "'moved'"}),
    Correction: ("Correction 1 of Q1 2023/24", {"field": "'title'", "by_id": "{owner}",
                 "recorded_at": "'2020-01-01 00:00:00+00:00'"}),
    Narrative: ("Narrative 1 of the plan in Q1 2023/24", {"rating": "'R'", "number": "2",
                "cleared": "'[\"PR-2\"]'", "exempt_paragraph": "'3'"}),
}  # fmt: skip
WORD_BY_WORD = [(model, name) for model in ALTERED for name in WORDS[model._meta.db_table]]


@pytest.mark.parametrize(("model", "name"), WORD_BY_WORD)
def test_a_word_that_was_altered_is_named(recorded, capsys, model, name):
    other = """'[["Title", "One", "Other"]]'""" if name == "details" else "'Other words.'"
    by_hand(statement(model, name, other))
    said = f"{ALTERED[model][0]} is not what was recorded: its {NAMES[name]} is another."
    assert said in [broken(), *capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("model", "column"), [(model, name) for model in ALTERED for name in ALTERED[model][1]]
)
def test_any_other_fact_that_was_altered_is_found(recorded, capsys, model, column):
    called, columns = ALTERED[model]
    if column == "action_id":
        columns |= {column: str(recorded.late.pk)}
    by_hand(statement(model, column, columns[column].format(owner=recorded.owner.pk)))
    called = called.replace("Narrative 1", "Narrative 2") if column == "number" else called
    said = f"{called} is not what was recorded."
    assert said in [broken(), *capsys.readouterr().out.splitlines()]


def test_another_succession_is_found(recorded):
    by_hand(f"UPDATE actionplan_succession SET before_id = {recorded.undated.pk}")
    assert broken() == "What goes on as what by change 1 of PR is not what was recorded."


LAST = "DELETE FROM {0} WHERE id = (SELECT max(id) FROM {0})"
REMOVED = {
    Change: "Change 3 of PR is missing from the register.",
    Succession: "What goes on as what by change 1 of PR is missing.",
    Correction: "Correction 1 of Q1 2023/24 is missing.",
    Narrative: "Narrative 1 of Q1 2023/24 is missing.",
}


@pytest.mark.parametrize("model", REMOVED)
def test_a_last_line_that_was_cut_off_is_named(recorded, model):
    by_hand(LAST.format(model._meta.db_table))
    assert broken() == REMOVED[model]


def test_a_line_put_in_by_hand_has_no_proof(recorded, capsys):
    for model, to in ((Change, 4), (Correction, 2), (Narrative, 2)):
        line = model.objects.latest("pk")
        line.pk, line.number = None, to
        line.save(force_insert=True)
    assert broken() == "Change 4 of PR has no proof: it was not recorded here."
    assert capsys.readouterr().out.splitlines() == [
        "Correction 2 of Q1 2023/24 has no proof: it was not recorded here.",
        "Narrative 2 of the plan in Q1 2023/24 has no proof: it was not recorded here.",
    ]


def test_lines_removed_with_their_proofs_are_missed_by_the_closed_period(recorded):
    by_hand(
        "DELETE FROM actionplan_lineproof WHERE number > 5",
        "DELETE FROM actionplan_correction",
        "DELETE FROM actionplan_narrative WHERE recommendation_id IS NULL",
    )
    assert broken() == "PR line proof 6 is missing: Q1 2023/24, closed, has it."
    by_hand("DELETE FROM actionplan_lineproof WHERE number = 1")
    assert "PR line proof 1 is missing." in list(faults_of_lines(recorded.plan))


def test_a_line_and_all_proofs_forged_is_found_by_the_closed_period(recorded):
    by_hand("UPDATE actionplan_change SET reason = 'Nobody was ill.' WHERE number = 1")
    head = Head()
    for proof in recorded.plan.line_proofs.all():
        model: Any = next(one for one in (*REMOVED, Seal) if one._meta.db_table == proof.table)
        prove_by(proof, model.objects.get(pk=proof.row), head)
        proof.save()
        head = Head(proof.number, proof.link)
    assert broken() == "PR line proof 6 is not the one that Q1 2023/24 has."


def test_an_altered_proof_is_found(recorded):
    by_hand("UPDATE actionplan_lineproof SET line = 9 WHERE number = 3")
    assert broken() == "PR line proof 3 is not what was made, or not in its place."


def test_the_seal_knows_the_end_of_the_chain(recorded):
    seal = recorded.plan.periods.get(state="sealed").seal
    sixth = recorded.plan.line_proofs.get(number=6)
    assert what_was_sealed(seal).lines == f"6 {sixth.link}"
    assert line_end_of(recorded.plan).startswith("8 ")


def test_proving_takes_as_many_queries_however_many_lines(recorded, django_assert_num_queries):
    with CaptureQueriesContext(connection) as asked:
        assert list(faults_of_lines(recorded.plan)) == []
    register = Register(plan=recorded.plan, by=recorded.manager, why=Why("Agreed."))
    for _ in range(3):
        register.note(Change.Kind.REWORDED, "PR-1")
    with django_assert_num_queries(len(asked)):
        assert list(faults_of_lines(recorded.plan)) == []


# ---- what the law removes


@pytest.fixture
def redacted(recorded):
    admin = factories.member(recorded.council, Role.SYSTEM_ADMINISTRATOR, name="Grace Osei")
    approval = Approval("A colleague's health was named.", "Data Protection Officer", admin)
    before = list(recorded.plan.line_proofs.values_list("digests", "link"))
    redact(council=recorded.council, wish=Wish(SECRET), approval=approval)
    assert list(recorded.plan.line_proofs.values_list("digests", "link")) == before
    return recorded


def test_what_is_left_is_proved_still_and_no_salt_of_what_went_is_kept(redacted):
    call_command("check_history", verbosity=0)
    first = Change.objects.get(plan=redacted.plan, number=1)
    assert (first.reason, first.details, first.agreed_by) == (
        TOMBSTONE, [[TOMBSTONE, "", ""]], "SLT",
    )  # fmt: skip
    salts = {one.number: parts(one.salts, SALT) for one in redacted.plan.line_proofs.all()}
    gone = {number: [at for at, salt in enumerate(some) if salt == NO_SALT]
            for number, some in salts.items()}  # fmt: skip
    assert gone == {1: [2, 3], 2: [], 3: [3], 4: [3], 5: [], 6: [1], 7: [], 8: [4]}


def test_what_is_altered_after_a_redaction_is_named(redacted):
    by_hand("UPDATE actionplan_change SET agreed_by = 'Nobody' WHERE number = 1")
    assert broken() == "Change 1 of PR is not what was recorded: its name of who agreed is another."
    by_hand("UPDATE actionplan_change SET agreed_by = 'SLT', reason = 'Why not' WHERE number = 1")
    assert broken() == "Change 1 of PR has lost its reason, and no redaction says so."


def test_words_blanked_without_a_redaction_are_named(recorded):
    salts = f"'{NO_SALT}'"
    by_hand(
        f"UPDATE actionplan_change SET subject = '{TOMBSTONE}' WHERE number = 2",
        f"UPDATE actionplan_lineproof SET salts = substr(salts, 1, {SALT}) || {salts} || "
        f"substr(salts, {2 * SALT + 1}) WHERE number = 3",
    )
    assert broken() == "Change 2 of PR has lost its subject, and no redaction says so."


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def test_triggers_know_no_other_change_of_a_proof(redacted):
    """Not of any column: a new one is found by this test."""
    for field in LineProof._meta.concrete_fields:
        value = "'2001-01-01'" if field.get_internal_type() == "DateTimeField" else "'98765'"
        assert refused(f'UPDATE actionplan_lineproof SET "{field.column}" = {value}'), field.name
    assert refused("DELETE FROM actionplan_lineproof")
    for number, at in ((1, 0), (1, 1), (1, 4), (6, 0), (6, 2), (7, 1)):  # their words did not go
        salts = (
            f"substr(salts, 1, {at * SALT}) || '{NO_SALT}' || substr(salts, {(at + 1) * SALT + 1})"
        )
        blank = f"UPDATE actionplan_lineproof SET salts = {salts} WHERE number = {number}"
        assert refused(blank), (number, at)


# ---- the upgrade


def test_lines_that_were_there_before_are_proved_from_the_upgrade_on(recorded):
    by_hand("DELETE FROM actionplan_lineproof")
    upgrade = import_module("actionplan.migrations.0043_lines_that_are_there_are_proved")
    upgrade.prove_lines(apps, None)
    upgrade = import_module("actionplan.migrations.0047_closed_periods_are_proved")
    upgrade.prove_seals(apps, None)
    assert list(faults_of_lines(recorded.plan)) == []
    assert [one.table.removeprefix("actionplan_") for one in recorded.plan.line_proofs.all()] == [
        "change", "change", "change", "succession", "correction", "narrative", "narrative",
        "seal",
    ]  # fmt: skip
    Register(plan=recorded.plan, by=recorded.manager, why=Why("Agreed.")).note(
        Change.Kind.REWORDED, "PR-1"
    )
    assert list(faults_of_lines(recorded.plan)) == []
    by_hand("UPDATE actionplan_correction SET reason = 'None.'")
    said = "Correction 1 of Q1 2023/24 is not what was recorded: its reason is another."
    assert said in list(faults_of_lines(recorded.plan))


def test_a_plan_without_lines_has_no_end(cast):
    assert line_end_of(cast.plan) == ""
    assert what_was_sealed(closed(cast).seal).lines == ""
    assert running(cast.plan).name == "Q2 2023/24"
    call_command("check_history", verbosity=0)
