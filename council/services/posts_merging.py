"""Two posts that are one job become one, and one that is two jobs becomes two."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from council import clock, post_users
from council.holding_days import DEPUTY, HOLDER
from council.models import Absence, Person, Post, PostAlias, PostHolding
from council.post_names import key, one_line
from council.queries.posts import name_book
from council.services.people import lock
from council.services.posts_holding import present_holdings
from council.services.posts_names import check_in_use, refuse
from council.services.rows import add_row
from council.versions import CannotEdit, claim, sign


@dataclass(frozen=True, slots=True)
class Passing:
    """What becomes of one holding of the post that goes.

    ``kind`` is how they hold the other post from the day on, "" where they do not: because they
    hold it already (``has_it``), or because nobody passes over. ``instead`` is how they were the
    other post's deputy until then.
    """

    holding: PostHolding
    kind: str = ""
    has_it: bool = False
    instead: PostHolding | None = None


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
        passings=tuple(_passings(old, new, day, holders_pass)),
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
        _pass(passing, new, day, by, reason)
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


# ---- holders


def _passings(old: Post, new: Post, day: date, holders_pass: bool) -> Iterable[Passing]:
    present = present_holdings(new, day)
    have = {one.person_id: one for one in present}
    kinds = {one.kind for one in present}
    for holding in present_holdings(old, day):
        theirs = have.get(holding.person_id)
        # Whoever is only the deputy there would leave the post vacant.
        stands_in = theirs is not None and theirs.kind == DEPUTY != holding.kind
        if theirs and not (stands_in and holders_pass):
            yield Passing(holding, has_it=True)
        elif holders_pass:
            # Two cannot be the holder at once, so whoever comes second shares the job.
            shares = holding.kind == HOLDER and HOLDER in kinds
            kind = PostHolding.Kind.JOB_SHARE.value if shares else holding.kind
            kinds.add(kind)
            yield Passing(holding, kind, instead=theirs)
        else:
            yield Passing(holding)


def _pass(passing: Passing, new: Post, day: date, by: Person, reason: str) -> None:
    """End one holding the day before, and let the person hold the other post from ``day``."""
    holding = passing.holding
    if passing.instead:
        _end(passing.instead, day, by, reason)
    begun = holding.since is None or holding.since < day
    away = list(holding.absences.filter(last_day__gte=day))
    if passing.kind:
        held = PostHolding(
            post=new,
            person=holding.person,
            kind=passing.kind,
            since=day if begun else holding.since,
            until=holding.until,
        )
        add_row(row=held, by=by)
        for one in away:
            first = max(one.first_day, day)
            add_row(row=Absence(holding=held, first_day=first, last_day=one.last_day), by=by)
    _end(holding, day, by, reason)


def _end(holding: PostHolding, day: date, by: Person, reason: str) -> None:
    """Let a holding end the day before ``day``; one that would only begin goes altogether."""
    sign(holding, by, reason)
    if holding.since is None or holding.since < day:
        holding.until = day - timedelta(days=1)
        holding.save()
    else:
        holding.delete()


# ---- split


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
        _pass(Passing(holding, holding.kind), new, day, by, f"Passed to {title}")
    return new


def _drop_alias(post: Post, title: str, by: Person) -> None:
    """A name that is the new post's title from now on leads to this one no more."""
    for alias in post.aliases.all():
        if key(alias.name) == key(title):
            sign(alias, by)
            alias.delete()
