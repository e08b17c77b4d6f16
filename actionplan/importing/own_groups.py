"""Recommendations and themes of our own file, as its rows say them when they come back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.importing.notes import Note
from actionplan.importing.own_cells import Edit, norm
from actionplan.reporting import columns as c


@dataclass
class Node:
    """An action on its way into the plan, with the row that speaks of it and its parts."""

    action: Action
    edit: Edit
    parts: list["Node"] = field(default_factory=list)

    def made(self, order: list[Edit]) -> Action:
        """The action with its parts; ``order`` takes the rows in the order of the document."""
        order.append(self.edit)
        return replace(self.action, sub_actions=tuple(one.made(order) for one in self.parts))


@dataclass
class Group:
    """A recommendation with its actions; one without a ``given`` holds those that answer none."""

    given: Recommendation | None = None
    nodes: list[Node] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)

    @property
    def named(self) -> str:
        """The recommendation as a sentence names it."""
        number = self.given.number if self.given else None
        return f"recommendation {number}" if number else "this recommendation"

    def answers(self, number: str, text: str) -> bool:
        """Whether it has this number and wording."""
        one = self.given
        return one is not None and (norm(one.number or ""), norm(one.text)) == (number, text)

    def is_meant_by(self, number: str, text: str) -> bool:
        """Whether a row that has this wording, and this number or none, can mean it."""
        return self.answers(number, text) or (not number and self.answers(self.number, text))

    @property
    def number(self) -> str:
        """Its number as it is compared."""
        return norm(self.given.number or "") if self.given else ""

    def made(self, order: list[Edit]) -> Recommendation:
        given = self.given or Recommendation("")
        return replace(given, actions=tuple(node.made(order) for node in self.nodes))


@dataclass
class Section:
    """A theme with its recommendations."""

    title: str | None
    groups: list[Group] = field(default_factory=list)


class Groups:
    """The themes and recommendations that went out, and those that rows add."""

    def __init__(self, document: PlanDocument) -> None:
        self.sections = [
            Section(theme.title, [Group(replace(one, actions=())) for one in theme.recommendations])
            for theme in document.themes
        ]
        self.loose = Group()
        self.sent = list(self.all())

    def all(self) -> Iterator[Group]:
        """Every recommendation in order."""
        for section in self.sections:
            yield from section.groups

    def find(self, number: str, text: str) -> Group | None:
        """The recommendation with this number and wording, else this wording, else this number."""
        groups = list(self.all())
        exact = [one for one in groups if one.answers(number, text)]
        if exact or not self.sent:  # without a stamp, different words are different ones
            return exact[0] if exact else None
        given = [(one, one.given) for one in groups if one.given]
        worded = [one for one, its in given if text and norm(its.text) == text]
        numbered = [one for one, its in given if number and norm(its.number or "") == number]
        return next(iter([*worded, *numbered]), None)

    def add(self, edit: Edit) -> Group:
        """A new recommendation as a row names it, under the theme that it names."""
        theme = edit.text(c.THEME) or None
        if not self.sections or (theme and self.sections[-1].title != theme):
            known = (one for one in self.sections if theme and one.title == theme)
            section = next(known, None) if self.sent else None
            self.sections += [] if section else [Section(theme)]
        else:
            section = None
        group = Group(
            Recommendation(
                edit.text(c.RECOMMENDATION),
                edit.text(c.NUMBER) or None,
                lines_of(edit.text(c.SLT_LEADS)),
                lines_of(edit.text(c.OFFICER_LEADS)),
            )
        )
        (section or self.sections[-1]).groups.append(group)
        return group

    def made(self, order: list[Edit]) -> tuple[tuple[Theme, ...], tuple[Action, ...]]:
        """Themes and loose actions; ``order`` takes the rows in document order."""
        themes = tuple(
            Theme(one.title, tuple(group.made(order) for group in one.groups))
            for one in self.sections
        )
        return themes, tuple(node.made(order) for node in self.loose.nodes)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a cell that say something."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


# What rows say of the recommendation that they answer.


def reword(groups: Groups) -> Iterator[Note]:
    """Take over what the rows say otherwise of their recommendations and themes; notes."""
    for group in groups.sent:
        if group.given:
            for heading, name in ((c.RECOMMENDATION, "text"), (c.NUMBER, "number")):
                yield from take(group, heading, name)
            for heading, name in ((c.SLT_LEADS, "slt_leads"), (c.OFFICER_LEADS, "officer_leads")):
                yield from take(group, heading, name)
    for section in list(groups.sections):
        yield from retitle(section)


def take(group: Group, heading: str, name: str) -> Iterator[Note]:
    """One thing that rows say of their recommendation, where they say it in one way."""
    said, notes = agreed(group.edits, heading, group.named)
    yield from notes
    if said is not None and group.given:
        values = {"text": said, "number": said or None}
        value = values[name] if name in values else lines_of(said)
        group.given = replace(group.given, **{name: value})  # type: ignore[arg-type]


def retitle(section: Section) -> Iterator[Note]:
    """The title of a theme, where its rows say it in one way."""
    edits = [edit for group in section.groups for edit in group.edits]
    said, notes = agreed(edits, c.THEME, "this theme")
    yield from notes
    if said is not None:
        section.title = said or None


def agreed(edits: Sequence[Edit], heading: str, named: str) -> tuple[str | None, list[Note]]:
    """What changed rows say together; None where nothing changed, or they say different things."""
    changed = [edit for edit in edits if edit.was and edit.changed(heading)]
    said = {edit.text(heading) for edit in changed}
    if not said:
        return None, []
    first = changed[0]
    where = f"{first.row.where}, {heading}"
    if len(said) > 1:
        words = f"The rows of {named} say this in several ways, so it is kept as it went out."
        return None, [Note(where, first.text(heading), words, True)]
    rows = [edit for edit in edits if edit.was]
    if len(changed) == len(rows):
        return first.text(heading), []
    words = f"{len(changed)} of {len(rows)} rows of {named} {in_some(heading, len(changed))}"
    return first.text(heading), [Note(where, first.text(heading), words, True)]


def in_some(heading: str, rows: int) -> str:
    """What comes of something that only some rows say: leads are taken, no plan is reworded."""
    many = rows > 1
    if heading in {c.SLT_LEADS, c.OFFICER_LEADS}:
        name = "name" if many else "names"
        return f"{name} these leads; they are taken for the whole recommendation."
    other = f"{'have' if many else 'has'} other words than went out. The plan keeps its own"
    return f"{other}: they are the reviewer’s." if heading == c.RECOMMENDATION else f"{other}."
