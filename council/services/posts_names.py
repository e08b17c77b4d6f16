"""Another name for a post, another title: one name leads to one post."""

from django.db import transaction

from council.models import Person, Post, PostAlias
from council.post_names import key, one_line
from council.queries.posts import name_book
from council.services.people import lock
from council.services.rows import add_row, remove_row
from council.versions import CannotEdit, claim, sign


@transaction.atomic
def rename_post(*, post: Post, title: str, seen: int | None, by: Person) -> bool:
    """Give a post another title; the old one leads to it as an alias. Whether it changed.

    An alias that is the new title now is turned away. Raises ChangedMeanwhile, and CannotEdit for
    a post that is gone and for a title that leads to another post.
    """
    lock(post.council)
    stands: Post = claim(post, seen)
    check_in_use(stands)
    title, old = one_line(title), stands.title
    if title == old:
        return False
    refuse(name_book(stands.council).why_not_title(title, stands.pk))
    _drop_aliases(stands, title, by)
    stands.title = title
    sign(stands, by)
    stands.save()
    if key(title) != key(old):
        _keep(stands, old, by)
    return True


def _drop_aliases(post: Post, title: str, by: Person) -> None:
    for alias in post.aliases.all():
        if key(alias.name) == key(title):
            sign(alias, by)
            alias.delete()


def _keep(post: Post, name: str, by: Person) -> None:
    if not any(key(alias.name) == key(name) for alias in post.aliases.all()):
        refuse(name_book(post.council).why_not_alias(name, post.pk))
        add_row(row=PostAlias(council=post.council, post=post, name=name), by=by)


@transaction.atomic
def add_alias(*, alias: PostAlias, by: Person) -> None:
    """Let one more name lead to a post.

    Raises CannotEdit for a post that is gone, and for a name that leads somewhere already.
    """
    lock(alias.council)
    post = Post.objects.get(pk=alias.post_id)
    check_in_use(post)
    alias.name = one_line(alias.name)
    if any(key(other.name) == key(alias.name) for other in post.aliases.all()):
        raise CannotEdit(f"“{alias.name}” leads to this post already.")
    refuse(name_book(alias.council).why_not_alias(alias.name, post.pk))
    add_row(row=alias, by=by)


def remove_alias(*, alias: PostAlias, seen: int | None, by: Person) -> None:
    """Let a name lead to its post no more. Raises ChangedMeanwhile."""
    remove_row(row=alias, seen=seen, by=by, refusal="Something still uses this name.")


# ---- what others ask here too


def refuse(sentence: str) -> None:
    """Raise CannotEdit where there is a sentence."""
    if sentence:
        raise CannotEdit(sentence)


def check_in_use(post: Post) -> None:
    """Raise CannotEdit for a post that has ended or was merged."""
    if post.merged_into_id:
        raise CannotEdit(
            f"“{post.title}” was merged into “{post.merged_into}”. Make changes there."
        )
    if post.ended_on:
        raise CannotEdit(f"“{post.title}” has ended. Reopen it first.")
