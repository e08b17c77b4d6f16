"""Words of a strategy as HTML: paragraphs, and footnotes with links there and back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html, urlize
from django.utils.safestring import SafeString, mark_safe

from strategy.document import Footnote

MARK = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True, slots=True)
class PrintedFootnote:
    """A footnote at the end of the page. ``places`` are the anchors that it was called from."""

    mark: str
    anchor: str
    text: SafeString
    places: tuple[str, ...]


class Scribe:
    """Writes a strategy's texts, in reading order, and remembers where footnotes are called."""

    def __init__(self, footnotes: Sequence[Footnote]) -> None:
        self.numbers = {note.mark: number for number, note in enumerate(footnotes, start=1)}
        self.notes = footnotes
        self.called: dict[str, list[str]] = {note.mark: [] for note in footnotes}

    def paragraphs(self, text: str) -> SafeString:
        """One paragraph a line; everything that the text says is escaped."""
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        whole = "".join(f'<p class="gt-words">{self.line(line)}</p>' for line in lines)
        return mark_safe(whole)  # noqa: S308 - every line is escaped in line()

    def lines(self, text: str) -> SafeString:
        """The same for an item of a list, which in a tagged PDF may hold no paragraphs."""
        lines = [self.line(line.strip()) for line in text.split("\n") if line.strip()]
        return mark_safe("<br>".join(lines))  # noqa: S308 - every line is escaped in line()

    def line(self, text: str) -> SafeString:
        """Words on one line; a mark that no footnote has stays as it is typed."""
        pieces = MARK.split(text)
        whole = "".join(
            self._call(piece) if place % 2 else str(escape(piece))
            for place, piece in enumerate(pieces)
        )
        return mark_safe(whole)  # noqa: S308 - every piece is escaped

    def _call(self, mark: str) -> str:
        if mark not in self.numbers:
            return str(escape(f"[^{mark}]"))
        anchor = f"footnote-{self.numbers[mark]}"
        place = f"{anchor}-from-{len(self.called[mark]) + 1}"
        self.called[mark].append(place)
        link = (
            '<sup class="gt-footnote"><a id="{}" href="#{}" aria-label="Footnote {}">{}</a></sup>'
        )
        return format_html(link, place, anchor, mark, mark)

    def footnotes(self) -> tuple[PrintedFootnote, ...]:
        """All footnotes; one that no text calls leads back to the part that carries it."""
        return tuple(self._footnote(note) for note in self.notes)

    def _footnote(self, note: Footnote) -> PrintedFootnote:
        places = self.called[note.mark] or ([note.where] if note.where else [])
        text = mark_safe(urlize(note.text, nofollow=True, autoescape=True))  # noqa: S308 - escaped
        return PrintedFootnote(
            note.mark, f"footnote-{self.numbers[note.mark]}", text, tuple(places)
        )
