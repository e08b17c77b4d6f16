"""What can be searched, and by which columns. Migration 0008 indexes the same expressions."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from actionplan.models import Action, Plan, Recommendation
from strategy.models import Outcome, Principle, Statement, Strategy


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row. ``columns`` are its texts, the heading first; ``steps`` is a list as JSON.

    ``council`` leads from a row to its council; ``near`` is what a result needs at hand.
    """

    name: str
    plural: str
    model: type[models.Model]
    columns: tuple[str, ...]
    council: str
    near: tuple[str, ...] = ()
    steps: str = ""

    def rows(self, council: Any) -> Any:
        """The rows of one council, and of no other."""
        return self.model._default_manager.filter(**{self.council: council})


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
    Kind("plan", "Action plans", Plan, ("title", "source"), "council"),
    Kind(
        "recommendation",
        "Recommendations",
        Recommendation,
        ("wording",),
        "plan__council",
        ("plan", "theme"),
    ),
    Kind(
        "action",
        "Actions and their commentary",
        Action,
        ("title",),
        "plan__council",
        ("plan", "recommendation", "latest"),
        steps="steps",
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
