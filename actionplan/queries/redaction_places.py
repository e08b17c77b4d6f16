"""The rows in which words stand that must go, by how they are taken out of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import models

from actionplan.proofs.hashing import NAMES
from council.models import KeptForm


@dataclass(frozen=True, slots=True)
class Place:
    """One row in which the words stand: which, in which columns, and what to call it."""

    row: models.Model
    columns: tuple[str, ...]
    where: str

    @property
    def names(self) -> str:
        """Of an entry: what goes, as a person calls it."""
        return ", ".join(NAMES[name] for name in self.columns)


@dataclass(slots=True)
class Places:
    """Every row in which they stand, by how they are taken out of it."""

    entries: list[Place] = field(default_factory=list)
    seals: list[Place] = field(default_factory=list)
    files: list[Place] = field(default_factory=list)
    register: list[Place] = field(default_factory=list)
    evidence: list[Place] = field(default_factory=list)
    others: list[Place] = field(default_factory=list)
    kept: list[Place] = field(default_factory=list)
    forms: list[KeptForm] = field(default_factory=list)

    def __iter__(self) -> Iterator[Place]:
        """Those that leave a line behind: all but forms, which go with their words."""
        yield from self.entries
        yield from self.seals
        yield from self.files
        yield from self.register
        yield from self.evidence
        yield from self.others
        yield from self.kept

    def __len__(self) -> int:
        return sum(1 for _ in self) + len(self.forms)
