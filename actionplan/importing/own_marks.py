"""Marks of ours in a file that has lost its stamp: references, and leads that are inherited."""

from collections.abc import Callable
from dataclasses import replace

from actionplan.document import Action, PlanDocument
from actionplan.importing.notes import Note, Reading
from actionplan.importing.own_files import STAMP_LOST
from actionplan.importing.own_tree import REFERENCE
from actionplan.reporting.column_values import INHERITED
from actionplan.reporting.return_rows import FORM_HEADINGS
from actionplan.reporting.word_cells import HEADINGS


def with_marks(reading: Reading) -> Reading:
    """The reading with our marks understood.

    In tables with our headings the number of a row is the plan's reference. A lead that is marked
    as inherited is never the row's own, whoever wrote the table.
    """
    ours = [
        table for table in reading.tables if is_ours(tuple(one.heading for one in table.columns))
    ]
    document = with_actions(reading.document, marked_lead)
    if not ours:
        return replace(reading, document=document)
    notes = (Note("the file", "", STAMP_LOST), *reading.notes)
    return replace(reading, document=with_actions(document, with_reference), notes=notes)


def is_ours(headings: tuple[str, ...]) -> bool:
    """Whether a table has all headings of our Word files, or of a form."""
    return headings[: len(HEADINGS)] == HEADINGS or headings[: len(FORM_HEADINGS)] == FORM_HEADINGS


def with_actions(document: PlanDocument, change: Callable[[Action], Action]) -> PlanDocument:
    """The plan with every action changed; a file without a stamp has no actions within others."""
    themes = tuple(
        replace(
            theme,
            recommendations=tuple(
                replace(one, actions=tuple(map(change, one.actions)))
                for one in theme.recommendations
            ),
        )
        for theme in document.themes
    )
    return replace(
        document, themes=themes, loose_actions=tuple(map(change, document.loose_actions))
    )


def marked_lead(action: Action) -> Action:
    """The action; where its lead is marked as inherited, it has none of its own."""
    mark = INHERITED.strip()
    named = (action.accountable, *action.delivery)
    if not any(post and post.endswith(mark) for post in named):
        return action
    posts = [post.removesuffix(mark).strip() for post in named if post]
    lead = posts[0] if action.accountable else None
    others = tuple(posts[1:] if action.accountable else posts)
    return replace(action, accountable=lead, delivery=others, leads_inherited=True)


def with_reference(action: Action) -> Action:
    """The action under the plan's own reference, where its number is one."""
    number = action.source_number or ""
    if not REFERENCE.fullmatch(number):
        return action
    return replace(action, reference=number, source_number=None)
