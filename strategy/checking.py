"""Whether a strategy holds together: what must be true of every one that is kept or exported."""

from collections.abc import Iterable, Iterator
from datetime import date

from council.values import check_limits
from strategy.document import StrategyDocument
from strategy.indicator_checks import check_indicator
from strategy.kinds import Status

# Which kinds of part a reference may lead to. A footnote and a relation may lead anywhere.
ANYWHERE = frozenset[str]()
PRINCIPLES = frozenset({"principles"})
AREAS = frozenset({"areas"})
MEASURED = frozenset({"outcomes", "principles"})


def check(document: StrategyDocument) -> None:
    """Raise ValueError with one sentence, which says where, unless the strategy holds together.

    Texts keep to their limits, codes are there once, references lead somewhere, dates are in
    order and values fit their units.
    """
    check_limits(document)
    known = check_codes(document.parts())
    check_once("footnote", [footnote.mark for footnote in document.footnotes])
    check_once("relation", [f"{one.from_code}–{one.to_code}" for one in document.relations])
    for place, code, kinds in references(document):
        if code not in known or (kinds and known[code] not in kinds):
            wanted = " or ".join(sorted(kinds)) or "the strategy"
            raise ValueError(f"{place} leads to “{code}”, which is not in {wanted}.")
    check_state(document)
    for indicator in document.indicators:
        check_indicator(indicator)


def check_codes(parts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each code with the kind of its part. In whatever case, a code may stand once."""
    known: dict[str, str] = {}
    folded: dict[str, str] = {}
    for code, kind in parts:
        if code.casefold() in folded:
            both = f"in {folded[code.casefold()]} and in {kind}"
            raise ValueError(f"The code “{code}” stands twice, {both}.")
        known[code] = folded[code.casefold()] = kind
    return known


def check_once(what: str, names: list[str]) -> None:
    """Refuse a name that stands twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"The {what} “{name}” stands twice.")
        seen.add(name)


def references(document: StrategyDocument) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every code that leads to another part: where it stands, the code, what it may lead to."""
    for footnote in document.footnotes:
        if footnote.where is not None:
            yield f"Footnote “{footnote.mark}”", footnote.where, ANYWHERE
    for relation in document.relations:
        place = f"The relation “{relation.from_code}–{relation.to_code}”"
        yield place, relation.from_code, ANYWHERE
        yield place, relation.to_code, ANYWHERE
    for outcome in document.outcomes:
        if outcome.area is not None:
            yield f"“area” of {outcome.code}", outcome.area, AREAS
    pairs = [(one.code, one.principle) for one in document.outcomes]
    for code, principle in pairs + [(one.code, one.principle) for one in document.statements]:
        if principle is not None:
            yield f"“principle” of {code}", principle, PRINCIPLES
    for indicator in document.indicators:
        yield from (
            (f"“measures” of {indicator.code}", one, MEASURED) for one in indicator.measures
        )


def check_state(document: StrategyDocument) -> None:
    """Whether term and adoption can be as they are said to be."""
    in_order("The term", document.term_start, document.term_end)
    if document.status is Status.DRAFT and (document.adopted_on or document.adopted_by):
        raise ValueError("The strategy is a draft, so nobody can have adopted it.")


def in_order(what: str, first: date | None, last: date | None) -> None:
    """Refuse two dates of which the later comes first."""
    if first and last and last < first:
        raise ValueError(f"{what} ends on {last}, before it begins on {first}.")
