"""Database triggers that keep a table append-only, on both engines.

Migrations call ``create`` with the table; one that lets Django rebuild the table on SQLite must
call it again, since a rebuilt table loses its triggers (each such table has a test that finds out).
An application may ``allow`` a table one kind of change, such as a redaction that the law asks for.
On SQLite the triggers see an INSERT OR REPLACE only with recursive_triggers on: settings.py.
"""

from collections.abc import Callable
from typing import Any

MESSAGE = "This table is append-only: what has been recorded is never changed or removed."
EVENTS = {"update": "ROW", "delete": "ROW", "truncate": "STATEMENT"}

FUNCTION = "golden_thread_append_only()"
POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION} RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END;
$$ LANGUAGE plpgsql;
"""


# By table: what gives the SQL condition over OLD and NEW on which an update is let through.
_allowed: dict[str, Callable[[Any], str]] = {}


def allow(table: str, condition: Callable[[Any], str]) -> None:
    """Let updates of ``table`` through where a condition holds; "" where there is none (yet)."""
    _allowed[table] = condition


def create(schema_editor: Any, table: str) -> None:
    """Create the triggers on ``table``; harmless where they stand already."""
    drop(schema_editor, table)
    condition = _allowed.get(table, lambda _: "")(schema_editor)
    for statement in _statements(schema_editor.connection.vendor, table, condition):
        schema_editor.execute(statement, params=None)


def drop(schema_editor: Any, table: str) -> None:
    """Take the triggers away: for unapplying a migration, and for the tests' flush."""
    where = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    for event in EVENTS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{where}", params=None)


def _statements(vendor: str, table: str, condition: str) -> list[str]:
    if vendor == "postgresql":
        return [POSTGRESQL_FUNCTION, *_unless(table, condition)] + [
            f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION "
            + (f"{table}_append_only()" if condition and event == "update" else FUNCTION)
            for event, each in EVENTS.items()
        ]
    return [
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}')"
        + (f" WHERE ({condition}) IS NOT TRUE; END" if condition and event == "update" else "; END")
        for event, each in EVENTS.items()
        if each == "ROW"  # SQLite knows no TRUNCATE
    ]


def _unless(table: str, condition: str) -> list[str]:
    """On PostgreSQL the condition stands in a function of the table's own."""
    if not condition:
        return []
    return [
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger AS $$ "
        f"BEGIN IF ({condition}) IS TRUE THEN RETURN NEW; END IF; "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END; "
        "$$ LANGUAGE plpgsql"
    ]
