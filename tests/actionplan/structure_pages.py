"""Pages of a plan's structure, and what is sent from them."""

from typing import Any

from django.test import Client

from actionplan.models import Action

PLAN = "/ashdown/plans/peer-review/"

PAGE = f"{PLAN}structure/"

WHY = {"reason": "Agreed at the mid-year review", "agreed_by": "Chief Executive", "minute": "34"}


def fields(client: Client, address: str) -> dict[str, str]:
    """The form as the page sends it back when nothing is changed."""
    form = client.get(address).context["form"]
    shown = {field.html_name: field.value() for field in form}
    return {name: value for name, value in shown.items() if value not in (None, False, "")}


def send(client: Client, address: str, **changes: object):
    """The form of a page as it is shown, with a reason, and with these changes."""
    return client.post(f"{PAGE}{address}", fields(client, f"{PAGE}{address}") | WHY | changes)


def last_change(cast) -> Any:
    return cast.plan.changes.first()


def stands(action: Action) -> Any:
    return Action.objects.get(pk=action.pk)
