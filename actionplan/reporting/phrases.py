"""What a report says of an action, in words: never a blank, never more than the plan says."""

from collections.abc import Iterator
from datetime import date

from actionplan.comparing.dates import is_slip
from actionplan.declared import Due, Response, Step, StepState
from actionplan.document import Action, PlanDocument, Recommendation
from actionplan.figures import facts_of
from actionplan.reporting.rows import Row
from actionplan.words import (
    NOT_AGREED,
    NOT_RATED,
    NOT_STATED,
    confidence_words,
    day,
    late_by,
    moment,
    status_words,
)

NONE_RECORDED = "None recorded"
NO_LEAD = "No lead recorded"
PAST = "Past its own date"
STEP_WORDS = {StepState.DONE: "Done", StepState.OPEN: "To do"}


def due_words(due: Due) -> str:
    """The plan's own words for a date; the date where it has no words; "None recorded"."""
    if due.words.strip():
        return due.words.strip()
    return moment(due.date, due.precision) if due.date else NONE_RECORDED


def date_behind(due: Due) -> str:
    """The date that the words were understood as, where they do not say it themselves."""
    if not (due.date and due.words.strip()):
        return ""
    understood = moment(due.date, due.precision)
    return "" if understood.casefold() in due.words.casefold() else f"That is {understood}"


def completion(
    action: Action, as_at: date | None, *, asks_confidence: bool = False
) -> Iterator[str]:
    """The lines about when: due words and date, status, what was first agreed, if it is past.

    Of a plan that asks for it, also how confident the owner is.
    """
    yield from filter(None, (due_words(action.due), date_behind(action.due)))
    if status_words(action.status).casefold() not in action.due.words.casefold():
        yield f"Status: {status_words(action.status).lower()}"
    if asks_confidence:
        yield f"Confidence: {confidence_words(action.confidence).lower()}"
    yield from done_and_agreed(action)
    if as_at and facts_of(action).is_past_date(as_at):
        yield f"{PAST} at {day(as_at)}"


def done_and_agreed(action: Action) -> Iterator[str]:
    """When it was completed, and what was first agreed and how often it has moved."""
    if action.completed:
        yield f"Completed: {moment(action.completed.date, action.completed.precision)}"
    if action.first_due and action.first_due != action.due:
        yield f"First agreed: {due_words(action.first_due)}{moved(action)}"


def date_facts(action: Action, as_at: date | None) -> Iterator[str]:
    """What due words and status do not say; how late it is as people count it: "9 months"."""
    yield from done_and_agreed(action)
    if as_at and action.due.date and facts_of(action).is_past_date(as_at):
        yield late_by(action.due.date, as_at)


def moved(action: Action) -> str:
    """ " (moved twice)"; nothing where it never slipped: a meeting that was moved is no slip."""
    slips = sum(is_slip(one) for one in action.revisions)
    times = {0: "", 1: " (moved once)", 2: " (moved twice)"}
    return times.get(slips, f" (moved {slips} times)")


def remarks(row: Row, *, leads: bool = True) -> Iterator[str]:
    """What else stands under an action's wording: its own ``leads``, its place, what counts."""
    action = row.action
    if row.part_of:
        yield f"Part of {row.part_of}"
    if leads and (action.accountable or action.delivery) and not action.leads_inherited:
        yield f"Lead: {leads_of(action)}"
    if not action.counts_in_totals:
        yield "A heading for others: not counted in totals"
    if action.exempt_paragraph:
        yield f"Exempt information: {action.exempt_paragraph}"


def leads_of(action: Action) -> str:
    """The accountable lead, then those who deliver; "No lead recorded"."""
    named = ([action.accountable] if action.accountable else []) + list(action.delivery)
    return ", ".join(dict.fromkeys(named)) or NO_LEAD


def leads_sentence(recommendation: Recommendation) -> str:
    """ "SLT lead: Chief Executive. Officer lead: Strategic Director." """
    kinds = (("SLT lead", recommendation.slt_leads), ("Officer lead", recommendation.officer_leads))
    said = [f"{kind}{'s' * (len(who) > 1)}: {', '.join(who)}." for kind, who in kinds if who]
    return " ".join(said) or f"{NO_LEAD}."


def response_words(one: Recommendation) -> str:
    """ "Partly accepted. The market stays where it is."; "" where none is stated."""
    if one.response is None:
        return ""
    reason = f". {one.response_reason}" if one.response_reason else ""
    return f"{one.response.value.capitalize()}{reason}"


def response_line(one: Recommendation) -> str:
    """The same under a recommendation; "" for one that is simply accepted, which goes unsaid."""
    said = response_words(one)
    if said in {"", Response.ACCEPTED.value.capitalize()}:
        return ""
    return f"The council’s response: {said[:1].lower()}{said[1:]}"


def rating_words(document: PlanDocument, letter: str | None) -> str:
    """The word of a rating; the letter itself where the key does not know it; "Not rated"."""
    rating = document.rating(letter)
    return rating.word if rating else letter or NOT_RATED


def step_words(step: Step) -> str:
    """A step on one line, and whether it is done where the plan says so."""
    words = " ".join(step.words.split())
    return f"{words} ({STEP_WORDS[step.state].lower()})" if step.state else words


def or_not_stated(words: str | None) -> str:
    """ "Not stated" for nothing."""
    return (words or "").strip() or NOT_STATED


def last_update(action: Action) -> str:
    """ "Last update as at 3 June 2023, not yet agreed"; nothing where none is on record."""
    known = action.last_update
    if known is None:
        return ""
    mark = f", {NOT_AGREED.lower()}" if known.agreed is False else ""
    return f"Last update as at {day(known.as_at)}{mark}"


def agreed(action: Action) -> str:
    """ "Agreed" or "Not yet agreed"; nothing where there is nothing to agree."""
    known = action.last_update
    if known is None or known.agreed is None:
        return ""
    return "Agreed" if known.agreed else NOT_AGREED
