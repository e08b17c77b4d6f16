"""Actions arising on the pages of meetings and reports."""

from typing import Any

from django import template

from actionplan.queries.arising import arisen_at
from council.models import Meeting
from council.permissions import Permission, can

register = template.Library()


@register.inclusion_tag("arising/includes/_of_meeting.html", takes_context=True)
def arising_of_meeting(
    context: template.Context, meeting: Meeting, minute: str = ""
) -> dict[str, Any]:
    """``{% arising_of_meeting meeting %}``: what it asked of whom, and where to add to it."""
    scope = context["request"].scope
    return {
        "council": scope.council,
        "meeting": meeting,
        "minute": minute,
        "lines": arisen_at(scope, meeting),
        "may_add": can(scope, Permission.RECORD_ARISING),
    }
