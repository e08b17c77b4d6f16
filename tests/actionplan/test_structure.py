"""What a plan is made of: every page opens, and every change leaves its line of the register."""

import pytest
from django.test import Client

PAGE = "/ashdown/plans/peer-review/structure/"
WHY = {"reason": "Agreed at the mid-year review", "agreed_by": "Chief Executive", "minute": "34"}


@pytest.fixture
def manager(cast, logged_in) -> Client:
    return logged_in(cast.manager)


def fields(client: Client, address: str) -> dict[str, str]:
    """The form as the page sends it back when nothing is changed."""
    form = client.get(address).context["form"]
    shown = {field.html_name: field.value() for field in form}
    return {name: value for name, value in shown.items() if value not in (None, False, "")}


def send(client: Client, address: str, **changes):
    return client.post(f"{PAGE}{address}", fields(client, f"{PAGE}{address}") | WHY | changes)


def pages(cast) -> list[str]:
    reference = cast.ahead.reference
    own = ["", "edit/", "move/", "split/", "merge/", "drop/", "counts/", "restore/"]
    theme = cast.governance.theme_id
    return [
        "", "register/", "themes/add/", f"themes/{theme}/", f"themes/{theme}/remove/",
        "recommendations/add/", f"recommendations/{cast.governance.pk}/",
        f"recommendations/{cast.governance.pk}/remove/", "actions/add/",
        f"actions/add/?recommendation={cast.governance.pk}", "actions/add/?part_of=PR-1",
        *(f"actions/{reference}/{page}" for page in own),
    ]  # fmt: skip


def test_every_page_opens(cast, manager):
    for page in pages(cast):
        assert manager.get(f"{PAGE}{page}").status_code == 200, page


def test_only_a_plan_manager_changes_a_plan_and_others_are_told_who_may(cast, logged_in):
    client = logged_in(cast.owner)
    for page in pages(cast):
        answer = client.get(f"{PAGE}{page}")
        assert answer.status_code == (200 if page == "register/" else 403), page
    assert "that is for the plan manager" in answer.content.decode()
