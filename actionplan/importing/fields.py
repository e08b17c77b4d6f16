"""The names of fields: those of an action, and those that a column of a file may be taken for.

Notes, decisions and differences name a field of an action ("due", "extra:Outcome"); columns,
choices and synonyms name a meaning of a column ("revised_due"), which is a member of ``Field``.
"""

from collections.abc import Mapping

from actionplan.importing.synonyms import Field

EXTRA = "extra:"

# The field of an action to which the words of a column go; those of the others become extras.
OF_ACTION: Mapping[Field, str] = {
    Field.ACTION: "title",
    Field.RECOMMENDATION: "recommendation",
    Field.THEME: "recommendation",
    Field.NUMBER: "source_number",
    Field.RECOMMENDATION_NUMBER: "recommendation",
    Field.LEAD: "accountable",
    Field.DELIVERY: "delivery",
    Field.TIMESCALE: "timescale",
    Field.PRIORITY: "priority",
    Field.RATING: "rating",
    Field.STATUS: "status",
    Field.DUE: "due",
    Field.REVISED_DUE: "due",
    Field.COMPLETED: "completed",
    Field.COMMENTARY: "commentary",
    Field.STEPS: "steps",
}


def name_of(field: Field) -> str:
    """How choices, synonyms and found columns name a meaning: "revised_due"."""
    return field.name.lower()


def field_called(name: str) -> Field | None:
    """The meaning with this name, or None for any other words."""
    return next((field for field in Field if name_of(field) == name), None)


def action_field(field: Field, heading: str) -> str:
    """The field of an action that a column speaks of: "due", else "extra:" and its heading."""
    return OF_ACTION.get(field) or f"{EXTRA}{' '.join(heading.split())}"
