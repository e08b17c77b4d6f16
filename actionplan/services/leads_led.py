"""The leads of one action or recommendation while they are changed, and how they are written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actionplan.changes import Detail
from actionplan.leading.days import Days, Place, Rota
from actionplan.leading.leads import digest
from actionplan.models import Action, Change, Lead, Plan, Recommendation
from actionplan.services.register import Register
from actionplan.words import day as day_in_words
from council import clock
from council.models import Post
from council.versions import CannotEdit

NOBODY = "Nobody"
NONE_OF_ITS_OWN = "None of its own"

type Thing = Action | Recommendation


@dataclass
class Led:
    """One action or recommendation, its leads as stored (``rows``) and as they shall be."""

    of: Thing
    plan: Plan
    rows: list[Lead]
    posts: dict[int, Post] = field(init=False)
    rota: Rota = field(init=False)

    def __post_init__(self) -> None:
        self.posts = {row.post_id: row.post for row in self.rows}
        self.rota = Rota((place(row), days(row), row.order) for row in self.rows)
        self._before = Rota((place(row), days(row), row.order) for row in self.rows)

    @property
    def digest(self) -> str:
        return digest(self.rows)

    def know(self, posts: Iterable[Post]) -> None:
        """Posts that may be named from now on."""
        self.posts |= {post.pk: post for post in posts}

    def details(self, start: date | None) -> list[Detail]:
        """What differs from ``start`` on, a line for each kind of lead."""
        kinds = Lead.OF_ACTION if isinstance(self.of, Action) else Lead.OF_RECOMMENDATION
        lines = [
            [
                str(kind.label).capitalize() if kind != Lead.Kind.SLT else str(kind.label),
                self._words(self._before, kind, start),
                self._words(self.rota, kind, start),
            ]
            for kind in kinds
        ]
        return [line for line in lines if line[1] != line[2]]

    def _words(self, rota: Rota, kind: Lead.Kind, start: date | None) -> str:
        """Who leads in this capacity from ``start`` on, with the days that are not all of it."""
        window = Days.between(start, None)
        said = [
            f"{self.posts[post].title}{_limits(span, window)}"
            for post in rota.posts(kind, window)
            for span in rota.within((kind, post), window)
        ]
        nobody = NONE_OF_ITS_OWN if kind == Lead.Kind.ACCOUNTABLE else NOBODY
        return "; ".join(said) or nobody


def _limits(span: Days, window: Days) -> str:
    since = f" from {day_in_words(span.first)}" if span.first > window.first else ""
    until = f" until {day_in_words(span.last)}" if span.until else ""
    return since + until


def place(row: Lead) -> Place:
    """In which capacity which post leads."""
    return row.kind, row.post_id


def days(row: Lead) -> Days:
    """On which days it does."""
    return Days.between(row.since, row.until)


def thing_of(row: Lead) -> Thing:
    """The action or recommendation that it leads."""
    thing = row.action or row.recommendation
    assert thing  # noqa: S101 - a constraint of the database says so
    return thing


def subject_of(thing: Thing) -> str:
    """What a sentence calls it: PR-17, Recommendation 3."""
    return thing.reference if isinstance(thing, Action) else str(thing)


def led_by_key(plan: Plan, things: Iterable[Thing]) -> dict[Thing, Led]:
    """Actions and recommendations of a locked plan with all their leads: one query each."""
    wanted = list(dict.fromkeys(things))
    for thing in wanted:
        if thing.plan_id != plan.pk:
            raise CannotEdit(f"{thing} belongs to another plan.")
    rows: dict[tuple[str, int], list[Lead]] = {}
    for column in ("action", "recommendation"):
        ids = [thing.pk for thing in wanted if _column(thing) == column]
        for row in Lead.objects.filter(**{f"{column}__in": ids}).select_related("post"):
            rows.setdefault((column, getattr(row, f"{column}_id")), []).append(row)
    return {thing: Led(thing, plan, rows.get((_column(thing), thing.pk), [])) for thing in wanted}


def _column(thing: Thing) -> str:
    return "action" if isinstance(thing, Action) else "recommendation"


def write(register: Register, things: Iterable[Led], start: date | None) -> list[Change]:
    """Store what has changed, and a line of the register for each thing that it has changed.

    Leads that end are written before those that begin, so that at no moment two are in force.
    """
    changed = [(led, details) for led in things if (details := led.details(start))]
    gone: list[int] = []
    ended: list[Lead] = []
    open_ended: list[Lead] = []
    new: list[Lead] = []
    for led, _ in changed:
        for row, as_it_shall_be in _pairs(led):
            if as_it_shall_be is None:
                gone.append(row.pk)
            elif _give(row, led, as_it_shall_be):
                kept = ended if row.until else open_ended
                (kept if row.pk else new).append(row)
    Lead.objects.filter(pk__in=gone).delete()
    Lead.objects.bulk_update(ended, ["since", "until", "order"])
    Lead.objects.bulk_update(open_ended, ["since", "until", "order"])
    Lead.objects.bulk_create(new)
    return [_note(register, led, details, start) for led, details in changed]


def _give(row: Lead, led: Led, span: Days) -> bool:
    """Give a row its days and its place; whether they are others than it had."""
    wanted: dict[str, Any] = {
        "since": span.since,
        "until": span.until,
        "order": led.rota.order[place(row)],
    }
    differs = row.pk is None or any(getattr(row, name) != is_ for name, is_ in wanted.items())
    for name, value in wanted.items():
        setattr(row, name, value)
    return differs


def _pairs(led: Led) -> Iterable[tuple[Lead, Days | None]]:
    """Each stored row with the days that it shall have (None: it goes), then new rows."""
    left = {where: list(spans) for where, spans in led.rota.days.items()}
    for row in led.rows:
        spans = left.get(place(row), [])
        mine = next((span for span in spans if span.common(days(row))), None)
        if mine:
            spans.remove(mine)
        yield row, mine
    for (kind, post), spans in left.items():
        for span in spans:
            yield Lead(kind=kind, post=led.posts[post], **{_column(led.of): led.of}), span


def _note(register: Register, led: Led, details: list[Detail], start: date | None) -> Change:
    return register.note(
        Change.Kind.LEADS,
        str(led.of),
        details,
        action=led.of if isinstance(led.of, Action) else None,
        effective_on=start or clock.today(),
    )
