"""The one change that append-only tables know: a redaction that the law asks for.

The conditions are SQL over the row before (OLD) and after (NEW), for both engines, and are part of
the triggers (``council.append_only``). Whatever is removed, a line of ``RedactedPlace`` that names
the row and the column must stand first, so that nothing is removed unseen.
"""

from functools import partial
from typing import Any

from actionplan.models.redaction import TOMBSTONE
from actionplan.proofs.hashing import NO_SALT, PERSON, SALT, SLOTS
from actionplan.proofs.line_hashing import WORDS
from council import append_only

ENTRY, SEAL, PLACE = "actionplan_entry", "actionplan_seal", "actionplan_redactedplace"
PROOF = "actionplan_lineproof"
FILE, FILE_SET = "actionplan_reportfile", "actionplan_fileset"
# Append-only lines of people's words, and the columns that may give way to a tombstone.
LINES = {table: words for table, words in WORDS.items() if words}


def allow_redactions() -> None:
    """Tell the triggers; called once, when the application is ready."""
    append_only.allow(ENTRY, _of_entry)
    append_only.allow(SEAL, _of_seal)
    append_only.allow(FILE, _of_file)
    append_only.allow(PROOF, _of_proof)
    for table, words in LINES.items():
        append_only.allow(table, partial(_of_line, table=table, words=words))


def _of_entry(schema_editor: Any) -> str:
    """Each slot stays with its salt, or gives way to a tombstone and loses it."""
    columns = _columns(schema_editor, ENTRY)
    if not {"salts"} <= columns or not _columns(schema_editor, PLACE):
        return ""
    slots = [_slot(schema_editor, name, place) for place, name in enumerate(SLOTS)]
    kept = [_same(schema_editor, name) for name in sorted(columns - {*SLOTS, "salts"})]
    return " AND ".join(
        [*kept, *slots, "length(NEW.salts) = length(OLD.salts)", f"EXISTS ({_place(ENTRY)})"]
    )


def _slot(schema_editor: Any, name: str, place: int) -> str:
    old, new = _salt("OLD", place), _salt("NEW", place)
    gone = f"NEW.{name} IS NULL" if name == PERSON else _buried(name)
    removed = f"{new} = '{NO_SALT}' AND {gone} AND EXISTS ({_place(ENTRY, name)})"
    return f"(({_same(schema_editor, name)} AND {new} = {old}) OR ({removed}))"


def _buried(name: str) -> str:
    return f"OLD.{name} <> '' AND NEW.{name} = '{TOMBSTONE}'"


def _of_seal(schema_editor: Any) -> str:
    """The text becomes another only with the digests of both written down."""
    if not _columns(schema_editor, PLACE):
        return ""
    kept = sorted(_columns(schema_editor, SEAL) - {"text", "sha256"})
    digests = 'p."before" = OLD.sha256 AND p."after" = NEW.sha256'
    return " AND ".join(
        [*(_same(schema_editor, name) for name in kept), f"EXISTS ({_place(SEAL)} AND {digests})"]
    )


def _of_line(schema_editor: Any, *, table: str, words: tuple[str, ...]) -> str:
    """Words give way to a tombstone, and lines of before and after to one line of it."""
    if not _columns(schema_editor, PLACE):
        return ""
    parts = [
        _same(schema_editor, name) for name in sorted(_columns(schema_editor, table) - {*words})
    ]
    for name in words:
        gone = _lines_buried(schema_editor) if name == "details" else _buried(name)
        removed = f"{gone} AND EXISTS ({_place(table, name)})"
        parts.append(f"({_same(schema_editor, name)} OR ({removed}))")
    return " AND ".join([*parts, f"EXISTS ({_place(table)})"])


def _of_proof(schema_editor: Any) -> str:
    """Each salt stays, or goes with the words that were removed; that of the facts stays."""
    columns = _columns(schema_editor, PROOF)
    if not columns or not _columns(schema_editor, PLACE):
        return ""
    kept = [_same(schema_editor, name) for name in sorted(columns - {"salts"})]
    most = max(map(len, LINES.values()))
    salts = [_salt_gone(place) for place in range(1, most + 1)]
    facts = f"{_salt('NEW', 0)} = {_salt('OLD', 0)}"
    return " AND ".join([*kept, facts, *salts, "length(NEW.salts) = length(OLD.salts)"])


def _salt_gone(place: int) -> str:
    """A salt that stays, or whose words were removed from the line, whichever its table."""
    removed = [
        _removed(table, words[place - 1]) for table, words in LINES.items() if words[place - 1 :]
    ]
    new, old = _salt("NEW", place), _salt("OLD", place)
    return f"({new} = {old} OR ({new} = '{NO_SALT}' AND ({' OR '.join(removed)})))"


def _removed(table: str, column: str) -> str:
    """Of a proof: it is that of a line of this table, and this column was removed from the line."""
    place = _place(table, column, of='OLD."row"')
    return f"(OLD.\"table\" = '{table}' AND EXISTS ({place}))"


def _salt(row: str, place: int) -> str:
    return f"substr({row}.salts, {place * SALT + 1}, {SALT})"


def _of_file(schema_editor: Any) -> str:
    """A kept file goes from the storage, by a redaction or because its report was taken back."""
    columns = _columns(schema_editor, FILE)
    if not columns or not _columns(schema_editor, PLACE):
        return ""
    kept = [_same(schema_editor, name) for name in sorted(columns - {"file", "file_name"})]
    named = f"({_same(schema_editor, 'file_name')} OR ({_buried('file_name')} AND {_gone()}))"
    back = f"SELECT 1 FROM {FILE_SET} s WHERE s.id = OLD.file_set_id"  # noqa: S608 - our own names
    may = f"({_gone()} OR EXISTS ({back} AND s.taken_back_at IS NOT NULL))"
    return " AND ".join([*kept, "NEW.file = ''", named, may])


def _gone() -> str:
    return f"EXISTS ({_place(FILE, 'file')})"


def _lines_buried(schema_editor: Any) -> str:
    text = "NEW.details::text" if _is_postgresql(schema_editor) else "NEW.details"
    return f'{text} = \'[["{TOMBSTONE}", "", ""]]\''


def _place(table: str, column: str = "", of: str = "OLD.id") -> str:
    """Lines that say that something was removed from the row (from a column of it)."""
    row = f'p."table" = \'{table}\' AND p."row" = {of}'
    found = f"SELECT 1 FROM {PLACE} p WHERE {row}"  # noqa: S608 - names of our own tables
    return found + (f" AND p.\"columns\" LIKE '% {column} %'" if column else "")


def _same(schema_editor: Any, name: str) -> str:
    operator = "IS NOT DISTINCT FROM" if _is_postgresql(schema_editor) else "IS"
    return f'OLD."{name}" {operator} NEW."{name}"'


def _is_postgresql(schema_editor: Any) -> bool:
    return schema_editor.connection.vendor == "postgresql"


def _columns(schema_editor: Any, table: str) -> set[str]:
    """The columns that a table has at this moment of its history; none where there is no table."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return set()
        found = connection.introspection.get_table_description(cursor, table)
    return {column.name for column in found}
