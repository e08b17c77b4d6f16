"""Who holds a post from when to when, and the days on which they are away."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from council.holding_days import Days, why_not_hold
from council.in_words import in_words
from council.models import Absence, Membership, Person, Post, PostHolding
from council.services.people import lock
from council.services.posts_names import check_in_use, refuse
from council.services.rows import add_row, remove_row, save_row
from council.versions import CannotEdit


@transaction.atomic
def add_holding(*, holding: PostHolding, by: Person) -> None:
    """Let somebody hold a post.

    Raises CannotEdit for a post that is gone, for somebody who does not belong to its council all
    those days, and where two would be its holder at once.
    """
    lock(holding.post.council)
    check_in_use(Post.objects.get(pk=holding.post_id))
    check_holding(holding)
    add_row(row=holding, by=by)


@transaction.atomic
def change_holding(
    *, holding: PostHolding, values: Mapping[str, Any], seen: int | None, by: Person
) -> None:
    """Correct kind or days, or give the last day.

    Raises ChangedMeanwhile, and CannotEdit as ``add_holding`` does.
    """
    lock(holding.post.council)
    wanted = PostHolding.objects.select_related("post", "person").filter(pk=holding.pk).first()
    if wanted is not None:
        for name, value in values.items():
            setattr(wanted, name, value)
        check_holding(wanted)
    save_row(row=holding, values=values, seen=seen, by=by)


def remove_holding(*, holding: PostHolding, seen: int | None, by: Person) -> None:
    """Take back an entry that was made by mistake; the history keeps it."""
    remove_row(row=holding, seen=seen, by=by, refusal="Something still refers to this entry.")


def check_holding(holding: PostHolding) -> None:
    """Raise CannotEdit where the days of a holding may not stand beside the others."""
    _check_belongs(holding)
    others = PostHolding.objects.filter(post=holding.post_id).exclude(pk=holding.pk)
    refuse(why_not_hold(days_of(holding), map(days_of, others.select_related("person"))))
    ended = holding.post.ended_on
    if ended and (holding.until is None or holding.until >= ended):
        raise CannotEdit(f"The post ended on {in_words(ended)}. Give a last day before that.")


def days_of(holding: PostHolding) -> Days:
    """A holding as the rules see it."""
    return Days(holding.person_id, str(holding.person), holding.kind, holding.since, holding.until)


def _check_belongs(holding: PostHolding) -> None:
    """Raise CannotEdit where somebody holds a post on days on which they are not a member.

    What has ended may stand: who once was a member held it rightly.
    """
    found = Membership.objects.filter(council=holding.post.council_id, person=holding.person_id)
    membership = found.first()
    if membership is None:
        raise CannotEdit(f"{holding.person} does not belong to this council.")
    left = membership.left_on
    if left and (holding.until is None or holding.until >= left):
        raise CannotEdit(
            f"{holding.person} leaves on {in_words(left)}. Give a last day before that."
        )


# ---- away


@transaction.atomic
def add_absence(*, absence: Absence, by: Person) -> None:
    """Say that a holder is away; the deputy is asked meanwhile.

    Raises CannotEdit for days outside the holding or within another absence.
    """
    holding = absence.holding
    lock(holding.post.council)
    _check_within(absence, holding)
    _check_apart(absence, holding.absences.all())
    add_row(row=absence, by=by)


def remove_absence(*, absence: Absence, seen: int | None, by: Person) -> None:
    """Take an absence back; the history keeps it. Raises ChangedMeanwhile."""
    remove_row(row=absence, seen=seen, by=by, refusal="Something still refers to this absence.")


def _check_within(absence: Absence, holding: PostHolding) -> None:
    if absence.last_day < absence.first_day:
        raise CannotEdit("The last day is before the first.")
    begins, ends = holding.since or date.min, holding.until or date.max
    if absence.first_day < begins or absence.last_day > ends:
        raise CannotEdit(
            f"{holding.person} is away from {in_words(absence.first_day)} to "
            f"{in_words(absence.last_day)}, but does not hold the post all that time."
        )


def _check_apart(absence: Absence, others: Iterable[Absence]) -> None:
    for other in others:
        if other.first_day <= absence.last_day and absence.first_day <= other.last_day:
            raise CannotEdit(
                f"{absence.holding.person} is away from {in_words(other.first_day)} to "
                f"{in_words(other.last_day)} already. Remove that one first."
            )


def present_holdings(post: Post, day: date) -> list[PostHolding]:
    """Holdings that reach into ``day`` or begin later, with their people."""
    found = PostHolding.objects.filter(Q(until=None) | Q(until__gte=day), post=post)
    return list(found.select_related("person").order_by("since", "pk"))
