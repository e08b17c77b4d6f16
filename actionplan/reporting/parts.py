"""What was typed into a report's form, what is missing, typed words as printable blocks. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actionplan.reporting.template import (
    SUMMARY_WORDS,
    CoverField,
    SectionKind,
    TemplateForm,
)

LISTED = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)])\s+(?P<words>\S.*)")
NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s")


class BlockKind(StrEnum):
    """A paragraph, or a list with points or numbers."""

    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (``lines`` has one) or a list (one line an item)."""

    kind: BlockKind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """Words of a section or of an implication; ``officer`` gave those of an implication."""

    words: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """One sign-off that was given: who, and on which day."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Written:
    """All that people have written into one report, by the codes of its form.

    ``sections`` and ``implications`` are words by code, ``cover`` the facts of page 1,
    ``signed`` the sign-offs that were given. A code that is missing was left empty.
    """

    sections: Mapping[str, Typed]
    implications: Mapping[str, Typed]
    cover: Mapping[str, str]
    signed: Mapping[str, Signed]


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that must be filled: what kind ("section", "implication", "cover", "sign-off"),
    its code, and a sentence that says what to do."""

    kind: str
    code: str
    sentence: str


def blocks(words: str) -> tuple[Block, ...]:
    """Plain typed words as paragraphs and lists.

    An empty line ends a paragraph. Lines that begin with "-", "*" or "•" are a list with points,
    those that begin with "1." or "1)" a numbered one.
    """
    found: list[Block] = []
    for line in words.splitlines():
        kind, text = _line(line)
        if not text:
            found.append(Block(BlockKind.PARAGRAPH, ()))
        elif found and found[-1].lines and found[-1].kind == kind:
            found[-1] = _joined(found[-1], text)
        else:
            found.append(Block(kind, (text,)))
    return tuple(block for block in found if block.lines)


def _line(line: str) -> tuple[BlockKind, str]:
    listed = LISTED.fullmatch(line.rstrip())
    if not listed:
        return BlockKind.PARAGRAPH, line.strip()
    kind = BlockKind.NUMBERS if NUMBERED.match(line) else BlockKind.BULLETS
    return kind, listed["words"]


def _joined(block: Block, text: str) -> Block:
    """A list with one more item, or a paragraph whose line goes on."""
    if block.kind == BlockKind.PARAGRAPH:
        return Block(block.kind, (f"{block.lines[0]} {text}",))
    return Block(block.kind, (*block.lines, text))


def cover_fields(
    form: TemplateForm, governance_words: Iterable[Iterable[str]]
) -> tuple[tuple[CoverField, str], ...]:
    """The facts of the cover that this committee has, each with the label it prints.

    ``governance_words`` are the committee's pairs of a usual word and its own.
    """
    own = {usual.casefold(): word for usual, word in governance_words}
    return tuple(
        (field, own.get(field.governance_word.casefold(), field.label))
        for field in form.cover
        if not field.governance_word or field.governance_word.casefold() in own
    )


def missing(
    form: TemplateForm, written: Written, governance_words: Iterable[Iterable[str]] = ()
) -> tuple[Missing, ...]:
    """Every part that must be filled and is not, in the order in which the page shows them."""
    return (
        *_missing_cover(form, written, governance_words),
        *_missing_sections(form, written),
        *_missing_implications(form, written),
        *(
            Missing("sign-off", one.code, f"{one.label} has not signed it off.")
            for one in form.sign_offs
            if one.required and one.code not in written.signed
        ),
    )


def _missing_cover(
    form: TemplateForm, written: Written, governance_words: Iterable[Iterable[str]]
) -> Iterable[Missing]:
    for field, label in cover_fields(form, governance_words):
        if field.required and not written.cover.get(field.code, "").strip():
            yield Missing("cover", field.code, f"“{label}” on the cover is empty.")


def _missing_sections(form: TemplateForm, written: Written) -> Iterable[Missing]:
    for section in form.typed_sections:
        words = written.sections.get(section.code, Typed()).words
        if section.required and not words.strip():
            yield Missing("section", section.code, f"The section “{section.heading}” is empty.")
        count = len(words.split())
        if section.kind == SectionKind.SUMMARY and count > SUMMARY_WORDS:
            sentence = (
                f"The section “{section.heading}” has {count:,} words; "
                f"at most {SUMMARY_WORDS} fit on page 1."
            )
            yield Missing("section", section.code, sentence)


def _missing_implications(form: TemplateForm, written: Written) -> Iterable[Missing]:
    for one in form.implications:
        typed = written.implications.get(one.code, Typed())
        if one.required and not typed.words.strip():
            yield Missing("implication", one.code, f"The implication “{one.heading}” is empty.")
        elif typed.words.strip() and not typed.officer.strip():
            sentence = f"The implication “{one.heading}” does not say which officer gave it."
            yield Missing("implication", one.code, sentence)
