"""What may stand in a council's own Word template. Pure.

A placeholder is a name in double braces: ``{{ committee }}`` within a line, ``{{p purpose }}``
as a paragraph of its own, for what has several paragraphs or tables (docxtpl's notation). Nothing
else of that notation is taken: no loops, no calculation, so that a file cannot do anything but
say where our words go.
"""

import re

from actionplan.reporting.template import SectionKind, TemplateForm

# Names that every form has, and what is printed in their place.
INLINE = {
    "council": "Name of the council",
    "committee": "Name of the committee",
    "meeting_date": "Day of the meeting, as 5 September 2023",
    "title": "Title of the report",
    "position_as_at": "The day the figures speak of, as 30 June 2023",
    "draft": "DRAFT, or nothing when the report is final and its figures are locked",
    "late_reason": "Why the item is late, if it is",
}
BLOCKS = {
    "cover": "The facts of the cover as a table",
    "sections": "Every section with its heading, in the order of the form, but for those that the "
    "template has a placeholder of their own for",
    "sign_offs": "Who has signed it off, and when",
}
TAG = re.compile(r"\{\{(?:(?P<block>p) +|\s*)(?P<name>[a-z][a-z0-9_]*)\s*\}\}")
OPENING = re.compile(r"\{[{%#]|[}%#]\}")


def placeholder(code: str) -> str:
    """The name by which a code of the form stands in a Word template: "report_of"."""
    return code.replace("-", "_")


def inline_names(form: TemplateForm) -> dict[str, str]:
    """Names for use within a line, each with what is printed in its place."""
    return INLINE | {placeholder(field.code): field.label for field in form.cover}


def block_names(form: TemplateForm) -> dict[str, str]:
    """Names that stand as a paragraph of their own, each with what is printed in its place."""
    return BLOCKS | {placeholder(section.code): section.heading for section in form.sections}


def left_out(form: TemplateForm, names: frozenset[str]) -> str:
    """The first heading that must be filled and would not be printed; "" for none."""
    if "sections" in names:
        return ""
    needed = any(one.required for one in form.implications)
    return next(
        (
            section.heading
            for section in form.sections
            if (section.required or (needed and section.kind is SectionKind.IMPLICATIONS))
            and placeholder(section.code) not in names
        ),
        "",
    )
