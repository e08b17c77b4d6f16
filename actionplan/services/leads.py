"""Who leads what, from a day on: the only way in which leads change once a plan is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from actionplan.leading.days import Days
from actionplan.models import Action, Change, Lead, Plan, Recommendation
from actionplan.services.leads_led import Led, days, led_by_key, subject_of, thing_of, write
from actionplan.services.register import Register, Why
from actionplan.words import day as day_in_words
from council import clock
from council.models import Person, Post
from council.versions import CannotEdit, ChangedMeanwhile

# Accountable first: who becomes accountable no longer delivers, who ceases to be may deliver.
KINDS = (Lead.Kind.ACCOUNTABLE, Lead.Kind.DELIVERY, Lead.Kind.SLT, Lead.Kind.OFFICER)


@dataclass(frozen=True, slots=True)
class LeadChange:
    """What shall be different about the leads of one action or recommendation from a day on.

    ``posts`` has every post, in order, of each kind that it names; kinds left out stay as they
    are. ``add`` and ``remove`` are delivery posts. ``seen`` is the digest
    (``actionplan.leading.leads``) of the leads that whoever asks has seen, or None where nobody
    has looked.
    """

    of: Action | Recommendation
    posts: Mapping[str, Sequence[Post]] = field(default_factory=dict)
    add: Sequence[Post] = ()
    remove: Sequence[Post] = ()
    seen: str | None = None

    @property
    def named(self) -> dict[int, Post]:
        """Every post that shall lead."""
        given = [post for posts in self.posts.values() for post in posts]
        return {post.pk: post for post in (*given, *self.add)}

    @property
    def kinds(self) -> set[str]:
        """The kinds of lead that it is about."""
        return {*self.posts, *([Lead.Kind.DELIVERY] if self.add or self.remove else [])}


class LeadsChangedMeanwhile(ChangedMeanwhile):
    """Somebody else has changed leads since they were seen; ``of`` are the things they lead."""

    def __init__(self, of: list[Action | Recommendation]) -> None:
        super().__init__()
        self.of = of


@transaction.atomic
def set_leads(
    *,
    plan: Plan,
    changes: Sequence[LeadChange],
    by: Person,
    why: Why | None = None,
    day: date | None = None,
) -> list[Change]:
    """Let leads change from ``day`` (today) on; in a draft from the start, leaving no trace.

    Returns a line of the register for each action or recommendation whose leads are now others.
    What was planned for a later day gives way, as far as ``changes`` speak of it. Raises
    CannotEdit and LeadsChangedMeanwhile; then nothing has changed.
    """
    register = Register(plan=plan, by=by, why=why)
    things = led_by_key(register.plan, [change.of for change in changes])
    changed = [c.of for c in changes if c.seen not in (None, things[c.of].digest)]
    if changed:
        raise LeadsChangedMeanwhile(changed)
    start = None if register.plan.is_draft else day or clock.today()
    for change in changes:
        _check(change, things[change.of], start)
        _apply(change, things[change.of], Days.between(start, None))
    return write(register, things.values(), start)


def _apply(change: LeadChange, led: Led, days: Days) -> None:
    led.know(change.named.values())
    for kind in KINDS:
        if kind in change.posts:
            led.rota.set(kind, [post.pk for post in change.posts[kind]], days)
    for post in change.remove:
        led.rota.end(Lead.Kind.DELIVERY, post.pk, days)
    for post in change.add:
        led.rota.lead(Lead.Kind.DELIVERY, post.pk, days)


def _check(change: LeadChange, led: Led, start: date | None) -> None:
    """Refuse what may not lead or be led here, and a day before a present lead's first one."""
    if isinstance(change.of, Action) and change.of.left:
        raise CannotEdit(f"{change.of.reference} is no longer a row of this plan.")
    for post in change.named.values():
        if post.pk not in led.posts:
            check_post(led.plan, post)
    begun = [lead for lead in led.rows if _has_begun_after(lead, start)]
    for lead in begun:
        if lead.kind in change.kinds or lead.post_id in change.named:
            since = day_in_words(lead.since or clock.today())
            raise CannotEdit(
                f"{lead.post} leads {subject_of(change.of)} since {since}. "
                "Choose that day or a later one."
            )


def _has_begun_after(lead: Lead, start: date | None) -> bool:
    return bool(start and lead.since and start < lead.since <= clock.today())


def check_post(plan: Plan, post: Post) -> None:
    """Raise CannotEdit unless the post is one of the plan's council and in use."""
    if post.council_id != plan.council_id:
        raise CannotEdit(f"{post} belongs to another council.")
    if post.ended_on or post.merged_into_id:
        raise CannotEdit(f"{post} is no longer in use. Choose another post.")


@transaction.atomic
def relead(
    *, leads: Iterable[Lead], new: Post, by: Person, why: Why | None = None, day: date | None = None
) -> list[Change]:
    """Give leads to another post from ``day`` (today) on, in whatever plans they stand.

    Where ``new`` leads the same thing already, the old lead ends; who was delivering and is now
    accountable delivers no more. Returns the lines of the registers, one for each action or
    recommendation. Raises CannotEdit for an archived plan, or a post that may not lead.
    """
    by_plan: dict[int, list[Lead]] = {}
    for lead in leads:
        by_plan.setdefault(thing_of(lead).plan_id, []).append(lead)
    plans = Plan.objects.in_bulk(by_plan)
    return [
        line
        for pk in sorted(by_plan)  # always in this order: two at once must not wait for each other
        for line in _relead(
            by_plan[pk], new, Register(plan=plans[pk], by=by, why=why), day or clock.today()
        )
    ]


def _relead(leads: list[Lead], new: Post, register: Register, day: date) -> list[Change]:
    """The same within one plan, which the register has locked."""
    check_post(register.plan, new)
    things = led_by_key(register.plan, [thing_of(lead) for lead in leads])
    start = None if register.plan.is_draft else day
    for lead in sorted(leads, key=lambda lead: KINDS.index(Lead.Kind(lead.kind))):
        led = things[thing_of(lead)]
        led.know([new])
        mine = days(lead).common(Days.between(start, None))
        if mine:
            led.rota.replace(lead.kind, lead.post_id, new.pk, mine)
    return write(register, things.values(), start)
