"""The sentences of queries, made from code and facts alone; and where the key says so.

Welsh can stand beside them one day: no sentence is kept anywhere but in what was locked.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from actionplan.declared import Precision
from actionplan.key_lines import Rating
from actionplan.rules.challenges import Challenge, Code, Facts
from actionplan.words import counted, day, late_by, moment

type Known = Mapping[str, str]

NAMES: dict[Code, str] = {
    Code.UNKNOWN_RATING: "Rated with a letter that the key does not have",
    Code.COMPLETE_NOT_GREEN: "Complete, and not rated green",
    Code.COMPLETE_LATE: "Completed after its date, where the key says red",
    Code.PAST_DATE: "Past its date, and not rated red",
    Code.SLIPPED: "Its date has moved again and again",
    Code.PAST_BAND: "Past the end of its timescale",
    Code.NO_RATING: "Not rated",
    Code.COMPLETE_OPEN_STEPS: "Complete, with open steps",
    Code.OPEN_STEPS_DONE: "Open, although all its steps are done",
    Code.FEW_STEPS_DONE: "Green shortly before its date, with few steps done",
    Code.NOT_UPDATED: "Not updated this period",
    Code.SAME_WORDS: "The same commentary as last period",
    Code.NO_DATE: "Open without a due date",
    Code.THIN_WORDS: "Amber or red without cause, next step and date",
    Code.NO_LEAD: "No lead",
    Code.VACANT_POST: "Its post is vacant",
    Code.WORDS_ONLY: "Its due date is in words only",
    Code.TWO_IN_ONE: "Two actions in one row",
}


def sentence(query: Challenge, as_at: date, key: Iterable[Rating] = ()) -> str:
    """What does not fit, as at a day: "It is complete and rated amber."."""
    return SENTENCES[query.code](dict(query.facts), as_at, {one.letter: one for one in key})


def basis(query: Challenge, key: Iterable[Rating] = ()) -> str:
    """Whose rule it is: the plan's key in its own words, its timescales, or the product's."""
    red = next((one for one in key if one.colour == "red" and one.definition), None)
    if query.code in OF_THE_KEY and red:
        return f"The plan’s key says of {red.word.lower()}: “{red.definition}”."
    if query.code == Code.PAST_BAND:
        return "The plan’s timescales run from its start."
    return "A rule of Golden Thread."


OF_THE_KEY = {Code.PAST_DATE, Code.COMPLETE_LATE}


def facts_from(data: Iterable[Iterable[str]]) -> Facts:
    """Facts as they are stored (a list of pairs) as a value."""
    return tuple((str(name), str(value)) for name, value in data)


type Words = Callable[[Known, date, Mapping[str, Rating]], str]


def _rated(letter: str, key: Mapping[str, Rating]) -> str:
    """ "rated green"; "not rated"."""
    if not letter:
        return "not rated"
    return f"rated {key[letter].word.lower()}" if letter in key else f"rated {letter}"


def _day(text: str) -> str:
    return day(date.fromisoformat(text))


def _unknown_rating(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    return f"It is rated {facts['rating']}, which the plan’s key does not have."


def _complete_not_green(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    return f"It is complete and {_rated(facts['rating'], key)}."


def _complete_late(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    done = moment(date.fromisoformat(facts["completed"]), Precision(facts["precision"]))
    rated = _rated(facts["rating"], key)
    return f"It was completed ({done}) after its date ({_day(facts['due'])}) and is {rated}."


def _past_date(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    due = date.fromisoformat(facts["due"])
    rated = _rated(facts["rating"], key)
    if due >= as_at:
        return f"From the day after its date ({day(due)}) it is late, and it is {rated}."
    return f"It is {late_by(due, as_at)} ({day(due)}) and {rated}."


def _past_band(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    rated = _rated(facts["rating"], key)
    return f"Its timescale {facts['band']} ended on {_day(facts['ends'])}; it is open and {rated}."


def _slipped(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    now = f", now to {_day(facts['due'])}" if facts["due"] else ""
    return f"Its date has moved {counted(int(facts['times']), 'time')}{now}."


def _no_rating(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    return "It is complete and not rated." if facts["complete"] else "It is not rated."


def _complete_open_steps(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    left = int(facts["number"])
    verb = "is" if left == 1 else "are"
    return f"It is complete, and {left} of its {_steps(facts)} {verb} open."


def _open_steps_done(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    steps = int(facts["steps"])
    each = "its only step is done" if steps == 1 else f"all its {steps} steps are done"
    return f"It is open although {each}."


def _few_steps_done(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    done = facts["number"] if facts["number"] != "0" else "none"
    return (
        f"It is green and due on {_day(facts['due'])}, before another period ends; {done} of its "
        f"{_steps(facts)} {'is' if done == '1' else 'are'} done."
    )


def _steps(facts: Known) -> str:
    return counted(int(facts["steps"]), "step")


def _not_updated(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    return f"It has no update for {facts['period']}, which was due by {_day(facts['due by'])}."


def _same_words(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    return f"Its commentary is the same as in {facts['period']}."


def _no_date(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    return "It is open and has no due date."


def _thin_words(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    *most, last = facts["missing"].split(", ")
    missing = f"{', '.join(most)} or {last}" if most else last
    return f"It is {_rated(facts['rating'], key)}, and its commentary names no {missing}."


def _no_lead(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    return "No post leads it."


def _vacant_post(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    return "Nobody holds the post that leads it."


def _words_only(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    return "When it is due is said in words that fix no date."


def _two_in_one(facts: Known, as_at: date, key: Mapping[str, Rating]) -> str:
    return f"Its due words name {facts['parts']} things, so it may be more than one action."


SENTENCES: dict[Code, Words] = {
    Code.UNKNOWN_RATING: _unknown_rating,
    Code.COMPLETE_NOT_GREEN: _complete_not_green,
    Code.COMPLETE_LATE: _complete_late,
    Code.PAST_DATE: _past_date,
    Code.SLIPPED: _slipped,
    Code.PAST_BAND: _past_band,
    Code.NO_RATING: _no_rating,
    Code.COMPLETE_OPEN_STEPS: _complete_open_steps,
    Code.OPEN_STEPS_DONE: _open_steps_done,
    Code.FEW_STEPS_DONE: _few_steps_done,
    Code.NOT_UPDATED: _not_updated,
    Code.SAME_WORDS: _same_words,
    Code.NO_DATE: _no_date,
    Code.THIN_WORDS: _thin_words,
    Code.NO_LEAD: _no_lead,
    Code.VACANT_POST: _vacant_post,
    Code.WORDS_ONLY: _words_only,
    Code.TWO_IN_ONE: _two_in_one,
}
