"""What posts lead in plans, for the pages of posts (see ``council.post_users``)."""

from collections import Counter
from datetime import date

from django.db.models import Q, QuerySet

from actionplan.models import Lead, Plan, Recommendation
from actionplan.services.extending import pass_on
from actionplan.services.leads import relead
from actionplan.services.plan_settings import name_date_approver
from actionplan.services.register import Why
from council import clock
from council.models import Person, Post
from council.post_users import PostUser


def still_led(post: Post, day: date) -> QuerySet[Lead]:
    """What the post leads on ``day`` or will lead later, in plans that are not archived."""
    archived = Plan.State.ARCHIVED
    return (
        Lead.objects.filter(Q(until=None) | Q(until__gte=day), post=post)
        .exclude(action__plan__state=archived)
        .exclude(recommendation__plan__state=archived)
        .select_related("post", "action__plan", "recommendation__plan")
    )


def words(post: Post) -> list[str]:
    """What a post leads, a line for each plan: "5 actions and 2 recommendations of …"."""
    actions: Counter[Plan] = Counter()
    recommendations: Counter[Plan] = Counter()
    things = {lead.action or lead.recommendation for lead in still_led(post, clock.today())}
    for thing in things:
        if isinstance(thing, Recommendation):
            recommendations[thing.plan] += 1
        elif thing and not thing.left:
            actions[thing.plan] += 1
    plans = sorted({*actions, *recommendations}, key=lambda plan: plan.pk)
    led = [f"{counted(actions[plan], recommendations[plan])} of {plan.title}" for plan in plans]
    return led + [f"new dates of {plan.title}, which it agrees" for plan in agreed_plans(post)]


def counted(actions: int, recommendations: int) -> str:
    """Such as "5 actions and 1 recommendation"; "nothing" for none of either."""
    counts = ((actions, "action"), (recommendations, "recommendation"))
    said = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number]
    return " and ".join(said) or "nothing"


def agreed_plans(post: Post) -> QuerySet[Plan]:
    """The plans whose new dates the post agrees, but for archived ones."""
    return Plan.objects.filter(date_approver=post).exclude(state=Plan.State.ARCHIVED)


def hand_over(old: Post, new: Post, by: Person, day: date, reason: str) -> None:
    """Give all that a post leads to another from ``day`` on; archived plans keep who led them.

    Whatever has left its plan goes too, so that nobody comes back under a post that is gone.
    """
    why = Why(reason.strip() or f"{old} hands over to {new}.")
    relead(leads=still_led(old, day), new=new, by=by, why=why, day=day)
    pass_on(old=old, new=new, by=by)
    for plan in agreed_plans(old):
        name_date_approver(plan=plan, post=new, by=by, why=why)


LEADS = PostUser(words=words, hand_over=hand_over)
