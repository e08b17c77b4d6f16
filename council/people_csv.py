"""A list of people as CSV: what becomes of each row, judged against what stands and the rows above.

Pure: whoever has the people and posts gives them as ``Known``. The same judging makes the preview
and precedes applying, so that nobody is surprised.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from council.csv_values import Column, Row
from council.emails import kept_email
from council.holding_days import HOLDER, Days, why_not_hold
from council.models import Role
from council.people_roles import ROLE_FIELDS, role_words
from council.post_names import NameBook, key

COLUMNS = (
    Column("name", "Name", ("full name", "person"), required=True),
    Column("email", "E-mail", ("email address", "mail"), required=True),
    Column("roles", "Roles", ("role", "rights")),
    Column("posts", "Posts", ("post", "job title", "job", "holds")),
)
EXAMPLES = (
    ("Priya Raman", "priya.raman@example.gov.uk", "officer", "Head of Law & Democracy"),
    ("Tom Whitfield", "tom.whitfield@example.gov.uk", "officer; Democratic Services", ""),
)
MOST = 200  # invited at once: each is an e-mail, and the page waits for them
ROLES = {str(role).casefold(): role for role in Role}


class Verdict(StrEnum):
    """What becomes of a row."""

    INVITE = "will be invited"
    SAME = "is there already"
    REFUSE = "refused"


@dataclass(slots=True)
class Known:
    """What stands: people here and gone by e-mail, names of posts, and who holds each post when.

    ``since`` is the day from which the rows' posts are held; ``invited`` grows with the rows, and
    gives the line of each e-mail.
    """

    members: dict[str, str]
    gone: dict[str, str]
    book: NameBook
    holders: dict[int, list[Days]]
    may_administer: bool
    since: date
    invited: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """One row: what becomes of it, in words, and whom it invites."""

    row: Row
    verdict: Verdict
    words: tuple[str, ...]
    name: str = ""
    email: str = ""
    roles: frozenset[Role] = frozenset()
    posts: tuple[int, ...] = ()


class Refused(Exception):
    """A row that cannot be applied; the message is a sentence."""


def judge(rows: Iterable[Row], known: Known) -> list[Judged]:
    """What becomes of every row. ``known`` is changed: a row counts for those below it."""
    judged = []
    for row in rows:
        try:
            judged.append(_judge(row, known))
        except Refused as error:
            judged.append(Judged(row, Verdict.REFUSE, (str(error),), row.values["name"]))
    return judged


def _judge(row: Row, known: Known) -> Judged:
    name, email = _who(row, known)
    if email in known.members:
        here = f"{known.members[email]} belongs to the council; nothing is changed"
        return Judged(row, Verdict.SAME, (here,), name, email)
    roles = _roles(row.values["roles"], known)
    posts, titles = _posts(row.values["posts"], name, email, known)
    if len(known.invited) == MOST:
        raise Refused(f"At most {MOST} people are invited at once. Send this row in another list.")
    words = [f"roles: {role_words(roles)}"]
    if titles:
        words.append(f"holds {', '.join(titles)}")
    known.invited[email] = row.line
    for post in posts:
        known.holders.setdefault(post, []).append(Days(email, name, HOLDER, known.since))
    return Judged(row, Verdict.INVITE, tuple(words), name, email, roles, posts)


def _who(row: Row, known: Known) -> tuple[str, str]:
    """Name and e-mail of a row that may stand. Raises Refused."""
    if row.fault:
        raise Refused(row.fault)
    name = row.values["name"]
    if not name:
        raise Refused("It has no name.")
    if len(name) > 200:
        raise Refused("The name has more than 200 characters.")
    try:
        email = kept_email(row.values["email"])
    except ValueError as error:
        raise Refused(str(error)) from error
    if email in known.invited:
        raise Refused(f"Line {known.invited[email]} has the same e-mail already.")
    if email in known.gone:
        raise Refused(f"{known.gone[email]} has left: open their page, and let them come back.")
    return name, email


def _roles(text: str, known: Known) -> frozenset[Role]:
    """The roles of a cell such as “officer; SLT”. Raises Refused."""
    roles = set()
    for word in _parts(text):
        role = ROLES.get(word.casefold())
        if role is None:
            offered = ", ".join(str(one) for one in (Role.READER, *ROLE_FIELDS))
            raise Refused(f"There is no role called “{word[:60]}”: use {offered}.")
        roles.add(role)
    if Role.SYSTEM_ADMINISTRATOR in roles and not known.may_administer:
        raise Refused("Only a system administrator may name a system administrator.")
    return frozenset(roles)


def _posts(
    text: str, name: str, email: str, known: Known
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The posts of a cell, by id and by title. Raises Refused."""
    found: dict[int, str] = {}
    for title in _parts(text):
        post = known.book.find(title)
        if post is None:
            raise Refused(f"No post in use is called “{title[:200]}”. Set it up first.")
        wanted = Days(email, name, HOLDER, known.since)
        why_not = why_not_hold(wanted, known.holders.get(post.pk, ()))
        if post.pk not in found and why_not:
            raise Refused(f"{post.title}: {why_not}")
        found[post.pk] = post.title
    return tuple(found), tuple(found.values())


def _parts(text: str) -> list[str]:
    """What a cell holds, parted by semicolons; each once."""
    parts = {key(one): one.strip() for one in text.split(";") if one.strip()}
    return list(parts.values())
