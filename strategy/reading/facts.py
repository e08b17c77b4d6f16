"""What is known about a strategy as a whole, in pairs of a name and words."""

from collections.abc import Iterator
from datetime import date

from strategy.document import RelatedDocument, StrategyDocument
from strategy.indicator import Indicator
from strategy.kinds import Status
from strategy.reading.parts import IndicatorRow, RegisterRow
from strategy.words import NOT_STATED, capital, day, overdue, review_words


def facts_of(document: StrategyDocument, today: date) -> tuple[tuple[str, str], ...]:
    """Status, term, review and where it comes from. What is not stated says so or is left out."""
    always = [
        ("Status", status_words(document)),
        ("Term", term_words(document, today)),
        ("Review", capital(document.review_words or document.review_every or NOT_STATED)),
        ("Next review", review_words(document.next_review, today)),
    ]
    return (*always, *((name, words) for name, words in _if_stated(document) if words))


def _if_stated(document: StrategyDocument) -> Iterator[tuple[str, str]]:
    yield "Sits under", document.sits_under
    yield "Whose strategy", document.owner
    yield "Author", document.author_post
    on = f"on {day(document.presented_on)}" if document.presented_on else ""
    yield (
        "Presented",
        " ".join(
            part for part in (document.presented_to and f"to {document.presented_to}", on) if part
        ),
    )
    yield "Source", document.source_document


def status_words(document: StrategyDocument) -> str:
    """ "Adopted by Full Council on 1 May 2023"; what is not known is left out, and said."""
    words = capital(document.status)
    if document.status is Status.DRAFT:
        return words
    by = f" by {document.adopted_by}" if document.adopted_by else ""
    on = f" on {day(document.adopted_on)}" if document.adopted_on else ""
    if not by and not on:
        return f"{words}; by whom and when is not stated"
    return f"{words}{by}{on}" if document.status is Status.ADOPTED else f"{words}; adopted{by}{on}"


def term_words(document: StrategyDocument, today: date) -> str:
    """The source's words for the term, and whether it has ended."""
    words = capital(document.term_words) or _term_dates(document) or NOT_STATED
    ended = document.term_end is not None and document.term_end < today
    return f"{words}; it has ended" if ended else words


def _term_dates(document: StrategyDocument) -> str:
    start = f"From {day(document.term_start)}" if document.term_start else ""
    end = f"until {day(document.term_end)}" if document.term_end else ""
    return capital(" ".join(part for part in (start, end) if part))


def register_row(one: RelatedDocument, today: date) -> RegisterRow:
    """A line of the register in words."""
    return RegisterRow(
        document=one,
        kind=capital(one.kind),
        owner=one.owner_post or "No owner stated",
        status=one.status_words or NOT_STATED,
        review=review_words(one.review_due, today),
        is_overdue=bool(overdue(one.review_due, today)),
        incorporates=capital(one.incorporates) if one.incorporates else NOT_STATED,
    )


def indicator_row(one: Indicator) -> IndicatorRow:
    """An indicator in words; one without a target says so."""
    number = f"{one.target:,f}" if one.target is not None else ""
    by = f" by {day(one.target_date)}" if one.target_date else ""
    return IndicatorRow(
        code=one.code,
        name=one.name,
        unit=one.unit.value if one.unit else NOT_STATED,
        target=f"{one.target_words or number or 'No target'}{by}",
        owner=one.owner_post or "No owner stated",
    )
