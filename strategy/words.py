"""Sentences that the pages of strategies make from facts. The only place that makes them."""

from datetime import date

from strategy.document import Label
from strategy.kinds import StatementKind

NOT_STATED = "Not stated"

_PLURALS = {StatementKind.EARLY_PRIORITY: "early priorities"}


def day(value: date) -> str:
    """30 September 2022."""
    return f"{value.day} {value:%B %Y}"


def counted(number: int, label: Label) -> str:
    """ "1 principle", "28 supporting outcomes"."""
    return f"{number:,} {label.singular if number == 1 else label.plural}"


def plural(kind: StatementKind) -> str:
    """ "service characteristics"."""
    return _PLURALS.get(kind, f"{kind.value}s")


def capital(words: str) -> str:
    """With a capital letter first, the rest as it is."""
    return words[:1].upper() + words[1:]


def overdue(due: date | None, today: date) -> str:
    """ "12 days overdue", "3 months overdue", "2 years overdue"; "" for what is not."""
    if due is None or due >= today:
        return ""
    months = (today.year - due.year) * 12 + today.month - due.month - (today.day < due.day)
    if months < 1:
        return f"{_count((today - due).days, 'day')} overdue"
    if months < 24:
        return f"{_count(months, 'month')} overdue"
    return f"{_count(months // 12, 'year')} overdue"


def review_words(due: date | None, today: date) -> str:
    """ "30 June 2022, 12 months overdue"; the day alone where it is to come."""
    if due is None:
        return NOT_STATED
    late = overdue(due, today)
    return f"{day(due)}, {late}" if late else day(due)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
