"""The typefaces that a printed document may use, and which of them a text needs.

Every letter comes from a bundled file, so that a document looks the same on every machine and
its licence allows embedding. A font is loaded only when the text has a character that needs it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FONTS = Path(__file__).resolve().parent.parent / "static" / "built" / "fonts"


@dataclass(frozen=True, slots=True)
class Face:
    """One bundled font file: its family, its weight and its name in ``static/built/fonts``."""

    family: str
    weight: int
    file: str

    @property
    def rule(self) -> str:
        """Its @font-face rule; the address is one that only our own fetcher knows."""
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; '
            f'src: url("bundle:fonts/{self.file}") }}'
        )


# Family and file of each script, in the order in which they are asked for a character; the first
# is in every document. Each file is a family of its own: the renderer tells fonts apart by family
# and weight alone, and would draw the letters of one file with the outlines of another.
SCRIPTS = (
    ("Atkinson Hyperlegible Next", "atkinson-hyperlegible-next-latin"),
    ("Atkinson Hyperlegible Next Extended", "atkinson-hyperlegible-next-latin-ext"),
    ("Noto Sans", "noto-sans-latin"),
    ("Noto Sans Extended", "noto-sans-latin-ext"),
    ("Noto Sans Greek", "noto-sans-greek"),
    ("Noto Sans Greek Extended", "noto-sans-greek-ext"),
    ("Noto Sans Cyrillic", "noto-sans-cyrillic"),
    ("Noto Sans Cyrillic Extended", "noto-sans-cyrillic-ext"),
    ("Noto Sans Vietnamese", "noto-sans-vietnamese"),
    ("Noto Sans Devanagari", "noto-sans-devanagari"),
    ("Noto Sans Hebrew", "noto-sans-hebrew-hebrew"),
    ("Noto Sans Arabic", "noto-sans-arabic-arabic"),
    ("Noto Emoji", "noto-emoji-emoji"),
)
WEIGHTS = {"Noto Emoji": (400,)}
FAMILIES = tuple(family for family, _ in SCRIPTS)

# Never drawn: what separates words and joins or splits letters needs no glyph of its own.
UNDRAWN = frozenset("\t\n\r \u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f")


def faces_for(text: str) -> tuple[Face, ...]:
    """The faces that printing ``text`` needs, the usual one always among them."""
    left = drawn(text) - characters(SCRIPTS[0][1])
    needed = [SCRIPTS[0], *(script for script, taken in takers(left) if taken)]
    return tuple(face for family, slug in needed for face in faces(family, slug))


def unsupported(text: str) -> frozenset[str]:
    """The characters of ``text`` that no bundled font can draw."""
    left = drawn(text)
    for slug in (slug for _, slug in SCRIPTS):
        if not left:
            break
        left -= characters(slug)
    return frozenset(left)


def drawn(text: str) -> set[str]:
    """The characters of ``text`` that need a glyph."""
    return set(text) - UNDRAWN


def takers(left: set[str]) -> Iterator[tuple[tuple[str, str], set[str]]]:
    """Each further script with the characters of ``left`` that it is the first to have."""
    for script in SCRIPTS[1:]:
        if not left:
            return
        taken = left & characters(script[1])
        left = left - taken
        yield script, taken


def faces(family: str, slug: str) -> Iterable[Face]:
    """The faces of one script, one for each weight that is bundled."""
    weights = WEIGHTS.get(family, (400, 700))
    return (Face(family, weight, f"{slug}-{weight}-normal.woff2") for weight in weights)


@cache
def characters(slug: str) -> frozenset[str]:
    """The characters that the font of a script has, from the file's own table."""
    with TTFont(FONTS / f"{slug}-400-normal.woff2", lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
