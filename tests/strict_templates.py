"""Makes a mistyped template variable fail the test that renders it.

Django prints nothing for a variable that is not there. That is right for visitors and wrong for
tests. ``{% if x %}``, ``{% firstof x %}`` and ``{% for y in x %}`` ask whether something is there,
so Django does not complain about those, and neither does this.
"""

import sys
from types import FrameType
from typing import Any

from django.conf import settings
from django.template.base import Node

OURS = f"{settings.BASE_DIR / 'templates'}/"
# Stand-ins for allauth's own elements: they take a bag of attributes, of which any may be missing.
LENIENT = f"{OURS}allauth/elements/"


class UnknownTemplateVariableError(AssertionError):
    """Names the variable and the template that asked for it."""


class Strict(str):
    """Django's ``string_if_invalid``: raises for our templates, prints nothing in others'."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        # Django looks for "%s" here, and then lets us say which variable was unknown.
        return key == "%s"

    def __mod__(self, variable: Any) -> str:
        template = _template_that_asked(sys._getframe(1))
        if template.startswith(OURS) and not template.startswith(LENIENT):
            where = template.removeprefix(OURS)
            raise UnknownTemplateVariableError(f"“{variable}” is unknown in {where}")
        return ""


def _template_that_asked(frame: FrameType | None) -> str:
    """The path of the template whose node is being rendered, from the call stack."""
    while frame is not None:
        node = frame.f_locals.get("self")
        origin = getattr(node, "origin", None) if isinstance(node, Node) else None
        if origin is not None:
            return str(origin.name)
        frame = frame.f_back
    return ""
