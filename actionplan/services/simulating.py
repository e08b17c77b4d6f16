"""Playing a simulated year through the services that people use, each on its day.

Only for demonstrations: the command and ``load_demo`` refuse where DEBUG is off.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from actionplan.dates.quarters import Span, span_after
from actionplan.importing.notes import Reading
from actionplan.models import Action, Period, Plan
from actionplan.position import Position
from actionplan.services.applying import Source, apply_reading
from actionplan.services.periods import PeriodDays, begin_closing, open_first_period
from actionplan.services.plan_settings import save_columns
from actionplan.services.plans import create_plan
from actionplan.services.register import Why
from actionplan.services.sealing import seal_period
from actionplan.services.updates import record_update
from actionplan.simulated.story import Desk, Story, document_of, read_story
from actionplan.simulated.year import Move, Said, Year, deal
from council import clock
from council.models import Council, Person, Post, PostHolding, Role, ServiceArea
from council.services.people_inviting import Invitee, invite
from council.services.posts import add_post
from council.services.posts_holding import change_holding
from council.versions import CannotEdit, newest

FILE = Path(settings.BASE_DIR) / "fixtures" / "simulated-year.toml"
DUE_BEFORE = timedelta(days=14)  # updates are due so long before a quarter ends
CHANGE = timedelta(days=45)  # into the third quarter, a post changes hands
VACANT = timedelta(days=14)
WHY = Why("Too many dates moved in the year before.", "the leadership team")


@dataclass(slots=True)
class Told:
    """What was done: the plan, and how often what."""

    plan: Plan
    done: Counter[str] = field(default_factory=Counter)


@transaction.atomic
def simulate_year(*, council: Council, by: Person, seed: int = 1) -> Told:
    """Make the plan of ``fixtures/simulated-year.toml`` and let a year of it pass, until today.

    ``by`` makes the plan and closes its periods. Raises CannotEdit where the council has it
    already.
    """
    story = read_story(FILE.read_bytes())
    if council.plans.filter(slug=story.slug).exists():
        raise CannotEdit(f"{council.short_name} has “{story.title}” already.")
    year = deal(story, clock.today(), seed)
    with clock.replaying(_at(year.quarters[0].first_day, 8)):
        posts = {desk.title: _post(council, desk, by) for desk in story.posts}
        plan = _plan(council, story, year, by)
    return Player(story, plan, posts, by, seed).play(year)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _post(council: Council, desk: Desk, by: Person) -> Post:
    """The post with its first holder; one that the council has, and its holder, are taken."""
    post = Post.objects.filter(council=council, title=desk.title).first()
    if post is None:
        area, _ = ServiceArea.objects.get_or_create(council=council, name=desk.area)
        post = Post(council=council, title=desk.title, service_area=area)
        add_post(post=post, by=by)
    if not post.holdings.exists():
        _hold(post, desk.holders[0], by)
    return post


def _hold(post: Post, name: str, by: Person) -> None:
    """Somebody new holds the post from today; nobody can log in as them."""
    email = f"{slugify(name).replace('-', '.')}@{post.council.slug}.simulated.example"
    who = Invitee(name, email, frozenset({Role.OFFICER}), (post,), since=clock.today())
    invite(council=post.council, invitee=who, by=by)


def _plan(council: Council, story: Story, year: Year, by: Person) -> Plan:
    start = year.quarters[0].first_day
    plan = create_plan(
        council=council,
        title=story.title,
        by=by,
        slug=story.slug,
        code=story.code,
        source=story.source,
        start=start,
    )
    open_first_period(plan=plan, day=start)
    reading = Reading(document_of(story, start, year.dues))
    source = Source(FILE.name, by, start)
    return apply_reading(reading=reading, council=council, source=source, plan_slug=plan.slug).plan


class Player:
    """Plays the updates, closes the quarters that are over, and counts."""

    def __init__(
        self, story: Story, plan: Plan, posts: dict[str, Post], by: Person, seed: int
    ) -> None:
        self.story, self.posts, self.by, self.seed = story, posts, by, seed
        self.told = Told(plan)
        actions = plan.actions.select_related("plan__council").in_plan_order()
        self.actions: list[Action] = list(actions)

    def play(self, year: Year) -> Told:
        """Quarter by quarter; the last one goes on."""
        self.told.done["actions"] = len(self.actions)
        for number, quarter in enumerate(year.quarters):
            period = (
                Period.objects.running().select_related("plan__council").get(plan=self.told.plan)
            )
            if number == 2:
                self._change_holder(quarter)
            runs = quarter is year.quarters[-1]
            if runs:
                self._ask_for_agreement(quarter)
            for move in year.moves_in(quarter):
                self._update(move, period)
            if not runs:
                self._close(period, quarter)
        return self.told

    def _update(self, move: Move, period: Period) -> None:
        action = self.actions[move.action]
        post = self.posts[self.story.actions[move.action].post]
        once = f"{action.get_absolute_url()}{self.seed}/{period.slug}"
        with clock.replaying(_at(move.day, 9, move.action)):
            record_update(
                action=action,
                position=_position(move.said),
                by=self._holder(post),
                post=post,
                once=uuid5(NAMESPACE_URL, once),
                based_on=action.latest_id,
                period_id=period.pk,
                due_reason=move.said.due_reason,
                no_change=move.said.no_change,
            )
        self._count(action, move.said)

    def _holder(self, post: Post) -> Person:
        """Who holds the post today; the plan manager speaks for a vacant one."""
        holdings = PostHolding.objects.on(clock.today()).filter(post=post)
        held = holdings.select_related("person").first()
        return held.person if held else self.by

    def _count(self, action: Action, said: Said) -> None:
        done = self.told.done
        done["updates"] += 1
        done["no change"] += said.no_change
        if said.due_reason:
            proposed = action.plan.asks_date_agreement
            done["dates waiting to be agreed" if proposed else "slips"] += 1
        if said.completed and said.due.date:
            late = said.completed.date > said.due.date
            done["completed late" if late else "completed on time"] += 1

    def _close(self, period: Period, quarter: Span) -> None:
        after = span_after(quarter.first_day, quarter.last_day)
        days = PeriodDays(after.name, after.first_day, after.last_day, after.last_day - DUE_BEFORE)
        with clock.replaying(_at(quarter.last_day, 18)):
            begin_closing(period=period, by=self.by)
            seal_period(period=period, as_at=quarter.last_day, following=days, by=self.by)
        self.told.done["closed periods"] += 1

    def _change_holder(self, quarter: Span) -> None:
        """The one post with two holders: the first leaves, two weeks later comes the next."""
        leaves = quarter.first_day + CHANGE
        for desk in self.story.posts:
            post = self.posts[desk.title]
            held = post.holdings.select_related("post__council", "person").first()
            if len(desk.holders) < 2 or held is None:
                continue
            with clock.replaying(_at(leaves, 9)):
                change_holding(
                    holding=held, values={"until": leaves}, seen=newest(held), by=self.by
                )
            with clock.replaying(_at(leaves + VACANT, 9)):
                _hold(post, desk.holders[1], self.by)
            self.told.done["changes of holder"] += 1

    def _ask_for_agreement(self, quarter: Span) -> None:
        """After a year of slips, new dates are agreed before they are in force."""
        plan = Plan.objects.select_related("council").get(pk=self.told.plan.pk)
        with clock.replaying(_at(quarter.first_day, 8)):
            save_columns(
                plan=plan,
                values={"asks_date_agreement": True},
                renames={},
                seen=newest(plan),
                by=self.by,
                why=WHY,
            )
        plan.asks_date_agreement = True
        self.told.plan = plan
        for action in self.actions:
            action.plan = plan


def _position(said: Said) -> Position:
    return Position(said.rating, said.status, said.due, said.completed, said.commentary)
