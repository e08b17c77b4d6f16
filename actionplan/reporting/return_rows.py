"""A return form: one post's open rows, the last words beside empty cells for the new ones."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from actionplan.document import Action, PlanDocument, Recommendation, with_sub_actions
from actionplan.reporting import columns as c
from actionplan.reporting import phrases
from actionplan.reporting.cells import Line, lines_of
from actionplan.reporting.rows import Row
from actionplan.words import status_words
from council.hostile import one_line

# Headings of the cells to fill in, and what they are called in a workbook that holds the plan.
RAG_NOW, STATUS_NOW, DUE_NOW = "RAG now", "Status now", "New due date"
COMPLETED_NOW, UPDATE = "Date completed", "Your update"
ANSWERS = {
    RAG_NOW: c.RAG,
    STATUS_NOW: c.STATUS,
    DUE_NOW: c.DUE,
    COMPLETED_NOW: c.COMPLETED,
    UPDATE: c.COMMENTARY,
}
RECOMMENDATION, ACTION = "Recommendation", "Action"
STANDS, LAST_WORDS = "As it stands", "Last words"
CHOOSE = "Choose"  # what stands in a list of a Word form until somebody chooses


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form: heading, width in letters, share of a page."""

    heading: str
    width: int
    share: int


FORM_COLUMNS = (
    FormColumn(c.REF, 9, 7),
    FormColumn(ACTION, 40, 20),
    FormColumn(STANDS, 26, 14),
    FormColumn(LAST_WORDS, 50, 20),
    FormColumn(RAG_NOW, 13, 9),
    FormColumn(STATUS_NOW, 17, 10),
    FormColumn(DUE_NOW, 17, 11),
    FormColumn(COMPLETED_NOW, 17, 12),
    FormColumn(UPDATE, 60, 25),
)
FORM_HEADINGS = tuple(column.heading for column in FORM_COLUMNS)

HOW = (
    "Fill in what has changed and leave the rest empty: an empty cell says nothing, and nothing is "
    "changed by it.",
    "A due date can be a date (30/9/2023) or words (“Full Council, September 2023”).",
    "Leave the references as they are: by them the rows are known again.",
    "Save the file and send it back to the plan manager, who brings in what you have said.",
)


def posts_with_open_rows(document: PlanDocument) -> dict[str, int]:
    """The posts that lead open actions, own or inherited, by the alphabet, and how many."""
    led = (post for action in document.actions() for post in leads_of(action) if action.is_open)
    return dict(sorted(Counter(led).items(), key=lambda item: item[0].casefold()))


def leads_of(action: Action) -> tuple[str, ...]:
    """The posts that lead an action, each once."""
    named = (action.accountable, *action.delivery)
    return tuple(dict.fromkeys(post for post in named if post))


def rows_led(document: PlanDocument, post: str) -> PlanDocument:
    """The plan with the open actions of one post and nothing else; parts stand beside wholes."""

    def kept(actions: Iterable[Action]) -> tuple[Action, ...]:
        every = with_sub_actions(tuple(actions))
        led = (one for one in every if one.is_open and post in leads_of(one))
        return tuple(replace(one, sub_actions=()) for one in led)

    def answered(given: Iterable[Recommendation]) -> Iterator[Recommendation]:
        for one in given:
            if actions := kept(one.actions):
                yield replace(one, actions=actions)

    themes = (
        replace(theme, recommendations=tuple(answered(theme.recommendations)))
        for theme in document.themes
    )
    return replace(
        document,
        themes=tuple(theme for theme in themes if theme.recommendations),
        loose_actions=kept(document.loose_actions),
    )


def told(row: Row, document: PlanDocument) -> dict[str, list[Line]]:
    """What a row of the form says before it is filled in, by the heading of its column."""
    action = row.action
    steps = (Line(phrases.step_words(step), "bullet") for step in action.steps)
    rating = phrases.rating_words(document, action.rating)
    letter = f"{action.rating} " if document.rating(action.rating) else ""
    stands = (
        f"RAG: {letter}{rating}",
        f"Status: {status_words(action.status).lower()}",
        f"Due: {one_line(phrases.due_words(action.due), 200)}",
    )
    return {
        c.REF: [Line(one_line(row.name, 60))],
        ACTION: [*recommended(row), *lines_of(action.title), *steps],
        STANDS: [Line(line) for line in stands],
        LAST_WORDS: lines_of(action.commentary) or [Line(phrases.NONE_RECORDED, "note")],
    }


def recommended(row: Row) -> list[Line]:
    """The recommendation that an action answers, in small letters."""
    one = row.recommendation
    if one is None:
        return []
    return [Line(one_line(f"{one.number or ''} {one.text}", 120), "note")]
