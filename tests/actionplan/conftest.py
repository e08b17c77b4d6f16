"""What several files of tests begin with: a draft, a plan that closes, a date tied to a meeting."""

import socket
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from actionplan.models import Action, Plan
from council.models import Meeting, Post, Role, ServiceArea
from tests import factories
from tests.actionplan.agreeing import Agreeing
from tests.actionplan.life_pages import put
from tests.actionplan.tied_dates import MONTH, OLD
from tests.mail_server import SITE, Box, hang_up, sending_to


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


@pytest.fixture
def box(settings) -> Iterator[Box]:
    """A real server on a port of its own; the product sends through it."""
    found = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(found, hostname="127.0.0.1", port=port)
    server.start()
    settings.MAILERS = sending_to(port)
    settings.SITE_ADDRESS = SITE
    yield found
    server.stop()


@pytest.fixture
def hung_up(settings) -> Iterator[list[int]]:
    """A mail server that hangs up on whoever calls; a mark for each call."""
    calls: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.MAILERS = sending_to(server.getsockname()[1])
        settings.SITE_ADDRESS = SITE
        Thread(target=hang_up, args=[server, calls], daemon=True).start()
        yield calls
        server.shutdown(socket.SHUT_RDWR)
