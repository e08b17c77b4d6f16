"""A plan while it is put together: themes, recommendations, actions, in the file's order."""

from dataclasses import dataclass, field, replace

from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.importing.leads import LeadLine
from actionplan.importing.notes import Note, SourceRow
from actionplan.importing.rows import ReadRow


@dataclass
class Group:
    """A recommendation while its rows come in; ``text`` None is for actions that answer none."""

    number: str | None = None
    text: str | None = None
    where: str = ""
    slt: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    rows: list[ReadRow] = field(default_factory=list)

    def led_by(self, line: LeadLine) -> None:
        """Add the leads of a lead line."""
        self.slt += line.slt
        self.officers += line.officers

    def made(self) -> Recommendation:
        actions = tuple(row.action for row in self.rows)
        return Recommendation(self.text or "", self.number, self.slt, self.officers, actions)


@dataclass
class Section:
    """A theme while its recommendations come in."""

    title: str | None
    groups: list[Group] = field(default_factory=list)


@dataclass
class Builder:
    """Themes in order, and the actions that answer no recommendation."""

    sections: list[Section] = field(default_factory=list)
    loose: Group = field(default_factory=Group)

    def section(self, title: str | None) -> Section:
        """The last theme, if it has this title, or a new one."""
        if not self.sections or self.sections[-1].title != title:
            self.sections.append(Section(title))
        return self.sections[-1]

    def groups(self) -> list[Group]:
        """Every recommendation in order."""
        return [group for section in self.sections for group in section.groups]

    def rows(self) -> list[ReadRow]:
        """Every row that became an action, in the order of the document."""
        return [row for group in (*self.groups(), self.loose) for row in group.rows]

    def notes(self) -> list[Note]:
        """The notes of all rows, each with the place of its action."""
        return [
            replace(note, action=place)
            for place, row in enumerate(self.rows())
            for note in row.notes
        ]

    def sources(self) -> tuple[SourceRow, ...]:
        """The row of the file behind each action, in the order of the document."""
        return tuple(row.source for row in self.rows())

    def document(self, plan: PlanDocument) -> PlanDocument:
        """``plan`` with the themes and actions."""
        themes = tuple(
            Theme(one.title, tuple(group.made() for group in one.groups))
            for one in self.sections
            if one.groups
        )
        loose: tuple[Action, ...] = tuple(row.action for row in self.loose.rows)
        return replace(plan, themes=themes, loose_actions=loose)
