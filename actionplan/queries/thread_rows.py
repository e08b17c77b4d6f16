"""Exactly the actions that a figure of the thread counts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, QueryDict

from actionplan.declared import Status
from actionplan.models import Action, ThreadLink
from actionplan.models.action import ActionQuerySet
from actionplan.queries.conditions import due_in_force, is_open
from actionplan.queries.thread_tallies import Keys, links_of
from actionplan.thread_tally import Tally
from strategy.models import Strategy

PARTS: dict[str, Any] = {
    "principle": lambda part: Q(principle=part) | Q(outcome__principle=part),
    "area": lambda part: Q(outcome__area=part),
    "outcome": lambda part: Q(outcome=part),
}
NONE = "none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for: links of one part or of the whole, and which actions of them."""

    links: QuerySet[ThreadLink]
    actions: ActionQuerySet
    part: Any
    words: str


def wanted(strategy: Strategy, query: QueryDict, keys: Keys) -> Wanted:
    """The actions that an address names; Http404 for a part that the strategy does not have."""
    asked = {name: str(value).replace("\x00", "") for name, value in query.items()}
    part, links = _part(strategy, asked)
    linked = Action.objects.filter(Exists(links.filter(action=OuterRef("pk"))))
    condition, words = _condition(asked, keys)
    dated = linked.alias(due_in_force=due_in_force())
    return Wanted(links, dated.filter(condition), part, words)


def _part(strategy: Strategy, query: dict[str, str]) -> tuple[Any, QuerySet[ThreadLink]]:
    known: dict[str, Any] = {
        "principle": strategy.principles,
        "area": strategy.areas,
        "outcome": strategy.outcomes,
    }
    kind = next((kind for kind in known if kind in query), None)
    if kind is None:
        return None, links_of(strategy)
    part = known[kind].filter(code=query[kind]).first()
    if part is None:
        raise Http404("No such part of this strategy.")
    return part, links_of(strategy).filter(PARTS[kind](part))


def _condition(query: dict[str, str], keys: Keys) -> tuple[Q, str]:
    """The condition, and what it says in words; an address it does not know asks for all."""
    counts = Q(counts_in_totals=True)
    if "kept_out" in query:
        return ~counts, "Headings that are kept out of totals"
    if query.get("status") == "complete":
        done = [Status.COMPLETE.value, Status.BUSINESS_AS_USUAL.value]
        return counts & Q(latest__status__in=done), "Complete"
    if query.get("due") == "past":
        return counts & is_open() & Q(due_in_force__lt=keys.scope.today), "Past their own date"
    if "rating" in query:
        word = query.get("word", "Not rated")
        return counts & _rating(query["rating"], word, keys), word
    return counts, "All"


def _rating(letter: str, word: str, keys: Keys) -> Q:
    if letter == NONE:
        return Q(latest=None) | Q(latest__rating="")
    return Q(plan__in=keys.meaning(letter, word), latest__rating=letter)


def figure_query(kind: str, value: Any = None) -> dict[str, str]:
    """The part of an address that opens the actions of one figure."""
    if kind == "rating":
        return {"rating": value.letter, "word": value.word} if value else {"rating": NONE}
    return {
        "complete": {"status": "complete"},
        "past": {"due": "past"},
        "kept_out": {"kept_out": "1"},
    }.get(kind, {})


def figures_of(tally: Tally) -> list[tuple[str, Any, str, int]]:
    """Each figure of a tally: its kind, its rating, its words, its number; no noughts."""
    figures: list[tuple[str, Any, str, int]] = [
        ("rating", rating, rating.word if rating else "Not rated", number)
        for rating, number in tally.ratings
    ]
    figures += [
        ("complete", None, "Complete", tally.complete),
        ("past", None, "Past their own date", tally.past_date),
        ("kept_out", None, "Headings, not counted", tally.kept_out),
    ]
    return [figure for figure in figures if figure[3]]
