"""The change register: a line for every change, with what it adds to the total."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from actionplan.models import Change
from actionplan.services.register import Register, Why, counted
from council.versions import CannotEdit
from tests import factories

WHY = Why("Agreed at the mid-year review", "Head of Finance", "Minute 34")


def added(cast):
    """A register's line for one action more."""
    with transaction.atomic():
        register = Register(plan=cast.plan, by=cast.manager, why=WHY)
        new = factories.action(cast.plan, "Appoint an auditor")
        return register.note(Change.Kind.ADDED, str(new), action=new)


def test_line_says_what_the_change_adds_to_the_total(cast):
    before = counted(cast.plan)
    line = added(cast)
    assert (line.number, line.delta, line.total_after) == (1, 1, before + 1)
    assert added(cast).number == 2


def test_adopted_plan_changes_with_a_reason_only(cast):
    with pytest.raises(CannotEdit, match="Say why"), transaction.atomic():
        Register(plan=cast.plan, by=cast.manager)


def test_draft_changes_without_a_reason(cast):
    draft = factories.plan(cast.council, slug="draft", code="D", state="draft")
    with transaction.atomic():
        assert Register(plan=draft, by=cast.manager).total == 0


def test_archived_plan_does_not_change(cast):
    kept = factories.plan(cast.council, slug="kept", code="K", state="archived")
    with pytest.raises(CannotEdit, match="archived"), transaction.atomic():
        Register(plan=kept, by=cast.manager, why=WHY)


@pytest.mark.parametrize("table", ["actionplan_change", "actionplan_succession"])
def test_register_is_append_only_in_the_database(cast, table):
    line = added(cast)
    with transaction.atomic():
        Register(plan=cast.plan, by=cast.manager, why=WHY).succeed(line, cast.ahead, cast.late)
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
