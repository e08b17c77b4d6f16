"""The owner's cell of an action: posts, people, councillors, nobody, and what to ask of each.

Posts are kept and people are not, since a plan names posts; whoever is left out is named in a note
that needs a decision, so that no owner is wrong without a word.
"""

import re
from dataclasses import dataclass, field

from actionplan.due import AS_ABOVE
from actionplan.importing.leads import is_councillor, is_person, is_title, split_posts


@dataclass
class Owners:
    """The posts of a cell; ``asks`` need a decision, ``tells`` do not."""

    posts: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    tells: list[str] = field(default_factory=list)


NOBODY = re.compile(
    r"[\W_]*|n/?a|none|tb[acd]|to be (?:confirmed|agreed|appointed|determined|decided|allocated"
    r"|assigned|advised|identified)|not (?:yet )?(?:known|assigned|allocated|applicable)|unassigned"
    r"|unallocated|unknown",
    re.IGNORECASE,
)
VACANT = re.compile(r"vacan(?:t|cy)(?: post)?", re.IGNORECASE)
# "Lead: Head of HR" and "Support – HR Manager" in one cell.
ROLE = re.compile(
    r"(?:(?:overall|accountable|responsible|project|officer|slt|smt|cmt|clt|operational|strategic"
    r"|delivery)\s+)?(?:lead(?: officers?)?|support(?:ed by|ing)?|owner|accountable|responsible|sro"
    r"|deputy|delivery|with)\s*(?::|\s[-–—])\s*",
    re.IGNORECASE,
)
EVERYBODY = re.compile(
    r"(?:all|every|each|everyone|various|multiple|several|any)\b.*|(?:whole )?council", re.I
)
MORE = re.compile(
    r"\b(?:with (?:the )?(?:support|help|input|assistance)|supported by|in (?:consultation|liaison"
    r"|partnership|conjunction)|working with|via|through|on behalf of|until|from|interim cover"
    r"|plus)\b",
    re.IGNORECASE,
)
# "Head of HR (Jane Smith)", "Head of HR - Jane Smith", "Jane Smith, Head of HR".
BESIDE = re.compile(r"\s*[(\[]\s*|\s*[)\]]\s*|\s+[-–—]\s+|\s*[:,]\s*")


def read_owners(words: str) -> Owners:
    """The posts that an owner's cell names, in order, and what is doubtful about them."""
    found = Owners()
    lines = [ROLE.sub("", line.strip(), count=1) for line in words.split("\n") if line.strip()]
    if len(lines) == 2 and is_person(lines[0]) and is_title(lines[1]):
        lines = [f"{lines[0]}, {lines[1]}"]
    lines = [named for line in lines for named in apart(line, found)]
    for line in lines:
        of_line(line, found)
    if len(found.posts) > 1:
        said = f"Several leads are named; “{found.posts[0]}” is taken as accountable."
        found.asks.append(said)
    doubtful(found)
    return found


def apart(line: str, found: Owners) -> list[str]:
    """A line's post without the person beside it, or the line as it is."""
    pieces = [piece for piece in BESIDE.split(line) if piece]
    people = [piece for piece in pieces if is_person(piece) and not is_councillor(piece)]
    posts = [piece for piece in pieces if is_title(piece) and piece not in people]
    if len(pieces) != 2 or len(people) != 1 or len(posts) != 1:
        return [line]
    found.asks.append(f"“{people[0]}” is a person; the post “{posts[0]}” is taken.")
    return posts


def of_line(line: str, found: Owners) -> None:
    """Add the posts of one line."""
    if NOBODY.fullmatch(line):
        found.tells.append("No owner is named yet.")
    elif VACANT.fullmatch(line):
        found.asks.append("The post is vacant and not named; no owner is set.")
    elif AS_ABOVE.search(line.casefold()):
        found.asks.append(f"No owner is set: “{line}” points at another row.")
    else:
        split = split_posts(line)
        found.asks += split.doubts
        for post in split.posts:
            of_post(post, found)


def of_post(post: str, found: Owners) -> None:
    """Add one post, unless a councillor or nobody is meant."""
    if is_councillor(post):
        found.asks.append(f"“{post}” is a councillor and no owner; the name is left out.")
    elif not NOBODY.fullmatch(post) and post not in found.posts:
        found.posts.append(post)


def doubtful(found: Owners) -> None:
    """Ask about posts that are people, everybody, or more than a post."""
    if any(is_person(post) for post in found.posts):
        found.asks.append("This looks like a person and not a post; a post is needed.")
    for post in found.posts:
        if EVERYBODY.fullmatch(post):
            found.asks.append(f"“{post}” is no single post; one that is accountable is needed.")
        elif MORE.search(post):
            found.asks.append(f"“{post}” says more than a post; it is kept as written.")
