"""Terms that a council explains, and their first use in a document written out. Pure.

"Medium Term Financial Strategy (MTFS)" is written once, where a reader meets the term first. What
a text says is never changed otherwise: take the words in front of the brackets away, and the
brackets, and it is what it was.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

# What joins letters to a word, an address or a reference: a term beside it is a part of that. The
# unseen ones stand where long words may be broken.
JOINS = "\\w&@#_\u2010\u2011\u00ad\u200b-\u200d\u0300-\u036f\\-"
BEFORE, AFTER = rf"(?<![{JOINS}.])", rf"(?![{JOINS}]|\.\w)"
LINK = r"(?:https?://|www\.)\S+"
IN_BRACKETS = re.compile(r"\w\W*\(\s*$")


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a council's glossary: the term as people write it, and what it means.

    ``in_full`` is what a short form stands for, "" for a word; ``sentence`` says more, or "".
    """

    term: str
    in_full: str = ""
    sentence: str = ""

    @property
    def meaning(self) -> str:
        """Both in one: "Medium Term Financial Strategy. What the council can spend." """
        parts = (one.rstrip(".") for one in (self.in_full, self.sentence) if one)
        return ". ".join(parts) + "." if self.sentence else self.in_full


class FirstUses:
    """Writes out the first use of each term in the texts of one document.

    The texts are handed to ``written_out`` one by one, in the order in which they are read.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.waiting = {one.term: one.in_full for one in terms if one.in_full and one.term}
        self.pattern = re.compile(f"{LINK}|{_any_of(self.waiting)}")

    def written_out(self, text: str) -> str:
        """``text`` with the terms in full that no text before it had.

        A term is left alone within a word, a reference or an address; and where whoever wrote the
        text explains it, which counts as its first use.
        """
        return self.pattern.sub(self._written_out, text) if self.waiting else text

    def _written_out(self, found: re.Match[str]) -> str:
        term = found[0]
        in_full = self.waiting.pop(term, None)
        if in_full is None or _is_explained(in_full, found):
            return term
        return f"{in_full} ({term})"


def written_out(text: str, terms: Iterable[Term]) -> str:
    """``text`` as a document of its own, the first use of each term in full."""
    return FirstUses(terms).written_out(text)


def _any_of(terms: Iterable[str]) -> str:
    """A pattern for each term that is no part of a word; the longest are tried first."""
    longest = sorted(terms, key=len, reverse=True)
    return f"{BEFORE}(?:{'|'.join(map(re.escape, longest))}){AFTER}"


def _is_explained(in_full: str, found: re.Match[str]) -> bool:
    """Whether the text says what the term means: in brackets after words, or right beside it."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    if IN_BRACKETS.search(before[-200:]) and after.lstrip().startswith(")"):
        return True
    words = r"\W+".join(map(re.escape, re.findall(r"\w+", in_full)))
    if not words:
        return False
    near = re.IGNORECASE
    return bool(
        re.search(rf"(?<!\w){words}\W{{1,3}}$", before[-len(in_full) * 2 - 9 :], near)
        or re.match(rf"\W{{1,3}}{words}(?!\w)", after, near)
    )


def used_in(terms: Iterable[Term], texts: Iterable[str]) -> tuple[Term, ...]:
    """The terms that occur in the texts, also in the plural ("KPIs"), in their own order.

    Short forms are told by their capitals; a word also where it begins a sentence.
    """
    whole = "\n".join(texts)
    return tuple(one for one in terms if _occurs(one, whole))


def _occurs(one: Term, text: str) -> bool:
    pattern = f"{BEFORE}{re.escape(one.term)}s?{AFTER}"
    return bool(re.search(pattern, text, 0 if one.in_full else re.IGNORECASE))


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a value of dataclasses, tuples and mappings, in order."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_of(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


def joined(*glossaries: Iterable[Term]) -> tuple[Term, ...]:
    """Several glossaries as one; a term of more than one is as the first has it."""
    found: dict[str, Term] = {}
    for one in (term for glossary in glossaries for term in glossary):
        found.setdefault(one.term, one)
    return tuple(found.values())
