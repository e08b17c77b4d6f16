"""The queries that stood about a plan's actions, as a report prints them. Pure.

A private report has the facts, how each query stands, the lead's reason and what SLT said of it. In
a public edition stand the facts and the lead's reason, and what dates suggest only where the plan's
rules publish it; of an action of which anything is exempt stands nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from actionplan.document import Action, PlanDocument
from actionplan.proofs.sealed import Query
from actionplan.rules.case import Case, Running
from actionplan.rules.challenges import TO_LEADS, Rules
from actionplan.rules.implied import implied

HEADING = "Queries and the lead’s reason"
SUGGESTED = "What dates suggest"
OF_LEADS = frozenset(code.value for code in TO_LEADS)


@dataclass(frozen=True, slots=True)
class Told:
    """What is printed of one query, of the action with this reference."""

    reference: str
    words: str


def privately(queries: Iterable[Query]) -> tuple[Told, ...]:
    """Queries to leads with state, reason and SLT's note."""
    return tuple(Told(reference, _whole(one)) for reference, one in _of_leads(queries))


def _whole(query: Query) -> str:
    said = [f"Query: {query.sentence}"]
    said += [f"{query.state}."] if query.state and not query.reason else []
    said += [f"{query.state}: “{query.reason}”"] if query.reason else []
    said += [f"SLT: “{query.note}”"] if query.note else []
    return " ".join(said)


def published(
    document: PlanDocument, queries: Iterable[Query], hidden: Collection[str]
) -> PlanDocument:
    """A public document with its facts and reasons; ``hidden`` are references of what is exempt."""
    told: dict[str, list[str]] = {}
    for reference, one in _of_leads(queries):
        if reference not in hidden:
            told.setdefault(reference, []).append(_facts(one))
    return with_words(document, HEADING, told)


def suggesting(
    document: PlanDocument, rules: Rules, running: Running, hidden: Collection[str]
) -> PlanDocument:
    """A public document with what dates suggest, in words, where a lead declares otherwise.

    ``running`` is the period that it reports, on whose day it is computed by the ``rules``.
    """
    told: dict[str, list[str]] = {}
    for action in document.actions():
        found = implied(_case(action, document, rules, running), document.as_at or running.last_day)
        differs = found and found.rating.letter != action.rating
        if found and differs and action.reference and action.reference not in hidden:
            told[action.reference] = [f"{found.rating.word}: {found.because}"]
    return with_words(document, SUGGESTED, told)


def _case(action: Action, document: PlanDocument, rules: Rules, running: Running) -> Case:
    return Case(action, document.key, document.bands, document.start, rules, running)


def with_words(document: PlanDocument, heading: str, told: Mapping[str, list[str]]) -> PlanDocument:
    """The document with these words, by reference, among the extras of its actions."""

    def laid(actions: tuple[Action, ...]) -> tuple[Action, ...]:
        return _with(actions, heading, told)

    themes = tuple(
        replace(
            theme,
            recommendations=tuple(
                replace(one, actions=laid(one.actions)) for one in theme.recommendations
            ),
        )
        for theme in document.themes
    )
    return replace(document, themes=themes, loose_actions=laid(document.loose_actions))


def _facts(query: Query) -> str:
    return f"{query.sentence} Reason: {query.reason}" if query.reason else query.sentence


def _with(
    actions: tuple[Action, ...], heading: str, told: Mapping[str, list[str]]
) -> tuple[Action, ...]:
    made = []
    for one in actions:
        words = told.get(one.reference or "")
        extras = (*one.extras, (heading, "\n".join(words))) if words else one.extras
        made.append(replace(one, extras=extras, sub_actions=_with(one.sub_actions, heading, told)))
    return tuple(made)


def _of_leads(queries: Iterable[Query]) -> Iterator[tuple[str, Query]]:
    return ((one.reference, one) for one in queries if one.reference and one.code in OF_LEADS)
