"""What several files of tests begin with: a draft, a plan that closes, a date tied to a meeting."""

from typing import Any

import pytest

from actionplan.models import Action, Plan
from council.models import Meeting, Post, Role, ServiceArea
from tests import factories
from tests.actionplan.agreeing import Agreeing
from tests.actionplan.life_pages import put
from tests.actionplan.tied_dates import MONTH, OLD


@pytest.fixture
def draft(cast: factories.Cast) -> Plan:
    """A plan that is not adopted, with one action and no period."""
    made = factories.plan(
        cast.council, "Next plan", slug="next", code="NP", state="draft", open_period=False
    )
    factories.action(made, "Begin")
    return made


@pytest.fixture
def closing(cast: factories.Cast) -> Plan:
    """The cast's plan, which is closing."""
    put(cast.plan, "closing")
    return cast.plan


@pytest.fixture
def housing(cast: factories.Cast) -> Post:
    """A vacant post that leads nothing yet."""
    return factories.post(cast.council, "Head of Housing")


@pytest.fixture
def asking(cast: factories.Cast) -> Any:
    """The cast's plan, which asks a head of service to agree updates."""
    cast.plan.asks_agreement = True
    cast.plan.save()
    head = factories.member(cast.council, Role.OFFICER, name="Ruth Adeyemi")
    post = factories.post(cast.council, "Director of Governance", held_by=head)
    area = ServiceArea.objects.create(council=cast.council, name="Governance", head=post)
    cast.post.service_area = area
    cast.post.save()
    return Agreeing(cast, head, area)


@pytest.fixture
def meeting(cast: factories.Cast) -> Meeting:
    """A meeting of a committee that has a short name too."""
    made = factories.meeting(cast.council, OLD)
    made.committee.other_names = "PFD"
    made.committee.save()
    return made


@pytest.fixture
def named(cast: factories.Cast, meeting: Meeting) -> Action:
    """PR-1, whose due words name the meeting by its month."""
    factories.entry(cast.ahead, by=cast.owner, due=MONTH)
    return Action.objects.get(pk=cast.ahead.pk)
