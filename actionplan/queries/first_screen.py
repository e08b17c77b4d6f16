"""What needs a leader first: over one plan or all of a council's, each figure with its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from actionplan.leading.leads import name_of
from actionplan.models import Plan, Report
from actionplan.needs import (
    ASKED_FOR,
    IN_WORDS,
    NEEDS_SOMEBODY,
    SILENT_RULE,
    Need,
    needs_rule,
)
from actionplan.queries.cells import Ground
from actionplan.queries.dates_list import waiting_at_hand
from actionplan.reporting.template import Stage
from council.models import Council, Post


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and the page that shows exactly that."""

    words: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need over all plans; ``parts`` are its plans where there are several."""

    whole: Figure
    parts: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """What needs somebody, and what waits to be decided.

    ``silent`` are posts, with how many open actions each answers for; ``dates`` are new dates to
    agree, plan by plan; ``reports`` wait for SLT, the next meeting first. The rules say how the
    figures count.
    """

    needs: Sequence[NeedLine]
    silent: Sequence[Figure]
    dates: Sequence[Figure]
    reports: Sequence[Report]
    needs_rule: str
    silent_rule: str = SILENT_RULE

    @property
    def is_good_news(self) -> bool:
        """Nothing needs anybody, and nothing waits."""
        return not any((self.decides, *(line.whole.number for line in self.needs)))

    @property
    def decides(self) -> bool:
        """Whether something waits to be decided."""
        return bool(self.dates or self.reports)


def first_screen(council: Council, ground: Ground) -> FirstScreen:
    """The whole of it: two queries besides those of ``ground``, and the dates' at hand."""
    return FirstScreen(
        needs=[_line(need, council, ground) for need in _asked(ground)],
        silent=_silent(ground),
        dates=_dates(ground.plans),
        reports=_reports(council, ground),
        needs_rule=needs_rule(len(ground.plans)),
    )


def _asked(ground: Ground) -> list[Need]:
    """The needs that these plans can have."""
    doubts = any(plan.asks_confidence for plan in ground.plans)
    return [need for need in NEEDS_SOMEBODY if doubts or need not in ASKED_FOR]


def _line(need: Need, council: Council, ground: Ground) -> NeedLine:
    parts = tuple(
        Figure(plan.title, ground.needs[plan.pk][need], rows_of(plan, need=need.value))
        for plan in ground.plans
    )
    number = sum(part.number for part in parts)
    if len(parts) == 1:
        return NeedLine(Figure(IN_WORDS[need], number, parts[0].url))
    url = reverse("actionplan:need_list", args=[council.slug, need.value])
    some = tuple(part for part in parts if part.number)
    return NeedLine(Figure(IN_WORDS[need], number, url), some)


def rows_of(plan: Plan, **query: str) -> str:
    """The plan's page with a filter."""
    board = reverse("actionplan:plan_detail", args=[plan.council.slug, plan.slug])
    return f"{board}?{urlencode(query)}"


def _silent(ground: Ground) -> list[Figure]:
    """Each silent post of each plan, the one with most open actions first."""
    posts = {post for of in ground.silent.values() for post in of}
    titles = dict(Post.objects.filter(pk__in=posts).values_list("pk", "title")) if posts else {}
    found = [
        Figure(
            _name(titles[post], post, ground), _open_of(ground, plan, post), _its_rows(plan, post)
        )
        for plan in ground.plans
        for post in ground.silent[plan.pk]
    ]
    return sorted(found, key=lambda one: (-one.number, one.words))


def _name(title: str, post: int, ground: Ground) -> str:
    return name_of(title, is_vacant=post not in ground.held)


def _its_rows(plan: Plan, post: int) -> str:
    return rows_of(plan, answers=str(post), status="open", counted="on")


def _open_of(ground: Ground, plan: Plan, post: int) -> int:
    return sum(
        cell.facts.number
        for cell in ground.of_plan(plan)
        if post in cell.posts and cell.facts.is_open and cell.facts.counts
    )


def _dates(plans: Sequence[Plan]) -> list[Figure]:
    waiting = ((plan, len(waiting_at_hand(plan))) for plan in plans)
    return [
        Figure(plan.title, number, reverse("dates:date_list", args=[plan.council.slug, plan.slug]))
        for plan, number in waiting
        if number
    ]


def _reports(council: Council, ground: Ground) -> list[Report]:
    """Those that are with SLT now, of a meeting that is still to come."""
    found = Report.objects.filter(
        council=council,
        stage=Stage.SLT.value,
        meeting__day__gte=ground.day,
        meeting__is_cancelled=False,
    )
    if len(ground.plans) == 1:
        found = found.filter(parts__plan=ground.plans[0].pk)
    return list(found.select_related("meeting__committee", "council").order_by("meeting__day"))
