"""The rules: each looks at one action and says what does not fit, and from which day on. Pure.

Nothing here knows today. A rule that begins to hold on a later day, if nothing is written until
then, gives that day (``since``), so that what is derived once answers for every day. What a source
does not say stays unknown, and no rule fires on an unknown. Rules: product.md, section 4.
"""

from collections.abc import Callable
from datetime import timedelta

from actionplan.declared import Step, StepState
from actionplan.due import read_due
from actionplan.key import OFF_TRACK
from actionplan.rules.case import ONE_DAY, Case
from actionplan.rules.challenges import Challenge, Code
from actionplan.rules.key_says import GOOD_WHEN_DONE
from actionplan.rules.thin_words import missing_in
from actionplan.status_words import status_of

type Rule = Callable[[Case], Challenge | None]


def challenges(case: Case) -> list[Challenge]:
    """Every query about one action, of those rules that its plan uses, the gravest first."""
    if not case.is_asked_about:
        return []
    found = [RULES[code](case) for code in Code if case.rules.asks(code)]
    return sorted((one for one in found if one), key=lambda one: one.place)


def unknown_rating(case: Case) -> Challenge | None:
    """Its rating is no letter of the key."""
    if case.action.rating and case.declared is None:
        return Challenge(Code.UNKNOWN_RATING, (("rating", case.action.rating),))
    return None


def complete_not_green(case: Case) -> Challenge | None:
    """Complete, and rated neither green nor as the key rates what is complete.

    Where the key has red for what was completed late, red is wrong only for what was in time.
    """
    declared = case.declared
    if not case.action.is_complete or declared is None or declared.colour in GOOD_WHEN_DONE:
        return None
    if declared.colour == "red" and case.late_is_red and not _done_in_time(case):
        return None
    return Challenge(Code.COMPLETE_NOT_GREEN, (("rating", declared.letter),))


def _done_in_time(case: Case) -> bool:
    done, due = case.action.completed, case.action.due.date
    return bool(done and due and done.date <= due)


def complete_late(case: Case) -> Challenge | None:
    """Completed after its date where the key has red for that, and not rated red."""
    declared, red = case.declared, case.late_is_red
    if not (case.done_late and red and declared) or declared.colour == "red":
        return None
    done, due = case.action.completed, case.action.due.date
    assert done  # noqa: S101 - for the type checker
    assert due  # noqa: S101 - for the type checker
    facts = (
        ("due", due.isoformat()), ("completed", done.date.isoformat()),
        ("precision", done.precision.value), ("rating", declared.letter),
    )  # fmt: skip
    return Challenge(Code.COMPLETE_LATE, facts)


def past_date(case: Case) -> Challenge | None:
    """Past its own date, open, and not rated red."""
    due = case.action.due.date
    if not case.action.is_open or due is None or _is_red(case):
        return None
    since = due + timedelta(days=case.rules.grace_days) + ONE_DAY
    facts = (("due", due.isoformat()), ("rating", case.action.rating or ""))
    return Challenge(Code.PAST_DATE, facts, since)


def past_band(case: Case) -> Challenge | None:
    """Past the end of its timescale band, open, and not rated red."""
    ends = case.band_ends
    if not case.action.is_open or ends is None or _is_red(case):
        return None
    facts = (
        ("band", "/".join(one.code for one in case.named_bands)), ("ends", ends.isoformat()),
        ("rating", case.action.rating or ""),
    )  # fmt: skip
    return Challenge(Code.PAST_BAND, facts, ends + ONE_DAY)


def slipped(case: Case) -> Challenge | None:
    """Open, and its date has moved to a later one again and again."""
    if not case.action.is_open or case.slips < case.rules.slips:
        return None
    due = case.action.due.date
    facts = (("times", str(case.slips)), ("due", due.isoformat() if due else ""))
    return Challenge(Code.SLIPPED, facts)


def no_rating(case: Case) -> Challenge | None:
    """Not rated; of one that nobody has spoken of, only when its first update is missing."""
    if case.action.rating:
        return None
    unheard = case.running and case.action.last_update is None
    since = case.running.overdue_from if case.running and unheard else None
    facts = (("complete", "yes" if case.action.is_complete else ""),)
    return Challenge(Code.NO_RATING, facts, since)


def complete_open_steps(case: Case) -> Challenge | None:
    """Complete, and steps of it are open; steps of which nothing is said are not."""
    left = _count(case.action.steps, StepState.OPEN)
    if not case.action.is_complete or not left:
        return None
    return Challenge(Code.COMPLETE_OPEN_STEPS, _steps(case, left))


def open_steps_done(case: Case) -> Challenge | None:
    """Said to be open although each of its steps is done; "not stated" is not said to be open."""
    done = _count(case.action.steps, StepState.DONE)
    if case.action.status is None or not case.action.is_open or not done:
        return None
    if done < len(case.action.steps):
        return None
    return Challenge(Code.OPEN_STEPS_DONE, _steps(case, done))


