"""Rows of our own file put back together as a plan.

What went out stays where it was, whatever order the rows have in the file; what was deleted is
missing; what was added stands under the recommendation that it names.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from actionplan.document import Action, PlanDocument
from actionplan.importing.notes import Note
from actionplan.importing.own_cells import Edit, OwnRow
from actionplan.importing.own_fields import OURS, edited
from actionplan.importing.own_groups import Group, Groups, Node, reword
from actionplan.importing.own_sent import Sent, SentRow
from actionplan.reporting import columns as c

# A row that has words under none of these, such as one made by pulling a list down, is no row.
SAYING = OURS - {c.COUNTED, c.EXACT}
NO_SUCH_WHOLE = "There is no such action to be a part of, so it stands by itself."
REFERENCE = re.compile(r"[A-Z][A-Z0-9]{0,7}-\d+")


class Tree:
    """One plan while it is put together. ``order`` are the rows of its actions, when it is made."""

    def __init__(self, sent: Sent) -> None:
        self.sent = sent
        self.groups = Groups(sent.document)
        self.order: list[Edit] = []
        self.notes: list[Note] = []
        self.nodes: dict[int, Node] = {}
        self.by_name: dict[str, Node] = {}

    def put(self, rows: Sequence[OwnRow]) -> PlanDocument:
        """The plan that the rows say."""
        matched = self.sent.matched(rows)
        taken = {id(row) for row in matched.values()}
        for one in self.sent.rows:
            if one.place in matched:
                self.known(one, matched[one.place])
        for one in self.sent.rows:
            if one.place in self.nodes:
                self.stand(one)
        for row in rows:
            if id(row) not in taken and any(row.words.get(heading) for heading in SAYING):
                self.added(row)
        self.notes += reword(self.groups)
        themes, loose = self.groups.made(self.order)
        return replace(self.sent.document, themes=themes, loose_actions=loose)

    # Rows that went out.

    def known(self, one: SentRow, row: OwnRow) -> None:
        """An action that came back."""
        edit = Edit(row, one.was)
        action = edited(
            replace(one.action, sub_actions=()), edit, self.sent.document, self.sent.further
        )
        node = Node(action, edit)
        self.nodes[one.place] = node
        self.by_name.setdefault(one.name, node)

    def stand(self, one: SentRow) -> None:
        """Where it stands: as before, or where the row says."""
        node = self.nodes[one.place]
        whole = self.whole_of(one)
        if whole:
            whole.parts.append(node)
            return
        group = self.group_of(one, node.edit)
        group.nodes.append(node)

    def whole_of(self, one: SentRow) -> Node | None:
        """The action that this one is a part of."""
        edit = self.nodes[one.place].edit
        if not edit.changed(c.PART_OF):
            place = one.parent
            while place is not None and place not in self.nodes:
                place = self.sent.rows[place].parent
            if place is None:
                self.home(one).edits.append(edit)
            return self.nodes[place] if place is not None else None
        whole = self.by_name.get(edit.text(c.PART_OF))
        if edit.text(c.PART_OF) and (whole is None or self.is_within(whole, self.nodes[one.place])):
            edit.unread(c.PART_OF, NO_SUCH_WHOLE)
            return None
        return whole

    def is_within(self, whole: Node, part: Node) -> bool:
        """Whether ``whole`` is the part itself or stands somewhere under it."""
        return whole is part or any(self.is_within(whole, one) for one in part.parts)

    def home(self, one: SentRow) -> Group:
        """The recommendation under which it went out."""
        return self.groups.loose if one.group is None else self.groups.sent[one.group]

    def group_of(self, one: SentRow, edit: Edit) -> Group:
        """The recommendation that a row names now: another one, or its own in other words."""
        home = self.home(one)
        if not edit.changed(c.NUMBER, c.RECOMMENDATION):
            return home
        number, text = edit.text(c.NUMBER), edit.text(c.RECOMMENDATION)
        found = self.groups.find(number, text)
        if found is None and home is self.groups.loose:
            found = self.groups.add(edit)
        if found is None or found is home:
            return home
        home.edits = [other for other in home.edits if other is not edit]
        words = f"The row names {found.named}, so the action is moved there."
        edit.note(c.RECOMMENDATION, words)
        return found

    # Rows that somebody added.

    def added(self, row: OwnRow) -> None:
        """A new action under the recommendation, or the action, that its row names."""
        edit = Edit(row)
        name = edit.text(c.REF)
        node = Node(edited(self.blank(name), edit, self.sent.document, {}), edit)
        if not node.action.title:
            edit.note(c.ACTION, "The row has no words for an action, so it is left out.")
            self.notes += edit.notes
            return
        if name and self.sent.rows:
            self.doubt_name(edit, name)
        whole = self.by_name.get(edit.text(c.PART_OF))
        (whole.parts if whole else self.group_named(edit).nodes).append(node)
        if name:
            self.by_name.setdefault(name, node)

    def blank(self, name: str) -> Action:
        """An action of which nothing is known but, without a stamp, its reference."""
        known = not self.sent.rows and REFERENCE.fullmatch(name)
        return Action("", reference=name if known else None)

    def doubt_name(self, edit: Edit, name: str) -> None:
        """A reference in a row that did not go out under it."""
        twice = any(one.name == name for one in self.sent.rows)
        why = "stands in another row too" if twice else "did not go out with this file"
        edit.note(c.REF, f"This reference {why}; the row is read as a new action.")

    def group_named(self, edit: Edit) -> Group:
        """The recommendation that an added row names; a new one where it is not known."""
        number, text = edit.text(c.NUMBER), edit.text(c.RECOMMENDATION)
        found = self.groups.find(number, text)
        if found is None and not (number or text):
            self.say_new(edit, "The row names no recommendation, so it stands under none.")
            return self.groups.loose
        if found is None:
            self.say_new(edit, "This recommendation is new.")
            return self.groups.add(edit)
        if text and not found.is_meant_by(number, text):
            self.say_new(edit, f"Number and wording differ; {found.named} is taken.")
        return found

    def say_new(self, edit: Edit, words: str) -> None:
        """A note on an added row; without a stamp every row is one, and nothing is to be said."""
        if self.sent.rows:
            edit.note(c.RECOMMENDATION, words)
