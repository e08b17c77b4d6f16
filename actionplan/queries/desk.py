"""What the plan manager's desk shows of a period: every action asked for, by head of service."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q

from actionplan.desk import OWED, Facts, Stage, in_all, stage
from actionplan.models import Action, Draft, Entry, Extension, Period, Plan
from actionplan.queries.conditions import arose_on, is_open
from actionplan.queries.extensions import due_by, extensions_of, standing
from actionplan.queries.getters import leads_of_plan, plan_or_404
from actionplan.queries.periods import Missing, say_when, speaks_in
from actionplan.queries.rows import Row, row_of, with_position
from council.models import Post, ServiceArea
from council.queries.asked import Asked, asked_for
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class Step:
    """One action that a period asks for, and how far its update is."""

    row: Row
    stage: Stage

    @property
    def is_owed(self) -> bool:
        return self.stage in OWED

    def is_quiet(self, today: date) -> bool:
        """Open, rated green and not past its date, and not returned: "no change" needs no words."""
        row = self.row
        due, status = row.position.due.date, row.position.status
        is_green = row.rating is not None and row.rating.colour == "green"
        is_open = status is None or status.is_open
        return is_open and is_green and bool(due and due >= today) and self.stage != Stage.RETURNED


@dataclass(slots=True)
class Asking:
    """One post: who is asked for it, its actions, and when somebody was last written to.

    ``due_by`` is the day by which its updates are due, later than others' where it has ``longer``.
    """

    asked: Asked
    due_by: date | None = None
    longer: Extension | None = None
    steps: list[Step] = field(default_factory=list)
    missing: Missing = field(init=False)

    def __post_init__(self) -> None:
        post, people = self.asked.post, self.asked.people
        self.missing = Missing(post, people=people, longer=self.longer)

    @property
    def counts(self) -> list[tuple[Stage, int]]:
        """How many of its actions are at each stage, in the order of stages."""
        return _in_order(self.steps)

    @property
    def owed(self) -> list[Step]:
        return [one for one in self.steps if one.is_owed]

    @property
    def may_be_asked(self) -> bool:
        """Somebody is there to be asked, something is owed, and nobody has written today."""
        return bool(self.owed and self.asked.people and not self.missing.reminded_today)


@dataclass(slots=True)
class Service:
    """A service area with the posts in it; posts of none stand together, last."""

    area: ServiceArea | None
    posts: list[Asking] = field(default_factory=list)

    @property
    def counts(self) -> list[tuple[Stage, int]]:
        """Of the area's actions, each once, however many of its posts lead it."""
        return _in_order({step.row.action.pk: step for step in self._steps()}.values())

    def _steps(self) -> Iterator[Step]:
        return (step for post in self.posts for step in post.steps)


@dataclass(frozen=True, slots=True)
class Desk:
    """One plan in the period that runs: every action it asks for, in the plan's order.

    ``unled`` are those that are still to come and have no lead; ``given`` is all the more time that
    posts were given, also what was taken back.
    """

    period: Period
    steps: tuple[Step, ...]
    services: tuple[Service, ...]
    unled: tuple[Step, ...]
    given: tuple[Extension, ...] = ()

    @property
    def counts(self) -> Counter[Stage]:
        return in_all(one.stage for one in self.steps)

    @property
    def posts(self) -> list[Asking]:
        return [post for service in self.services for post in service.posts]

    @property
    def may_be_asked(self) -> list[Asking]:
        return [one for one in self.posts if one.may_be_asked]


def _in_order(steps: Iterable[Step]) -> list[tuple[Stage, int]]:
    counts = in_all(one.stage for one in steps)
    return [(one, counts[one]) for one in Stage]


def plan_with_period(scope: Scope, slug: str) -> tuple[Plan, Period | None]:
    """The plan, and the period of it that runs now; None between two."""
    plan = plan_or_404(scope, slug)
    period = Period.objects.running().filter(plan=plan).first()
    if period:
        period.plan = plan
    return plan, period


def steps_of(scope: Scope, period: Period) -> tuple[Step, ...]:
    """Every action that a period asks for, with its leads: two queries, however many there are.

    Asked for is what is open; what was updated in the period stays, complete or not.
    """
    plan = period.plan
    asked = Action.objects.filter(is_open() | Q(latest__period=period), plan=plan)
    counted = with_position(asked.filter(counts_in_totals=True).in_plan())
    drafts = Draft.objects.filter(action=OuterRef("pk"))
    begun = counted.annotate(has_draft=Exists(drafts), arose_on=arose_on())
    actions = list(begun.select_related("recommendation").in_plan_order())
    book = leads_of_plan(scope, plan)
    for action in actions:
        action.plan = plan
    return tuple(
        Step(row_of(action, book, scope), stage(_facts(action, period))) for action in actions
    )


def _facts(action: Action, period: Period) -> Facts:
    verdict = action.verdict if action.plan.asks_agreement else None  # type: ignore[attr-defined]
    has_draft = action.has_draft  # type: ignore[attr-defined]
    return Facts(speaks_in(action, period), has_draft, _known(verdict))


def _known(verdict: str | None) -> str | None:
    """What a head of service may have answered; None for anything else said about an entry."""
    return verdict if verdict in {Entry.Kind.AGREED, Entry.Kind.RETURNED} else None


def desk_of(scope: Scope, period: Period) -> Desk:
    """The whole desk: five queries."""
    steps = steps_of(scope, period)
    led: dict[int, tuple[Post, list[Step]]] = {}
    for step in steps:
        leads = step.row.leads
        for post in leads.accountable or leads.delivery:
            led.setdefault(post.pk, (post, []))[1].append(step)
    people = asked_for([post for post, _ in led.values()], scope.council, scope.today)
    given = extensions_of(period)
    longer = standing(given)
    posts = [
        _asking(Asking(people[pk], due_by(period, [pk], longer), longer.get(pk)), of)
        for pk, (_, of) in led.items()
    ]
    say_when(scope, period, [one.missing for one in posts])
    unled = tuple(one for one in steps if one.is_owed and not one.row.leads)
    return Desk(period, steps, _by_service(posts), unled, tuple(given))


def _asking(made: Asking, steps: list[Step]) -> Asking:
    """A post with what it leads; what it owes is what it can be written to about."""
    made.steps = steps
    made.missing.actions = [one.row.action for one in made.owed]
    return made


def _by_service(posts: Iterable[Asking]) -> tuple[Service, ...]:
    """By service area, in the order of their names; what has none comes last."""
    found: dict[int, Service] = {}
    for one in sorted(posts, key=lambda one: one.asked.post.title):
        area = one.asked.post.service_area
        found.setdefault(area.pk if area else 0, Service(area)).posts.append(one)
    named = sorted(found.values(), key=lambda one: (one.area is None, str(one.area or "")))
    return tuple(named)
