"""Which names lead to which post: a name is a title or an alias, and leads to one post only.

Knows no database: whoever has the names gives them. Case and runs of spaces do not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedPost:
    """What the names of one post depend on; ``merged_into`` is a title, "" where it stands.

    ``pk`` is any value that tells the posts apart.
    """

    pk: int
    title: str
    aliases: tuple[str, ...] = ()
    has_ended: bool = False
    merged_into: str = ""


def one_line(words: str) -> str:
    """A name as it is kept: on one line, one space between words."""
    return " ".join(words.split())


def key(name: str) -> str:
    """What two spellings of one name have in common."""
    return one_line(name).casefold()


class NameBook:
    """The names of all posts of a council."""

    def __init__(self, posts: Iterable[NamedPost]) -> None:
        self._titles: dict[str, NamedPost] = {}
        self._aliases: dict[str, NamedPost] = {}
        for post in posts:
            self.add(post)

    def add(self, post: NamedPost) -> None:
        """Know one more post, or a known one with other names."""
        self._titles[key(post.title)] = post
        for alias in post.aliases:
            self._aliases[key(alias)] = post

    def find(self, name: str) -> NamedPost | None:
        """The post in use that a name leads to, by its title before an alias."""
        for names in (self._titles, self._aliases):
            found = names.get(key(name))
            if found and not found.has_ended and not found.merged_into:
                return found
        return None

    def why_not_title(self, name: str, pk: int | None = None) -> str:
        """Why the post ``pk`` (None: a new one) may not be called so, as a sentence; "" if it may.

        Its own aliases do not stand in the way.
        """
        other = self._titles.get(key(name))
        if other and other.pk != pk:
            return _taken_title(other)
        other = self._aliases.get(key(name))
        if other and other.pk != pk and not other.has_ended:
            return _taken_alias(name, other)
        return ""

    def why_not_alias(self, name: str, pk: int | None = None) -> str:
        """Why ``name`` may not be another name of the post ``pk``; "" if it may.

        An alias that it has already may stand.
        """
        other = self._titles.get(key(name))
        if other and other.pk == pk:
            return f"“{other.title}” is the title of this post itself."
        if other and not other.has_ended and not other.merged_into:
            return (
                f"“{other.title}” is the title of another post. If both are one job, "
                "merge the two posts."
            )
        other = self._aliases.get(key(name))
        return _taken_alias(name, other) if other and other.pk != pk else ""


def _taken_title(other: NamedPost) -> str:
    if other.merged_into:
        return (
            f"“{other.title}” was merged into “{other.merged_into}”, and leads there. "
            "The log keeps that title, so no other post can have it."
        )
    if other.has_ended:
        return f"“{other.title}” is the title of a post that has ended. Reopen that one instead."
    return (
        f"“{other.title}” is the title of another post. If both are one job, merge the two posts."
    )


def _taken_alias(name: str, other: NamedPost) -> str:
    return (
        f"“{one_line(name)}” is another name of the post “{other.title}”. Remove it there first, "
        "or merge the two posts if both are one job."
    )
