"""Database triggers that keep a table append-only, on both engines.

Migrations call ``create`` with the table; one that lets Django rebuild the table on SQLite must
call it again, since a rebuilt table loses its triggers (each such table has a test that finds out).
On SQLite the triggers see an INSERT OR REPLACE only with recursive_triggers on: settings.py.
"""

from typing import Any

MESSAGE = "This table is append-only: what has been recorded is never changed or removed."
EVENTS = {"update": "ROW", "delete": "ROW", "truncate": "STATEMENT"}

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION golden_thread_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END;
$$ LANGUAGE plpgsql;
"""


def create(schema_editor: Any, table: str) -> None:
    """Create the triggers on ``table``; harmless where they stand already."""
    drop(schema_editor, table)
    for statement in _statements(schema_editor.connection.vendor, table):
        schema_editor.execute(statement, params=None)


def drop(schema_editor: Any, table: str) -> None:
    """Take the triggers away: for unapplying a migration, and for the tests' flush."""
    where = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    for event in EVENTS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{where}", params=None)


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [POSTGRESQL_FUNCTION] + [
            f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION golden_thread_append_only()"
            for event, each in EVENTS.items()
        ]
    return [
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for event, each in EVENTS.items()
        if each == "ROW"  # SQLite knows no TRUNCATE
    ]
