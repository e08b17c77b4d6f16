"""Dates of our own files when they come back: words and a real date side by side.

Whoever changes one of the two means both: the other follows. Where both were changed and say
different things, the date counts, and a note asks.
"""

from dataclasses import replace
from datetime import date, timedelta

from actionplan.declared import Due, Moment, Precision
from actionplan.document import Action, PlanDocument
from actionplan.due import parse_date, read_due
from actionplan.importing.own_cells import Edit
from actionplan.reporting import columns as c
from actionplan.words import day, moment

KEPT = "It is kept as it went out."


def put_due(action: Action, edit: Edit, document: PlanDocument) -> Action:
    """When the action is due."""
    return replace(action, due=due_of(edit, action.due, (c.DUE, c.DUE_DATE, c.EXACT), "due"))


def put_first_due(action: Action, edit: Edit, document: PlanDocument) -> Action:
    """When it was first agreed to be due."""
    found = due_of(edit, action.first_due, (c.FIRST, c.FIRST_DATE, ""), "first_due")
    return replace(action, first_due=found)


def due_of(edit: Edit, was: Due, headings: tuple[str, str, str], name: str) -> Due:
    """The due words and date that three cells say: words, date, how exact."""
    words, dated, exact = headings
    if edit.changed(dated) and not edit.was:
        return new_due(edit, headings, name)
    if edit.changed(dated) and edit.changed(words):
        return both_changed(edit, headings, name)
    if edit.changed(dated):
        return date_changed(edit, was, headings, name)
    if edit.changed(words):
        return words_changed(edit, words, name, was)
    return exactness_changed(edit, was, exact, name)


def day_in(edit: Edit, heading: str, name: str) -> date | None:
    """The date in a cell, a real one or one that was typed; a note where it is none."""
    text = edit.text(heading)
    found = iso(text) or getattr(parse_date(text), "date", None)
    if text and found is None:
        edit.unread(heading, "This is no date that can be read, so no date is taken.", name)
    return found


def iso(text: str) -> date | None:
    """A day as we write it."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def new_due(edit: Edit, headings: tuple[str, str, str], name: str) -> Due:
    """Words, date and exactness of a row that nothing is known of."""
    words, dated, exact = headings
    found = day_in(edit, dated, name)
    if found is None:
        return words_changed(edit, words, name)
    said = read_due(edit.text(words)).due
    if said.date and is_month_made_a_day(said.date, found):
        return Due(moment(found, Precision.MONTH), found, Precision.MONTH)
    spoken = said.precision if said.date == found else None
    precision = precision_of(edit.text(exact)) or spoken or Precision.DAY
    disagree(edit, words, found, name)
    return Due(edit.text(words) or moment(found, precision), found, precision)


def is_month_made_a_day(said: date, found: date) -> bool:
    """Whether a spreadsheet made "November 2022" its first day, in British or American order.

    ``found`` is the date beside it, which is the month's last day.
    """
    first = said.year == found.year and {said.day, said.month} == {1, found.month}
    return first and ends(found, Precision.MONTH)


def words_changed(edit: Edit, words: str, name: str, was: Due | None = None) -> Due:
    """The date follows the words; "Complete" is a status and leaves the date that there ``was``."""
    reading = read_due(edit.text(words))
    for doubt in reading.doubts:
        edit.note(words, doubt.understood, decide=doubt.needs_decision, name=name)
    if reading.status and reading.status != edit.text(c.STATUS).casefold():
        edit.note(words, f"This says “{reading.status}”, and the status does not.", name=name)
    return was if was and reading.status and not reading.due.date else reading.due


def date_changed(edit: Edit, was: Due, headings: tuple[str, str, str], name: str) -> Due:
    """The words follow the date; it is as exact as it was where it can be."""
    words, dated, exact = headings
    found = day_in(edit, dated, name)
    if edit.text(dated) and found is None:
        return was
    if found is None:
        return date_emptied(edit, was, words, name)
    wanted = precision_of(edit.text(exact)) if exact else was.precision
    precision = wanted if wanted and ends(found, wanted) else Precision.DAY
    return Due(moment(found, precision), found, precision)


def date_emptied(edit: Edit, was: Due, words: str, name: str) -> Due:
    """The words alone; a note where they give a date themselves."""
    if read_due(was.words).due.date:
        edit.note(words, "The date was emptied and the words still give one.", name=name)
    return Due(was.words)


def both_changed(edit: Edit, headings: tuple[str, str, str], name: str) -> Due:
    """Both as they are said; where they disagree the date counts, and a note asks."""
    words, dated, exact = headings
    found = day_in(edit, dated, name)
    reading = read_due(edit.text(words))
    if found is None:
        return words_changed(edit, words, name)
    if reading.due.date == found:
        return reading.due
    disagree(edit, words, found, name)
    wanted = precision_of(edit.text(exact)) if exact and edit.changed(exact) else None
    precision = wanted or Precision.DAY
    return Due(edit.text(words) or moment(found, precision), found, precision)


def disagree(edit: Edit, words: str, found: date, name: str) -> None:
    """Ask where the words give another date than the date beside them."""
    said = read_due(edit.text(words)).due.date
    if said and said != found:
        text = f"The words give {day(said)} and the date beside them {day(found)}; that is taken."
        edit.note(words, text, name=name)


def exactness_changed(edit: Edit, was: Due, exact: str, name: str) -> Due:
    """The same date, as exact as the cell says."""
    precision = precision_of(edit.text(exact))
    if precision is None:
        edit.unread(exact, "Say day, month, quarter, season or year. It is kept.", name)
        return was
    return replace(was, precision=precision)


def precision_of(text: str) -> Precision | None:
    """How exact a cell says that a date is."""
    return next((one for one in Precision if one == text.casefold()), None)


def ends(found: date, precision: Precision) -> bool:
    """Whether ``found`` can be the last day of what the precision names."""
    following = found + timedelta(days=1)
    months = {Precision.QUARTER: (3, 6, 9, 12), Precision.SEASON: (2, 5, 8, 11)}
    last_day = following.day == 1
    if precision is Precision.YEAR:
        return (found.month, found.day) in {(12, 31), (3, 31)}
    return last_day and found.month in months.get(precision, range(1, 13))


def put_completed(action: Action, edit: Edit, document: PlanDocument) -> Action:
    """The day, month or year in which it was completed."""
    text = edit.text(c.COMPLETED)
    day_named = iso(text)
    found = Moment(day_named) if day_named else parse_date(text)
    if text and found is None:
        edit.unread(c.COMPLETED, f"This is no date that can be read. {KEPT}", "completed")
        return action
    return replace(action, completed=found)
