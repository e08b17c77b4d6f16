"""Short lists typed as lines: strands, notes, names of levels, footnotes, relations."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms

from council.texts import tidy

AUDIENCE = re.compile(r"([^:\n]{1,300}):")


class ListField(forms.CharField):
    """A stored list as lines of text, and back."""

    widget = forms.Textarea

    def __init__(self) -> None:
        super().__init__(required=False)

    def prepare_value(self, value: Any) -> Any:
        """What is stored as lines; what was typed as it is."""
        return value if isinstance(value, str) or value is None else self.lines(value)

    def clean(self, value: Any) -> Any:
        """The list that was typed, or ValidationError."""
        return self.read(tidy(super().clean(value)))

    def lines(self, stored: Any) -> str:
        return "\n".join(stored)

    def read(self, text: str) -> Any:
        return [line.strip() for line in text.split("\n") if line.strip()]


class StrandsField(ListField):
    """Audiences, each with a colon on a line of its own, and the text below it."""

    def lines(self, stored: Any) -> str:
        return "\n\n".join(f"{one['audience']}:\n{one['text']}" for one in stored)

    def read(self, text: str) -> list[dict[str, str]]:
        strands: list[dict[str, str]] = []
        for line in super().read(text):
            audience = AUDIENCE.fullmatch(line)
            if audience:
                strands.append({"audience": audience[1].strip(), "text": ""})
            elif not strands:
                raise forms.ValidationError(
                    "Begin with an audience and a colon, as in “officers:”."
                )
            else:
                strands[-1]["text"] = f"{strands[-1]['text']}\n{line}".strip()
        return strands


class LabelsField(ListField):
    """Each level, what one of it is called, and what several are called."""

    levels = ("principle", "area", "outcome")

    def lines(self, stored: Any) -> str:
        # In the order of the levels: PostgreSQL keeps the keys of stored data in one of its own.
        return "\n".join(" | ".join((level, *stored[level])) for level in self.levels)

    def read(self, text: str) -> dict[str, list[str]]:
        rows = list(_columns(text, 3))
        named = sorted(row[0] for row in rows)
        if named != sorted(self.levels) or not all(all(row) for row in rows):
            raise forms.ValidationError(
                "Give three lines that begin with principle, area and outcome, each with a word "
                "for one and a word for several: principle | theme | themes."
            )
        return {level: [one, many] for level, one, many in rows}


class FootnotesField(ListField):
    """Mark, code of the part that carries it (or nothing), text."""

    def lines(self, stored: Any) -> str:
        return "\n".join(
            f"{one['mark']} | {one['where'] or ''} | {one['text']}".replace("\n", " ")
            for one in stored
        )

    def read(self, text: str) -> list[dict[str, str | None]]:
        return [
            {"mark": mark, "text": words, "where": where or None}
            for mark, where, words in _columns(text, 3)
        ]


class RelationsField(ListField):
    """Two codes and why."""

    def lines(self, stored: Any) -> str:
        return "\n".join(
            f"{one['from_code']} | {one['to_code']} | {one['reason']}" for one in stored
        )

    def read(self, text: str) -> list[dict[str, str]]:
        return [
            {"from_code": here, "to_code": there, "reason": why}
            for here, there, why in _columns(text, 3)
        ]


def _columns(text: str, number: int) -> Iterator[list[str]]:
    """Each line in columns, parted by upright strokes; the last may hold more of them."""
    for line in text.split("\n"):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("|", number - 1)]
        if len(cells) < number - 1 or not cells[0]:
            raise forms.ValidationError(f"“{line[:60]}” is not written as the hint says.")
        yield cells + [""] * (number - len(cells))


LISTS: dict[str, type[ListField]] = {
    "strands": StrandsField,
    "reading_notes": ListField,
    "labels": LabelsField,
    "footnotes": FootnotesField,
    "relations": RelationsField,
}
