"""What is to be said of a plan as a whole, when all its rows are read."""

from actionplan.importing import limits
from actionplan.importing.builder import Builder, Group
from actionplan.importing.key import USUAL, Key
from actionplan.importing.notes import Note
from actionplan.importing.oddities import odd_priorities, odd_rows
from actionplan.importing.row_cells import flat
from actionplan.importing.synonyms import Field


def whole_plan(builder: Builder) -> list[Note]:
    """Notes on recommendations without a lead; odd rows get theirs on themselves."""
    for group in (*builder.groups(), builder.loose):
        odd_rows(group.rows, group.text or "")
    say_priorities(builder)
    return [
        Note(group.where, group.text or "", f"No lead is named for {named_group(group)}.", True)
        for group in builder.groups()
        if group.rows and not is_led(group)
    ]


def is_led(group: Group) -> bool:
    """Whether a line or a row names a lead."""
    return bool(group.slt or group.officers or any(row.action.accountable for row in group.rows))


def say_priorities(builder: Builder) -> None:
    """Note priorities that only one recommendation uses."""
    rows = [(row, str(at)) for at, group in enumerate(builder.groups()) for row in group.rows]
    for row in odd_priorities([row for row, _ in rows], [at for _, at in rows]):
        words = (
            f"Only one recommendation uses priority {row.action.priority}, and the file does not"
            " say what it means."
        )
        row.note(Field.PRIORITY, words)


def with_usual(key: Key, builder: Builder) -> tuple[Key, list[Note]]:
    """The key with the ratings that the rows use and it does not define, and a note on them."""
    used = {row.action.rating for row in builder.rows() if row.action.rating}
    missing = [letter for letter in "GARB" if letter in used - set(key.ratings)]
    if not missing:
        return key, []
    words = "The file does not define these ratings; they are drawn in their usual colours."
    ratings = key.ratings | {letter: USUAL[letter] for letter in missing}
    return Key(ratings, key.bands), [Note("the key", ", ".join(missing), words)]


def named_group(group: Group) -> str:
    """A recommendation as a sentence names it."""
    if group.number:
        return f"recommendation {group.number}"
    return f"“{flat(group.text or '')[:80]}”"


def bounded(notes: list[Note]) -> list[Note]:
    """A file of nonsense must not make notes without end."""
    if len(notes) <= limits.LISTED_NOTES:
        return notes
    left = len(notes) - limits.LISTED_NOTES
    rest = Note("the file", "", f"{left:,} further lines found no place.", needs_decision=True)
    return [*notes[: limits.LISTED_NOTES], rest]
