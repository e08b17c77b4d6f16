"""What can be searched, and by which columns. Migration 0008 indexes the same expressions."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from actionplan.models import Action, Plan, Recommendation
from actionplan.queries.conditions import visible
from council.scope import Scope
from strategy.models import Outcome, Principle, Statement, Strategy


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row. ``columns`` are its texts, the heading first; ``steps`` is a list as JSON.

    ``council`` leads from a row to its council, ``plan`` to its plan where it has one ("" for a
    plan itself); ``near`` is what a result needs at hand.
    """

    name: str
    plural: str
    model: type[models.Model]
    columns: tuple[str, ...]
    council: str
    near: tuple[str, ...] = ()
    steps: str = ""
    plan: str | None = None

    def rows(self, scope: Scope) -> Any:
        """The rows of the member's council that they may see, and of no other."""
        rows = self.model._default_manager.filter(**{self.council: scope.council})
        return rows if self.plan is None else rows.filter(visible(scope, self.plan))


KINDS = (
    Kind(
        "strategy",
        "Strategies",
        Strategy,
        ("title", "vision", "purpose", "corporate_vision"),
        "council",
    ),
    Kind(
        "principle",
        "Principles",
        Principle,
        ("title", "statement"),
        "strategy__council",
        ("strategy",),
    ),
    Kind("outcome", "Outcomes", Outcome, ("text",), "strategy__council", ("strategy", "area")),
    Kind(
        "statement",
        "Statements",
        Statement,
        ("heading", "text"),
        "strategy__council",
        ("strategy",),
    ),
    Kind("plan", "Action plans", Plan, ("title", "source"), "council", plan=""),
    Kind(
        "recommendation",
        "Recommendations",
        Recommendation,
        ("wording",),
        "plan__council",
        ("plan", "theme"),
        plan="plan__",
    ),
    Kind(
        "action",
        "Actions and their commentary",
        Action,
        ("title",),
        "plan__council",
        ("plan", "recommendation", "latest"),
        steps="steps",
        plan="plan__",
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
