"""Words that must go, found and taken out of texts and of JSON. Pure.

They are found whatever their capitals, line ends and spaces, and as whole words: "Ann Lee" is not
found in "Joann Leeds".
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

SHORTEST = 4  # characters; less is found everywhere
JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True)
class Passage:
    """Words that must go, and what is put in their place."""

    words: str
    tombstone: str

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts = [re.escape(part) for part in self.words.split()]
        start = r"(?<!\w)" if self.words.strip()[:1].isalnum() else ""
        end = r"(?!\w)" if self.words.strip()[-1:].isalnum() else ""
        return re.compile(start + r"\s+".join(parts) + end, re.IGNORECASE)

    def stands_in(self, value: Any) -> bool:
        """Whether the words stand in a text, or in any text of JSON values."""
        return any(self._pattern.search(text) for text in texts_of(value))

    def taken_out(self, value: Any) -> Any:
        """A text, or JSON values, with the tombstone in place of the words."""
        if isinstance(value, str):
            return self._pattern.sub(lambda _: self.tombstone, value)
        if isinstance(value, dict):
            return {self.taken_out(key): self.taken_out(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.taken_out(each) for each in value]
        return value

    def taken_out_of_json(self, text: str) -> str:
        """The same for JSON as text: every byte that is not of the words stays."""
        return JSON_STRING.sub(self._of_string, text)

    def _of_string(self, found: re.Match[str]) -> str:
        words = json.loads(found[0])
        left = self.taken_out(words)
        return found[0] if left == words else json.dumps(left, ensure_ascii=False)


def texts_of(value: Any) -> Iterator[str]:
    """Every text in JSON values, names of members too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from texts_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_of(each)
