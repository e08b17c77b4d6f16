"""The family of a strategy: what it sits under, what sits under it, what stands beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from strategy.document import RelatedDocument, StrategyDocument
from strategy.kinds import Position
from strategy.words import overdue


@dataclass(frozen=True, slots=True)
class Member:
    """One document of the family; ``words`` say what needs somebody; ``url`` is its page here."""

    title: str
    words: str = ""
    url: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A strategy and those around it, each in the register's order."""

    title: str
    above: tuple[Member, ...] = ()
    below: tuple[Member, ...] = ()
    beside: tuple[Member, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.above or self.below or self.beside)

    @property
    def sentence(self) -> str:
        """What the diagram shows, in words."""
        parts = [
            f"{self.title} sits under {_names(self.above)}" if self.above else self.title,
            f"under it sit {_names(self.below)}" if self.below else "",
            f"beside it stand {_names(self.beside)}" if self.beside else "",
        ]
        return "; ".join(part for part in parts if part) + "."


def family_of(
    document: StrategyDocument,
    today: date,
    above: tuple[Member, ...] = (),
    below: tuple[Member, ...] = (),
) -> Family:
    """The family that the register tells of, with those that have pages here (given) first."""
    named = (Member(document.sits_under),) if document.sits_under else ()
    register = {place: _members(document.related, place, today) for place in (*Position, None)}
    return Family(
        document.title,
        _once((*above, *register[Position.ABOVE], *named)),
        _once((*below, *register[Position.BELOW])),
        register[None],
    )


def _members(
    related: Iterable[RelatedDocument], position: Position | None, today: date
) -> tuple[Member, ...]:
    return tuple(
        Member(one.title, _words(one, today), code=one.code)
        for one in related
        if one.position is position
    )


def _words(one: RelatedDocument, today: date) -> str:
    late = overdue(one.review_due, today)
    return "; ".join(part for part in (one.status_words, late and f"review {late}") if part)


def _once(members: Iterable[Member]) -> tuple[Member, ...]:
    """Each title once; the first one stands."""
    known: dict[str, Member] = {}
    for member in members:
        known.setdefault(member.title.casefold(), member)
    return tuple(known.values())


def _names(members: tuple[Member, ...]) -> str:
    *first, last = [member.title for member in members]
    return f"{', '.join(first)} and {last}" if first else last
