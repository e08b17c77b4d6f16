"""Two posts that are one job become one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from council import clock, post_users
from council.models import Person, Post, PostAlias
from council.post_names import key
from council.services.people import lock
from council.services.posts_names import check_in_use
from council.services.posts_passing import Passing, pass_on, passings
from council.services.rows import add_row
from council.versions import CannotEdit, claim, sign


@dataclass(frozen=True, slots=True)
class Merger:
    """Everything that merging ``old`` into ``new`` does: shown first, then done."""

    old: Post
    new: Post
    uses: tuple[str, ...]
    names: tuple[str, ...]
    passings: tuple[Passing, ...]
    takes: tuple[tuple[str, str], ...]  # field and value that the other post lacks
    leaves: tuple[str, ...]  # what the old post says otherwise, and nobody takes over
    day: date


def merger(*, old: Post, new: Post, holders_pass: bool, day: date) -> Merger:
    """What merging would do on ``day``. Raises CannotEdit where the two may not be merged."""
    _check_pair(old, new)
    takes, leaves = _facts(old, new)
    return Merger(
        old,
        new,
        uses=tuple(post_users.uses_of(old)),
        names=tuple(_names(old, new)),
        passings=tuple(passings(old, new, day, holders_pass)),
        takes=takes,
        leaves=leaves,
        day=day,
    )


@transaction.atomic
def merge_posts(
    *,
    old: Post,
    new: Post,
    holders_pass: bool,
    seen: int | None,
    seen_new: int | None,
    by: Person,
) -> Merger:
    """Let everything of ``old`` go to ``new`` today; ``old`` stays only for the log.

    With ``holders_pass`` those who hold only the old post hold the other one from today. Raises
    ChangedMeanwhile when either was saved since it was seen, and CannotEdit where the two may not
    be merged: one and the same, of two councils, gone, or with a name that leads elsewhere.
    """
    lock(old.council)
    old, new, day = claim(old, seen), claim(new, seen_new), clock.today()
    done = merger(old=old, new=new, holders_pass=holders_pass, day=day)
    reason = f"Merged into {new.title}"
    post_users.hand_over(old=old, new=new, by=by, day=day, reason=reason)
    _pass_names(done, by)
    for passing in done.passings:
        pass_on(passing, new, day, by, reason)
    for field, _ in done.takes:
        setattr(new, field, getattr(old, field))
    sign(new, by, f"Took over {old.title}")
    new.save()
    for one in (old, *old.merged_from.all()):
        one.merged_into = new
        sign(one, by, reason)
        one.save()
    return done


def _check_pair(old: Post, new: Post) -> None:
    if old.pk == new.pk:
        raise CannotEdit("A post cannot be merged into itself.")
    if old.council_id != new.council_id:
        raise CannotEdit("The two posts belong to different councils.")
    check_in_use(old)
    check_in_use(new)


def _facts(old: Post, new: Post) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What the other post takes over because it lacks it, and what is left behind."""
    pairs = [
        (field, str(theirs), getattr(new, field))
        for field in ("service_area", "statutory_role")
        if (theirs := getattr(old, field))
    ]
    takes = tuple((field, theirs) for field, theirs, ours in pairs if not ours)
    leaves = tuple(theirs for _, theirs, ours in pairs if ours and str(ours) != theirs)
    return takes, leaves


# ---- names


def _names(old: Post, new: Post) -> Iterable[str]:
    """The names that lead to the other post from now on.

    Raises CannotEdit where one of them is another name of a third post already.
    """
    elsewhere = PostAlias.objects.filter(council=old.council_id).exclude(post__in=(old, new))
    taken = {key(alias.name): alias for alias in elsewhere.select_related("post")}
    known = {key(name) for name in (new.title, *_aliases(new))}
    for name in (old.title, *_aliases(old)):
        if other := taken.get(key(name)):
            raise CannotEdit(
                f"“{name}” is another name of the post “{other.post}”. Remove it there first."
            )
        if key(name) not in known:
            known.add(key(name))
            yield name


def _aliases(post: Post) -> list[str]:
    return [alias.name for alias in post.aliases.all()]


def _pass_names(done: Merger, by: Person) -> None:
    """Move the aliases, and make one of the old title."""
    new = done.new
    wanted = {key(name) for name in done.names}
    for alias in done.old.aliases.all():
        sign(alias, by)
        if key(alias.name) in wanted:
            alias.post = new
            alias.save()
            wanted.remove(key(alias.name))
        else:
            alias.delete()
    if key(done.old.title) in wanted:
        add_row(row=PostAlias(council=new.council, post=new, name=done.old.title), by=by)
