"""One line of the grid in which a plan manager enters what several leads said."""

import re
from collections.abc import Collection
from datetime import date
from typing import Self
from uuid import UUID, uuid5

from django.http import QueryDict

from actionplan.forms.update import UpdateForm
from actionplan.forms.update_words import as_fields, squeezed
from actionplan.models import Action

TYPED = ("rating", "status", "commentary")
KEPT = ("due", "completed")
BASED_ON = re.compile(r"a[0-9]{1,18}-based_on")


class GridLine(UpdateForm):
    """RAG, status and new words of one action; dates stay as they are.

    Lines of one page are told apart by the action. A line into which nothing was typed says
    nothing: it ``is_typed`` or not.
    """

    def __init__(self, data: QueryDict | None, *, action: Action, today: date) -> None:
        super().__init__(data, action=action, on_behalf=True, today=today)
        self.prefix = f"a{action.pk}"
        self.fields.pop("confidence", None)
        self.fields["commentary"].widget.attrs["rows"] = 2

    @classmethod
    def sent(
        cls, data: QueryDict, *, action: Action, today: date, source: str, once: UUID | None
    ) -> Self:
        """The line as it came, with what the page says once for all of them."""
        line = cls(data.copy(), action=action, today=today)
        told = {name: as_fields(line.stands)[name] for name in KEPT}
        told |= {"on_behalf_source": source, "due_reason": ""}
        told["once"] = str(uuid5(once, str(action.pk))) if once else ""
        for name, value in told.items():
            line.data[line.add_prefix(name)] = value  # type: ignore[index]  # a copy, to be written
        return line

    @property
    def is_typed(self) -> bool:
        """Whether anything differs from the line as it was shown."""
        shown = as_fields(self.stands) | {"commentary": ""}
        return any(
            squeezed(self.data.get(self.add_prefix(name), shown[name])) != squeezed(shown[name])
            for name in TYPED
        )


def based_on(action: Action) -> str:
    """The name under which a line says what stood when it was shown; every line sends one."""
    return f"a{action.pk}-based_on"


def is_gone(data: QueryDict, lines: Collection[GridLine]) -> bool:
    """Whether a line came of an action that is not among ``lines``: it has left meanwhile."""
    known = {based_on(line.action) for line in lines}
    return any(BASED_ON.fullmatch(name) and name not in known for name in data)
