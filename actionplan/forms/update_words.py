"""Words that are typed into the update form: what they mean, and how they are shown again."""

import re
from datetime import date, timedelta

from django import forms
from django.utils.html import escape
from django.utils.text import get_text_list

from actionplan.declared import Due, Moment, Precision
from actionplan.due import parse_date, read_due
from actionplan.models import Plan
from actionplan.position import Position
from actionplan.words import day, moment

UNDATED = re.compile(
    r"(tbc|tba|to be (confirmed|agreed|decided)|ongoing|rolling)\.?", re.IGNORECASE
)


def squeezed(text: object) -> str:
    """Words less all white space: browsers and spreadsheets change it on their own."""
    return "".join(str(text or "").split())


def first_day(moment: Moment) -> date:
    """The first day of what a date names: June 2023 begins on 1 June."""
    day_one = moment.date.replace(day=1)
    match moment.precision:
        case Precision.DAY:
            return moment.date
        case Precision.MONTH:
            return day_one
        case Precision.YEAR:
            return date(moment.date.year, 1, 1)
        case _:  # three months, which never span a new year but in winter
            return (day_one - timedelta(days=62)).replace(day=1)


def as_fields(stands: Position) -> dict[str, str]:
    """A position as the form's fields show it; the commentary box is for new words only."""
    due, completed = stands.due, stands.completed
    return {
        "rating": stands.rating,
        "status": stands.status.value if stands.status else "",
        "confidence": stands.confidence.value if stands.confidence else "",
        "due": due.words or (day(due.date) if due.date else ""),
        "completed": moment(completed.date, completed.precision) if completed else "",
    }


def read_new_due(words: str) -> Due:
    """A due date that somebody types: with a date in it, or openly without one.

    Raises ValidationError for words that are neither.
    """
    if not words or UNDATED.fullmatch(words):
        return Due(words)
    moment = parse_date(words)
    due = Due(words, moment.date, moment.precision) if moment else read_due(words).due
    if due.date is None:
        raise forms.ValidationError(
            f"“{words[:80]}” gives no date. Give one such as 30 September 2023, September 2023 "
            "or Q2 2023/24; or write “to be confirmed”."
        )
    return due


def in_lines(text: object) -> str:
    """Text with one kind of line end and no blank space around it."""
    return str(text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def prompts(plan: Plan) -> str:
    """What the box for new words asks for: more where the rating is amber or red."""
    grave = [rating.word for rating in plan.ratings if rating.colour in {"amber", "red"}]
    asked = "why it is so, what happens next, by when, and what help you need"
    said = f" If {escape(get_text_list(grave, 'or'))}: say {asked}." if grave else ""
    guide = f" About {plan.words_guide} words; more are kept." if plan.words_guide else ""
    return f"Leave empty to keep the last words.{said}{guide}"
