"""Posts: made, changed, ended when there is no such job any more, and reopened."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from council import clock, post_users
from council.in_words import in_words
from council.models import Person, Post, PostHolding
from council.post_names import one_line
from council.queries.posts import name_book
from council.services.people import lock
from council.services.posts_names import check_in_use, refuse
from council.services.rows import add_row, save_row
from council.versions import CannotEdit, claim, sign


@transaction.atomic
def add_post(*, post: Post, by: Person) -> None:
    """Save a new post. Raises CannotEdit for a title that leads to another one."""
    lock(post.council)
    post.title = one_line(post.title)
    refuse(name_book(post.council).why_not_title(post.title))
    add_row(row=post, by=by)


@transaction.atomic
def change_post(*, post: Post, values: Mapping[str, Any], seen: int | None, by: Person) -> None:
    """Give a post another service area or statutory role (its title: ``rename_post``).

    Raises ChangedMeanwhile, and CannotEdit for a post that is gone.
    """
    check_in_use(Post.objects.select_for_update(of=("self",)).get(pk=post.pk))
    save_row(row=post, values=values, seen=seen, by=by)


@transaction.atomic
def end_post(*, post: Post, day: date, seen: int | None, by: Person) -> list[PostHolding]:
    """Say that there is no such post from ``day`` on, today at the latest.

    Whoever holds it does so until the day before; returns those holdings. Raises
    ChangedMeanwhile, and CannotEdit while it leads something, for a day to come, and where
    somebody begins to hold it on ``day`` or later.
    """
    lock(post.council)
    stands: Post = claim(post, seen)
    check_in_use(stands)
    refuse(why_not_end(stands))
    if day > clock.today():
        raise CannotEdit("Give today or an earlier day: a post is ended when it is gone.")
    held = _held_from(stands, day)
    for holding in held:
        holding.until = day - timedelta(days=1)
        sign(holding, by, f"The post ended on {in_words(day)}")
        holding.save()
    stands.ended_on = day
    sign(stands, by)
    stands.save()
    return held


def why_not_end(post: Post) -> str:
    """Why a post may not be ended whatever the day, and what to do first; "" if it may."""
    uses = post_users.uses_of(post)
    if not uses:
        return ""
    return (
        f"“{post.title}” still leads: {'; '.join(uses)}. Give that to another post first: "
        "merge this post into the one that takes everything over, or change each of them."
    )


def _held_from(post: Post, day: date) -> list[PostHolding]:
    """Holdings that reach into ``day``; raises CannotEdit where one begins only then."""
    held = list(
        PostHolding.objects.select_for_update(of=("self",))
        .filter(Q(until=None) | Q(until__gte=day), post=post)
        .select_related("person")
    )
    for holding in held:
        if holding.since and holding.since >= day:
            raise CannotEdit(
                f"{holding.person} holds this post from {in_words(holding.since)}. Give a later "
                "day, or remove that entry if it was made by mistake."
            )
    return held


@transaction.atomic
def reopen_post(*, post: Post, seen: int | None, by: Person) -> None:
    """Let there be a post again that had ended; nobody holds it then.

    Raises ChangedMeanwhile, and CannotEdit for a post that has not ended, that was merged, or
    whose names lead elsewhere by now.
    """
    lock(post.council)
    stands: Post = claim(post, seen)
    if stands.merged_into_id:
        raise CannotEdit(
            f"“{stands.title}” was merged into “{stands.merged_into}”, so it cannot be reopened."
        )
    if stands.ended_on is None:
        raise CannotEdit(f"“{stands.title}” has not ended.")
    book = name_book(stands.council)
    refuse(book.why_not_title(stands.title, stands.pk))
    for alias in stands.aliases.all():
        refuse(book.why_not_alias(alias.name, stands.pk))
    stands.ended_on = None
    sign(stands, by)
    stands.save()
