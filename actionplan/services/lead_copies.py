"""Leads of one action that another takes over, with what is planned for later days."""

from actionplan.models import Action, Lead
from council import clock


def copy_leads(action: Action, heir: Action) -> None:
    """Let ``heir`` be led as ``action`` is, today and from the days that are planned."""
    for lead in Lead.objects.lasting(clock.today()).filter(action=action):
        lead.pk, lead.action, lead._state.adding = None, heir, True
        lead.save(force_insert=True)
