"""What is marked as exempt in a plan: rows and fields, by its own marks and by today's. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from actionplan.document import Action, PlanDocument
from actionplan.merging.matching import match
from actionplan.merging.pairs import rows_of


@dataclass(frozen=True, slots=True)
class Mark:
    """What is exempt of an action: the fields, all where none is named, and the paragraph."""

    paragraph: str = ""
    fields: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        return not self.fields

    def __or__(self, other: "Mark") -> "Mark":
        """What either hides; the paragraphs of both."""
        known = dict.fromkeys(filter(None, (self.paragraph, other.paragraph)))
        whole = self.is_whole or other.is_whole
        return Mark("; ".join(known), frozenset() if whole else self.fields | other.fields)


type Marks = Mapping[str, Mark]


def mark_of(action: Action) -> Mark | None:
    """The mark that an action of a document carries."""
    if not (action.exempt_paragraph or action.exempt_fields):
        return None
    return Mark(action.exempt_paragraph or "", frozenset(action.exempt_fields))


def own_marks(document: PlanDocument, marks: Marks) -> Iterator[tuple[int, Mark]]:
    """The marks by place in the document: its own, and those of its references."""
    for place, action in enumerate(document.actions()):
        both = [one for one in (mark_of(action), marks.get(action.reference or "")) if one]
        if both:
            yield place, both[0] | both[-1]


def todays_marks(document: PlanDocument, today: PlanDocument | None) -> Iterator[tuple[int, Mark]]:
    """The marks of the same actions of the plan as it stands; a doubtful one is one as well."""
    if today is None or not any(map(mark_of, today.actions())):
        return
    stand: list[Mark | None] = []
    for row in rows_of(today):  # a part of an exempt row is exempt, wherever it stood then
        above = stand[row.parent] if row.parent is not None else None
        stand.append(above if above and above.is_whole else mark_of(row.action))
    for pair in match(document, today).actions:
        if mark := stand[pair.after]:
            yield pair.before, mark
