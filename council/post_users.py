"""What leads to a post from elsewhere: who asks here need not know about plans and strategies.

Posts lead actions and own indicators, and those packages lie above this one, which does not
import them. So whoever lets posts lead something says so when the program starts (``provide``, in
an ``AppConfig.ready``), and the pages of posts ask here. The same way as ``strategy.computing``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from council.models import Person, Post


@dataclass(frozen=True, slots=True)
class PostUser:
    """One kind of thing that a post leads.

    ``words(post)`` says what it leads now ("3 actions of Peer review action plan"), nothing where
    it leads nothing; ``hand_over(old, new, by, day, reason)`` gives all of it to another post from
    ``day`` on, within the caller's transaction.
    """

    words: Callable[[Post], list[str]]
    hand_over: Callable[[Post, Post, Person, date, str], None]


_users: dict[str, PostUser] = {}


def provide(name: str, user: PostUser) -> None:
    """Ask ``user`` from now on; the same name again takes the place of the former one."""
    _users[name] = user


def uses_of(post: Post) -> list[str]:
    """Everything that the post leads now, in words; empty where nothing stands in its way."""
    return [words for user in _users.values() for words in user.words(post)]


def hand_over(*, old: Post, new: Post, by: Person, day: date, reason: str) -> None:
    """Give everything that one post leads to another; the caller holds the transaction."""
    for user in _users.values():
        user.hand_over(old, new, by, day, reason)