def few_steps_done(case: Case) -> Challenge | None:
    """Green in the last period before its date, with fewer steps done than there should be."""
    due, running, steps = case.action.due.date, case.running, case.action.steps
    if not (case.action.is_open and _is(case, "green") and due and running and steps):
        return None
    done = _count(steps, StepState.DONE)
    if not running.first_day <= due <= running.next_ends or any(one.state is None for one in steps):
        return None
    if done * 100 >= len(steps) * case.rules.steps_done:
        return None
    return Challenge(Code.FEW_STEPS_DONE, (*_steps(case, done), ("due", due.isoformat())))


def not_updated(case: Case) -> Challenge | None:
    """Open, and its lead says nothing in the period that runs."""
    if not case.action.is_open or case.running is None or case.updated:
        return None
    since = case.running.overdue_from
    facts = (("period", case.running.name), ("due by", (since - ONE_DAY).isoformat()))
    return Challenge(Code.NOT_UPDATED, facts, since)


def same_words(case: Case) -> Challenge | None:
    """Updated in the period that runs with the words that were reported in the last one.

    "No change" says so itself, and is no repetition.
    """
    said, before = case.action.commentary, case.reported
    if not (case.action.is_open and case.updated and said and before) or case.no_change:
        return None
    if _squeezed(said) != _squeezed(before.commentary):
        return None
    return Challenge(Code.SAME_WORDS, (("period", before.period),))


def no_date(case: Case) -> Challenge | None:
    """Open, and no word says when it is due; "In progress" where a date should be is none."""
    if not case.action.is_open or case.action.due.date or _date_words(case):
        return None
    return Challenge(Code.NO_DATE)


def words_only(case: Case) -> Challenge | None:
    """Open, and when it is due stands in words that fix no date."""
    if not case.action.is_open or case.action.due.date or not _date_words(case):
        return None
    return Challenge(Code.WORDS_ONLY)


def thin_words(case: Case) -> Challenge | None:
    """Open, amber or red, and the commentary gives no cause, no next step or no date."""
    declared = case.declared
    if not case.action.is_open or declared is None or declared.colour not in OFF_TRACK:
        return None
    missing = missing_in(case.action.commentary or "")
    if not missing:
        return None
    facts = (("rating", declared.letter), ("missing", ", ".join(missing)))
    return Challenge(Code.THIN_WORDS, facts)


def no_lead(case: Case) -> Challenge | None:
    """Open, and no post leads it."""
    asks = case.action.is_open and case.has_lead is False
    return Challenge(Code.NO_LEAD) if asks else None


def vacant_post(case: Case) -> Challenge | None:
    """Open, and nobody holds the post that leads it."""
    asks = case.action.is_open and case.is_vacant is True
    return Challenge(Code.VACANT_POST) if asks else None


def two_in_one(case: Case) -> Challenge | None:
    """Open, and the lines of its due words give two dates, or a date and "Complete"."""
    if not case.action.is_open:
        return None
    lines = [read_due(line) for line in case.action.due.words.splitlines() if line.strip()]
    said = {(one.due.date, one.status) for one in lines if one.due.date or one.status}
    return Challenge(Code.TWO_IN_ONE, (("parts", str(len(said))),)) if len(said) > 1 else None


RULES: dict[Code, Rule] = {
    Code.UNKNOWN_RATING: unknown_rating,
    Code.COMPLETE_NOT_GREEN: complete_not_green,
    Code.COMPLETE_LATE: complete_late,
    Code.PAST_DATE: past_date,
    Code.SLIPPED: slipped,
    Code.PAST_BAND: past_band,
    Code.NO_RATING: no_rating,
    Code.COMPLETE_OPEN_STEPS: complete_open_steps,
    Code.OPEN_STEPS_DONE: open_steps_done,
    Code.FEW_STEPS_DONE: few_steps_done,
    Code.NOT_UPDATED: not_updated,
    Code.SAME_WORDS: same_words,
    Code.NO_DATE: no_date,
    Code.THIN_WORDS: thin_words,
    Code.NO_LEAD: no_lead,
    Code.VACANT_POST: vacant_post,
    Code.WORDS_ONLY: words_only,
    Code.TWO_IN_ONE: two_in_one,
}


def _is(case: Case, colour: str) -> bool:
    declared = case.declared
    return declared is not None and declared.colour == colour


def _is_red(case: Case) -> bool:
    return _is(case, "red")


def _count(steps: tuple[Step, ...], state: StepState) -> int:
    return sum(step.state is state for step in steps)


def _steps(case: Case, number: int) -> tuple[tuple[str, str], ...]:
    return (("number", str(number)), ("steps", str(len(case.action.steps))))


def _squeezed(words: str) -> str:
    return " ".join(words.split()).casefold()


def _date_words(case: Case) -> str:
    """What the due words say besides a status."""
    lines = (line.strip() for line in case.action.due.words.splitlines())
    return " ".join(line for line in lines if line and not status_of(line))
