"""A list of posts as CSV: what each row will do, judged against what stands and the rows above.

Pure: whoever has the posts gives them as ``Known``, and is told row by row what to do. The same
judging makes the preview and precedes applying, so that nobody is surprised.
"""

from collections.abc import Iterable
from datetime import date

from council.csv_values import Column, Row
from council.days import read_day
from council.holding_days import HOLDER, Days, why_not_hold
from council.in_words import in_words
from council.post_names import NamedPost, key, one_line
from council.posts_csv_values import Hold, Judged, Known, KnownPost, Refused, Verdict
from council.texts import tidy

COLUMNS = (
    Column("title", "Title", ("post", "post title", "job title", "job"), required=True),
    Column("area", "Service area", ("service", "department", "directorate", "area")),
    Column("role", "Statutory role", ("statutory", "statutory post")),
    Column("aliases", "Aliases", ("alias", "other names", "also known as")),
    Column("email", "Holder e-mail", ("holder", "e-mail", "email address", "held by")),
    Column("since", "Holder since", ("since", "from", "start", "start date", "first day")),
    Column("kind", "Holds it as", ("kind", "holder kind", "as")),
)
EXAMPLES = (
    ("Head of Law & Democracy", "Law & Democracy", "Monitoring Officer",
     "Head of L&D; Head of Legal", "", "", ""),
    ("Chief Finance Officer", "Finance", "s151 officer", "", "", "", ""),
)  # fmt: skip
KINDS = ("holder", "job share", "interim", "deputy")
LONGEST = {"title": 200, "area": 200, "role": 60}
LONGEST_ALIAS, LONGEST_CELL = 200, 2000


def judge(rows: Iterable[Row], known: Known) -> list[Judged]:
    """What becomes of every row. ``known`` is changed: a row counts for those below it."""
    judged = []
    for row in rows:
        try:
            judged.append(_judge(row, known))
        except Refused as error:
            judged.append(Judged(row, Verdict.REFUSE, [str(error)]))
    return judged


def _judge(row: Row, known: Known) -> Judged:
    said = _said(row)
    post, is_new = _post(said["title"], known)
    one = Judged(row, Verdict.ADD if is_new else Verdict.SAME, [], post)
    _area(one, said["area"], known)
    _role(one, said["role"])
    _aliases(one, said["aliases"], known)
    _hold(one, said, known)
    if one.words and not is_new:
        one.verdict = Verdict.CHANGE
    _remember(one, known)
    return one


def _said(row: Row) -> dict[str, str]:
    """The texts of a row that may stand. Raises Refused."""
    if row.fault:
        raise Refused(row.fault)
    said = {name: one_line(tidy(text)) for name, text in row.values.items()}
    for column in COLUMNS:
        most = LONGEST.get(column.name, LONGEST_CELL)
        if len(said[column.name]) > most:
            raise Refused(f"“{column.title}” is too long: at most {most:,} characters.")
    if not said["title"]:
        raise Refused("It has no title.")
    return said


def _post(title: str, known: Known) -> tuple[KnownPost, bool]:
    """The post that a title leads to, or a new one, and whether it is new."""
    found = known.book.find(title)
    if found:
        return known.posts[found.pk], False
    if why_not := known.book.why_not_title(title):
        raise Refused(why_not)
    # Numbers of posts that are not made yet are negative: they meet no id.
    return KnownPost(0, -1 - len(known.posts), title), True


def _area(one: Judged, name: str, known: Known) -> None:
    assert one.post is not None  # noqa: S101 - for the type checker
    if not name or key(name) == key(one.post.area):
        return
    one.area = known.areas.get(key(name), name)
    new = "" if key(name) in known.areas else "new "
    was = f" (was {one.post.area})" if one.post.area else ""
    one.words.append(f"{new}service area {one.area}{was}")


def _role(one: Judged, role: str) -> None:
    assert one.post is not None  # noqa: S101 - for the type checker
    if role and role != one.post.role:
        one.role = role
        was = f" (was {one.post.role})" if one.post.role else ""
        one.words.append(f"statutory role {role}{was}")


def _aliases(one: Judged, text: str, known: Known) -> None:
    post = one.post
    assert post is not None  # noqa: S101 - for the type checker
    has = {key(post.title), *map(key, post.aliases)}
    for name in filter(None, map(one_line, text.split(";"))):
        if key(name) in has:
            continue
        if len(name) > LONGEST_ALIAS:
            raise Refused(f"The other name “{name[:40]}…” is too long.")
        if why_not := known.book.why_not_alias(name, post.number):
            raise Refused(why_not)
        has.add(key(name))
        one.aliases.append(name)
    if one.aliases:
        one.words.append(f"also called {', '.join(one.aliases)}")


def _hold(one: Judged, said: dict[str, str], known: Known) -> None:
    assert one.post is not None  # noqa: S101 - for the type checker
    if not said["email"]:
        if said["since"]:
            raise Refused("It says since when the post is held, but not by whom.")
        return
    hold = _wanted(said, known)
    # Who holds it now is known by their e-mail alone: the day need not be told again.
    lasting = (it for it in one.post.holders if not it.until or it.until >= known.today)
    if any(other.who == hold.person and _is(other, hold, said) for other in lasting):
        return
    if why_not := why_not_hold(hold.days, one.post.holders):
        raise Refused(why_not)
    one.hold = hold
    since = f" from {in_words(hold.since)}" if hold.since else ""
    as_what = "" if hold.kind == HOLDER else f" as {hold.kind}"
    one.words.append(f"held by {hold.name}{as_what}{since}")


def _wanted(said: dict[str, str], known: Known) -> Hold:
    """Who is to hold it. Raises Refused for a stranger, an unknown kind and an unreadable day."""
    person = known.people.get(said["email"].lower())
    if person is None:
        raise Refused(
            f"Nobody of this council has the e-mail {said['email']}. Invite them first, or leave "
            "the holder out."
        )
    kind = said["kind"].lower() or HOLDER
    if kind not in KINDS:
        raise Refused(f"“{said['kind']}” is no way to hold a post: use {', '.join(KINDS)}.")
    return Hold(*person, kind, _day(said["since"]))


def _is(other: Days, hold: Hold, said: dict[str, str]) -> bool:
    """Whether somebody holds it already as the row says; what the row leaves out may be so."""
    same_kind = not said["kind"] or other.kind == hold.kind
    return same_kind and (hold.since is None or other.since == hold.since)


def _day(text: str) -> date | None:
    day = read_day(text)
    if text and day is None:
        raise Refused(f"“{text}” is no day: write it as 1 April 2023 or 01/04/2023.")
    return day


def _remember(one: Judged, known: Known) -> None:
    """Let the row count for those below it."""
    post = one.post
    assert post is not None  # noqa: S101 - for the type checker
    post.area, post.role = one.area or post.area, one.role or post.role
    if one.area:
        known.areas.setdefault(key(one.area), one.area)
    post.aliases += one.aliases
    if one.hold:
        post.holders.append(one.hold.days)
    known.posts[post.number] = post
    known.book.add(NamedPost(post.number, post.title, tuple(post.aliases)))
