"""The columns that a plan has of its own, as data: a list of headings.

Their words stand among an action's extras, as those of any column that an import had no name for.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError

from actionplan.key import is_text, lines_of

MOST_COLUMNS = 12
LONGEST_HEADING = 60


def check_columns(data: object) -> None:
    """Raise ValidationError unless ``data`` is a list of different headings, not too many."""
    headings = lines_of(data)
    if not all(is_text(one) and 0 < len(one.strip()) <= LONGEST_HEADING for one in headings):
        raise ValidationError(f"A heading is a text of at most {LONGEST_HEADING} characters.")
    if len({one.casefold() for one in headings}) != len(headings):
        raise ValidationError("Each heading can stand only once.")
    if len(headings) > MOST_COLUMNS:
        raise ValidationError(f"A plan has at most {MOST_COLUMNS} columns of its own.")


def extras_in_order(extras: list[list[str]], columns: list[str]) -> tuple[tuple[str, str], ...]:
    """An action's extras: first the plan's own columns, also empty ones, then any others.

    A heading that stands twice in a file keeps both its words.
    """
    own = {column.casefold(): column for column in columns}
    words: dict[str, list[str]] = {column: [] for column in columns}
    others = []
    for heading, text in extras:
        column = own.get(heading.casefold())
        if column is None:
            others.append((heading, text))
        else:
            words[column].append(text)
    return (*((column, "\n".join(words[column])) for column in columns), *others)


def renamed(extras: list[list[str]], renames: Mapping[str, str]) -> list[list[str]]:
    """An action's extras with their headings as they are called now, whatever their capitals."""
    called = {old.casefold(): new for old, new in renames.items()}
    return [[called.get(heading.casefold(), heading), words] for heading, words in extras]


def in_own_spelling(extras: Iterable[Sequence[str]], columns: Iterable[str]) -> list[list[str]]:
    """A file's extras as they are stored: the plan's own columns called as the plan calls them."""
    own = {column.casefold(): column for column in columns}
    return [[own.get(heading.casefold(), heading), words] for heading, words in extras]
