"""What a changed cell of our own files means: one function for each field of an action.

Each takes the action as it went out (or a new, empty one) and the row's edit, and gives the action
with what the row says now. What cannot be understood leaves the field as it went out, with a note.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from actionplan.declared import Confidence, Status, Step, StepState
from actionplan.document import Action, PlanDocument
from actionplan.importing.own_cells import Edit, norm
from actionplan.importing.own_dates import put_completed, put_due, put_first_due
from actionplan.importing.synonyms import Field
from actionplan.reporting import columns as c
from actionplan.reporting import phrases
from actionplan.reporting.column_values import INHERITED, rating_cell
from actionplan.status_words import status_of
from actionplan.words import NOT_RATED, NOT_STATED, STATUS_WORDS, confidence_words

KEPT = "It is kept as it went out."
NO_RESULT = "A formula has no saved result, so nothing is read here."
AN_ERROR = "Excel took these words for a formula and shows an error, so nothing is read here."
STATUSES = {words.casefold(): status for status, words in STATUS_WORDS.items()}
CONFIDENCES = {confidence_words(one).casefold(): one for one in Confidence}
STATES = {f" ({words.lower()})": state for state, words in phrases.STEP_WORDS.items()}


def put_title(action: Action, edit: Edit, document: PlanDocument) -> Action:
    """The action's wording; never emptied."""
    text = edit.text(c.ACTION)
    if not text and action.title:
        edit.unread(c.ACTION, f"The action has no words any more. {KEPT}", "title")
        return action
    return replace(action, title=text)


def put_steps(action: Action, edit: Edit, document: PlanDocument) -> Action:
    """The steps, one a line; those whose line is what it was are what they were."""
    known = {norm(phrases.step_words(step)): step for step in action.steps}
    lines = [line.strip() for line in edit.text(c.STEPS).split("\n")]
    return replace(action, steps=tuple(known.get(one) or step_of(one) for one in lines if one))


def step_of(line: str) -> Step:
    """A line as a step: "Agree the brief (done)"."""
    for mark, state in STATES.items():
        if line.casefold().endswith(mark):
            return Step(line[: -len(mark)].strip(), StepState(state))
    return Step(line)


def put_leads(action: Action, edit: Edit, document: PlanDocument) -> Action:
    """The action's own leads; what is marked as inherited is the recommendation's.

    Under a lead of its own those who led by inheritance go on with it.
    """
    lead, lead_above = unmarked(edit.text(c.LEAD))
    named = [unmarked(line) for line in edit.text(c.DELIVERY).split("\n") if line.strip()]
    if not lead and action.leads_inherited and action.accountable:
        lead, lead_above = action.accountable, True  # emptied: it is still inherited
    above = lead_above or (not lead and any(marked for _, marked in named))
    delivery = tuple(post for post, _ in named if post != lead)
    return replace(action, accountable=lead or None, delivery=delivery, leads_inherited=above)


def unmarked(words: str) -> tuple[str, bool]:
    """A post's title, and whether it is marked as the recommendation's."""
    bare = words.strip()
    mark = INHERITED.strip()
    return bare.removesuffix(mark).rstrip(), bare.endswith(mark)


def put_rating(action: Action, edit: Edit, document: PlanDocument) -> Action:
    """A letter of the key, its word, or both as we write them."""
    said = " ".join(edit.text(c.RAG).split()).casefold()
    if said in {"", NOT_RATED.casefold()}:
        return replace(action, rating=None)
    for one in document.key:
        both = norm(rating_cell(document, one.letter)).casefold()
        if said in {one.letter.casefold(), one.word.casefold(), both}:
            return replace(action, rating=one.letter)
    edit.unread(c.RAG, f"This is no rating of the plan's key. {KEPT}", "rating")
    return action


def put_status(action: Action, edit: Edit, document: PlanDocument) -> Action:
    """A status by its name."""
    said = " ".join(edit.text(c.STATUS).split())
    if said.casefold() in {"", NOT_STATED.casefold()}:
        return replace(action, status=None)
    status: Status | None = STATUSES.get(said.casefold()) or status_of(said)
    if status is None:
        edit.unread(c.STATUS, f"This is no status that is known. {KEPT}", "status")
        return action
    return replace(action, status=status)


def put_confidence(action: Action, edit: Edit, document: PlanDocument) -> Action:
    """High, medium or low."""
    said = edit.text(c.CONFIDENCE).casefold()
    if said and said != NOT_STATED.casefold() and said not in CONFIDENCES:
        edit.unread(c.CONFIDENCE, f"Say high, medium or low. {KEPT}", "confidence")
        return action
    return replace(action, confidence=CONFIDENCES.get(said))


