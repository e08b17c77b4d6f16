"""Sentences that the product makes from figures and facts. The only place that makes them."""

from collections.abc import Iterable
from datetime import date, timedelta

from actionplan.declared import Confidence, Precision, Status
from actionplan.figures import Figures
from actionplan.key_lines import Guard, Rating

STATUS_WORDS = {status: status.value.capitalize() for status in Status}
NOT_STATED = "Not stated"
NOT_RATED = "Not rated"

EDITED = "Wording edited by the plan manager"
NOT_AGREED = "Not yet agreed"

_GUARDS = {
    Guard.COMPLETE: "only for what is complete",
    Guard.OPEN: "only for what is not complete",
    Guard.COMMENTARY: "only with a commentary",
}
_QUARTER_STARTS = {4: "Q1", 7: "Q2", 10: "Q3", 1: "Q4"}
_SEASONS = {2: "winter", 5: "spring", 8: "summer", 11: "autumn"}


def status_words(status: Status | None) -> str:
    """ "In progress"; "Not stated" where the plan does not say."""
    return STATUS_WORDS[status] if status else NOT_STATED


def confidence_words(confidence: Confidence | None) -> str:
    """ "High"; "Not stated" where the owner does not say."""
    return confidence.value.capitalize() if confidence else NOT_STATED


def rule(rating: Rating) -> str:
    """What the key lays down for a rating: "only for what is complete"; "" for nothing."""
    rules = [_GUARDS[rating.guard]] if rating.guard else []
    if not rating.counts:
        rules.append("not counted in the bar")
    return "; ".join(rules)


def meaning(rating: Rating) -> str:
    """What a line of the key says: "Done (only for what is complete; not counted in the bar)".

    "" where it has no definition and no rule.
    """
    said = rule(rating)
    if not rating.definition:
        return said[:1].upper() + said[1:]
    return f"{rating.definition} ({said})" if said else rating.definition


def left_out(counts: Iterable[tuple[Rating | None, int]]) -> str:
    """ "2 not counted in the bar (Not due yet)"; "" where every action counts."""
    left = [(rating, count) for rating, count in counts if rating and not rating.counts and count]
    number = sum(count for _, count in left)
    words = ", ".join(rating.word for rating, _ in left)
    return f"{number:,} not counted in the bar ({words})" if number else ""


def day(value: date) -> str:
    """30 September 2022."""
    return f"{value.day} {value:%B %Y}"


def moment(value: date, precision: Precision | str | None) -> str:
    """A date in words no more exact than its precision: 30 June 2023, June 2023, 2023."""
    match precision:
        case Precision.YEAR if value.month == 3:  # a council's year ends in March
            return f"{value.year - 1}/{value.year % 100:02d}"
        case Precision.YEAR:
            return str(value.year)
        case Precision.MONTH:
            return f"{value:%B %Y}"
        case Precision.QUARTER:
            return _quarter(value)
        case Precision.SEASON if value.month in _SEASONS:
            return f"{_SEASONS[value.month]} {value.year}"
        case _:
            return day(value)


def _quarter(last_day: date) -> str:
    """The quarter of the council's year (April to March) that ends on ``last_day``."""
    first_year = last_day.year if last_day.month > 3 else last_day.year - 1
    name = _QUARTER_STARTS.get(last_day.month - 2, "Q?")
    return f"{name} {first_year}/{(first_year + 1) % 100:02d}"


def position(figures: Figures) -> str:
    """The one sentence a leader reads first.

    "41 of 60 complete; of 19 open, 10 are past their own date, 7 have none, 2 are dated ahead;
    as at 30 June 2023". Figures that are nought are left out; cancelled ones are named.
    """
    if not figures.total:
        return "No actions yet"
    parts = [f"{figures.complete} of {figures.total} complete"]
    if figures.open:
        parts.append(f"of {figures.open} open, {_open_parts(figures)}")
    if figures.ended:
        parts.append(f"{figures.ended} cancelled or superseded")
    if figures.kept_out:
        parts.append(f"{counted(figures.kept_out, 'row')} kept out of the totals")
    if figures.as_at:
        parts.append(f"as at {day(figures.as_at)}")
    return "; ".join(parts)


def brief_position(figures: Figures) -> str:
    """ "5 of 7 complete, 2 past their own date": a recommendation's position, without the day."""
    parts = [f"{figures.complete} of {figures.total} complete"]
    if figures.past_date:
        parts.append(f"{figures.past_date} past {_own(figures.past_date)} date")
    return ", ".join(parts)


def _own(number: int) -> str:
    return "its own" if number == 1 else "their own"


def late_by(due: date, as_at: date) -> str:
    """ "9 months past its date"; in days under two months."""
    days = (as_at - due).days
    ends = (as_at + timedelta(days=1)).day == 1  # June has no 31st: its 30th ends the month too
    short = as_at.day < due.day and not ends
    months = (as_at.year - due.year) * 12 + as_at.month - due.month - short
    if days < 60:
        return f"{counted(days, 'day')} past its date"
    return f"{counted(max(months, 2), 'month')} past its date"


def _open_parts(figures: Figures) -> str:
    """ "10 are past their own date, 7 have none, 2 are dated ahead"."""
    has_none = "have none" if figures.past_date else "have no date"
    if figures.no_date == 1:
        has_none = has_none.replace("have", "has")
    parts = [
        (figures.past_date, _are(figures.past_date, "past their own date", "past its own date")),
        (figures.no_date, has_none),
        (figures.dated_ahead, _are(figures.dated_ahead, "dated ahead", "dated ahead")),
    ]
    return ", ".join(f"{number} {words}" for number, words in parts if number)


def _are(number: int, several: str, one: str) -> str:
    return f"is {one}" if number == 1 else f"are {several}"


def counted(number: int, one: str, several: str | None = None) -> str:
    """ "1 action", "3 actions"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
