"""Database triggers that keep the log append-only, on both engines.

Migrations call ``create``; one that lets Django rebuild the table on SQLite must call it again
(a rebuilt table loses its triggers; ``tests/test_log.py`` finds out).
"""

from typing import Any

MESSAGE = "The log is append-only: entries are never changed or removed."
TABLES = ("actionplan_entry",)

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION golden_thread_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END;
$$ LANGUAGE plpgsql;
"""


def create(schema_editor: Any) -> None:
    """Create the triggers on every append-only table; harmless where they stand already."""
    drop(schema_editor)
    for statement in _statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def drop(schema_editor: Any) -> None:
    """Take the triggers away: for unapplying a migration, and for the tests' flush."""
    on_table = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for event in ("update", "delete"):
            where = f" ON {table}" if on_table else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{where}", params=None)


def _statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [POSTGRESQL_FUNCTION] + [
            f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION golden_thread_append_only()"
            for table in TABLES
            for event in ("update", "delete")
        ]
    return [
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for table in TABLES
        for event in ("update", "delete")
    ]
