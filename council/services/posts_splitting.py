"""One post that is two jobs becomes two."""

from django.db import transaction

from council import clock
from council.models import Person, Post, PostHolding
from council.post_names import key, one_line
from council.queries.posts import name_book
from council.services.people import lock
from council.services.posts_holding import present_holdings
from council.services.posts_names import check_in_use, refuse
from council.services.posts_passing import Passing, pass_on
from council.versions import CannotEdit, claim, sign


@transaction.atomic
def split_post(
    *, post: Post, title: str, holding: PostHolding | None, seen: int | None, by: Person
) -> Post:
    """Make a second post of a part of this one, in the same service area; returns it.

    With ``holding`` its person holds the new post from today, and this one no longer. What the
    post leads stays with it. Raises ChangedMeanwhile, and CannotEdit for a post that is gone, a
    title that leads to another one, and a holding that is not the post's or has ended.
    """
    lock(post.council)
    stands: Post = claim(post, seen)
    check_in_use(stands)
    title, day = one_line(title), clock.today()
    refuse(name_book(stands.council).why_not_title(title))
    _drop_alias(stands, title, by)
    new = Post(council=stands.council, title=title, service_area=stands.service_area)
    sign(new, by, f"Split from {stands.title}")
    new.full_clean()
    new.save(force_insert=True)
    if holding is not None:
        if holding.pk not in {one.pk for one in present_holdings(stands, day)}:
            raise CannotEdit("This person does not hold the post any more.")
        pass_on(Passing(holding, holding.kind), new, day, by, f"Passed to {title}")
    return new


def _drop_alias(post: Post, title: str, by: Person) -> None:
    """A name that is the new post's title from now on leads to this one no more."""
    for alias in post.aliases.all():
        if key(alias.name) == key(title):
            sign(alias, by)
            alias.delete()
