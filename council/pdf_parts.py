"""A long page in parts, each of which is drawn by itself.

A page that may be cut says where, by ``CUT``: after the start of its body, after what its heads
and feet hold, after its front, between its bodies, and before its end. What a person typed is
escaped, so that nobody else can write the mark. A part is a whole page, so that parts are drawn
at one time, and one that is drawn already need not be drawn again.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CUT = "<!-- cut -->"
ROWS_EACH = 40  # a part has as many rows or more: each begins on a sheet of its own
LINK = re.compile(r'<a href="#([^"]+)">')
# Where a link to another part leads until the parts are bound; the name is reserved (RFC 2606).
ELSEWHERE = "https://part.invalid/#"
# The number of a page and of all pages is known when the parts are bound.
UNNUMBERED = "<style>@page { @bottom-right { content: none } }</style></head>"
SHEET = '<div style="break-before: page"></div>'


@dataclass(frozen=True, slots=True)
class Cut:
    """A page that was cut: its head, what its heads and feet hold, its front, bodies and end."""

    head: str
    running: str
    front: str
    bodies: tuple[str, ...]
    end: str

    def part(self, body: str) -> str:
        """A body as a page of its own, without numbers of pages."""
        head = self.head.replace("</head>", UNNUMBERED, 1)
        return "".join((head, self.running, body, self.end))

    def parts(self) -> tuple[str, ...]:
        """All but the front as pages."""
        return tuple(map(self.part, self.bodies))

    def front_page(self, places: Mapping[str, int]) -> str:
        """The front as a page, its links to what stands in parts numbered by ``places``."""
        return self.part(LINK.sub(lambda found: _link(found, places), self.front))

    def numbers(self, sheets: int) -> str:
        """As many empty sheets that say nothing but their number."""
        return "".join((self.head, SHEET * sheets, self.end))


def cut(html: str) -> Cut:
    """A page by its marks; bodies of few rows stand together. Raises ValueError without marks."""
    head, running, front, *bodies, end = html.split(CUT)
    return Cut(head, running, front, tuple(_together(bodies)), end)


def _together(bodies: list[str]) -> list[str]:
    """Bodies joined until they have ``ROWS_EACH`` rows: it is not their words that decide."""
    found: list[str] = []
    for body in bodies:
        if found and found[-1].count("<tr") < ROWS_EACH:
            found[-1] += body
        else:
            found.append(body)
    return found


def _link(found: re.Match[str], places: Mapping[str, int]) -> str:
    """A link of the front, the number of its page with it where that is in another part."""
    name = found[1]
    if name not in places:
        return found[0]
    return f'<a href="{ELSEWHERE}{name}" data-page="{places[name]}">'


# Several texts cross to a child as one


def several_to_bytes(found: Iterable[bytes]) -> bytes:
    """Several texts of bytes as one: each behind its length, in eight bytes."""
    return b"".join(len(one).to_bytes(8) + one for one in found)


def several_from_bytes(data: bytes) -> list[bytes]:
    """What ``several_to_bytes`` made one of."""
    found, at = [], 0
    while at < len(data):
        start = at + 8
        at = start + int.from_bytes(data[at:start])
        found.append(data[start:at])
    return found
