"""What a person's posts owe, as values: one action, one plan, all of them; and by which day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from actionplan.comparing.travel import Standing
from actionplan.leading.leads import Leads
from actionplan.models import Action, Draft, Entry, Period, Plan
from actionplan.my_updates import Progress, Urgency
from actionplan.queries.asking import AboutAction
from actionplan.queries.decisions import Decided
from actionplan.queries.extensions import Given, due_by, longer_at_hand
from actionplan.queries.rows import Row
from actionplan.queries.wording import holding
from actionplan.rules.challenges import Code
from actionplan.wording import Wording
from council.models import Post
from council.queries.asked import Asked


@dataclass(frozen=True, slots=True)
class Owed:
    """One action that is asked for: its row, what was reported last, what came back, a draft.

    ``for_post`` is the post that leads it, where the person is asked in another's place; ``asked``
    are the queries and questions that wait for an answer, ``decided`` what SLT decided about it
    since its lead spoke last. ``due_by`` is when its update is due.
    """

    row: Row
    reported: Standing | None = None
    returned: Entry | None = None
    draft: Draft | None = None
    for_post: Post | None = None
    asked: AboutAction | None = None
    decided: Sequence[Decided] = ()
    due_by: date | None = None

    @property
    def urgency(self) -> Urgency:
        row = self.row
        came_back = bool(self.returned or (self.asked and self.asked.of_slt))
        return Urgency(came_back, row.rating, row.position.due, row.action.number)


class Worded(NamedTuple):
    """An action and the wording in which it is reported."""

    action: Action
    wording: Wording


@dataclass(slots=True)
class PlanOwed:
    """What one plan asks a person for in the period that runs: to do, most urgent first; done.

    Where no period runs no update is asked for, and only ``queried`` has something.

    ``finished`` are actions of theirs that were complete before, of which no update is asked.
    ``queried`` are those of ``done`` and ``finished`` about which a query or a question waits, or
    SLT has decided something since. ``longer`` is the more time that posts of theirs were given;
    ``worded`` are those that are reported in a wording of the plan manager's, ``kept`` those that
    are not asked for, and of which the person has typed words that are not sent.
    """

    plan: Plan
    period: Period | None
    last: Period | None = None
    due: list[Owed] = field(default_factory=list)
    done: list[Row] = field(default_factory=list)
    finished: list[Row] = field(default_factory=list)
    queried: list[Owed] = field(default_factory=list)
    longer: Given = field(default_factory=dict)
    worded: list[Worded] = field(default_factory=list)
    today: date = date.min
    kept: list[Row] = field(default_factory=list)

    @property
    def progress(self) -> Progress:
        given = len(self.done)
        days = sorted({one.due_by for one in self.due if one.due_by})
        first = days[0] if days else None
        late = first is not None and first < self.today
        return Progress(given, given + len(self.due), first, then=len(days) > 1, late=late)


@dataclass(frozen=True, slots=True)
class Mine:
    """The posts for which somebody is asked, and what each plan asks them for.

    ``to_agree`` are actions of which an update waits for them as head of service.
    """

    posts: tuple[Asked, ...]
    plans: tuple[PlanOwed, ...] = ()
    to_agree: tuple[Action, ...] = ()

    @property
    def to_answer(self) -> int:
        """How many queries and questions wait about actions of which no update is due."""
        return sum(one.asked.waiting for of in self.plans for one in of.queried if one.asked)


def keep_longer(running: Mapping[int, PlanOwed], posts: Mapping[int, Asked]) -> None:
    """What the posts were given more time for, of periods that were read ``with_longer``."""
    for of in running.values():
        of.longer = longer_at_hand(of.period, {pk: one.post for pk, one in posts.items()})


def keep_worded(of: PlanOwed, action: Action) -> None:
    """Note the wording in which an action is reported, where that is not its lead's."""
    if wording := holding(action):
        of.worded.append(Worded(action, wording))


def when_due(of: PlanOwed, leads: Leads, posts: Collection[int], action: Action) -> date | None:
    """When an update is due of ``posts``; later only if all have longer.

    None for what arose at a meeting after that day: it is asked for, and not overdue.
    """
    if of.period is None:
        return None
    asked = [one for one in leads.accountable or leads.delivery if one.pk in posts]
    due = due_by(of.period, asked, of.longer)
    return None if arose_after(action, due) else due


def arose_after(action: Action, due: date | None) -> bool:
    """Whether it came onto a standing list after ``due``; it has ``arose_on`` at hand."""
    arose_on: date | None = action.arose_on  # type: ignore[attr-defined]
    return bool(due and arose_on and arose_on > due)


def not_asked_yet(waiting: AboutAction, of: PlanOwed, due_by: date | None, today: date) -> None:
    """Leave out the query that an update is missing, while there is more time to give it."""
    usual = of.period.updates_due_by if of.period else None
    if usual and due_by and usual < today <= due_by:
        lines = (one for one in waiting.lines if one.asked.challenge.code != Code.NOT_UPDATED)
        waiting.lines = list(lines)
