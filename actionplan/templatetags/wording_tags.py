"""Tags that say in which wording an action is reported."""

from collections.abc import Iterable

from django import template

from actionplan.models import Action
from actionplan.queries.history import Event
from actionplan.queries.wording import if_it_holds, wording_in
from actionplan.wording import Wording

register = template.Library()


@register.simple_tag
def reported_as(action: Action, timeline: Iterable[Event]) -> Wording | None:
    """The wording that holds, from the log at hand; None where the lead's own is reported."""
    log = sorted((event.entry for event in timeline), key=lambda entry: entry.number)
    return if_it_holds(wording_in(log), action)
