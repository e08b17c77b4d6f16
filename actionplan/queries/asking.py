"""What is asked about an action: queries with their answers, and questions with their replies."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from actionplan.models import Action, Entry, Plan
from actionplan.models.log import OF_QUERIES
from actionplan.queries.about_actions import queries_about
from actionplan.queries.questions import waiting
from actionplan.rules.answers import QUESTION, STATES, Asked, State
from actionplan.rules.words import basis, sentence
from council import clock

PEOPLE = ("by", "post")
ABOUT = ("about__by", "about__post", "about__about__by", "about__about__post")


@dataclass(slots=True)
class Line:
    """One query in words: how it stands, and the entries about its facts as they are, oldest first.

    ``earlier`` are answers to the same rule that were given when the facts were others. ``form`` is
    where its lead answers and ``judge`` where SLT does, for somebody who may; else None.
    """

    action: Action
    asked: Asked
    sentence: str
    basis: str
    said: tuple[Entry, ...] = ()
    earlier: tuple[Entry, ...] = ()
    form: Any = None
    judge: Any = None

    @property
    def state(self) -> State:
        return self.asked.state

    @property
    def is_to_lead(self) -> bool:
        return self.asked.challenge.is_to_lead

    @property
    def waits(self) -> bool:
        """Whether its lead is asked."""
        return self.is_to_lead and self.state.waits_for_lead

    @property
    def slug(self) -> str:
        """Its rule in an address."""
        return self.asked.challenge.code.slug

    @property
    def anchor(self) -> str:
        return f"query-{self.action.pk}-{self.slug}"

    @property
    def answer(self) -> Entry | None:
        """What is to be judged, if its lead has the last word."""
        last = self.said[-1] if self.said else None
        return last if last and self.state is State.ANSWERED else None


@dataclass(slots=True)
class Thread:
    """A question of SLT's with what was said of it, oldest first."""

    action: Action
    said: tuple[Entry, ...]
    form: Any = None
    judge: Any = None

    @property
    def last(self) -> Entry:
        return self.said[-1]

    @property
    def state(self) -> State:
        return STATES[self.last.kind]

    @property
    def waits(self) -> bool:
        return self.state.waits_for_lead

    @property
    def anchor(self) -> str:
        return f"question-{self.said[0].pk}"

    @property
    def answer(self) -> Entry | None:
        return self.last if self.state is State.ANSWERED else None


@dataclass(slots=True)
class AboutAction:
    """All that is asked about one action; ``ask`` is a form for somebody who may ask more."""

    action: Action
    lines: list[Line] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    ask: Any = None
    left_over: Any = None
    told: str = ""

    @property
    def parts(self) -> Iterator[Line | Thread]:
        yield from self.lines
        yield from self.threads

    @property
    def of_slt(self) -> bool:
        """Whether SLT asks for an answer: a question, or a query that it asked again."""
        states = {one.state for one in self.parts if one.waits}
        return bool(self.threads) or State.ASKED_AGAIN in states

    @property
    def waiting(self) -> int:
        """How many of them wait for the lead."""
        return sum(one.waits for one in self.parts)


def about_action(action: Action, whole: Iterable[Entry] | None = None) -> AboutAction:
    """Everything that is asked and was said about it: one query, and one for its plan's queries.

    No query for entries where ``whole`` holds its log, oldest first.
    """
    if whole is None:
        kinds = action.entries.filter(kind__in=OF_QUERIES)
        whole = kinds.select_related(*PEOPLE).order_by("number")
    return _put_together(action, [one for one in whole if one.kind in OF_QUERIES])


def _put_together(action: Action, entries: list[Entry]) -> AboutAction:
    by_last = {said[-1].pk: said for said in _threads(entries)}
    lines = []
    for line in lines_of(action):
        last = line.asked.said.entry if line.asked.said else 0
        line.said = by_last.get(last, ())
        code = line.asked.challenge.code
        same = (one for one in entries if one.kind == Entry.Kind.QUERY_ANSWERED)
        line.earlier = tuple(x for x in same if x.query_code == code and x not in line.said)
        lines.append(line)
    questions = [said for said in by_last.values() if said[0].kind == QUESTION]
    return AboutAction(action, lines, [Thread(action, said) for said in questions])


def _threads(entries: Iterable[Entry]) -> list[tuple[Entry, ...]]:
    """Entries in their order as threads: each with those that it led to."""
    threads: dict[int, tuple[Entry, ...]] = {}
    for entry in entries:
        before = threads.pop(entry.about_id, ()) if entry.about_id else ()
        threads[entry.pk] = (*before, entry)
    return list(threads.values())


def lines_of(action: Action) -> list[Line]:
    """The queries that stand about an action today, the gravest first, without their entries."""
    day, key = clock.today(), action.plan.ratings
    return [
        Line(action, one, sentence(one.challenge, day, key), basis(one.challenge, key))
        for one in queries_about(action, day)
    ]


def waiting_about(action: Action, threads: list[Thread]) -> AboutAction:
    """What waits for the lead of an action: of its queries those not answered, and questions."""
    lines = [line for line in lines_of(action) if line.waits]
    for thread in threads:
        thread.action = action
    return AboutAction(action, lines, threads)


def open_questions(plans: Iterable[Plan]) -> Mapping[int, list[Thread]]:
    """By action, the questions that wait for their leads, and what was said last: one query."""
    found = waiting().filter(action__plan__in=[one.pk for one in plans])
    found = found.select_related(*PEOPLE, *ABOUT, "action")
    made: dict[int, list[Thread]] = {}
    for entry in found.order_by("pk"):
        made.setdefault(entry.action_id, []).append(Thread(entry.action, _back_from(entry)))
    return made


def _back_from(entry: Entry) -> tuple[Entry, ...]:
    """An entry after the two that it is about, oldest first."""
    before = entry.about
    above = before.about if before else None
    return tuple(one for one in (above, before, entry) if one)
