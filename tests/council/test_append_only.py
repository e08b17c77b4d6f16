"""What the triggers of append-only tables stop besides a plain change and removal."""

import pytest
from django.db import DatabaseError, connection, transaction

TABLES = ["actionplan_entry", "strategy_measurement"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_a_table_cannot_be_emptied_at_one_stroke(db, table):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows no REPLACE")
def test_an_entry_cannot_be_replaced(cast):
    entry = cast.ahead.latest
    again = "INSERT OR REPLACE INTO actionplan_entry SELECT * FROM actionplan_entry WHERE id = %s"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(again, [entry.pk])
