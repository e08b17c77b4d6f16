"""Hits as results to read: kind, title, where it stands, and the words around what was found."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from actionplan.queries.search import Hit
from actionplan.search_words import excerpt, has_any, marked
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class Text:
    """What a row is shown by: its title, where it stands, its address, its texts by priority."""

    title: str
    where: str
    url: str
    texts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One hit as the page shows it; both texts are safe and marked."""

    kind: str
    title: SafeString
    where: str
    url: str
    excerpt: SafeString


def results(scope: Scope, hits: Sequence[Hit], words: Sequence[str]) -> list[Result]:
    """The hits of one page in their order: one query for each kind among them."""
    wanted: dict[Any, list[int]] = defaultdict(list)
    for hit in hits:
        wanted[hit.kind].append(hit.pk)
    rows = {
        kind.name: kind.rows(scope).select_related(*kind.near).in_bulk(pks)
        if kind.near
        else kind.rows(scope).in_bulk(pks)
        for kind, pks in wanted.items()
    }
    shown = ((hit, rows[hit.kind.name].get(hit.pk)) for hit in hits)
    return [_result(scope, hit.kind.name, row, words) for hit, row in shown if row is not None]


def _result(scope: Scope, kind: str, row: Any, words: Sequence[str]) -> Result:
    for name in ("strategy", "plan"):
        if hasattr(row, f"{name}_id"):
            getattr(row, name).council = scope.council
    if kind in ("strategy", "plan"):
        row.council = scope.council
    text = TEXTS[kind](row)
    return Result(
        kind=kind.capitalize() if kind != "plan" else "Action plan",
        title=marked(text.title, words),
        where=text.where,
        url=text.url,
        excerpt=excerpt(_best(text.texts, words), words),
    )


def _best(texts: Iterable[str], words: Sequence[str]) -> str:
    """The first text that has any of the words, else the first that has anything."""
    known = [text for text in texts if text]
    return next((text for text in known if has_any(text, words)), known[0] if known else "")


def _strategy(row: Any) -> Text:
    texts = (row.vision, row.purpose, row.corporate_vision)
    return Text(row.title, row.status.capitalize(), row.get_absolute_url(), texts)


def _principle(row: Any) -> Text:
    title = f"{row.code} {row.title}"
    return Text(title, row.strategy.title, row.get_absolute_url(), (row.statement,))


def _outcome(row: Any) -> Text:
    where = " › ".join(str(part) for part in (row.strategy, row.area) if part)
    return Text(f"{row.code} {row.text}", where, row.get_absolute_url())


def _statement(row: Any) -> Text:
    url = f"{row.strategy.get_absolute_url()}#{row.code}"
    texts = (row.text,) if row.heading else ()
    return Text(row.heading or row.text, f"{row.strategy.title}, {row.kind}", url, texts)


def _plan(row: Any) -> Text:
    return Text(row.title, "", row.get_absolute_url(), (row.source,))


def _recommendation(row: Any) -> Text:
    where = " › ".join(str(part) for part in (row.plan, row.theme) if part)
    url = f"{row.plan.get_absolute_url()}#{row.anchor}"
    return Text(str(row) if row.number else "Recommendation", where, url, (row.wording,))


def _action(row: Any) -> Text:
    where = " › ".join(str(part) for part in (row.plan, row.recommendation) if part)
    steps = "; ".join(step.words for step in row.step_list)
    said = row.latest.commentary if row.latest else ""
    return Text(f"{row.reference} {row.title}", where, row.get_absolute_url(), (said, steps))


TEXTS: dict[str, Callable[[Any], Text]] = {
    "strategy": _strategy,
    "principle": _principle,
    "outcome": _outcome,
    "statement": _statement,
    "plan": _plan,
    "recommendation": _recommendation,
    "action": _action,
}
