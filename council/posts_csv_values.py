"""What a list of posts meets and what becomes of its rows, as values. Pure."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from council.csv_values import Row
from council.holding_days import Days
from council.post_names import NameBook


class Verdict(StrEnum):
    """What becomes of a row."""

    ADD = "will be added"
    CHANGE = "will be changed"
    SAME = "is there already"
    REFUSE = "refused"


@dataclass(slots=True)
class KnownPost:
    """A post as the rows find it; grows with the rows that add to it. ``pk`` 0: not made yet."""

    pk: int
    number: int  # tells posts apart, also those not made yet
    title: str
    area: str = ""
    role: str = ""
    aliases: list[str] = field(default_factory=list)
    holders: list[Days] = field(default_factory=list)


@dataclass(slots=True)
class Known:
    """What stands: names, posts in use by number, areas, and members by e-mail (small letters).

    Of each post everybody who ever held it counts; members are those who have not left.
    """

    book: NameBook
    posts: dict[int, KnownPost]
    areas: dict[str, str]
    people: dict[str, tuple[int, str]]
    today: date


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody who is to hold a post."""

    person: int
    name: str
    kind: str
    since: date | None

    @property
    def days(self) -> Days:
        return Days(self.person, self.name, self.kind, self.since)


@dataclass(slots=True)
class Judged:
    """One row: what becomes of it, in words, and what is to be done.

    ``post`` is the post as it will be; of it only what is named here is new. Empty texts: nothing
    to do.
    """

    row: Row
    verdict: Verdict
    words: list[str]
    post: KnownPost | None = None
    area: str = ""
    role: str = ""
    aliases: list[str] = field(default_factory=list)
    hold: Hold | None = None


class Refused(Exception):
    """A row that cannot be applied; the message is a sentence."""
