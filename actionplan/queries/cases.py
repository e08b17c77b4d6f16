"""What the rules look at, from the database: one statement for any number of actions."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from json import loads
from typing import Any

from django.db.models import OuterRef

from actionplan import document as doc
from actionplan.declared import Due, LastUpdate, Revision
from actionplan.models import Action, Entry, Period, Plan, Query, Seal
from actionplan.models.action import ActionQuerySet
from actionplan.position import position_of
from actionplan.proofs.sealed import BrokenSeal
from actionplan.queries.conditions import arose_on
from actionplan.queries.json_rows import JsonRows
from actionplan.queries.past_periods import what_was_sealed
from actionplan.rules.answers import Asked, Said
from actionplan.rules.case import Case, Reported, Running
from actionplan.rules.challenges import Challenge, Code, as_rules
from actionplan.rules.words import facts_from
from council import clock

log = logging.getLogger(__name__)
ANSWER = ("answer", "answer__kind", "answer__commentary", "answer__about__commentary")


@dataclass(frozen=True, slots=True)
class Stored:
    """A query as it is stored: what the rule said, and the id of the entry that first made it.

    ``said`` is what was said last of these facts.
    """

    challenge: Challenge
    entry: int | None
    lapsed: bool
    said: Said | None = None

    @property
    def asked(self) -> Asked:
        """The query as a row shows it."""
        return Asked(self.challenge, self.said)


@dataclass(frozen=True, slots=True)
class Known:
    """One action with its case and the queries that are stored of it, lapsed ones as well.

    ``case`` is None where nobody is asked about it now: it has left, or its plan takes no updates.
    """

    action: Action
    case: Case | None
    stored: tuple[Stored, ...]


def known(actions: ActionQuerySet, *, reported: bool = True) -> Iterator[Known]:
    """Each of some actions with its case: one query for all, in which everything is of one moment.

    Another for each plan whose last closed period this process has not read yet, where it is asked
    whether the words are the same; not where ``reported`` says that nobody asks that.
    """
    beside = actions.select_related("plan", "latest__carries").annotate(**_beside())
    for action in beside.annotate(arose_on=arose_on()):
        asks = action.plan.takes_updates and not action.left
        stored = tuple(map(_stored, action.stored))  # type: ignore[attr-defined]
        yield Known(action, _case(action, reported=reported) if asks else None, stored)


def _beside() -> dict[str, JsonRows]:
    """What stands beside each action: its dates, its plan's periods, its stored queries."""
    said = Entry.objects.standing().filter(action=OuterRef("pk")).order_by("number")
    running = Period.objects.running().filter(plan=OuterRef("plan"))
    sealed = Seal.objects.filter(period__plan=OuterRef("plan")).order_by("-period__first_day")
    days = ("name", "first_day", "last_day", "updates_due_by", "pk")
    queries = Query.objects.filter(action=OuterRef("pk")).order_by("pk")
    return {
        "dates": JsonRows(said, "kind", "due_date"),
        "running": JsonRows(running, *days),
        "sealed": JsonRows(sealed[:1], "pk", "sha256", "period__name"),
        "stored": JsonRows(queries, "code", "facts", "since", "entry", "lapsed_at", *ANSWER),
    }


def _case(action: Any, *, reported: bool) -> Case:
    plan: Plan = action.plan
    running = action.running[0] if action.running else None
    latest = action.latest
    words = latest.said if latest else None
    updated = bool(words and running and latest.period_id == running[-1])
    return Case(
        action=_document(action, words),
        key=plan.ratings,
        bands=plan.timescales,
        start=plan.start,
        rules=as_rules(plan.rules),
        running=_running(running),
        updated=updated,
        no_change=bool(words and words.no_change),
        reported=_reported(action) if reported and updated and latest.commentary else None,
        arose_on=action.arose_on,
    )


def _document(action: Any, words: Entry | None) -> doc.Action:
    """The action as far as the rules look at it."""
    position = position_of(action)
    return doc.Action(
        title=action.title,
        steps=action.step_list,
        rating=position.rating or None,
        status=position.status,
        timescale=action.timescale or None,
        due=position.due,
        revisions=_revisions(action),
        completed=position.completed,
        commentary=position.commentary or None,
        counts_in_totals=action.counts_in_totals,
        last_update=_last(words),
    )


def _last(words: Entry | None) -> LastUpdate | None:
    return LastUpdate(words.as_at, clock.day_of(words.recorded_at)) if words else None


def _revisions(action: Any) -> tuple[Revision, ...]:
    """How its date has moved since the first agreed one, as ``queries.revisions`` tells it."""
    made, before = [], action.first_due.date
    for kind, text in action.dates:
        now = _day(text)
        if before is not None and now != before:
            moved = kind == Entry.Kind.MEETING_MOVED
            made.append(Revision(Due("", before), Due("", now), by_meeting=moved))
        before = now
    return tuple(made)


def _running(row: list[Any] | None) -> Running | None:
    if row is None:
        return None
    name, first, last, due_by, _ = row
    return Running(name, date.fromisoformat(first), date.fromisoformat(last), _day(due_by))


def _reported(action: Any) -> Reported | None:
    """What was reported of it in the last closed period; None where that cannot be read."""
    if not action.sealed:
        return None
    seal, digest, name = action.sealed[0]
    try:
        return Reported(name, _words(seal, digest).get(action.reference, ""))
    except BrokenSeal as broken:
        log.error("What was reported last is left out of the queries: %s", broken)
        return None


@lru_cache(maxsize=32)
def _words(seal: int, digest: str) -> Mapping[str, str]:
    """Each action's commentary in a seal; another text has another digest."""
    document = what_was_sealed(Seal.objects.get(pk=seal)).document  # in the lead's own words
    return {one.reference: one.commentary or "" for one in document.actions() if one.reference}


def _stored(row: list[Any]) -> Stored:
    code, facts, since, entry, lapsed_at, answer, kind, words, before = row
    pairs = loads(facts) if isinstance(facts, str) else facts  # SQLite keeps JSON as text
    challenge = Challenge(Code(code), facts_from(pairs), _day(since))
    said = Said(answer, kind, words, before or "") if answer else None
    return Stored(challenge, entry, lapsed_at is not None, said)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
