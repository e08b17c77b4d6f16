"""The reporting periods of a plan, and who has not updated their actions in one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404

from actionplan.models import Action, Extension, Period, Plan, Reminder
from actionplan.queries.conditions import is_open
from actionplan.queries.extensions import longer_in
from actionplan.queries.getters import leads_of_plan, plan_or_404
from council.models import Meeting, Person, Post
from council.queries.asked import asked_for
from council.scope import Scope


def periods_of(plan: Plan) -> QuerySet[Period]:
    """Newest first, each with its seal but for the text, its meetings and ``corrected``: two
    queries."""
    found = Period.objects.filter(plan=plan).select_related("seal__sealed_by")
    meetings = Prefetch("meetings", Meeting.objects.select_related("committee"))
    counted = found.defer("seal__text").annotate(corrected=Count("corrections"))
    return counted.prefetch_related(meetings).order_by("-first_day")


def period_or_404(scope: Scope, plan: str, slug: str) -> Period:
    """The period with this address of a plan that the member may see, with its plan."""
    found = plan_or_404(scope, plan)
    period = Period.objects.filter(plan=found, slug=slug).select_related("seal__sealed_by").first()
    if period is None:
        raise Http404("No such period.")
    period.plan = found
    return period


def reported_to(period: Period) -> list[Meeting]:
    """The meetings that a period is or was reported to."""
    return list(period.meetings.select_related("committee").order_by("day"))


def next_meetings(plan: Plan, today: date) -> QuerySet[Meeting]:
    """The held meetings from ``today`` on that a period of the plan is reported to."""
    ahead = Meeting.objects.held().filter(day__gte=today, periods__plan=plan)
    return ahead.select_related("committee").order_by("day").distinct()


@dataclass(slots=True)
class Missing:
    """One post and its open actions without an update; those it is to be asked for.

    ``longer`` is the more time that it was given, ``has_time`` that it is not over yet.
    """

    post: Post
    actions: list[Action] = field(default_factory=list)
    people: tuple[Person, ...] = ()
    reminded_on: date | None = None
    reminded_today: bool = False
    longer: Extension | None = None
    has_time: bool = False

    @property
    def is_vacant(self) -> bool:
        return not self.people


@dataclass(frozen=True, slots=True)
class Silence:
    """Open actions of a plan: how many, those without an update in a period, and who leads them.

    An action led by several posts stands under each of them; ``unled`` under none.
    """

    open: int
    silent: int
    leads: list[Missing]
    unled: list[Action]

    @property
    def updated(self) -> int:
        return self.open - self.silent

    @property
    def to_remind(self) -> list[Missing]:
        """Those who can be reminded now: somebody holds the post, and was not reminded today.

        Whoever has more time is left alone until it is over.
        """
        asked = [one for one in self.leads if one.people and not one.has_time]
        return [one for one in asked if not one.reminded_today]


def silence_of(scope: Scope, period: Period) -> Silence:
    """Who has not updated their actions in a running period: five queries."""
    actions = Action.objects.filter(is_open(), plan=period.plan, counts_in_totals=True)
    every = list(actions.in_plan().in_plan_order().select_related("latest"))
    silent = [one for one in every if not speaks_in(one, period)]
    leads, unled = _by_post(scope, period.plan, silent)
    _say_who(scope, leads.values())
    say_when(scope, period, leads.values())
    _say_who_has_longer(scope, period, leads)
    in_order = sorted(leads.values(), key=lambda one: (-len(one.actions), one.post.title))
    return Silence(len(every), len(silent), in_order, unled)


def speaks_in(action: Action, period: Period) -> bool:
    """Whether the last that was said of an action was said in this period."""
    return action.latest is not None and action.latest.period_id == period.pk


def _by_post(
    scope: Scope, plan: Plan, actions: Iterable[Action]
) -> tuple[dict[int, Missing], list[Action]]:
    book = leads_of_plan(scope, plan)
    leads: dict[int, Missing] = {}
    unled = []
    for action in actions:
        action.plan = plan
        of = book.of_action(action)
        asked = of.accountable or of.delivery
        for post in asked:
            leads.setdefault(post.pk, Missing(post)).actions.append(action)
        if not asked:
            unled.append(action)
    return leads, unled


def _say_who_has_longer(scope: Scope, period: Period, leads: Mapping[int, Missing]) -> None:
    given = longer_in(period, leads)
    for pk, longer in given.items():
        leads[pk].longer, leads[pk].has_time = longer, longer.is_ahead(scope.today)


def _say_who(scope: Scope, leads: Collection[Missing]) -> None:
    """Whoever is asked for each post today (``council.queries.asked``)."""
    asked = asked_for([one.post for one in leads], scope.council, scope.today)
    for one in leads:
        one.people = asked[one.post.pk].people


def say_when(scope: Scope, period: Period, leads: Iterable[Missing]) -> None:
    """The day on which somebody of each post was last reminded of this period."""
    days: dict[int, date] = {}
    asked = period.reminders.filter(kind=Reminder.Kind.ASKED).order_by("day")
    for person, day in asked.values_list("person", "day"):
        days[person] = day
    for one in leads:
        theirs = [days.get(person.pk) for person in one.people]
        one.reminded_on = max((day for day in theirs if day), default=None)
        one.reminded_today = all(day == scope.today for day in theirs)


def reminders_of(period: Period) -> QuerySet[Reminder]:
    """Every reminder that was sent, newest first."""
    return period.reminders.select_related("person", "by")