def put_counted(action: Action, edit: Edit, document: PlanDocument) -> Action:
    """Yes or no; an empty cell of a new row is a yes."""
    said = edit.text(c.COUNTED).casefold()
    if said not in {"", "yes", "no"}:
        edit.unread(c.COUNTED, f"Say yes or no. {KEPT}", "counts_in_totals")
        return action
    return replace(action, counts_in_totals=said != "no")


def words_of(heading: str, name: str) -> "Put":
    """A field that is the words of one cell."""

    def put(action: Action, edit: Edit, document: PlanDocument) -> Action:
        return replace(action, **{name: edit.text(heading) or None})  # type: ignore[arg-type]

    return put


Put = Callable[[Action, Edit, PlanDocument], Action]


@dataclass(frozen=True, slots=True)
class Part:
    """A field of an action, the columns that hold it, and how it is read when they change."""

    headings: tuple[str, ...]
    put: Put
    speaks: Field


PARTS = (
    Part((c.ACTION,), put_title, Field.ACTION),
    Part((c.STEPS,), put_steps, Field.STEPS),
    Part((c.LEAD, c.DELIVERY), put_leads, Field.LEAD),
    Part((c.TIMESCALE,), words_of(c.TIMESCALE, "timescale"), Field.TIMESCALE),
    Part((c.PRIORITY,), words_of(c.PRIORITY, "priority"), Field.PRIORITY),
    Part((c.RAG,), put_rating, Field.RATING),
    Part((c.STATUS,), put_status, Field.STATUS),
    Part((c.CONFIDENCE,), put_confidence, Field.OTHER),
    Part((c.DUE, c.DUE_DATE, c.EXACT), put_due, Field.DUE),
    Part((c.FIRST, c.FIRST_DATE), put_first_due, Field.OTHER),
    Part((c.COMPLETED,), put_completed, Field.COMPLETED),
    Part((c.COMMENTARY,), words_of(c.COMMENTARY, "commentary"), Field.COMMENTARY),
    Part((c.COUNTED,), put_counted, Field.OTHER),
    Part((c.EXEMPT,), words_of(c.EXEMPT, "exempt_paragraph"), Field.OTHER),
)
# The field under which a column is asked about, where one cell is one field.
ASKED_AS = {
    c.ACTION: "title",
    c.STEPS: "steps",
    c.LEAD: "accountable",
    c.TIMESCALE: "timescale",
    c.PRIORITY: "priority",
    c.RAG: "rating",
    c.STATUS: "status",
    c.DUE: "due",
    c.COMPLETED: "completed",
    c.COMMENTARY: "commentary",
}
# Columns of ours that say where a row stands, or only tell.
PLACES = (c.REF, c.PART_OF, c.THEME, c.NUMBER, c.RECOMMENDATION, c.SLT_LEADS, c.OFFICER_LEADS)
TOLD = (
    c.RATING, c.REVISIONS, c.PROPOSED, c.PROPOSED_WHY, c.UPDATED, c.AGREED, c.RESPONSE,
    c.RESPONSE_REASON, c.WORDED,
)  # fmt: skip
OURS = frozenset((*PLACES, *TOLD, *(heading for part in PARTS for heading in part.headings)))


def edited(
    action: Action, edit: Edit, document: PlanDocument, further: Mapping[str, str]
) -> Action:
    """The action with everything that the row says otherwise than what went out.

    ``further`` maps the plan's own headings to those that stand over their columns.
    """
    for part in PARTS:
        if edit.changed(*part.headings):
            action = part.put(action, edit, document)
    for heading in TOLD:
        if edit.was and edit.changed(heading):
            words = "This column only tells what the product knows; the change is not taken."
            edit.unread(heading, words)
    for heading, error in edit.row.unread.items():
        why = AN_ERROR if error else NO_RESULT
        edit.unread(heading, f"{why} {KEPT}", ASKED_AS.get(heading, ""))
    return replace(action, extras=tuple(extras_of(action, edit, further)))


def extras_of(action: Action, edit: Edit, further: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The words of further columns: as they were where nothing changed, new ones at the end."""
    told: set[str] = set()
    for heading, words in action.extras:
        column = further.get(heading, heading)
        if not edit.changed(column):
            yield heading, words
        elif column not in told and edit.text(column):
            yield heading, edit.text(column)
        told.add(column)
    back = {column: heading for heading, column in further.items()}
    for column, words in edit.row.words.items():
        if column not in OURS and column not in told and words and edit.changed(column):
            yield back.get(column, column.removesuffix(c.FURTHER)), words
